import { type CreateMd5Hasher, createMd5Hasher, type Md5Hasher } from './md5-hasher.ts';
import { readBytes, UnreadableBlobError } from './read-blob.ts';

export interface HashBlobOptions {
  /** Bytes read at once. A read costs a round trip to the browser's own process: 1 MiB reads are 2.5 times as slow as 8 MiB ones. */
  pieceSize: number;
  signal?: AbortSignal;
  /** A sign of life after each piece. */
  onPiece?: () => void;
}

/** Hashers at rest: one is taken for a blob and put back afterwards, so that no two blobs share one. */
export function createBlobHasher(createHasher: CreateMd5Hasher = createMd5Hasher) {
  const atRest: Md5Hasher[] = [];

  /** MD5 of a whole blob as 32 hex digits. Rejects with `UnreadableBlobError`, or with the signal's reason. */
  return async function hashBlob(blob: Blob, options: HashBlobOptions): Promise<string> {
    options.signal?.throwIfAborted();
    const hasher = atRest.pop() ?? (await createHasher());
    for (let start = 0; start < blob.size; start += options.pieceSize) {
      const piece = await readPiece(blob, start, Math.min(start + options.pieceSize, blob.size));
      // A hasher left in the middle of a blob is dropped, not put back.
      options.signal?.throwIfAborted();
      hasher.update(piece);
      options.onPiece?.();
    }
    const md5 = hasher.digest();
    atRest.push(hasher);
    return md5;
  };
}

async function readPiece(blob: Blob, start: number, end: number): Promise<ArrayBuffer> {
  const piece = await readBytes(blob.slice(start, end));
  if (piece.byteLength !== end - start) throw new UnreadableBlobError('The file has become shorter');
  return piece;
}
