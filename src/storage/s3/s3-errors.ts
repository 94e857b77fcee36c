import { StorageError, type StorageErrorCode } from '../errors.ts';
import { readFields } from './xml-scan.ts';

/** An answer that is no success, with its body read. Header names in lower case. */
export interface FailedAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** What is known of the request that was answered so. */
export interface AnsweredRequest {
  /** What it was about: decides what a 404 without a body means. */
  target: 'service' | 'bucket' | 'object';
  /** `query`: a signature with an end, where a wrong clock shows as a plain refusal. */
  signedIn: 'query' | 'header' | 'nowhere';
}

/** A signature may be this old or this early, by every server's rule. ms */
const allowedSkew = 15 * 60_000;

const codes: Record<string, StorageErrorCode> = {
  AccessDenied: 'access-denied',
  AccountProblem: 'access-denied',
  AllAccessDisabled: 'access-denied',
  AccessForbidden: 'access-denied',
  InvalidAccessKeyId: 'invalid-access-key',
  SignatureDoesNotMatch: 'signature-mismatch',
  RequestTimeTooSkewed: 'clock-skew',
  ExpiredToken: 'expired-credentials',
  InvalidToken: 'expired-credentials',
  InvalidTokenId: 'expired-credentials',
  TokenRefreshRequired: 'expired-credentials',
  AuthorizationHeaderMalformed: 'wrong-region',
  IllegalLocationConstraintException: 'wrong-region',
  InvalidLocationConstraint: 'wrong-region',
  InvalidRegion: 'wrong-region',
  PermanentRedirect: 'wrong-region',
  TemporaryRedirect: 'wrong-region',
  NoSuchBucket: 'no-such-bucket',
  NoSuchKey: 'no-such-key',
  NoSuchVersion: 'no-such-version',
  NoSuchUpload: 'no-such-upload',
  InvalidBucketName: 'invalid-bucket-name',
  BucketAlreadyOwnedByYou: 'bucket-owned-by-you',
  BucketAlreadyExists: 'bucket-exists',
  BucketNotEmpty: 'bucket-not-empty',
  KeyTooLongError: 'key-refused',
  InvalidURI: 'key-refused',
  XMinioInvalidObjectName: 'key-refused',
  XMinioInvalidResourceName: 'key-refused',
  XMinioObjectExistsAsDirectory: 'key-refused',
  XMinioParentIsObject: 'key-refused',
  InvalidPart: 'invalid-part',
  InvalidPartOrder: 'invalid-part',
  EntityTooSmall: 'too-small',
  EntityTooLarge: 'too-large',
  BadDigest: 'bad-digest',
  XAmzContentSHA256Mismatch: 'bad-digest',
  XAmzContentChecksumMismatch: 'bad-digest',
  PreconditionFailed: 'precondition-failed',
  ConditionalRequestConflict: 'precondition-failed',
  ObjectLocked: 'object-locked',
  IncompleteBody: 'bad-digest',
  RequestTimeout: 'timeout',
  SlowDown: 'too-busy',
  SlowDownRead: 'too-busy',
  SlowDownWrite: 'too-busy',
  ServerBusy: 'too-busy',
  ServiceUnavailable: 'too-busy',
  TooManyRequests: 'too-busy',
  RequestLimitExceeded: 'too-busy',
  OperationAborted: 'too-busy',
  InternalError: 'server-error',
  XMinioServerNotInitialized: 'server-error',
  XMinioStorageFull: 'server-error',
  NotImplemented: 'not-supported',
  XNotImplemented: 'not-supported',
  MethodNotAllowed: 'not-supported',
  UnsupportedOperation: 'not-supported',
  AuthorizationQueryParametersError: 'invalid-argument',
  InvalidArgument: 'invalid-argument',
  InvalidDigest: 'invalid-argument',
  InvalidRange: 'invalid-argument',
  InvalidRequest: 'invalid-argument',
  MalformedXML: 'invalid-argument',
  MetadataTooLarge: 'invalid-argument',
  MissingContentMD5: 'invalid-argument',
  InvalidStorageClass: 'invalid-argument',
  // 404s that are not about the bucket that was asked.
  RemoteDestinationNotFoundError: 'invalid-argument',
  XMinioAdminRemoteArnInvalid: 'invalid-argument',
  XMinioAdminRemoteTargetNotFoundError: 'invalid-argument',
};

/** For answers without a code: to HEAD, from proxies, from servers with codes of their own. */
function codeByStatus(status: number, target: AnsweredRequest['target']): StorageErrorCode {
  if (status === 404) return target === 'object' ? 'no-such-key' : 'no-such-bucket';
  if (status === 401 || status === 403) return 'access-denied';
  if (status === 301 || status === 307 || status === 308) return 'wrong-region';
  if (status === 405 || status === 501) return 'not-supported';
  if (status === 408) return 'timeout';
  if (status === 412) return 'precondition-failed';
  if (status === 413) return 'too-large';
  if (status === 429 || status === 503) return 'too-busy';
  if (status >= 500) return 'server-error';
  return status >= 400 ? 'invalid-argument' : 'unknown';
}

/** Whether the same request may succeed when it is sent again. 501 and 507 (no room) will not change soon. */
function isRetryable(code: StorageErrorCode, status: number): boolean {
  if (code === 'too-busy' || code === 'timeout' || code === 'bad-digest') return true;
  return code === 'server-error' && status !== 507;
}

/** `Retry-After` in ms: seconds or a date. */
function retryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return wait >= 0 ? wait : undefined;
}

function clockOffset(serverTime: string | undefined, now: number): number | undefined {
  const offset = serverTime === undefined ? Number.NaN : Date.parse(serverTime) - now;
  return Number.isNaN(offset) ? undefined : offset;
}

/** AWS names the right region only within the host name that it redirects to. */
function regionOfEndpoint(endpoint: string | undefined): string | undefined {
  return endpoint?.match(/(?:^|\.)s3[.-]([a-z]{2}(?:-[a-z]+)+-\d+)\.amazonaws\.com/)?.[1];
}

/**
 * The `StorageError` for an answer that is no success. Decided by the service's code, then by the status, never by
 * message text. `now` is this machine's clock in ms. API: "Error responses".
 */
export function errorFromAnswer(answer: FailedAnswer, request: AnsweredRequest, now: number): StorageError {
  const { status, headers, body } = answer;
  const parsed = body === '' ? undefined : readFields(body);
  const fields = parsed?.root === 'Error' ? parsed.fields : {};
  const serviceCode = fields.Code || headers['x-minio-error-code'];
  const region = fields.Region || headers['x-amz-bucket-region'] || regionOfEndpoint(fields.Endpoint);
  const offset = clockOffset(fields.ServerTime ?? headers.date, now);
  const isSpeechless = serviceCode === undefined && body.trim() !== '';

  let code = codes[serviceCode ?? ''] ?? codeByStatus(status, request.target);
  // Only an S3 service writes an Error document. A proxy's own words for 413, 429 or 5xx still say enough.
  if (isSpeechless && status >= 400 && status < 500 && ![408, 413, 429].includes(status)) code = 'not-s3';
  if (serviceCode === 'AuthorizationQueryParametersError' && region) code = 'wrong-region';
  const isOutOfTime = offset !== undefined && Math.abs(offset) > allowedSkew - 5000;
  if (code === 'access-denied' && request.signedIn === 'query' && isOutOfTime) code = 'clock-skew';

  return new StorageError(code, {
    status,
    serviceCode,
    serviceMessage: fields.Message || headers['x-minio-error-desc']?.replace(/^"|"$/g, ''),
    requestId: fields.RequestId || headers['x-amz-request-id'],
    retryable: isRetryable(code, status),
    retryAfter: retryAfter(headers['retry-after'], now),
    region: code === 'wrong-region' ? region : undefined,
    clockOffset: code === 'clock-skew' ? offset : undefined,
    deleteMarker: headers['x-amz-delete-marker'] === 'true' || undefined,
  });
}

/**
 * An error that arrived as a success: AWS and Ceph answer a long CompleteMultipartUpload or CopyObject with 200 at
 * once and write the verdict later. Also what is no S3 at all. Undefined for a real success.
 */
export function errorWithinSuccess(
  answer: FailedAnswer,
  request: AnsweredRequest,
  now: number,
): StorageError | undefined {
  const text = answer.body.trimStart();
  if (text === '') return undefined;
  if (/^<(?:!doctype\s|html[\s>])/i.test(text)) return new StorageError('not-s3', { status: answer.status });
  if (!/^(?:<\?[^>]*>\s*)?<Error[\s>]/.test(text)) return undefined;
  return errorFromAnswer({ ...answer, body: text }, request, now);
}
