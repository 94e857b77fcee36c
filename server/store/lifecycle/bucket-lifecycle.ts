import { formatAmzDate } from '../auth/credential-scope.ts';
import { type Operation, xmlReply } from '../http/call.ts';
import { S3Error } from '../http/s3-error.ts';
import { queryValue } from '../http/target.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { findSetting, putSetting, removeSetting } from '../metadata/settings.ts';
import { maxDocumentBytes } from '../operations/limits.ts';
import { readDocument } from '../payload/payload.ts';
import { isVouchedFor } from '../payload/payload-plan.ts';
import { readLifecycle } from './read-lifecycle.ts';
import { writeLifecycle } from './write-lifecycle.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLifecycleConfiguration.html */
export const getBucketLifecycle: Operation = ({ bucket, query, metadata: { tables }, profile }) => {
  requireBucket(tables, bucket);
  const setting = findSetting(tables, bucket, 'lifecycle');
  if (setting === undefined) {
    throw new S3Error('NoSuchLifecycleConfiguration', 'The bucket has no lifecycle.', { BucketName: bucket });
  }
  // MinIO's, for clients that keep two servers alike.
  const withUpdatedAt = queryValue(query, 'withUpdatedAt') === 'true';
  const headers: Record<string, string> = withUpdatedAt
    ? { 'x-minio-lifecycleconfig-updatedat': formatAmzDate(setting.updated) }
    : {};
  return xmlReply(writeLifecycle(setting.rules, profile), headers);
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html */
export const putBucketLifecycle: Operation = async ({ bucket, payload, metadata, profile, now }) => {
  requireBucket(metadata.tables, bucket);
  if (!isVouchedFor(payload.plan)) {
    throw new S3Error('InvalidRequest', 'A lifecycle comes with Content-MD5 or a checksum.').orInMinio(
      'MissingContentMD5',
    );
  }
  const document = await readDocument(payload, maxDocumentBytes);
  await metadata.commit((tables) => {
    requireBucket(tables, bucket);
    const hasLock = findSetting(tables, bucket, 'object-lock') !== undefined;
    putSetting(tables, bucket, 'lifecycle', {
      rules: readLifecycle(document, { profile, hasLock }),
      updated: now(),
    });
  });
  return { status: 200 };
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketLifecycle.html */
export const deleteBucketLifecycle: Operation = async ({ bucket, metadata }) => {
  await metadata.commit((tables) => {
    requireBucket(tables, bucket);
    removeSetting(tables, bucket, 'lifecycle');
  });
  return { status: 204 };
};
