import { hkdfSync } from 'node:crypto';
import type { EncryptionKey } from './object-encryption.ts';

/** What the keys of files come from, and for what: the two kinds never give the same key. */
export interface FileSecret {
  secret: Buffer;
  purpose: string;
}

interface FileKey {
  /** For AES-256. */
  key: Buffer;
  /** 16 bytes that tell this key from others and say nothing of it. */
  check: Buffer;
}

export const secretOf = (key: EncryptionKey, masterKey: Buffer): FileSecret =>
  key.kind === 'SSE-S3'
    ? { secret: masterKey, purpose: 'pail file SSE-S3' }
    : { secret: key.key, purpose: 'pail file SSE-C' };

/**
 * A file's own key by HKDF-SHA256, from the random salt in its header. No two files share a key, so the nonces in
 * each may simply count. https://www.rfc-editor.org/rfc/rfc5869
 */
export function fileKey({ secret, purpose }: FileSecret, salt: Buffer): FileKey {
  const bytes = Buffer.from(hkdfSync('sha256', secret, salt, purpose, 48));
  return { key: bytes.subarray(0, 32), check: bytes.subarray(32) };
}
