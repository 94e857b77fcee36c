import { type Operation, xmlReply } from '../http/call.ts';
import { S3Error } from '../http/s3-error.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { findSetting, putSetting, removeSetting } from '../metadata/settings.ts';
import { maxDocumentBytes } from '../operations/limits.ts';
import { readDocument } from '../payload/payload.ts';
import { checkBuckets } from './check-buckets.ts';
import { readReplication } from './read-replication.ts';
import { putTask } from './replication-task.ts';
import { writeReplication } from './write-replication.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketReplication.html */
export const getBucketReplication: Operation = ({ bucket, metadata: { tables } }) => {
  requireBucket(tables, bucket);
  const setting = findSetting(tables, bucket, 'replication');
  if (setting === undefined) {
    throw new S3Error('ReplicationConfigurationNotFoundError', 'The bucket is not replicated.', {
      BucketName: bucket,
    });
  }
  return xmlReply(writeReplication(setting));
};

/**
 * S3 copies as a role that its sender may hand on; here, the sender must be allowed to read all of the
 * bucket and to write to the destinations.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketReplication.html
 */
export const putBucketReplication: Operation = async (call) => {
  const { bucket, payload, metadata, profile, access, replicator, now } = call;
  requireBucket(metadata.tables, bucket);
  const setting = readReplication(await readDocument(payload, maxDocumentBytes), profile);
  access.require({ action: 's3:GetObjectVersionForReplication', bucket, key: '*' });
  for (const { destination } of setting.rules) {
    for (const action of ['s3:ReplicateObject', 's3:ReplicateDelete']) {
      access.require({ action, bucket: destination.bucket, key: '*' });
    }
  }
  await metadata.commit((tables) => {
    requireBucket(tables, bucket);
    checkBuckets(tables, bucket, setting);
    putSetting(tables, bucket, 'replication', setting);
    if (setting.rules.some(({ existingObjects }) => existingObjects === 'Enabled')) {
      putTask(tables, now(), { kind: 'existing', bucket });
    }
  });
  replicator.wake();
  return { status: 200 };
};

/**
 * What is planned already is still done.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketReplication.html
 */
export const deleteBucketReplication: Operation = async ({ bucket, metadata, profile }) => {
  await metadata.commit((tables) => {
    requireBucket(tables, bucket);
    if (profile === 'minio' && findSetting(tables, bucket, 'replication') === undefined) {
      throw new S3Error('XMinioAdminRemoteTargetNotFoundError', 'The bucket is not replicated.');
    }
    removeSetting(tables, bucket, 'replication');
  });
  return { status: profile === 'minio' ? 200 : 204 };
};
