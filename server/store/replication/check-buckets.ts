import { S3Error, type S3ErrorCode } from '../http/s3-error.ts';
import { findBucket } from '../metadata/buckets.ts';
import type { Tables } from '../metadata/database.ts';
import { findSetting } from '../metadata/settings.ts';
import type { ReplicationSetting } from './replication-setting.ts';

/** What must hold of the source and of each destination. Inside the commit that puts the setting. */
export function checkBuckets(tables: Tables, source: string, { rules }: ReplicationSetting): void {
  if (!isVersioned(tables, source)) throw refusal('Versioning is to be enabled before replication.');
  const hasLock = findSetting(tables, source, 'object-lock') !== undefined;
  for (const { destination } of rules) {
    const { bucket } = destination;
    if (findBucket(tables, bucket) === undefined) {
      throw refusal('The destination bucket does not exist.', 'XMinioAdminRemoteTargetNotFoundError');
    }
    if (bucket === source) throw refusal('A bucket is not replicated to itself.');
    if (!isVersioned(tables, bucket)) throw refusal('Versioning is to be enabled in the destination bucket.');
    if (hasLock && findSetting(tables, bucket, 'object-lock') === undefined) {
      throw refusal('The destination bucket has no Object Lock.', 'ReplicationDestinationMissingLockError');
    }
  }
}

/** Replicas keep their version ids, which a bucket has room for only with versioning enabled. */
export const isVersioned = (tables: Tables, bucket: string) =>
  findSetting(tables, bucket, 'versioning')?.status === 'Enabled';

const refusal = (message: string, inMinio: S3ErrorCode = 'InvalidRequest') =>
  new S3Error('InvalidRequest', message).orInMinio(inMinio);
