import type { Operation } from '../http/call.ts';
import { queryValue } from '../http/target.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { removeUpload, requireUpload } from '../metadata/uploads.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html */
export const abortMultipartUpload: Operation = async ({ bucket, key, query, contents }) => {
  await contents.commit([], (tables) => {
    requireBucket(tables, bucket);
    const upload = requireUpload(tables, bucket, key, queryValue(query, 'uploadId') ?? '');
    return { result: undefined, discarded: removeUpload(tables, bucket, upload) };
  });
  return { status: 204 };
};
