import { encryptionHeaders } from '../encryption/encryption-headers.ts';
import { etagOf } from '../encryption/etag.ts';
import type { Call, Operation } from '../http/call.ts';
import { writeConditions } from '../http/conditions.ts';
import { checksumHeaders } from '../http/object-headers.ts';
import { S3Error } from '../http/s3-error.ts';
import { checkLockedPut } from '../lock/requested-lock.ts';
import type { Content } from '../metadata/records.ts';
import { objectIntent } from '../objects/object-intent.ts';
import { writtenHeaders } from '../objects/reply-headers.ts';
import { checkWritable, storeObject } from '../objects/store-object.ts';
import { requireTraitRights } from '../objects/trait-rights.ts';
import { maxPutBytes } from './limits.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export const putObject: Operation = async (call) => {
  const { headers, payload, metadata, contents, source } = call;
  checkUploadLength(call, maxPutBytes);
  const conditions = writeConditions(headers);
  checkWritable(call, metadata.tables, call, conditions);
  const { description, traits, encryptionKey } = objectIntent(call);
  requireTraitRights(call, traits);
  checkLockedPut(traits.lock, payload.plan, call.profile);

  const file = await contents.write(payload.chunks(), encryptionKey);
  const { size, md5, checksum } = payload.digests();
  const content: Content = file === undefined ? { kind: 'empty' } : { kind: 'file', id: file.id };
  const object = await storeObject(
    call,
    call,
    {
      ...description,
      ...traits,
      size,
      etag: etagOf(md5, encryptionKey),
      content,
      layout: file === undefined ? [] : [file],
      checksum,
    },
    { conditions, event: 's3:ObjectCreated:Put', source },
  );
  return {
    status: 200,
    headers: {
      etag: `"${object.etag}"`,
      ...checksumHeaders(checksum),
      ...encryptionHeaders(object.encryption, headers),
      ...writtenHeaders(metadata.tables, call, object),
    },
  };
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
