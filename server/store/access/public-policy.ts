import type { RequestContext } from './condition-keys.ts';
import type { Condition } from './conditions.ts';
import { evaluate } from './evaluate.ts';
import { parseIpRange } from './ip-range.ts';
import type { Policy, Statement } from './policy.ts';
import { bucketArn } from './statement-scope.ts';

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
 * Whether anything is allowed to everybody, in the sense of S3's Block Public Access: a condition on what is asked
 * for, such as a prefix or a Referer, does not make it less public, one on who asks does. A Deny is not looked at.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export const isPublic = ({ statements }: Policy): boolean =>
  statements.some(
    (statement) =>
      statement.effect === 'Allow' && isOfEverybody(statement) && !statement.conditions.some(isOfTheKnown),
  );

/** Whether an anonymous request may list the bucket and PutObject is allowed on the bucket's own name, too. */
export const isPublicInMinio = (policy: Policy, bucket: string, anonymous: RequestContext): boolean =>
  ['s3:ListBucket', 's3:PutObject'].every(
    (action) => evaluate(policy, { action, resource: bucketArn(bucket), context: anonymous }) === 'Allow',
  );

function isOfEverybody({ principal }: Statement): boolean {
  if (principal === undefined) return false;
  return principal.isExcept || principal.listed.some(({ kind }) => kind === 'everyone');
}

function isOfTheKnown({ key, operator, values, holds }: Condition): boolean {
  if (key === 'aws:sourceip') return operator === 'IpAddress' && values.every(isNarrow);
  const isFixed = fixing.has(operator) && values.every((value) => !/[*?]|\$\{/.test(value));
  // A condition that holds for want of a value, as with IfExists, lets strangers through.
  return identifying.has(key) && isFixed && !holds(undefined, () => undefined);
}

/** Ranges wider than this are no group that anybody knows. */
function isNarrow(text: string): boolean {
  const range = parseIpRange(text);
  return range !== undefined && range.prefixLength >= (range.addressLength === 32 ? 8 : 32);
}
