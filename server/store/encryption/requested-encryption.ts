import type { RequestHeaders } from '../http/request-headers.ts';
import { invalidArgument, S3Error } from '../http/s3-error.ts';
import { customerKey } from './customer-key.ts';
import type { EncryptionSetting } from './encryption-setting.ts';
import type { EncryptionKey } from './object-encryption.ts';

const header = 'x-amz-server-side-encryption';

/**
 * What a new object is to be encrypted with: what its request asks for, or else the bucket's default. `isPrivate`:
 * see `customerKey`.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/serv-side-encryption.html
 */
export function requestedEncryption(
  headers: RequestHeaders,
  setting: EncryptionSetting | undefined,
  isPrivate: boolean,
): EncryptionKey | undefined {
  const key = customerKey(headers, isPrivate);
  const asked = headers.get(header);
  if (key !== undefined && asked !== undefined) {
    throw new S3Error(
      'InvalidArgument',
      'An object is encrypted with the customer key or with AES256, not with both.',
      {
        ArgumentName: header,
        ArgumentValue: asked,
      },
    );
  }
  if (key !== undefined) return { kind: 'SSE-C', key };
  if (asked === undefined) return setting && { kind: 'SSE-S3' };
  if (asked === 'AES256') return { kind: 'SSE-S3' };
  if (asked === 'aws:kms') throw withoutKms();
  if (asked === 'aws:kms:dsse') throw withoutKms().orInMinio('InvalidArgument');
  throw invalidArgument(header, asked, 'The encryption is AES256.');
}

/** There is no key server here. AWS always has one; MinIO without one says the same. */
export const withoutKms = () =>
  new S3Error('NotImplemented', 'This store has no KMS: encrypt with AES256 or with a customer key.', {
    Header: header,
  });
