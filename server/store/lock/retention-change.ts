import type { S3Error } from '../http/s3-error.ts';
import { locked } from './lock-guard.ts';
import type { Retention } from './object-lock.ts';

/**
 * Why a version's retention may not become `wanted` (undefined: none), or undefined where it may. Whoever bypasses
 * governance may do anything to it; a retention in COMPLIANCE mode can only be made longer. `now` is Unix ms.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html#object-lock-retention-modes
 */
export function retentionChangeRefusal(
  current: Retention | undefined,
  wanted: Retention | undefined,
  now: number,
  bypassGovernance: boolean,
): S3Error | undefined {
  if (current === undefined || current.until <= now) return undefined;
  if (wanted?.mode === current.mode && wanted.until >= current.until) return undefined;
  if (current.mode === 'GOVERNANCE' && bypassGovernance) return undefined;
  return locked(
    `The retention in ${current.mode} mode cannot be taken away, shortened or given another mode.`,
  );
}
