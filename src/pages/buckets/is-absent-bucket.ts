import { type StorageDriver, StorageError } from '../../storage/index.ts';

/**
 * Whether it is certain that there is none of that name: asked for by a call for it, or by the first entry of its list.
 * Never rejects: a silent or refusing server may still answer for a part of the bucket.
 */
export async function isAbsentBucket(
  { buckets, objects }: Pick<StorageDriver, 'buckets' | 'objects'>,
  bucket: string,
): Promise<boolean> {
  try {
    if (buckets) return (await buckets.head(bucket)) === 'absent';
    const pages = objects.list({ bucket, delimiter: '/', pageSize: 1 });
    await pages.next();
    await pages.return();
    return false;
  } catch (error) {
    return error instanceof StorageError && error.code === 'no-such-bucket';
  }
}
