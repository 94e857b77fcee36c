import { parseChecksumAlgorithm, uploadChecksumType } from '../checksum/checksum.ts';
import { encryptionHeaders } from '../encryption/encryption-headers.ts';
import { type Operation, xmlReply } from '../http/call.ts';
import type { RequestHeaders } from '../http/request-headers.ts';
import { S3Error } from '../http/s3-error.ts';
import { abortHeaders } from '../lifecycle/lifecycle-headers.ts';
import { requireBucket } from '../metadata/buckets.ts';
import type { UploadRecord } from '../metadata/records.ts';
import { findSetting } from '../metadata/settings.ts';
import { newUploadId, putUpload } from '../metadata/uploads.ts';
import { objectIntent } from '../objects/object-intent.ts';
import { requireTraitRights } from '../objects/trait-rights.ts';
import { leaf, xmlDocument } from '../xml/write-xml.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html */
export const createMultipartUpload: Operation = async (call) => {
  const { bucket, key, headers, metadata } = call;
  requireBucket(metadata.tables, bucket);
  const { description, traits } = objectIntent(call);
  requireTraitRights(call, traits);
  const initiated = call.now();
  const upload: UploadRecord = {
    key,
    uploadId: newUploadId(initiated),
    initiated,
    description,
    ...traits,
    checksum: uploadChecksum(headers),
  };
  await metadata.commit((tables) => {
    requireBucket(tables, bucket);
    putUpload(tables, bucket, upload);
  });
  return xmlReply(
    xmlDocument('InitiateMultipartUploadResult', [
      leaf('Bucket', bucket),
      leaf('Key', key),
      leaf('UploadId', upload.uploadId),
    ]),
    {
      ...abortHeaders(findSetting(metadata.tables, bucket, 'lifecycle'), key, initiated),
      ...encryptionHeaders(upload.encryption, headers),
      ...(upload.checksum && {
        'x-amz-checksum-algorithm': upload.checksum.algorithm.toUpperCase(),
        'x-amz-checksum-type': upload.checksum.type,
      }),
    },
  );
};

function uploadChecksum(headers: RequestHeaders): UploadRecord['checksum'] {
  const name = headers.get('x-amz-checksum-algorithm');
  const askedType = headers.get('x-amz-checksum-type');
  if (name === undefined) {
    if (askedType === undefined) return undefined;
    throw new S3Error('InvalidRequest', 'x-amz-checksum-type takes an x-amz-checksum-algorithm beside it.');
  }
  const algorithm = parseChecksumAlgorithm(name);
  if (algorithm === undefined) {
    throw new S3Error('InvalidRequest', 'x-amz-checksum-algorithm names no algorithm that is known here.');
  }
  const type = uploadChecksumType(algorithm, askedType);
  if (type === undefined) {
    throw new S3Error('InvalidRequest', `An upload with ${name} cannot have the type ${askedType}.`);
  }
  return { algorithm, type };
}
