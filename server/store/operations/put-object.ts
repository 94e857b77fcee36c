import type { Call, Operation } from '../http/call.ts';
import { checkWriteConditions, writeConditions } from '../http/conditions.ts';
import { checksumHeaders, describeObject } from '../http/object-headers.ts';
import { noSuchKey, S3Error } from '../http/s3-error.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { referToContent } from '../metadata/contents.ts';
import { findObject, putObjectRecord } from '../metadata/objects.ts';
import type { Content, ObjectRecord } from '../metadata/records.ts';
import { maxPutBytes } from './limits.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export const putObject: Operation = async (call) => {
  const { bucket, key, headers, payload, metadata, contents } = call;
  checkUploadLength(call, maxPutBytes);
  const description = describeObject(headers);
  const conditions = writeConditions(headers);
  requireBucket(metadata.tables, bucket);
  checkWriteConditions(conditions, findObject(metadata.tables, bucket, key), () => noSuchKey(key));

  const file = await contents.write(payload.chunks());
  const { size, md5, checksum } = payload.digests();
  const content: Content = file === undefined ? { kind: 'empty' } : { kind: 'file', id: file.id };
  const record: ObjectRecord = {
    ...description,
    versionId: 'null',
    size,
    etag: md5.toString('hex'),
    modified: call.now(),
    content,
    checksum,
    uploadId: undefined,
  };
  await contents.commit([file?.id], (tables) => {
    requireBucket(tables, bucket);
    checkWriteConditions(conditions, findObject(tables, bucket, key), () => noSuchKey(key));
    referToContent(tables, content, file === undefined ? [] : [file]);
    return { result: undefined, discarded: putObjectRecord(tables, bucket, key, record) };
  });
  return { status: 200, headers: { etag: `"${record.etag}"`, ...checksumHeaders(checksum) } };
};

/** Known before a byte of the body was read, so that nobody sends 5 GiB for a refusal. */
export function checkUploadLength({ payload: { plan } }: Pick<Call, 'payload'>, limit: number): void {
  if (plan.length === undefined) {
    throw new S3Error('MissingContentLength', 'An upload takes a Content-Length header.');
  }
  if (plan.length > limit) {
    throw new S3Error('EntityTooLarge', 'The upload is larger than is allowed.', {
      ProposedSize: String(plan.length),
      MaxSizeAllowed: String(limit),
    });
  }
}
