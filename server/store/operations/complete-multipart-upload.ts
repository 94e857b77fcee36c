import { newFileId } from '../bytes/byte-files.ts';
import { type Checksum, checksumElement, checksumHeader, multipartChecksum } from '../checksum/checksum.ts';
import { encryptionHeaders } from '../encryption/encryption-headers.ts';
import { etagOfParts } from '../encryption/etag.ts';
import { checkUploadKey } from '../encryption/upload-key.ts';
import { type Call, type Operation, xmlReply } from '../http/call.ts';
import { writeConditions } from '../http/conditions.ts';
import { S3Error } from '../http/s3-error.ts';
import { queryValue } from '../http/target.ts';
import { encodeUriComponent } from '../http/uri-encoding.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { putLayout } from '../metadata/contents.ts';
import type { Tables } from '../metadata/database.ts';
import { findObject } from '../metadata/objects.ts';
import type { UploadRecord } from '../metadata/records.ts';
import { listPartRecords, removeUpload, requireUpload } from '../metadata/uploads.ts';
import { writtenHeaders } from '../objects/reply-headers.ts';
import { checkWritable, insertObject } from '../objects/store-object.ts';
import { readDocument } from '../payload/payload.ts';
import { readXml } from '../xml/read-xml.ts';
import { leaf, xmlDocument } from '../xml/write-xml.ts';
import { checkParts, listedParts } from './completed-parts.ts';
import { checksumLeaf, etagLeaf } from './elements.ts';
import { maxDocumentBytes } from './limits.ts';

/**
 * The object is made of the parts' own files: nothing is copied, however large it is.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html
 */
export const completeMultipartUpload: Operation = async (call) => {
  const { bucket, key, query, headers, metadata, contents } = call;
  const uploadId = queryValue(query, 'uploadId') ?? '';
  const conditions = writeConditions(headers);
  requireBucket(metadata.tables, bucket);
  const listed = listedParts(
    readXml(await readDocument(call.payload, maxDocumentBytes), 'CompleteMultipartUpload'),
  );

  const { object, isNew } = await contents.commit([], (tables) => {
    requireBucket(tables, bucket);
    const current = findObject(tables, bucket, key);
    if (current !== undefined && current.uploadId === uploadId) {
      // A client whose first answer was lost on the way asks again.
      return { result: { object: current, isNew: false }, discarded: [] };
    }
    const upload = requireUpload(tables, bucket, key, uploadId);
    checkUploadKey(upload.encryption, headers, call.isPrivate);
    checkWritable(call, tables, call, conditions);
    const parts = checkParts([...listPartRecords(tables, uploadId)], listed, upload);
    const size = parts.reduce((sum, part) => sum + part.size, 0);
    checkPromisedSize(call, size);
    const checksum = objectChecksum(call, upload, parts);
    const { tags, lock, encryption } = upload;
    const { result, discarded, events } = insertObject(
      call,
      tables,
      call,
      {
        ...upload.description,
        ...{ tags, lock, encryption },
        size,
        etag: etagOfParts(parts.map(({ etag }) => etag)),
        content: putParts(tables, parts),
        layout: [],
        checksum,
        uploadId,
      },
      { event: 's3:ObjectCreated:CompleteMultipartUpload', source: call.source },
    );
    const kept = new Set(parts.map(({ file }) => file));
    return {
      result: { object: result, isNew: true },
      discarded: [...removeUpload(tables, bucket, upload, kept), ...discarded],
      events,
    };
  });
  if (isNew) call.replicator.wake();
  return xmlReply(
    xmlDocument('CompleteMultipartUploadResult', [
      leaf('Location', `${call.origin}/${bucket}/${key.split('/').map(encodeUriComponent).join('/')}`),
      leaf('Bucket', bucket),
      leaf('Key', key),
      etagLeaf(object.etag),
      checksumLeaf(object.checksum),
      leaf('ChecksumType', object.checksum?.type),
    ]),
    {
      ...encryptionHeaders(object.encryption, headers),
      ...writtenHeaders(metadata.tables, call, object),
    },
  );
};

function putParts(tables: Tables, parts: readonly { file: string | undefined; size: number }[]) {
  return putLayout(
    tables,
    newFileId(),
    parts.map(({ file, size }) => ({ id: file, size })),
  );
}

function checkPromisedSize({ headers }: Call, size: number): void {
  const promised = headers.get('x-amz-mp-object-size');
  if (promised === undefined || promised === String(size)) return;
  throw new S3Error('InvalidRequest', 'The parts have not as many bytes as x-amz-mp-object-size says.');
}

function objectChecksum(
  { headers }: Call,
  { checksum: wanted }: UploadRecord,
  parts: readonly { size: number; checksum: Checksum | undefined }[],
): Checksum | undefined {
  if (wanted === undefined) return undefined;
  const values = parts.map(({ size, checksum }) => ({ size, checksum: checksum?.value ?? '' }));
  const value = multipartChecksum(wanted.algorithm, wanted.type, values);
  const promised = headers.get(checksumHeader(wanted.algorithm));
  if (promised !== undefined && promised !== value) {
    throw new S3Error('BadDigest', `The ${checksumElement(wanted.algorithm)} is not that of the parts.`, {
      ExpectedDigest: promised,
      CalculatedDigest: value,
    });
  }
  return { ...wanted, value };
}
