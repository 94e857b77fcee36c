import { requireBucket } from '../metadata/buckets.ts';
import type { Tables } from '../metadata/database.ts';
import { findSetting } from '../metadata/settings.ts';
import { bucketWithoutLock } from './requested-lock.ts';

/** Throws NoSuchBucket, or InvalidRequest for a bucket that was made without Object Lock. */
export function requireLock(tables: Tables, bucket: string): void {
  requireBucket(tables, bucket);
  if (findSetting(tables, bucket, 'object-lock') === undefined) throw bucketWithoutLock();
}
