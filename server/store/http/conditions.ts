import type { RequestHeaders } from './request-headers.ts';
import { notImplemented, preconditionFailed, S3Error } from './s3-error.ts';

/** An object's validators: the ETag without quotes, the time in ms. */
export interface Validators {
  etag: string;
  modified: number;
}

type Verdict = 'holds' | 'precondition-failed' | 'not-modified';

interface Conditions {
  ifMatch?: string;
  ifNoneMatch?: string;
  ifModifiedSince?: string;
  ifUnmodifiedSince?: string;
}

/** https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2, with dates compared by the second as HTTP writes them. */
export function evaluateConditions(conditions: Conditions, { etag, modified }: Validators): Verdict {
  const seconds = Math.floor(modified / 1000);
  if (conditions.ifMatch !== undefined) {
    if (!matchesETag(conditions.ifMatch, etag)) return 'precondition-failed';
  } else {
    const limit = httpSeconds(conditions.ifUnmodifiedSince);
    if (limit !== undefined && seconds > limit) return 'precondition-failed';
  }
  if (conditions.ifNoneMatch !== undefined) {
    if (matchesETag(conditions.ifNoneMatch, etag)) return 'not-modified';
  } else {
    const limit = httpSeconds(conditions.ifModifiedSince);
    if (limit !== undefined && seconds <= limit) return 'not-modified';
  }
  return 'holds';
}

/** For GET and HEAD: throws 412 or 304. */
export function checkReadConditions(headers: RequestHeaders, validators: Validators): void {
  const verdict = evaluateConditions(conditionsOf(headers, ''), validators);
  if (verdict === 'precondition-failed') throw preconditionFailed('If-Match or If-Unmodified-Since');
  if (verdict === 'not-modified') {
    throw new S3Error(
      'NotModified',
      '',
      {},
      {
        etag: `"${validators.etag}"`,
        'last-modified': new Date(validators.modified).toUTCString(),
      },
    );
  }
}

/** For a copy's source every condition that does not hold is a 412, also the two that give 304 elsewhere. */
export function checkCopySourceConditions(headers: RequestHeaders, validators: Validators): void {
  const conditions = conditionsOf(headers, 'x-amz-copy-source-');
  if (evaluateConditions(conditions, validators) !== 'holds')
    throw preconditionFailed('x-amz-copy-source-if-…');
}

/** What a write asks of the object that its key holds before. */
export interface WriteConditions {
  ifAbsent: boolean;
  ifMatch?: string;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html: `If-None-Match` takes `*` alone. */
export function writeConditions(headers: RequestHeaders): WriteConditions {
  const ifNoneMatch = headers.get('if-none-match');
  if (ifNoneMatch !== undefined && ifNoneMatch.trim() !== '*') throw notImplemented('If-None-Match');
  const ifMatch = headers.get('if-match');
  if (ifMatch !== undefined && ifNoneMatch !== undefined) throw notImplemented('If-Match');
  return { ifAbsent: ifNoneMatch !== undefined, ifMatch };
}

/** Asked before the body is read, to spare it, and again inside the commit, where it counts. */
export function checkWriteConditions(
  { ifAbsent, ifMatch }: WriteConditions,
  current: Validators | undefined,
  missing: () => S3Error,
): void {
  if (ifAbsent && current !== undefined) throw preconditionFailed('If-None-Match');
  if (ifMatch === undefined) return;
  if (current === undefined) throw missing();
  if (!matchesETag(ifMatch, current.etag)) throw preconditionFailed('If-Match');
}

/** Clients send ETags with and without their quotes, and lists of them. */
export function matchesETag(header: string, etag: string): boolean {
  return header
    .split(',')
    .map((candidate) => candidate.trim())
    .some((candidate) => candidate === '*' || bareETag(candidate) === etag);
}

export const bareETag = (etag: string) =>
  etag
    .trim()
    .replace(/^W\//, '')
    .replace(/^"(.*)"$/s, '$1');

function conditionsOf(headers: RequestHeaders, prefix: string): Conditions {
  return {
    ifMatch: headers.get(`${prefix}if-match`),
    ifNoneMatch: headers.get(`${prefix}if-none-match`),
    ifModifiedSince: headers.get(`${prefix}if-modified-since`),
    ifUnmodifiedSince: headers.get(`${prefix}if-unmodified-since`),
  };
}

/** Unix seconds; a date that does not parse is as good as none (RFC 9110 §13.1.3). */
function httpSeconds(date: string | undefined): number | undefined {
  const time = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(time) ? undefined : Math.floor(time / 1000);
}
