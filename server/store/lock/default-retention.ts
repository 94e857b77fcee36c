import type { Profile } from '../http/call.ts';
import type { DefaultRetention, LockSetting, ObjectLock } from './object-lock.ts';

/**
 * The lock of a new version: what was asked for, and the bucket's default where no retention was. MinIO gives no
 * default to what is made with a legal hold header. `now` is Unix ms.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html#object-lock-bucket-config
 */
export function withDefaultRetention(
  lock: ObjectLock | undefined,
  setting: LockSetting | undefined,
  now: number,
  profile: Profile,
): ObjectLock | undefined {
  const retention = setting?.defaultRetention;
  if (retention === undefined || lock?.retention !== undefined) return lock;
  if (profile === 'minio' && lock?.legalHold !== undefined) return lock;
  return { ...lock, retention: { mode: retention.mode, until: endOf(retention, now) } };
}

/** Years are those of the calendar in UTC. */
function endOf(retention: DefaultRetention, now: number): number {
  const end = new Date(now);
  if ('years' in retention) end.setUTCFullYear(end.getUTCFullYear() + retention.years);
  else end.setUTCDate(end.getUTCDate() + retention.days);
  return end.getTime();
}
