import { S3Error } from '../http/s3-error.ts';
import type { ObjectLock } from './object-lock.ts';

/**
 * Why a version may not be deleted now, or undefined where it may. `bypassGovernance`: the request asks for it and
 * its sender may. Nothing gets past a legal hold or a COMPLIANCE retention. `now` is Unix ms.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
 */
export function lockRefusal(
  lock: ObjectLock | undefined,
  now: number,
  bypassGovernance: boolean,
): S3Error | undefined {
  if (lock?.legalHold === 'ON') return locked('A legal hold keeps this version.');
  const retention = lock?.retention;
  if (retention === undefined || retention.until <= now) return undefined;
  if (retention.mode === 'GOVERNANCE' && bypassGovernance) return undefined;
  return locked('A retention keeps this version.');
}

/** As AWS says it of what a lock forbids, and as MinIO does. */
export const locked = (message: string) =>
  new S3Error('AccessDenied', message).orInMinio(
    'InvalidRequest',
    'Object is WORM protected and cannot be overwritten',
  );
