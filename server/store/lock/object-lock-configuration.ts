import { type Operation, type Profile, xmlReply } from '../http/call.ts';
import { S3Error } from '../http/s3-error.ts';
import { requireBucket } from '../metadata/buckets.ts';
import type { Tables } from '../metadata/database.ts';
import { findSetting, putSetting } from '../metadata/settings.ts';
import { maxDocumentBytes } from '../operations/limits.ts';
import { readDocument } from '../payload/payload.ts';
import { lockDocument, readLockDocument } from './lock-document.ts';
import { requireVouched } from './require-vouched.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectLockConfiguration.html */
export const getObjectLockConfiguration: Operation = ({ bucket, metadata: { tables } }) => {
  requireBucket(tables, bucket);
  const setting = findSetting(tables, bucket, 'object-lock');
  if (setting !== undefined) return xmlReply(lockDocument(setting));
  throw new S3Error('ObjectLockConfigurationNotFoundError', 'The bucket has no Object Lock.', {
    BucketName: bucket,
  });
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectLockConfiguration.html */
export const putObjectLockConfiguration: Operation = async ({ bucket, payload, metadata, profile }) => {
  if (profile === 'aws') requireVouched(payload.plan);
  requireBucket(metadata.tables, bucket);
  const setting = readLockDocument(await readDocument(payload, maxDocumentBytes));
  await metadata.commit((tables) => {
    requireBucket(tables, bucket);
    if (!mayHaveLock(tables, bucket, profile)) {
      throw new S3Error('InvalidBucketState', 'Object Lock needs a bucket that keeps versions.').orInMinio(
        'InvalidBucketState',
        'Object Lock configuration cannot be enabled on existing buckets',
      );
    }
    putSetting(tables, bucket, 'object-lock', setting);
  });
  return { status: 200 };
};

/** AWS gives Object Lock to an existing bucket too, as long as it keeps versions of everything. */
function mayHaveLock(tables: Tables, bucket: string, profile: Profile): boolean {
  if (findSetting(tables, bucket, 'object-lock') !== undefined) return true;
  const versioning = findSetting(tables, bucket, 'versioning');
  const isWhole =
    versioning?.status === 'Enabled' && !versioning.excludedPrefixes && !versioning.excludeFolders;
  return profile === 'aws' && isWhole;
}
