import { type CreateMd5Hasher, createMd5Hasher, type Md5Hasher } from './md5-hasher.ts';
import { createMd5Pair, type Md5Pair } from './md5-pair.ts';
import type { BlockMd5s, Md5State } from './md5-state.ts';
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

/** As `createBlobHasher`, for the blocks of files. */
export function createBlockHasher() {
  const atRest: Md5Pair[] = [];

  /**
   * Each of the blocks in `blob`, and the file on from `before`, whose rejection is its own: meanwhile the first piece
   * is read. `blockSize` and `pieceSize`: multiples of 64 bytes.
   */
  return async function hashBlocks(
    blob: Blob,
    blockSize: number,
    before: Promise<Md5State>,
    { pieceSize, signal, onPiece }: HashBlobOptions,
  ): Promise<BlockMd5s> {
    const read = (start: number) => readPiece(blob, start, Math.min(start + pieceSize, blob.size));
    const [first, begun] = await Promise.all([read(0), before]);
    const pair = atRest.pop() ?? (await createMd5Pair());
    const md5s: string[] = [];
    let state = begun;
    let left = blockSize;
    pair.begin(state);
    for (let start = 0; start === 0 || start < blob.size; start += pieceSize) {
      const piece = new Uint8Array(start === 0 ? first : await read(start));
      signal?.throwIfAborted();
      for (let at = 0; at < piece.length; ) {
        if (left === 0) {
          const done = pair.end();
          md5s.push(done.md5);
          state = done.state;
          left = blockSize;
          pair.begin(state);
        }
        const bytes = piece.subarray(at, at + left);
        pair.update(bytes);
        at += bytes.length;
        left -= bytes.length;
      }
      onPiece?.();
    }
    const last = pair.end();
    atRest.push(pair);
    return { md5s: [...md5s, last.md5], whole: last.whole, state: last.state };
  };
}

async function readPiece(blob: Blob, start: number, end: number): Promise<ArrayBuffer> {
  const piece = await readBytes(blob.slice(start, end));
  if (piece.byteLength !== end - start) throw new UnreadableBlobError('The file has become shorter');
  return piece;
}
