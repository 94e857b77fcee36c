import type { Operation } from '../http/call.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { removeSetting } from '../metadata/settings.ts';

/**
 * Also a bucket that has none answers well.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketEncryption.html
 */
export const deleteBucketEncryption: Operation = async ({ bucket, metadata }) => {
  await metadata.commit((tables) => {
    requireBucket(tables, bucket);
    removeSetting(tables, bucket, 'encryption');
  });
  return { status: 204 };
};
