import { actionsMatched, bucketArn } from './actions.ts';
import type { Clause, Condition, Policy, Principal, Statement } from './policy-types.ts';
import { type Right, rightOf } from './rights.ts';
import { keyPattern } from './simulate.ts';
import { hasWildcard, matchesPattern } from './wildcard.ts';

export type Place =
  /** The bucket itself, not its objects. */
  | { kind: 'bucket' }
  | { kind: 'everywhere' }
  | { kind: 'prefix'; prefix: string }
  | { kind: 'object'; key: string }
  /** Keys that match, with wildcards that are not just at the end. */
  | { kind: 'pattern'; pattern: string }
  /** Everywhere but there. */
  | { kind: 'except'; resources: readonly string[] };

/** One sentence of what a policy says; the texts of the page say it in words. */
export interface PolicySentence {
  effect: 'Allow' | 'Deny';
  who: Clause<Principal>;
  /** With `allRightsBut` everything except these. */
  rights: readonly Right[];
  allRightsBut: boolean;
  place: Place;
  conditions: readonly Condition[];
  /** Indices of the statements that say so. */
  statements: readonly number[];
}

/** The policy in sentences: what is denied first, then what everyone may, then the others in the policy's order. */
export function explainPolicy({ statements }: Policy, bucket: string): PolicySentence[] {
  const sentences = new Map<string, PolicySentence>();
  for (const sentence of statements.flatMap((statement, index) => sentencesOf(statement, index, bucket))) {
    const { effect, who, allRightsBut, place, conditions } = sentence;
    const topic = JSON.stringify([effect, who, allRightsBut && sentence.rights, place, conditions]);
    const same = sentences.get(topic);
    sentences.set(topic, same ? joined(same, sentence) : sentence);
  }
  return [...sentences.values()].sort((a, b) => weight(a) - weight(b));
}

function weight({ effect, who, place }: PolicySentence): number {
  const isEveryone = who.isExcept || who.listed.some(({ kind }) => kind === 'everyone');
  return (effect === 'Deny' ? 0 : 4) + (isEveryone ? 0 : 2) + (place.kind === 'bucket' ? 1 : 0);
}

function joined(a: PolicySentence, b: PolicySentence): PolicySentence {
  const rights = new Map([...a.rights, ...b.rights].map((right) => [JSON.stringify(right), right]));
  return {
    ...a,
    rights: [...rights.values()].sort((left, right) => left.order - right.order),
    statements: [...new Set([...a.statements, ...b.statements])],
  };
}

function sentencesOf(statement: Statement, index: number, bucket: string): PolicySentence[] {
  const { effect, principal: who, action, conditions } = statement;
  const base = { effect, who, allRightsBut: action.isExcept, statements: [index] };
  if (action.isExcept) {
    const rights = action.listed.map(rightOf);
    return placesOf(statement, bucket).map((place) => ({ ...base, rights, place, conditions }));
  }
  const listing = listingOf(conditions);
  return action.listed.flatMap((name) => {
    const right = rightOf(name);
    const places =
      right.kind === 'list' && listing
        ? listing.prefixes.map((prefix): Place => ({ kind: 'prefix', prefix }))
        : placesOf(statement, bucket, name);
    return places.map((place) => ({
      ...base,
      rights: [right],
      place,
      conditions: right.kind === 'list' && listing ? listing.others : conditions,
    }));
  });
}

/** Prefixes that alone may be listed, and what else is asked for. */
function listingOf(
  conditions: readonly Condition[],
): { prefixes: readonly string[]; others: readonly Condition[] } | undefined {
  const found = conditions.find(
    ({ operator, key }) => operator === 'StringEquals' && key.toLowerCase() === 's3:prefix',
  );
  if (found === undefined || found.values.includes('') || found.values.some(hasWildcard)) return undefined;
  return { prefixes: found.values, others: conditions.filter((condition) => condition !== found) };
}

/** Where a statement is about; for one action only what that action can be about. */
function placesOf({ resource }: Statement, bucket: string, action?: string): Place[] {
  if (resource.isExcept) return [{ kind: 'except', resources: resource.listed }];
  const { ofObjects, ofBucket } =
    action === undefined ? { ofObjects: true, ofBucket: true } : actionsMatched(action);
  const isUnknown = !ofObjects && !ofBucket;
  const isOfBucketItself = resource.listed.some((text) => matchesPattern(text, bucketArn(bucket)));
  const keys = resource.listed.flatMap((text) => keyPattern(text, bucket) ?? []).map(keyPlace);
  const places: Place[] = ofObjects || isUnknown ? keys : [];
  const isListing = action !== undefined && rightOf(action).kind === 'list';
  const isEverywhere = places.some(({ kind }) => kind === 'everywhere');
  if (isOfBucketItself && (ofBucket || isUnknown) && !isEverywhere) {
    places.push({ kind: isListing ? 'everywhere' : 'bucket' });
  }
  // What could never apply is told all the same.
  return places.length > 0 ? places : resource.listed.map((text) => keyPlace(keyPattern(text, bucket) ?? ''));
}

function keyPlace(pattern: string): Place {
  if (pattern === '') return { kind: 'bucket' };
  if (/^\*+$/.test(pattern)) return { kind: 'everywhere' };
  if (!hasWildcard(pattern)) return { kind: 'object', key: pattern };
  const prefix = pattern.replace(/\*+$/, '');
  return prefix !== pattern && !hasWildcard(prefix)
    ? { kind: 'prefix', prefix }
    : { kind: 'pattern', pattern };
}
