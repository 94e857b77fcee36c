import { type Call, type Operation, xmlReply } from '../http/call.ts';
import { checkWriteConditions, writeConditions } from '../http/conditions.ts';
import { describeObject, storageClass } from '../http/object-headers.ts';
import { invalidArgument, noSuchKey, S3Error } from '../http/s3-error.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { referToContent } from '../metadata/contents.ts';
import { findObject, putObjectRecord } from '../metadata/objects.ts';
import type { ObjectDescription, ObjectRecord } from '../metadata/records.ts';
import { leaf, xmlDocument } from '../xml/write-xml.ts';
import { findCopySource } from './copy-source.ts';
import { checksumLeaf, etagLeaf, isoTime } from './elements.ts';
import { maxPutBytes } from './limits.ts';

/**
 * The copy shares the bytes with its source, so it takes no time and keeps the source's ETag and parts.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
 */
export const copyObject: Operation = async (call) => {
  const { bucket, key, headers, metadata, contents } = call;
  requireBucket(metadata.tables, bucket);
  const { object: source, ...from } = findCopySource(call);
  const replaces = replacesDescription(call);
  const description = copiedDescription(call, source, replaces);
  if (
    from.bucket === bucket &&
    from.key === key &&
    !replaces &&
    description.storageClass === source.storageClass
  ) {
    throw new S3Error('InvalidRequest', 'A copy of an object onto itself must change something.');
  }
  if (source.size > maxPutBytes) {
    throw new S3Error('InvalidRequest', 'What is larger than 5 GiB is copied by parts.');
  }
  const conditions = writeConditions(headers);
  checkWriteConditions(conditions, findObject(metadata.tables, bucket, key), () => noSuchKey(key));

  const { content, layout } = await contents.duplicate(source);
  const copy: ObjectRecord = {
    ...source,
    ...description,
    content,
    modified: call.now(),
    uploadId: undefined,
  };
  await contents.commit(
    layout.map(({ id }) => id),
    (tables) => {
      requireBucket(tables, bucket);
      checkWriteConditions(conditions, findObject(tables, bucket, key), () => noSuchKey(key));
      referToContent(tables, content, layout);
      return { result: undefined, discarded: putObjectRecord(tables, bucket, key, copy) };
    },
  );
  return xmlReply(
    xmlDocument('CopyObjectResult', [
      leaf('LastModified', isoTime(copy.modified)),
      etagLeaf(copy.etag),
      checksumLeaf(copy.checksum),
      leaf('ChecksumType', copy.checksum?.type),
    ]),
  );
};

function replacesDescription({ headers }: Call): boolean {
  const name = 'x-amz-metadata-directive';
  const directive = headers.get(name) ?? 'COPY';
  if (directive !== 'COPY' && directive !== 'REPLACE') {
    throw invalidArgument(name, directive, 'The metadata directive is COPY or REPLACE.');
  }
  return directive === 'REPLACE';
}

/** The storage class is never copied: it is what the request asks for. */
function copiedDescription({ headers }: Call, source: ObjectRecord, replaces: boolean): ObjectDescription {
  if (replaces) return describeObject(headers);
  return { headers: source.headers, metadata: source.metadata, storageClass: storageClass(headers) };
}
