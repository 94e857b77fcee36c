import { arnStart, bucketActions, bucketArn, matchesAction } from './actions.ts';
import { conditionHolds } from './conditions.ts';
import type { Clause, Condition, Policy, Principal } from './policy-types.ts';
import { type LookUp, matchesPattern } from './wildcard.ts';

export interface Question {
  /** Undefined: without a signature. Else an ARN, an account's twelve digits, or a user's plain name. */
  principal: string | undefined;
  /** Such as `s3:GetObject`. */
  action: string;
  bucket: string;
  /** Of the object; for actions on the bucket it is not looked at. */
  key?: string;
  /** What the request has, by condition key, such as `s3:prefix` or `aws:SourceIp`. */
  conditions?: Readonly<Record<string, string>>;
  /** Unix ms, for `aws:CurrentTime`. */
  now?: number;
}

export interface Answer {
  /** `not-mentioned` is no permission from this policy; another policy may still give it. */
  outcome: 'allowed' | 'denied' | 'not-mentioned';
  /** Indices of the statements that decide. */
  by: readonly number[];
  /** Statements that would apply, were it not for these conditions. */
  unmet: readonly { statement: number; conditions: readonly Condition[] }[];
}

/**
 * What the policy of the bucket says to a request: a Deny that applies wins, then any Allow. Policies of users are
 * not known here. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function simulate(policy: Policy, question: Question): Answer {
  const request = {
    lookUp: requestValues(question),
    variables: policy.version === '2012-10-17',
  };
  const resource = isOfBucket(question.action)
    ? bucketArn(question.bucket)
    : `${bucketArn(question.bucket)}/${question.key ?? ''}`;
  const applying: number[] = [];
  const unmet: { statement: number; conditions: Condition[] }[] = [];
  policy.statements.forEach((statement, index) => {
    const isAbout =
      meets(statement.principal, (principal) => isPrincipal(principal, question.principal)) &&
      meets(statement.action, (pattern) => matchesAction(pattern, question.action)) &&
      meets(statement.resource, (pattern) => matchesPattern(pattern, resource, request));
    if (!isAbout) return;
    const failing = statement.conditions.filter((condition) => !conditionHolds(condition, request));
    if (failing.length > 0) unmet.push({ statement: index, conditions: failing });
    else applying.push(index);
  });
  const denying = applying.filter((index) => policy.statements[index]?.effect === 'Deny');
  if (denying.length > 0) return { outcome: 'denied', by: denying, unmet };
  return { outcome: applying.length > 0 ? 'allowed' : 'not-mentioned', by: applying, unmet };
}

/** Whether an action is done to the bucket itself; those that are not known count as done to objects. */
export const isOfBucket = (action: string): boolean =>
  bucketActions.some((known) => known.toLowerCase() === action.toLowerCase());

function meets<Item>({ isExcept, listed }: Clause<Item>, isMet: (item: Item) => boolean): boolean {
  return listed.some(isMet) !== isExcept;
}

/** Nobody in particular, who makes requests without a signature, is among everyone alone. */
function isPrincipal(principal: Principal, asker: string | undefined): boolean {
  if (principal.kind === 'everyone') return true;
  if (asker === undefined || (principal.type !== 'AWS' && principal.type !== 'CanonicalUser')) return false;
  if (principal.id === asker || userName(principal.id) === asker) return true;
  const account = /^(?:arn:aws:iam::)?(\d{12})(?::root)?$/.exec(principal.id)?.[1];
  return account !== undefined && (asker === account || asker.split(':')[4] === account);
}

const userName = (arn: string) => /^arn:aws:iam::\d{0,12}:user\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1];

function requestValues({ principal, conditions = {}, now = Date.now() }: Question): LookUp {
  const given = new Map<string, string>([
    ['aws:currenttime', new Date(now).toISOString()],
    ['aws:epochtime', String(Math.floor(now / 1000))],
    ['aws:principaltype', principal === undefined ? 'Anonymous' : 'User'],
    ...(principal === undefined ? [] : principalValues(principal)),
    ...Object.entries(conditions).map(([key, value]): [string, string] => [keyName(key), value]),
  ]);
  return (key) => given.get(keyName(key));
}

function principalValues(principal: string): [string, string][] {
  const name = userName(principal) ?? principal;
  return [
    ['aws:username', name],
    ['aws:userid', name],
    ...(principal.startsWith('arn:') ? ([['aws:principalarn', principal]] as [string, string][]) : []),
  ];
}

/** What follows a slash is a tag's key, whose case counts. */
function keyName(key: string): string {
  const [start = ''] = key.split('/', 1);
  return start.toLowerCase() + key.slice(start.length);
}

/** The part of a resource that names keys, such as `photos/*`; undefined where it is about the bucket alone. */
export function keyPattern(resource: string, bucket: string): string | undefined {
  if (/^\*+$/.test(resource)) return '*';
  const start = `${arnStart}${bucket}/`;
  if (resource.startsWith(start)) return resource.slice(start.length);
  const slash = resource.indexOf('/');
  if (slash !== -1) return resource.slice(slash + 1);
  return resource.endsWith('*') ? '*' : undefined;
}
