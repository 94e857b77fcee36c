import type { RequestHeaders } from '../http/request-headers.ts';
import type { ObjectEncryption } from './object-encryption.ts';

const algorithm = 'x-amz-server-side-encryption-customer-algorithm';
const keyMd5 = 'x-amz-server-side-encryption-customer-key-md5';

/**
 * What an answer says of an object's encryption. The MD5 of the customer's key is not kept: it is what the request
 * showed, which was checked before.
 */
export function encryptionHeaders(
  encryption: ObjectEncryption | undefined,
  headers: RequestHeaders,
): Record<string, string> {
  switch (encryption?.kind) {
    case undefined:
      return {};
    case 'SSE-S3':
      return { 'x-amz-server-side-encryption': 'AES256' };
    case 'SSE-C': {
      const md5 = headers.get(keyMd5);
      return { [algorithm]: 'AES256', ...(md5 === undefined ? {} : { [keyMd5]: md5 }) };
    }
  }
}
