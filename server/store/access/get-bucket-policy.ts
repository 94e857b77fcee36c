import type { Operation } from '../http/call.ts';
import { S3Error } from '../http/s3-error.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { findSetting } from '../metadata/settings.ts';

/** The text as it was put. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html */
export const getBucketPolicy: Operation = ({ bucket, metadata }) => {
  requireBucket(metadata.tables, bucket);
  const policy = findSetting(metadata.tables, bucket, 'policy');
  if (policy === undefined) throw noSuchBucketPolicy(bucket);
  return { status: 200, headers: { 'content-type': 'application/json' }, body: policy };
};

export const noSuchBucketPolicy = (bucket: string) =>
  new S3Error('NoSuchBucketPolicy', 'The bucket has no policy.', { BucketName: bucket });
