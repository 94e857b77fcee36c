import type { Profile } from '../http/call.ts';
import type { RequestHeaders } from '../http/request-headers.ts';
import { invalidArgument, S3Error } from '../http/s3-error.ts';
import { isVouchedFor, type PayloadPlan } from '../payload/payload-plan.ts';
import { isRetentionMode, type ObjectLock, type Retention } from './object-lock.ts';
import { parseRetainUntil } from './retain-until.ts';

/**
 * What the headers of a request that makes an object say of its lock; undefined where they say nothing. `hasLock`:
 * whether the bucket has Object Lock. `now` is Unix ms.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
 */
export function requestedLock(
  headers: RequestHeaders,
  hasLock: boolean,
  now: number,
): ObjectLock | undefined {
  const retention = requestedRetention(headers, now);
  const legalHold = requestedLegalHold(headers);
  if (retention === undefined && legalHold === undefined) return undefined;
  if (!hasLock) throw bucketWithoutLock();
  return { ...(retention && { retention }), ...(legalHold && { legalHold }) };
}

function requestedRetention(headers: RequestHeaders, now: number): Retention | undefined {
  const mode = headers.get('x-amz-object-lock-mode');
  const date = headers.get('x-amz-object-lock-retain-until-date');
  if (mode === undefined && date === undefined) return undefined;
  if (mode === undefined || date === undefined) {
    throw refusedHeader(
      mode === undefined ? 'x-amz-object-lock-mode' : 'x-amz-object-lock-retain-until-date',
      '',
      'A retention takes both its mode and its date.',
    );
  }
  if (!isRetentionMode(mode)) {
    throw refusedHeader('x-amz-object-lock-mode', mode, 'The mode is GOVERNANCE or COMPLIANCE.');
  }
  const until = parseRetainUntil(date);
  if (until === undefined) {
    throw refusedHeader('x-amz-object-lock-retain-until-date', date, 'The date is not one of ISO 8601.');
  }
  if (until <= now) {
    throw refusedHeader('x-amz-object-lock-retain-until-date', date, 'The date is not in the future.');
  }
  return { mode, until };
}

function requestedLegalHold(headers: RequestHeaders): ObjectLock['legalHold'] {
  const status = headers.get('x-amz-object-lock-legal-hold');
  if (status === undefined || status === 'ON' || status === 'OFF') return status;
  throw refusedHeader('x-amz-object-lock-legal-hold', status, 'A legal hold is ON or OFF.');
}

const refusedHeader = (name: string, value: string, message: string) =>
  invalidArgument(name, value, message).orInMinio('InvalidRequest');

export const bucketWithoutLock = () =>
  new S3Error('InvalidRequest', 'The bucket has no Object Lock configuration.');

/**
 * Of a PUT with lock headers: AWS takes it only when its sender vouched for the body, MinIO does not mind. A signed
 * hash of the body vouches too: it is all that the Python client sends over plain http.
 */
export function checkLockedPut(lock: ObjectLock | undefined, plan: PayloadPlan, profile: Profile): void {
  if (lock === undefined || profile === 'minio' || plan.sha256 || isVouchedFor(plan)) return;
  throw new S3Error(
    'InvalidRequest',
    'A PUT with Object Lock headers takes a Content-MD5 or a checksum header.',
  );
}
