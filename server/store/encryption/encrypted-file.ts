import { timingSafeEqual } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { ByteRange } from '../http/byte-range.ts';
import {
  checkBytes,
  chunkBytes,
  chunkCount,
  encryptedBytes,
  headerBytes,
  mark,
  openChunk,
  saltBytes,
  sealedChunkBytes,
} from './file-format.ts';
import { type FileSecret, fileKey } from './file-key.ts';

/** About as much as a plain read takes at a time. */
const chunksARead = 8;

interface EncryptedFile {
  /** The bytes of a range of the content. Nothing is given out before its tag was checked. */
  read(range: ByteRange): AsyncGenerator<Buffer>;
}

/**
 * An encrypted file whose content has `size` bytes. Throws when it is not whole or not of this key, and again in
 * `read` where a chunk is damaged. The handle stays the caller's.
 */
export async function openEncryptedFile(
  handle: FileHandle,
  { id, size }: { id: string; size: number },
  secret: FileSecret,
): Promise<EncryptedFile> {
  const damaged = (why: string) => new Error(`The encrypted file ${id} cannot be read: ${why}.`);
  const fileBytes = encryptedBytes(size);
  const { size: found } = await handle.stat();
  if (found !== fileBytes) throw damaged(`it has ${found} bytes instead of ${fileBytes}`);
  const header = await readBytes(0, Buffer.alloc(headerBytes));
  if (!header.subarray(0, mark.length).equals(mark)) throw damaged('its header is damaged');
  const { key, check } = fileKey(secret, header.subarray(mark.length, mark.length + saltBytes));
  if (!timingSafeEqual(check, header.subarray(headerBytes - checkBytes))) {
    throw damaged('its header is damaged, or it was encrypted with another key');
  }
  const chunks = chunkCount(size);

  return {
    async *read({ first, last }) {
      const end = Math.floor(last / chunkBytes) + 1;
      let index = Math.floor(first / chunkBytes);
      // Used again and again: nothing of it is given out.
      const room = Buffer.allocUnsafeSlow(Math.min(chunksARead, end - index) * sealedChunkBytes);
      while (index < end) {
        const start = headerBytes + index * sealedChunkBytes;
        const length = Math.min(chunksARead, end - index) * sealedChunkBytes;
        const sealed = await readBytes(start, room.subarray(0, Math.min(length, fileBytes - start)));
        const opened = openChunks(sealed, index);
        const base = index * chunkBytes;
        yield Buffer.concat(opened).subarray(Math.max(0, first - base), last - base + 1);
        index += opened.length;
      }
    },
  };

  function openChunks(sealed: Buffer, firstIndex: number): Buffer[] {
    const opened: Buffer[] = [];
    for (let offset = 0; offset < sealed.length; offset += sealedChunkBytes) {
      const index = firstIndex + opened.length;
      const place = { index, isLast: index === chunks - 1 };
      const chunk = openChunk(key, place, sealed.subarray(offset, offset + sealedChunkBytes));
      if (chunk === undefined) throw damaged(`its chunk ${index} is damaged`);
      opened.push(chunk);
    }
    return opened;
  }

  async function readBytes(position: number, bytes: Buffer): Promise<Buffer> {
    for (let filled = 0; filled < bytes.length; ) {
      const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, position + filled);
      if (bytesRead === 0) throw damaged('it ends early');
      filled += bytesRead;
    }
    return bytes;
  }
}
