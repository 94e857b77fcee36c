import { parseAmzDate } from '../auth/credential-scope.ts';
import type { RequestHeaders } from '../http/request-headers.ts';
import { type Query, queryValue } from '../http/target.ts';
import type { Tag } from '../tagging/tags.ts';
import type { Account } from './accounts.ts';
import { plainAddress } from './ip-range.ts';

/** What a request has that a condition may ask for. */
export interface RequestContext {
  account: Account | undefined;
  /** With those that a presigned URL carries in its query. */
  headers: RequestHeaders;
  query: Query;
  /** The client's, as the socket gives it. */
  address: string;
  isSecure: boolean;
  /** Unix ms. */
  now: number;
  /** Of the object version that is asked for; undefined where there is none. */
  objectTags(): readonly Tag[] | undefined;
  versionId: string | undefined;
}

/** Undefined where the request has no such thing. */
type KeySource = (context: RequestContext) => string | undefined;

const header =
  (name: string): KeySource =>
  ({ headers }) =>
    headers.get(name);

const parameter =
  (name: string): KeySource =>
  ({ query }) =>
    queryValue(query, name);

const ofUser =
  (value: (userName: string) => string): KeySource =>
  ({ account }) =>
    account && value(account.userName);

const never: KeySource = () => undefined;

/**
 * By lower-case name, as keys are the same in any case. Keys of what only AWS has are known and never there, which
 * is what they are in a request that comes from no VPC and belongs to no organisation.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html and
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/list_amazons3.html
 */
const sources: ReadonlyMap<string, KeySource> = new Map<string, KeySource>([
  ['aws:currenttime', ({ now }) => new Date(now).toISOString()],
  ['aws:epochtime', ({ now }) => String(Math.floor(now / 1000))],
  ['aws:principalarn', ofUser((userName) => `arn:aws:iam::000000000000:user/${userName}`)],
  ['aws:principaltype', ({ account }) => (account === undefined ? 'Anonymous' : 'User')],
  ['aws:referer', header('referer')],
  ['aws:securetransport', ({ isSecure }) => String(isSecure)],
  ['aws:sourceip', ({ address }) => plainAddress(address)],
  ['aws:useragent', header('user-agent')],
  ['aws:userid', ofUser((userName) => userName)],
  ['aws:username', ofUser((userName) => userName)],
  ['s3:authtype', authType],
  ['s3:delimiter', parameter('delimiter')],
  ['s3:max-keys', parameter('max-keys')],
  ['s3:prefix', parameter('prefix')],
  ['s3:signatureage', signatureAge],
  ['s3:signatureversion', ({ account }) => account && 'AWS4-HMAC-SHA256'],
  ['s3:versionid', ({ versionId }) => versionId],
  ...[
    'x-amz-acl',
    'x-amz-content-sha256',
    'x-amz-copy-source',
    'x-amz-grant-full-control',
    'x-amz-grant-read',
    'x-amz-grant-read-acp',
    'x-amz-grant-write',
    'x-amz-grant-write-acp',
    'x-amz-metadata-directive',
    'x-amz-server-side-encryption',
    'x-amz-server-side-encryption-aws-kms-key-id',
    'x-amz-server-side-encryption-customer-algorithm',
    'x-amz-storage-class',
  ].map((name) => [`s3:${name}`, header(name)] as const),
  ...[
    'aws:multifactorauthage',
    'aws:multifactorauthpresent',
    'aws:principalaccount',
    'aws:principalorgid',
    'aws:principalorgpaths',
    'aws:sourceaccount',
    'aws:sourcearn',
    'aws:sourcevpc',
    'aws:sourcevpce',
    'aws:vpcsourceip',
    's3:dataaccesspointaccount',
    's3:dataaccesspointarn',
    's3:tlsversion',
  ].map((name) => [name, never] as const),
]);

const existingTag = 's3:existingobjecttag/';
const requestTag = 's3:requestobjecttag/';

/** The name by which a key is known here, or undefined. What follows a slash is a tag's key, whose case counts. */
export function conditionKey(name: string): string | undefined {
  const slash = name.indexOf('/');
  const start = (slash === -1 ? name : name.slice(0, slash + 1)).toLowerCase();
  const rest = slash === -1 ? '' : name.slice(slash + 1);
  const isTag = (start === existingTag || start === requestTag) && rest !== '';
  return isTag || (rest === '' && sources.has(start)) ? start + rest : undefined;
}

/** `key` as `conditionKey` gave it. */
export function conditionValue(key: string, context: RequestContext): string | undefined {
  if (key.startsWith(existingTag)) {
    const tag = key.slice(existingTag.length);
    return context.objectTags()?.find((candidate) => candidate.key === tag)?.value;
  }
  if (key.startsWith(requestTag)) {
    return (
      new URLSearchParams(context.headers.get('x-amz-tagging')).get(key.slice(requestTag.length)) ?? undefined
    );
  }
  return sources.get(key)?.(context);
}

function authType({ account, headers, query }: RequestContext): string | undefined {
  if (account === undefined) return undefined;
  if (queryValue(query, 'X-Amz-Signature') !== undefined) return 'REST-QUERY-STRING';
  return headers.has('authorization') ? 'REST-HEADER' : 'POST';
}

/** In ms, of a presigned URL. */
function signatureAge({ query, now }: RequestContext): string | undefined {
  const time = parseAmzDate(queryValue(query, 'X-Amz-Date') ?? '');
  return time === undefined ? undefined : String(now - time);
}
