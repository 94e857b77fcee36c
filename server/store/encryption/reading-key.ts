import type { RequestHeaders } from '../http/request-headers.ts';
import { S3Error } from '../http/s3-error.ts';
import { customerKey, type KeyPrefix } from './customer-key.ts';
import { type EncryptionKey, isKeyOf, type ObjectEncryption } from './object-encryption.ts';

const asksToEncrypt = 'x-amz-server-side-encryption';

/**
 * The key to read an object with, from the headers of the request; `copy-source-`: from those for a copy's source.
 * Undefined: the object is not encrypted. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export function readingKey(
  encryption: ObjectEncryption | undefined,
  headers: RequestHeaders,
  isPrivate: boolean,
  prefix: KeyPrefix,
): EncryptionKey | undefined {
  // A copy carries it for what it makes; everywhere else the object is as it was made.
  if (prefix === '' && headers.has(asksToEncrypt)) {
    throw new S3Error('InvalidArgument', `This request takes no ${asksToEncrypt}.`, {
      ArgumentName: asksToEncrypt,
    }).orInMinio('BadRequest');
  }
  const key = customerKey(headers, isPrivate, prefix);
  if (encryption?.kind !== 'SSE-C') {
    if (key === undefined) return encryption;
    throw new S3Error(
      'InvalidRequest',
      'The object is not encrypted with a customer key: leave the key out.',
    );
  }
  if (key === undefined) {
    throw new S3Error('InvalidRequest', 'The object is encrypted with a customer key: send that key.');
  }
  if (!isKeyOf(encryption, key)) {
    throw new S3Error('AccessDenied', 'The customer key is not the one that the object was stored with.');
  }
  return { kind: 'SSE-C', key };
}
