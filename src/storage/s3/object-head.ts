import { StorageError } from '../errors.ts';
import type { ObjectHead, StoredBytes } from '../types.ts';

const metadataPrefix = 'x-amz-meta-';

/** The whole object's size from the headers of a whole or partial answer; undefined where CORS hides what tells it. */
export function sizeOf(status: number, headers: Record<string, string>): number | undefined {
  const text = status === 206 ? headers['content-range']?.split('/')[1] : headers['content-length'];
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** What headers say of an object. API: HeadObject, "Response Elements". */
export function objectHead(key: string, size: number, headers: Record<string, string>): ObjectHead {
  const lastModified = headers['last-modified'];
  const metadata = Object.entries(headers)
    .filter(([name]) => name.startsWith(metadataPrefix))
    .map(([name, value]) => [name.slice(metadataPrefix.length), value]);
  return {
    key,
    size,
    etag: (headers.etag ?? '').replaceAll('"', ''),
    lastModified: lastModified === undefined ? undefined : new Date(lastModified),
    contentType: headers['content-type'],
    contentDisposition: headers['content-disposition'],
    contentEncoding: headers['content-encoding'],
    cacheControl: headers['cache-control'],
    storageClass: headers['x-amz-storage-class'],
    versionId: headers['x-amz-version-id'],
    metadata: Object.fromEntries(metadata),
  };
}

/** What the SDK's outputs of writes have in common. */
interface WriteOutput {
  ETag?: string;
  VersionId?: string;
  ServerSideEncryption?: string;
  SSECustomerAlgorithm?: string;
}

/**
 * The verdict on bytes that were stored. `etag-hidden` where there is no ETag: servers always send one, so it was the
 * CORS rule that kept it from the page.
 */
export function storedBytes(output: WriteOutput): StoredBytes {
  const { ETag, VersionId, ServerSideEncryption, SSECustomerAlgorithm } = output;
  if (!ETag) throw new StorageError('etag-hidden');
  return {
    etag: ETag.replaceAll('"', ''),
    etagIsMd5: !SSECustomerAlgorithm && !ServerSideEncryption?.startsWith('aws:kms'),
    versionId: VersionId,
  };
}

/** Hex MD5 as Content-MD5 wants it. */
export function contentMd5(hex: string): string {
  const bytes = hex.match(/../g) ?? [];
  return btoa(String.fromCharCode(...bytes.map((byte) => Number.parseInt(byte, 16))));
}
