import type { RequestHeaders } from './request-headers.ts';
import { notImplemented } from './s3-error.ts';

/** Headers that ask for what the store does not do. To obey the rest of such a request would be to lie. */
const unsupported = [
  /^x-amz-(?:copy-source-)?server-side-encryption(?:-|$)/,
  /^x-amz-object-lock-/,
  /^x-amz-grant-/,
  /^x-amz-tagging$/,
  /^x-amz-website-redirect-location$/,
  /^x-amz-write-offset-bytes$/,
  /^x-amz-rename-source(?:-|$)/,
  /^x-minio-(?:extract|force-create|force-delete)$/,
];

/** Headers that ask for nothing when they have one of these values: what is so anyway. */
const harmless: Record<string, readonly string[]> = {
  'x-amz-acl': ['private', 'bucket-owner-full-control', 'bucket-owner-read'],
  'x-amz-bucket-object-lock-enabled': ['false'],
  'x-amz-object-ownership': ['BucketOwnerEnforced', 'BucketOwnerPreferred'],
  'x-amz-tagging-directive': ['COPY', 'REPLACE'],
};

export function refuseUnsupportedHeaders(headers: RequestHeaders): void {
  for (const [name, value] of headers) {
    const isHarmless = harmless[name]?.some((known) => known.toLowerCase() === value.toLowerCase()) ?? true;
    if (!isHarmless || unsupported.some((pattern) => pattern.test(name))) throw notImplemented(name);
  }
}
