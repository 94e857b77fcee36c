import { createHash, createHmac } from 'node:crypto';
import type { EncryptionKey } from './object-encryption.ts';

/**
 * The ETag of bytes that are stored with `key`, in hex. With the customer's key it is not their MD5, which would tell
 * anybody who may list the bucket what the object holds; the same bytes and key still give the same ETag.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html
 */
export function etagOf(md5: Buffer, key: EncryptionKey | undefined): string {
  if (key?.kind !== 'SSE-C') return md5.toString('hex');
  return createHmac('sha256', key.key).update('pail etag\0').update(md5).digest('hex').slice(0, 32);
}

/** The ETag of an object of several parts, from theirs: the MD5 of what they are in binary, and their number. */
export function etagOfParts(etags: readonly string[]): string {
  const hash = createHash('md5');
  for (const etag of etags) hash.update(etag, 'hex');
  return `${hash.digest('hex')}-${etags.length}`;
}
