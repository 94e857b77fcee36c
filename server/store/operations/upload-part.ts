import { encryptionHeaders } from '../encryption/encryption-headers.ts';
import { etagOf } from '../encryption/etag.ts';
import type { EncryptionKey } from '../encryption/object-encryption.ts';
import { uploadKey } from '../encryption/upload-key.ts';
import type { Call, Operation } from '../http/call.ts';
import { checksumHeaders } from '../http/object-headers.ts';
import { S3Error } from '../http/s3-error.ts';
import { queryValue } from '../http/target.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { referToFile } from '../metadata/contents.ts';
import type { PartRecord, StoredFile, UploadRecord } from '../metadata/records.ts';
import { putPart, requireUpload } from '../metadata/uploads.ts';
import type { PayloadDigests } from '../payload/payload.ts';
import { maxPutBytes } from './limits.ts';
import { parsePartNumber } from './part-number.ts';
import { checkUploadLength } from './put-object.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html */
export const uploadPart: Operation = async (call) => {
  const target = findPartTarget(call);
  checkUploadLength(call, maxPutBytes);
  const wanted = target.upload.checksum?.algorithm;
  const sent = call.payload.plan.checksum?.algorithm;
  if (sent !== undefined && wanted !== undefined && sent !== wanted) {
    throw new S3Error('InvalidRequest', `The upload was begun with ${wanted}; this part has ${sent}.`);
  }
  const file = await call.contents.write(call.payload.chunks(wanted), target.encryptionKey);
  const part = await commitPart(call, target, file, call.payload.digests());
  return {
    status: 200,
    headers: {
      etag: `"${part.etag}"`,
      ...checksumHeaders(part.checksum),
      ...encryptionHeaders(target.upload.encryption, call.headers),
    },
  };
};

export interface PartTarget {
  uploadId: string;
  partNumber: number;
  upload: UploadRecord;
  encryptionKey: EncryptionKey | undefined;
}

export function findPartTarget({ bucket, key, query, headers, metadata, isPrivate }: Call): PartTarget {
  const partNumber = parsePartNumber(queryValue(query, 'partNumber') ?? '');
  const uploadId = queryValue(query, 'uploadId') ?? '';
  requireBucket(metadata.tables, bucket);
  const upload = requireUpload(metadata.tables, bucket, key, uploadId);
  const encryptionKey = uploadKey(upload.encryption, headers, isPrivate);
  return { uploadId, partNumber, upload, encryptionKey };
}

/** The upload may have been completed or aborted while the bytes came: then the part is refused. */
export async function commitPart(
  { bucket, key, contents, now }: Call,
  { uploadId, partNumber, encryptionKey }: PartTarget,
  file: StoredFile | undefined,
  { size, md5, checksum }: PayloadDigests,
): Promise<PartRecord> {
  const etag = etagOf(md5, encryptionKey);
  const part: PartRecord = { file: file?.id, size, etag, modified: now(), checksum };
  await contents.commit([file?.id], (tables) => {
    requireUpload(tables, bucket, key, uploadId);
    referToFile(tables, part.file);
    return { result: undefined, discarded: putPart(tables, uploadId, partNumber, part) };
  });
  return part;
}
