import type { Account, Accounts } from '../access/accounts.ts';
import { redactCustomerKeys } from '../encryption/redact.ts';
import type { RequestHeaders } from '../http/request-headers.ts';
import { S3Error } from '../http/s3-error.ts';
import { type Query, queryValue } from '../http/target.ts';
import { canonicalRequest } from './canonical-request.ts';
import type { CredentialScope } from './credential-scope.ts';
import { findAccount } from './find-account.ts';
import { parseHeaderAuth } from './header-auth.ts';
import { parseQueryAuth } from './query-auth.ts';
import {
  type SigningContext,
  sameSignature,
  sha256Hex,
  sign,
  signingKey,
  stringToSign,
} from './signature.ts';

export interface SignedRequest {
  method: string;
  rawPath: string;
  query: Query;
  headers: RequestHeaders;
}

/** What a request claims, parsed and within its time, but not yet believed. */
export interface AuthClaim {
  credential: CredentialScope;
  amzDate: string;
  signedHeaders: string[];
  signature: string;
  payloadHash: string;
  /** The query that was signed: for a presigned URL, all but its signature. */
  query: Query;
  sessionToken: string | undefined;
}

export interface Authentication {
  accessKeyId: string;
  account: Account;
  /** The value of `x-amz-content-sha256`, or what stands for it in a presigned URL. */
  payloadHash: string;
  /** With `signature` the seed of a signed chunk chain. */
  signing: SigningContext;
  signature: string;
}

/** Which of the services at this address a signature is for. */
export type SignedService = 's3' | 'sts';

const algorithm = 'AWS4-HMAC-SHA256';

/**
 * Who sent this, by SigV4 in the Authorization header or in the query; undefined for a request that carries no
 * signature at all, which is anonymous. `now` is Unix ms. `bodyHash` is the SHA-256 of the body where that is known
 * and stands for an `x-amz-content-sha256` that was not sent.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html
 */
export function authenticate(
  request: SignedRequest,
  accounts: Pick<Accounts, 'find'>,
  now: number,
  service: SignedService = 's3',
  bodyHash?: string,
): Authentication | undefined {
  const claim = parseClaim(request, now, service, bodyHash);
  if (claim === undefined) return undefined;
  const { credential, amzDate, signature, payloadHash } = claim;
  const { accessKeyId, scope } = credential;
  const account = findAccount(accounts, accessKeyId, claim.sessionToken, now);
  checkSignedHeaders(request.headers, claim.signedHeaders);
  const canonical = canonicalRequest({ ...request, ...claim });
  const signing = { key: signingKey(account.secretAccessKey, scope), amzDate, scope };
  const toSign = stringToSign(algorithm, signing, sha256Hex(canonical));
  if (!sameSignature(sign(signing, toSign), signature)) {
    const shown = redactCustomerKeys(canonical);
    throw signatureDoesNotMatch({
      AWSAccessKeyId: accessKeyId,
      StringToSign: toSign,
      SignatureProvided: signature,
      StringToSignBytes: hexBytes(toSign),
      CanonicalRequest: shown,
      CanonicalRequestBytes: hexBytes(shown),
    });
  }
  return { accessKeyId, account, payloadHash, signing, signature };
}

function parseClaim(
  { headers, query }: SignedRequest,
  now: number,
  service: SignedService,
  bodyHash: string | undefined,
): AuthClaim | undefined {
  const authorization = headers.get('authorization');
  const inQuery = ['X-Amz-Algorithm', 'X-Amz-Credential', 'X-Amz-Signature'].some(
    (name) => queryValue(query, name) !== undefined,
  );
  if (authorization !== undefined && inQuery) {
    throw new S3Error('InvalidArgument', 'A request is signed in its header or in its query, not in both.', {
      ArgumentName: 'Authorization',
      ArgumentValue: authorization,
    });
  }
  if (inQuery) return parseQueryAuth(headers, query, now, service);
  if (authorization !== undefined) {
    return parseHeaderAuth(authorization, headers, query, { now, service, bodyHash });
  }
  if (queryValue(query, 'Signature') !== undefined) throw unsupportedMechanism();
  return undefined;
}

export const signatureDoesNotMatch = (extras: Record<string, string>) =>
  new S3Error(
    'SignatureDoesNotMatch',
    'The signature that was computed here is another: check the secret key and what was signed.',
    extras,
  );

export const unsupportedMechanism = () =>
  new S3Error('InvalidRequest', 'This way of authorization is not supported: use AWS4-HMAC-SHA256.');

/** AWS wants `host` and every `x-amz-*` header covered: what is not signed could be added on the way. */
function checkSignedHeaders(headers: RequestHeaders, signedHeaders: readonly string[]): void {
  const unsigned = [...headers.keys()].filter(
    (name) => (name === 'host' || name.startsWith('x-amz-')) && !signedHeaders.includes(name),
  );
  if (unsigned.length === 0) return;
  throw new S3Error('AccessDenied', 'The request has headers that its signature does not cover.', {
    HeadersNotSigned: unsigned.join(', '),
  });
}

/** The bytes of a text in hex, as AWS shows them beside it: it makes a stray space or line end visible. */
const hexBytes = (text: string) =>
  Buffer.from(text, 'latin1')
    .toString('hex')
    .replace(/..(?!$)/g, '$& ');
