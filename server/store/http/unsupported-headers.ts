import type { RequestHeaders } from './request-headers.ts';
import { notImplemented, S3Error } from './s3-error.ts';

/** Headers that ask for what the store does not do. To obey the rest of such a request would be to lie. */
const unsupported = [
  /^x-amz-server-side-encryption-(?:aws-kms-key-id|context)$/,
  /^x-amz-website-redirect-location$/,
  /^x-amz-write-offset-bytes$/,
  /^x-amz-rename-source(?:-|$)/,
  /^x-minio-(?:extract|force-create)$/,
];

/** Headers that ask for nothing when they have one of these values: what is so anyway. */
const harmless: Record<string, readonly string[]> = {
  'x-amz-acl': ['private', 'bucket-owner-full-control', 'bucket-owner-read'],
  'x-amz-object-ownership': ['BucketOwnerEnforced', 'BucketOwnerPreferred'],
};

export function refuseUnsupportedHeaders(headers: RequestHeaders): void {
  for (const [name, value] of headers) {
    const isHarmless = harmless[name]?.some((known) => known.toLowerCase() === value.toLowerCase()) ?? true;
    if ((name === 'x-amz-acl' && !isHarmless) || name.startsWith('x-amz-grant-')) throw aclNotSupported(name);
    if (!isHarmless || unsupported.some((pattern) => pattern.test(name))) throw notImplemented(name);
  }
}

/**
 * Access control lists are off, as in every new bucket of AWS. `header`: the one that asks for grants.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 */
export const aclNotSupported = (header?: string) =>
  new S3Error(
    'AccessControlListNotSupported',
    'The bucket takes no access control lists: use a bucket policy.',
    header === undefined ? {} : { Header: header },
  ).orInMinio('NotImplemented');
