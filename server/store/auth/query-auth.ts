import type { RequestHeaders } from '../http/request-headers.ts';
import { S3Error } from '../http/s3-error.ts';
import { type Query, queryValue } from '../http/target.ts';
import type { AuthClaim, SignedService } from './authenticate.ts';
import { formatIsoSeconds, parseAmzDate, parseCredential } from './credential-scope.ts';

const maxExpiresSeconds = 7 * 24 * 3600;
const maxAheadMs = 15 * 60_000;

/**
 * A presigned URL: good from its date (15 minutes of skew allowed) until its expiry.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export function parseQueryAuth(
  headers: RequestHeaders,
  query: Query,
  now: number,
  service: SignedService,
): AuthClaim {
  const [algorithm, credentialText, amzDate, expiresText, signedHeaders, signature] = [
    'X-Amz-Algorithm',
    'X-Amz-Credential',
    'X-Amz-Date',
    'X-Amz-Expires',
    'X-Amz-SignedHeaders',
    'X-Amz-Signature',
  ].map((name) => queryValue(query, name));
  if (!algorithm || !credentialText || !amzDate || !expiresText || !signedHeaders || !signature) {
    throw malformed(
      'A presigned URL takes X-Amz-Algorithm, -Credential, -Date, -Expires, -SignedHeaders and -Signature.',
    );
  }
  if (algorithm !== 'AWS4-HMAC-SHA256') throw malformed('X-Amz-Algorithm is AWS4-HMAC-SHA256 or nothing.');
  const credential = parseCredential(credentialText);
  if (credential?.service !== service || credential.terminator !== 'aws4_request') {
    throw malformed(`X-Amz-Credential is not of the form key/date/region/${service}/aws4_request.`);
  }
  const time = parseAmzDate(amzDate);
  if (time === undefined || !amzDate.startsWith(credential.date)) {
    throw malformed('X-Amz-Date is not YYYYMMDDTHHMMSSZ on the day of the credential.');
  }
  const expires = /^\d+$/.test(expiresText) ? Number(expiresText) : Number.NaN;
  if (!(expires <= maxExpiresSeconds)) {
    throw malformed('X-Amz-Expires is a number of seconds, a week (604800) at most.');
  }
  if (time - now > maxAheadMs) {
    throw new S3Error('AccessDenied', 'The URL is not valid yet.', {
      RequestTime: formatIsoSeconds(time),
      ServerTime: formatIsoSeconds(now),
    });
  }
  if (now >= time + expires * 1000) {
    throw new S3Error('AccessDenied', 'Request has expired', {
      'X-Amz-Expires': expiresText,
      Expires: formatIsoSeconds(time + expires * 1000),
      ServerTime: formatIsoSeconds(now),
    });
  }
  return {
    credential,
    amzDate,
    signedHeaders: signedHeaders.split(';'),
    signature,
    payloadHash:
      queryValue(query, 'X-Amz-Content-Sha256') ?? headers.get('x-amz-content-sha256') ?? 'UNSIGNED-PAYLOAD',
    query: query.filter(([name]) => name !== 'X-Amz-Signature'),
    sessionToken: queryValue(query, 'X-Amz-Security-Token') ?? headers.get('x-amz-security-token'),
  };
}

const malformed = (message: string) => new S3Error('AuthorizationQueryParametersError', message);
