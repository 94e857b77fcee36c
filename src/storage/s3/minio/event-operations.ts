import type { S3Profile } from '../../connection.ts';
import type { EventOperations } from '../../driver.ts';
import type { S3Caller } from '../caller.ts';
import { listen } from './listen.ts';
import { notificationTargets } from './notification-targets.ts';

/** What MinIO and its kin add to S3. AWS has nothing of it, and its addresses would be somebody's bucket there. */
export function eventOperations(caller: S3Caller, profile: S3Profile): EventOperations | undefined {
  if (/\.amazonaws\.com(\.cn)?$/.test(new URL(profile.endpoint).hostname)) return undefined;
  return {
    listen: (input, options) => listen(caller, input, options),
    // The administrator's path has no host of its own beside those of the buckets.
    targets: profile.addressing === 'path' ? (options) => notificationTargets(caller, options) : undefined,
  };
}
