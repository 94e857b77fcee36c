import type { EncryptionKey } from '../encryption/object-encryption.ts';
import { readingKey } from '../encryption/reading-key.ts';
import type { Call } from '../http/call.ts';
import { checkCopySourceConditions } from '../http/conditions.ts';
import { invalidArgument, S3Error } from '../http/s3-error.ts';
import { decodeUri } from '../http/uri-encoding.ts';
import { requireBucket } from '../metadata/buckets.ts';
import type { ObjectRecord } from '../metadata/records.ts';
import { readableVersion } from './readable-version.ts';

interface CopySource {
  bucket: string;
  key: string;
  versionId: string | undefined;
}

const header = 'x-amz-copy-source';

/** `bucket/key?versionId=…`, percent-encoded, with or without a slash in front. */
export function parseCopySource(text: string): CopySource {
  const [path = '', version] = text.split('?', 2);
  // What a client left unencoded means itself.
  const encoded = path.replace(
    /[^\x21-\x7e]/g,
    (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  const decoded = decode(encoded, text);
  const match = /^\/?([^/]+)\/(.+)$/s.exec(decoded);
  const versionId = version === undefined ? undefined : /^versionId=([^&]+)$/.exec(version)?.[1];
  if (match === null || (version !== undefined && versionId === undefined)) throw badSource(text);
  return { bucket: String(match[1]), key: String(match[2]), versionId };
}

/** The object to copy, if it may be read and the conditions on it hold. */
export function findCopySource({
  headers,
  metadata,
  access,
  isPrivate,
}: Call): CopySource & { object: ObjectRecord; encryptionKey: EncryptionKey | undefined } {
  const source = parseCopySource(headers.get(header) ?? '');
  const { bucket, key, versionId } = source;
  const action = versionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion';
  access.require({ action, bucket, key, versionId });
  requireBucket(metadata.tables, bucket);
  const object = readableVersion({ bucket, key, metadata, access }, versionId);
  const encryptionKey = readingKey(object.encryption, headers, isPrivate, 'copy-source-');
  checkCopySourceConditions(headers, object);
  return { ...source, object, encryptionKey };
}

function decode(encoded: string, text: string): string {
  try {
    return decodeUri(encoded);
  } catch (error) {
    throw error instanceof S3Error ? badSource(text) : error;
  }
}

const badSource = (text: string) =>
  invalidArgument(header, text, 'The copy source is written bucket/key, percent-encoded.');
