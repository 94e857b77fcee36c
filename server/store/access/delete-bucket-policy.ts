import type { Operation } from '../http/call.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { removeSetting } from '../metadata/settings.ts';

/** The same answer where there was none. https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketPolicy.html */
export const deleteBucketPolicy: Operation = async ({ bucket, metadata }) => {
  await metadata.commit((tables) => {
    requireBucket(tables, bucket);
    removeSetting(tables, bucket, 'policy');
  });
  return { status: 204 };
};
