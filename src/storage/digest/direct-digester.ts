import { StorageError } from '../errors.ts';
import type { Digester } from './digester.ts';
import { createBlobHasher, createBlockHasher } from './hash-blob.ts';
import { UnreadableBlobError } from './read-blob.ts';

/** Keeps the page alive: 1 MiB takes 2 ms to hash with WebAssembly and 10 ms without. */
const pieceSize = 1024 ** 2;

/** Hashes on the calling thread, in small pieces: the last resort of a page whose workers do not run. */
export function createDirectDigester(
  hashBlob = createBlobHasher(),
  hashBlocks = createBlockHasher(),
): Digester {
  return {
    md5: (blob, { signal } = {}) => failingAsStorage(hashBlob(blob, { pieceSize, signal }), signal),
    md5OfBlocks: (blob, blockSize, before, { signal } = {}) =>
      failingAsStorage(hashBlocks(blob, blockSize, before, { pieceSize, signal }), signal),
  };
}

async function failingAsStorage<Result>(
  hashing: Promise<Result>,
  signal: AbortSignal | undefined,
): Promise<Result> {
  try {
    return await hashing;
  } catch (cause) {
    if (cause instanceof StorageError) throw cause;
    if (signal?.aborted) throw new StorageError('aborted', { cause: signal.reason });
    throw new StorageError(cause instanceof UnreadableBlobError ? 'file-changed' : 'unknown', { cause });
  }
}
