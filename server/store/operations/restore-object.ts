import type { Operation } from '../http/call.ts';
import { S3Error } from '../http/s3-error.ts';
import { queryValue } from '../http/target.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { readableVersion } from './readable-version.ts';

/**
 * No storage class here is an archive, so there is nothing to restore.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_RestoreObject.html
 */
export const restoreObject: Operation = (call) => {
  requireBucket(call.metadata.tables, call.bucket);
  const { storageClass } = readableVersion(call, queryValue(call.query, 'versionId'));
  throw new S3Error('InvalidObjectState', 'Objects of this storage class are not archived.', {
    StorageClass: storageClass,
  });
};
