import type { Operation } from '../http/call.ts';
import { S3Error } from '../http/s3-error.ts';
import { removeBucket, requireBucket } from '../metadata/buckets.ts';
import type { Tables } from '../metadata/database.ts';
import { bucketRange } from '../metadata/row-keys.ts';
import { removeUpload } from '../metadata/uploads.ts';

/**
 * Uploads in progress do not keep a bucket: they are aborted with it.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html
 */
export const deleteBucket: Operation = async ({ bucket, contents }) => {
  await contents.commit([], (tables) => {
    requireBucket(tables, bucket);
    if (!isEmpty(tables, bucket)) {
      throw new S3Error('BucketNotEmpty', 'The bucket still has objects.', { BucketName: bucket });
    }
    const uploads = [...tables.uploads.range(bucketRange(bucket))];
    const discarded = uploads.flatMap(({ value }) => removeUpload(tables, bucket, value));
    removeBucket(tables, bucket);
    return { result: undefined, discarded };
  });
  return { status: 204 };
};

function isEmpty(tables: Tables, bucket: string): boolean {
  for (const _ of tables.objects.range(bucketRange(bucket))) return false;
  return true;
}
