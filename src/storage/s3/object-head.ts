import { StorageError } from '../errors.ts';
import type { ObjectHead, Retention, StoredBytes } from '../types.ts';
import { decodeHeader, decodeMetadata } from './metadata-text.ts';

const metadataPrefix = 'x-amz-meta-';
const checksumPrefix = 'x-amz-checksum-';

/** The whole object's size from the headers of a whole or partial answer; undefined where CORS hides what tells it. */
export function sizeOf(status: number, headers: Record<string, string>): number | undefined {
  const text = status === 206 ? headers['content-range']?.split('/')[1] : headers['content-length'];
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** What headers say of an object. API: HeadObject, "Response Elements". */
export function objectHead(key: string, size: number, headers: Record<string, string>): ObjectHead {
  return {
    key,
    size,
    etag: (headers.etag ?? '').replaceAll('"', ''),
    lastModified: dateOf(headers['last-modified']),
    contentType: textOf(headers['content-type']),
    contentDisposition: textOf(headers['content-disposition']),
    contentEncoding: textOf(headers['content-encoding']),
    contentLanguage: textOf(headers['content-language']),
    cacheControl: textOf(headers['cache-control']),
    expires: dateOf(headers.expires),
    storageClass: headers['x-amz-storage-class'],
    versionId: headers['x-amz-version-id'],
    metadata: Object.fromEntries(
      behind(metadataPrefix, headers).map(([name, value]) => [name, decodeMetadata(value)]),
    ),
    missingMetadata: countOf(headers['x-amz-missing-meta']),
    encryption: encryptionOf(headers),
    retention: retentionOf(headers),
    legalHold: headers['x-amz-object-lock-legal-hold'] === 'ON' || undefined,
    tagCount: countOf(headers['x-amz-tagging-count']),
    replicationStatus: headers['x-amz-replication-status'],
    expiration: headers['x-amz-expiration'],
    restore: headers['x-amz-restore'],
    websiteRedirect: headers['x-amz-website-redirect-location'],
    checksums: Object.fromEntries(
      behind(checksumPrefix, headers).filter(([name]) => name !== 'type' && name !== 'algorithm'),
    ),
  };
}

/** Headers that begin so, without that beginning. */
const behind = (prefix: string, headers: Record<string, string>): [string, string][] =>
  Object.entries(headers)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, value]) => [name.slice(prefix.length), value]);

/** As any client may have stored it. */
const textOf = (value: string | undefined) => (value === undefined ? undefined : decodeHeader(value));

/** Undefined too where what stands there is no date: any client may have stored it. */
function dateOf(text: string | undefined): Date | undefined {
  // A mere number, such as the "Expires: 0" of old, would be taken for a year.
  const date = text?.includes(':') ? new Date(text) : undefined;
  return date && Number.isNaN(date.getTime()) ? undefined : date;
}

const countOf = (text: string | undefined) =>
  text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;

function encryptionOf(headers: Record<string, string>): ObjectHead['encryption'] {
  if (headers['x-amz-server-side-encryption-customer-algorithm']) return { kind: 'sse-c' };
  const algorithm = headers['x-amz-server-side-encryption'];
  if (algorithm === undefined) return undefined;
  if (!algorithm.startsWith('aws:kms')) return { kind: 'sse-s3' };
  return { kind: 'sse-kms', keyId: headers['x-amz-server-side-encryption-aws-kms-key-id'] };
}

function retentionOf(headers: Record<string, string>): Retention | undefined {
  const mode = headers['x-amz-object-lock-mode']?.toUpperCase();
  const until = dateOf(headers['x-amz-object-lock-retain-until-date']);
  return until && (mode === 'GOVERNANCE' || mode === 'COMPLIANCE') ? { mode, until } : undefined;
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
