import { bucketEvent } from '../events/object-event.ts';
import type { StoreEvent } from '../events/store-event.ts';
import type { Call, Operation } from '../http/call.ts';
import { S3Error } from '../http/s3-error.ts';
import { removeBucket, requireBucket } from '../metadata/buckets.ts';
import type { Discarded } from '../metadata/contents.ts';
import type { Tables } from '../metadata/database.ts';
import { bucketRange } from '../metadata/row-keys.ts';
import { removeSettings } from '../metadata/settings.ts';
import { removeUpload } from '../metadata/uploads.ts';

/**
 * Uploads in progress do not keep a bucket: they are aborted with it. Versions and delete markers do keep it.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html
 */
export const deleteBucket: Operation = async (call) => {
  await call.contents.commit([], (tables) => {
    requireBucket(tables, call.bucket);
    checkEmpty(tables, call.bucket);
    return { result: undefined, ...removeEmptyBucket(call, tables) };
  });
  return { status: 204 };
};

/** Inside a commit. The bucket has no version of anything any more. */
export function removeEmptyBucket(
  { bucket, source, now }: Pick<Call, 'bucket' | 'source' | 'now'>,
  tables: Tables,
): { discarded: Discarded[]; events: StoreEvent[] } {
  const uploads = [...tables.uploads.range(bucketRange(bucket))];
  const discarded = uploads.flatMap(({ value }) => removeUpload(tables, bucket, value));
  removeBucket(tables, bucket);
  removeSettings(tables, bucket);
  return { discarded, events: [bucketEvent('s3:BucketRemoved:*', bucket, source, now())] };
}

function checkEmpty(tables: Tables, bucket: string): void {
  const range = bucketRange(bucket);
  for (const _ of tables.objects.range(range)) {
    throw new S3Error('BucketNotEmpty', 'The bucket still has objects.', { BucketName: bucket });
  }
  for (const _ of tables.versions.range(range)) {
    const message = 'The bucket still has versions or delete markers: delete those, too.';
    throw new S3Error('BucketNotEmpty', message, { BucketName: bucket });
  }
}
