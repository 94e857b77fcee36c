import type { Operation } from '../http/call.ts';
import { checkWriteConditions } from '../http/conditions.ts';
import { preconditionFailed } from '../http/s3-error.ts';
import { queryValue } from '../http/target.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { findObject, removeObject } from '../metadata/objects.ts';
import { checkVersionId } from './version-id.ts';

/**
 * Done is done: a key that has no object is no error, but for a delete that names the ETag it means.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html
 */
export const deleteObject: Operation = async ({ bucket, key, query, headers, contents }) => {
  checkVersionId(queryValue(query, 'versionId'));
  const conditions = { ifAbsent: false, ifMatch: headers.get('if-match') };
  await contents.commit([], (tables) => {
    requireBucket(tables, bucket);
    checkWriteConditions(conditions, findObject(tables, bucket, key), () => preconditionFailed('If-Match'));
    return { result: undefined, discarded: removeObject(tables, bucket, key) };
  });
  return { status: 204 };
};
