import { createHash } from 'node:crypto';
import { runningChecksum } from '../checksum/checksum.ts';
import { encryptionHeaders } from '../encryption/encryption-headers.ts';
import { parseCopyRange } from '../http/byte-range.ts';
import { type Operation, xmlReply } from '../http/call.ts';
import { S3Error } from '../http/s3-error.ts';
import { leaf, xmlDocument } from '../xml/write-xml.ts';
import { copySourceVersion } from './copy-object.ts';
import { findCopySource } from './copy-source.ts';
import { checksumLeaf, etagLeaf, isoTime } from './elements.ts';
import { maxPutBytes } from './limits.ts';
import { commitPart, findPartTarget } from './upload-part.ts';

/**
 * A part is hashed, so its bytes are read and written again.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html
 */
export const uploadPartCopy: Operation = async (call) => {
  const target = findPartTarget(call);
  const source = findCopySource(call);
  const { object } = source;
  const header = call.headers.get('x-amz-copy-source-range');
  const range = header === undefined ? undefined : parseCopyRange(header, object.size);
  const size = range === undefined ? object.size : range.last - range.first + 1;
  if (size > maxPutBytes) throw new S3Error('InvalidRequest', 'A part has 5 GiB at most.');

  const algorithm = target.upload.checksum?.algorithm;
  const running = algorithm === undefined ? undefined : runningChecksum(algorithm);
  const md5 = createHash('md5');
  const reader = await call.contents.read(object, range, source.encryptionKey);
  const hashed = async function* () {
    for await (const chunk of reader.chunks()) {
      md5.update(chunk);
      running?.update(chunk);
      yield chunk;
    }
  };
  const file = await call.contents.write(hashed(), target.encryptionKey).finally(() => reader.close());
  const part = await commitPart(call, target, file, {
    size,
    md5: md5.digest(),
    checksum:
      algorithm === undefined || running === undefined
        ? undefined
        : { algorithm, value: running.value().toString('base64'), type: 'FULL_OBJECT' },
  });
  return xmlReply(
    xmlDocument('CopyPartResult', [
      leaf('LastModified', isoTime(part.modified)),
      etagLeaf(part.etag),
      checksumLeaf(part.checksum),
    ]),
    {
      ...copySourceVersion(call.metadata.tables, source.bucket, object),
      ...encryptionHeaders(target.upload.encryption, call.headers),
    },
  );
};
