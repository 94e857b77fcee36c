import { matchesAction } from './actions.ts';
import { conditionHolds, operatorParts } from './conditions.ts';
import { parseIpRange } from './ip-range.ts';
import type { Condition, Policy, Statement } from './policy-types.ts';
import { hasWildcard, matchesPattern } from './wildcard.ts';

/** Keys that say who asks. Fixed values of one of them make strangers into people who are known. */
const identifying = new Set([
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:userid',
  'aws:username',
  's3:dataaccesspointaccount',
  's3:dataaccesspointarn',
]);

const fixing = new Set(['StringEquals', 'StringEqualsIgnoreCase', 'StringLike', 'ArnEquals', 'ArnLike']);

/**
 * Whether the policy allows strangers anything, and by which statements (indices). As S3 judges it: a condition on
 * what is asked for, such as a prefix or a Referer, which anybody can send, makes nothing less public; one on who
 * asks does. Beyond that, what a Deny for everyone takes back wholly is not counted.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export function isPublic(policy: Policy): { isPublic: boolean; statements: readonly number[] } {
  const bans = policy.statements.filter(
    (statement) =>
      statement.effect === 'Deny' && isOfStrangers(statement) && statement.conditions.length === 0,
  );
  const statements = policy.statements.flatMap((statement, index) =>
    statement.effect === 'Allow' &&
    isOfStrangers(statement) &&
    !statement.conditions.some(isOfTheKnown) &&
    !bans.some((ban) => isTakenBack(statement, ban))
      ? [index]
      : [],
  );
  return { isPublic: statements.length > 0, statements };
}

const isOfStrangers = ({ principal }: Statement) =>
  principal.isExcept || principal.listed.some(({ kind }) => kind === 'everyone');

function isOfTheKnown(condition: Condition): boolean {
  const key = condition.key.toLowerCase();
  const { base } = operatorParts(condition.operator);
  // One that holds for want of a value, as with IfExists, lets strangers through.
  if (conditionHolds(condition, { lookUp: () => undefined, variables: false })) return false;
  if (key === 'aws:sourceip') return base === 'IpAddress' && condition.values.every(isNarrow);
  return identifying.has(key) && fixing.has(base) && !condition.values.some(hasWildcard);
}

/** Ranges wider than this are no group that anybody knows. */
function isNarrow(text: string): boolean {
  const range = parseIpRange(text);
  return range !== undefined && range.bits >= (range.length === 32 ? 8 : 32);
}

/** Whether a Deny is about all that a statement allows. */
function isTakenBack({ action, resource }: Statement, ban: Statement): boolean {
  if (action.isExcept || resource.isExcept || ban.action.isExcept || ban.resource.isExcept) return false;
  if (ban.principal.isExcept) return false;
  return (
    action.listed.every((text) =>
      ban.action.listed.some((pattern) => covers(pattern, text, matchesAction)),
    ) &&
    resource.listed.every((text) =>
      ban.resource.listed.some((pattern) => covers(pattern, text, matchesPattern)),
    )
  );
}

/** Whether a pattern matches all that another one does. A `?` would take the other's `*` for one character. */
function covers(
  pattern: string,
  other: string,
  matches: (pattern: string, text: string) => boolean,
): boolean {
  if (pattern === other) return true;
  return matches(other.includes('*') ? pattern.replaceAll('?', '\0') : pattern, other);
}
