import type { RequestHeaders } from '../http/request-headers.ts';
import { S3Error } from '../http/s3-error.ts';
import { customerKey } from './customer-key.ts';
import type { EncryptionKey, ObjectEncryption } from './object-encryption.ts';
import { readingKey } from './reading-key.ts';

/**
 * The key of a part: that of its upload, which every part sends again. AWS calls another key a bad request here, and
 * only for a read a refusal. https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html
 */
export function uploadKey(
  encryption: ObjectEncryption | undefined,
  headers: RequestHeaders,
  isPrivate: boolean,
): EncryptionKey | undefined {
  try {
    return readingKey(encryption, headers, isPrivate, '');
  } catch (error) {
    if (!(error instanceof S3Error) || error.code !== 'AccessDenied') throw error;
    const message = 'The customer key is not the one that the upload was begun with.';
    throw new S3Error('InvalidRequest', message).orInMinio('AccessDenied');
  }
}

/** Completing an upload needs no key, as nothing is read. One that is sent is the right one all the same. */
export function checkUploadKey(
  encryption: ObjectEncryption | undefined,
  headers: RequestHeaders,
  isPrivate: boolean,
): void {
  if (customerKey(headers, isPrivate) !== undefined) uploadKey(encryption, headers, isPrivate);
}
