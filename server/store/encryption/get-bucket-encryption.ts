import { type Operation, xmlReply } from '../http/call.ts';
import { S3Error } from '../http/s3-error.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { findSetting } from '../metadata/settings.ts';
import { encryptionDocument } from './encryption-document.ts';

/**
 * A bucket that was not told to encrypt says that it has no configuration. AWS encrypts everything since 2023 and
 * answers AES256 for every bucket; here that would be untrue, and clients know the other answer from before and from
 * every other server. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketEncryption.html
 */
export const getBucketEncryption: Operation = ({ bucket, metadata: { tables } }) => {
  requireBucket(tables, bucket);
  const setting = findSetting(tables, bucket, 'encryption');
  if (setting !== undefined) return xmlReply(encryptionDocument(setting));
  throw new S3Error(
    'ServerSideEncryptionConfigurationNotFoundError',
    'The bucket has no default encryption.',
    { BucketName: bucket },
  );
};
