import { createCipheriv, createDecipheriv } from 'node:crypto';

/**
 * An encrypted file: a header (mark, salt, key check), and then the content in chunks of 64 KiB, the last of them
 * shorter, each sealed with AES-256-GCM and followed by its tag. A chunk's nonce is its number and whether it is the
 * last, so chunks that are changed, swapped, left out or added do not open. The salt stands in the file and not in
 * the record: a hard link is a copy that can be read.
 */
export const mark = Buffer.from('PAILENC1', 'latin1');
export const saltBytes = 32;
export const checkBytes = 16;
export const headerBytes = mark.length + saltBytes + checkBytes;
export const chunkBytes = 64 * 1024;
const tagBytes = 16;
export const sealedChunkBytes = chunkBytes + tagBytes;

/** How long the file is whose content has `size` bytes, of which there is at least one. */
export const encryptedBytes = (size: number) => headerBytes + size + chunkCount(size) * tagBytes;

export const chunkCount = (size: number) => Math.ceil(size / chunkBytes);

interface ChunkPlace {
  index: number;
  isLast: boolean;
}

/** The chunk's bytes and its tag. */
export function sealChunk(key: Buffer, place: ChunkPlace, bytes: readonly Buffer[]): Buffer[] {
  const cipher = createCipheriv('aes-256-gcm', key, nonce(place));
  const sealed = bytes.map((piece) => cipher.update(piece));
  // GCM has nothing left here.
  cipher.final();
  return [...sealed, cipher.getAuthTag()];
}

/** Undefined: it is not what was sealed. */
export function openChunk(key: Buffer, place: ChunkPlace, sealed: Buffer): Buffer | undefined {
  if (sealed.length <= tagBytes) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce(place), { authTagLength: tagBytes });
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  const bytes = decipher.update(sealed.subarray(0, sealed.length - tagBytes));
  try {
    decipher.final();
    return bytes;
  } catch {
    return undefined;
  }
}

function nonce({ index, isLast }: ChunkPlace): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt8(isLast ? 1 : 0, 0);
  bytes.writeUIntBE(index, 6, 6);
  return bytes;
}
