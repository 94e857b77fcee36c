import { createHash } from 'node:crypto';
import type { RequestHeaders } from '../http/request-headers.ts';
import { S3Error } from '../http/s3-error.ts';

/** Whose headers: the object's own, or those of what is copied. */
export type KeyPrefix = '' | 'copy-source-';

const names = (prefix: KeyPrefix) => {
  const start = `x-amz-${prefix}server-side-encryption-customer-`;
  return { algorithm: `${start}algorithm`, key: `${start}key`, md5: `${start}key-md5` };
};

/**
 * The customer's key that a request carries, checked; undefined without any of its headers. `isPrivate`: nobody can
 * listen on the way, or the key is refused, as it should never have been sent.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerSideEncryptionCustomerKeys.html
 */
export function customerKey(
  headers: RequestHeaders,
  isPrivate: boolean,
  prefix: KeyPrefix = '',
): Buffer | undefined {
  const name = names(prefix);
  const algorithm = headers.get(name.algorithm);
  const encoded = headers.get(name.key);
  const md5 = headers.get(name.md5);
  if (algorithm === undefined && encoded === undefined && md5 === undefined) return undefined;
  if (!isPrivate) {
    throw new S3Error('InvalidRequest', 'A customer key is taken over a secure connection only: use https.');
  }
  if (algorithm === undefined) throw refused(name.algorithm, 'A customer key takes the algorithm beside it.');
  if (algorithm !== 'AES256') {
    throw new S3Error('InvalidEncryptionAlgorithmError', 'The algorithm of a customer key is AES256.', {
      ArgumentName: name.algorithm,
      ArgumentValue: algorithm,
    }).orInMinio('InvalidArgument');
  }
  if (encoded === undefined) throw refused(name.key, 'The customer key is missing.');
  const key = Buffer.from(encoded, 'base64');
  if (key.length !== 32 || key.toString('base64') !== encoded) {
    throw refused(name.key, 'A customer key is 32 bytes in base64.');
  }
  if (md5 === undefined) throw refused(name.md5, 'The MD5 of the customer key is missing.');
  if (createHash('md5').update(key).digest('base64') !== md5) {
    throw refused(name.md5, 'The MD5 that was sent is not that of the customer key.');
  }
  return key;
}

/** Names what is wrong, and never shows it: a key belongs in no answer. */
const refused = (name: string, message: string) =>
  new S3Error('InvalidArgument', message, { ArgumentName: name });
