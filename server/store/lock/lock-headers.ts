import type { Profile } from '../http/call.ts';
import type { ObjectLock } from './object-lock.ts';

/** What GET and HEAD say of a version's lock. MinIO says nothing of a hold that is off. */
export function lockHeaders(lock: ObjectLock | undefined, profile: Profile = 'aws'): Record<string, string> {
  const headers: Record<string, string> = {};
  if (lock?.retention !== undefined) {
    headers['x-amz-object-lock-mode'] = lock.retention.mode;
    headers['x-amz-object-lock-retain-until-date'] = new Date(lock.retention.until).toISOString();
  }
  const { legalHold } = lock ?? {};
  if (legalHold !== undefined && !(legalHold === 'OFF' && profile === 'minio')) {
    headers['x-amz-object-lock-legal-hold'] = legalHold;
  }
  return headers;
}
