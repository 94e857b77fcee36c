import { bucketArn } from './actions.ts';
import {
  cannedStatement,
  grantActions,
  hasOnlyPrefixCondition,
  isAbout,
  isForEveryone,
  isListed,
  listAction,
  locationAction,
  prefixCondition,
  prefixResource,
  readAction,
  sameSet,
  splitOff,
  uploadsAction,
  withActions,
  withPrefixes,
  writeActions,
} from './canned-statements.ts';
import type { Grant } from './grants.ts';
import type { Policy, Statement } from './policy-types.ts';
import { hasWildcard } from './wildcard.ts';

/** What a bucket without a policy has. */
export const emptyPolicy: Policy = {
  version: '2012-10-17',
  statements: [],
  source: { Version: '2012-10-17' },
};

/**
 * Gives everyone exactly this grant under the prefix, as the canned policies of the older clients write it, and takes
 * away what another grant gave there. Statements that are no part of a grant stay as they are; so does the whole
 * policy where it says so already. A policy that comes out without statements is to be deleted.
 * Throws `RangeError` for a prefix whose letters would grant more than them: `prefixProblem` says so before.
 */
export function setGrant(policy: Policy, bucket: string, prefix: string, grant: Grant): Policy {
  if (grant !== 'none' && hasWildcard(prefix)) throw new RangeError('A prefix is granted by its letters.');
  const statements = newStatements(bucket, prefix, grant).reduce(
    append,
    withoutGrant(policy.statements, bucket, prefix),
  );
  const changed = { ...policy, statements };
  return saysTheSame(policy.statements, changed.statements) ? policy : changed;
}

/** Whether the same is given, however it is spread over statements. */
function saysTheSame(a: readonly Statement[], b: readonly Statement[]): boolean {
  return sameSet(a.flatMap(singleGifts), b.flatMap(singleGifts));
}

/** A statement for each action, resource and prefix, as comparable text. */
function singleGifts(statement: Statement): string[] {
  const { effect, principal, action, resource, conditions } = statement;
  if (action.isExcept || resource.isExcept) return [JSON.stringify(statement.source)];
  const whens = hasOnlyPrefixCondition(statement)
    ? prefixesOf(statement).map((prefix) => [{ ...conditions[0], values: [prefix] }])
    : [conditions];
  return whens.flatMap((when) =>
    action.listed.flatMap((name) =>
      resource.listed.map((where) => JSON.stringify([effect, principal, name, where, when])),
    ),
  );
}

function newStatements(bucket: string, prefix: string, grant: Grant): Statement[] {
  if (grant === 'none') return [];
  const reads = grant !== 'writeonly';
  const writes = grant !== 'readonly';
  const arn = bucketArn(bucket);
  return [
    cannedStatement([locationAction], arn),
    ...(reads ? [cannedStatement([listAction], arn, prefix || undefined)] : []),
    ...(writes ? [cannedStatement([uploadsAction], arn)] : []),
    cannedStatement(
      [...(reads ? [readAction] : []), ...(writes ? writeActions : [])].sort(),
      prefixResource(bucket, prefix),
    ),
  ];
}

/** Adds a statement, where none says it yet; prefixes that may be listed share a statement. */
function append(statements: readonly Statement[], added: Statement): Statement[] {
  if (statements.some((other) => says(other, added))) return [...statements];
  const found = statements.findIndex(
    (other) =>
      added.conditions.length > 0 &&
      isForEveryone(other) &&
      hasOnlyPrefixCondition(other) &&
      !other.action.isExcept &&
      !other.resource.isExcept &&
      sameSet(other.action.listed, added.action.listed) &&
      sameSet(other.resource.listed, added.resource.listed),
  );
  if (found === -1) return [...statements, added];
  return statements.map((other, index) =>
    index === found ? withPrefixes(other, [...prefixesOf(other), ...prefixesOf(added)]) : other,
  );
}

const prefixesOf = (statement: Statement) => prefixCondition(statement, 'StringEquals')?.values ?? [];

/** Whether a statement gives everyone, by their names, all that another one gives. */
function says(statement: Statement, other: Statement): boolean {
  return (
    isForEveryone(statement) &&
    other.action.listed.every((action) => isListed(statement, action)) &&
    other.resource.listed.every((resource) => isAbout(statement, resource)) &&
    (statement.conditions.length === 0
      ? other.conditions.length === 0
      : other.conditions.length > 0 &&
        hasOnlyPrefixCondition(statement) &&
        prefixesOf(other).every((prefix) => prefixesOf(statement).includes(prefix)))
  );
}

/**
 * Takes the grant of one prefix away. What the bucket's own statements give (listing, listing of uploads, location)
 * goes when no other prefix needs it.
 */
function withoutGrant(
  statements: readonly Statement[],
  bucket: string,
  prefix: string,
): readonly Statement[] {
  const own = prefixResource(bucket, prefix);
  const arn = bucketArn(bucket);
  const isOwn = (statement: Statement) =>
    isForEveryone(statement) && isAbout(statement, own) && statement.conditions.length === 0;
  const gave = (action: string) =>
    statements.some((statement) => isOwn(statement) && isListed(statement, action));
  const reading = gave(readAction);
  const writing = writeActions.some(gave);

  const left = statements
    .flatMap((statement) => (isOwn(statement) ? stripAt(statement, own, grantActions) : [statement]))
    .flatMap((statement) => withoutPrefix(statement, bucket, prefix));

  const wasListed = statements.some(
    (statement) => isListing(statement, bucket) && prefixesOf(statement).includes(prefix),
  );
  const needless = [
    ...(reading && !wasListed && !needsWholeListing(left, bucket) ? [listAction] : []),
    ...(writing && !left.some((statement) => givesObjects(statement, bucket, writeActions))
      ? [uploadsAction]
      : []),
    ...((reading || writing) && !left.some((statement) => givesObjects(statement, bucket, grantActions))
      ? [locationAction]
      : []),
  ];
  return left.flatMap((statement) =>
    isForEveryone(statement) && isAbout(statement, arn) && statement.conditions.length === 0
      ? stripAt(statement, arn, needless)
      : [statement],
  );
}

/** Without these actions on this resource; what else the statement gives it keeps. */
function stripAt(statement: Statement, arn: string, actions: readonly string[]): Statement[] {
  if (!actions.some((action) => isListed(statement, action))) return [statement];
  return splitOff(statement, arn).flatMap((part) => (isAbout(part, arn) ? strip(part, actions) : [part]));
}

/** Without these actions; gone where nothing is left. */
function strip(statement: Statement, actions: readonly string[]): Statement[] {
  if (statement.action.isExcept) return [statement];
  const listed = statement.action.listed.filter((action) => !actions.includes(action));
  if (listed.length === statement.action.listed.length) return [statement];
  return listed.length === 0 ? [] : [withActions(statement, listed)];
}

const isListing = (statement: Statement, bucket: string) =>
  isForEveryone(statement) &&
  isAbout(statement, bucketArn(bucket)) &&
  isListed(statement, listAction) &&
  hasOnlyPrefixCondition(statement);

/**
 * Takes the prefix out of those that may be listed. Never takes a condition away from an action that stays: what
 * else the statement gives keeps it, in a statement of its own.
 */
function withoutPrefix(statement: Statement, bucket: string, prefix: string): Statement[] {
  const values = prefixesOf(statement);
  if (!isListing(statement, bucket) || !values.includes(prefix)) return [statement];
  const rest = values.filter((value) => value !== prefix);
  const arn = bucketArn(bucket);
  return splitOff(statement, arn).flatMap((part) =>
    isAbout(part, arn)
      ? [
          ...strip(part, [listAction]),
          ...(rest.length > 0 ? [withPrefixes(withActions(part, [listAction]), rest)] : []),
        ]
      : [part],
  );
}

/** Whether objects can be read that no statement of their own makes listable: they rely on the listing of all. */
function needsWholeListing(statements: readonly Statement[], bucket: string): boolean {
  const listable = statements.filter((statement) => isListing(statement, bucket)).flatMap(prefixesOf);
  const start = `${bucketArn(bucket)}/`;
  return statements
    .filter((statement) => givesObjects(statement, bucket, [readAction]))
    .flatMap(({ resource }) => resource.listed)
    .some((resource) => !listable.includes(resource.slice(start.length).replace(/\*$/, '')));
}

const givesObjects = (statement: Statement, bucket: string, actions: readonly string[]) =>
  isForEveryone(statement) &&
  !statement.resource.isExcept &&
  statement.resource.listed.some((resource) => resource.startsWith(`${bucketArn(bucket)}/`)) &&
  actions.some((action) => isListed(statement, action));
