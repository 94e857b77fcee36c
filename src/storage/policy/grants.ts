import { bucketArn } from './actions.ts';
import {
  grantActions,
  hasOnlyPrefixCondition,
  isForEveryone,
  isListed,
  listAction,
  locationAction,
  prefixCondition,
  prefixResource,
  readAction,
  sameSet,
  uploadsAction,
  writeActions,
} from './canned-statements.ts';
import type { Policy, Statement } from './policy-types.ts';
import { hasWildcard, matchesPattern } from './wildcard.ts';

/** What everyone, signed in or not, may do under a prefix. `readonly` lists and reads, `writeonly` stores and deletes. */
export type Grant = 'none' | 'readonly' | 'writeonly' | 'readwrite';

export interface PrefixGrant {
  prefix: string;
  grant: Grant;
  /** The prefix was written with wildcards or variables: it reaches further than its letters. */
  isPattern: boolean;
}

/**
 * The grant of a prefix as the canned policies read back: of all resources that match it, the longest decides. What
 * another statement denies, or a shorter resource gives besides, is not in it: `anonymousReach` tells that.
 */
export function grantOf({ statements }: Policy, bucket: string, prefix: string): Grant {
  const wanted = prefixResource(bucket, prefix);
  const objects = { length: 0, reads: false, writes: false };
  const onBucket = { common: false, reads: false, writes: false };
  for (const statement of statements) {
    if (statement.resource.isExcept) continue;
    for (const resource of statement.resource.listed) {
      if (resource === wanted || matchesPattern(resource, wanted)) {
        const { reads, writes } = objectRights(statement);
        const isLonger = resource.length > objects.length;
        if (resource.length < objects.length) continue;
        objects.length = resource.length;
        objects.reads = reads || (!isLonger && objects.reads);
        objects.writes = writes || (!isLonger && objects.writes);
      }
      if (resource === bucketArn(bucket)) {
        onBucket.common ||= isUnconditional(statement, locationAction);
        onBucket.writes ||= isUnconditional(statement, uploadsAction);
        onBucket.reads ||= mayList(statement, prefix);
      }
    }
  }
  if (!onBucket.common) return 'none';
  const reads = onBucket.reads && objects.reads;
  const writes = onBucket.writes && objects.writes;
  if (reads && writes) return 'readwrite';
  if (reads) return 'readonly';
  return writes ? 'writeonly' : 'none';
}

const isUnconditional = (statement: Statement, action: string) =>
  isForEveryone(statement) && statement.conditions.length === 0 && isListed(statement, action);

function objectRights(statement: Statement): { reads: boolean; writes: boolean } {
  return {
    reads: isUnconditional(statement, readAction),
    writes: writeActions.some((action) => isUnconditional(statement, action)),
  };
}

/** Whether everyone may list this prefix: without a condition, or with one on `s3:prefix` that it meets. */
function mayList(statement: Statement, prefix: string): boolean {
  if (!isForEveryone(statement) || !isListed(statement, listAction)) return false;
  if (statement.conditions.length === 0) return true;
  if (prefix === '') return false;
  const equals = prefixCondition(statement, 'StringEquals');
  if (statement.conditions.some(({ operator }) => operator === 'StringEquals')) {
    return equals?.values.some((value) => prefix.startsWith(value)) ?? false;
  }
  const differs = prefixCondition(statement, 'StringNotEquals');
  return differs !== undefined && !differs.values.some((value) => prefix.startsWith(value));
}

/** Every prefix that has a grant, in the order of their letters. */
export function listGrants(policy: Policy, bucket: string): PrefixGrant[] {
  const start = `${bucketArn(bucket)}/`;
  const named = policy.statements
    .filter(isForEveryone)
    .flatMap(({ resource }) => (resource.isExcept ? [] : resource.listed))
    .filter((resource) => resource.startsWith(start) && resource.endsWith('*'))
    .map((resource) => resource.slice(start.length, -1));
  return [...new Set(['', ...named])]
    .map((prefix) => ({ prefix, grant: grantOf(policy, bucket, prefix), isPattern: hasWildcard(prefix) }))
    .filter(({ grant }) => grant !== 'none')
    .sort((a, b) => (a.prefix < b.prefix ? -1 : 1));
}

/** Indices of the statements that are no part of a grant: the four grants neither show nor change them. */
export function statementsBesideGrants({ statements }: Policy, bucket: string): number[] {
  return statements.flatMap((statement, index) => (isOfGrant(statement, bucket) ? [] : [index]));
}

function isOfGrant(statement: Statement, bucket: string): boolean {
  if (!isForEveryone(statement) || statement.action.isExcept || statement.resource.isExcept) return false;
  const { conditions, action, resource } = statement;
  const isOfBucket = resource.listed.includes(bucketArn(bucket));
  const prefixes = resource.listed.filter((each) => each !== bucketArn(bucket));
  if (!prefixes.every((each) => each.startsWith(`${bucketArn(bucket)}/`) && each.endsWith('*'))) return false;
  if (conditions.length > 0) {
    return prefixes.length === 0 && hasOnlyPrefixCondition(statement) && sameSet(action.listed, [listAction]);
  }
  const known = [
    ...(isOfBucket ? [locationAction, listAction, uploadsAction] : []),
    ...(prefixes.length > 0 ? grantActions : []),
  ];
  return action.listed.every((each) => known.includes(each));
}
