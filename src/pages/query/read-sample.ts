import type { ObjectRef, StorageDriver } from '../../storage/index.ts';
import { compressionOf, type Sample } from './guess-input.ts';

/** Bytes that are read to tell what an object is. */
const sampleBytes = 8 * 1024;

/** The first 8 KiB of an object, decompressed where they are GZIP. Not for an empty one, which has no ranges. */
export async function readSample(
  storage: StorageDriver,
  ref: ObjectRef & { customerKey?: Uint8Array },
  signal: AbortSignal,
): Promise<Sample> {
  const { head, body } = await storage.objects.get(
    { ...ref, range: { start: 0, end: sampleBytes - 1 } },
    { signal },
  );
  const stored = await firstBytes(body, sampleBytes);
  const compression = compressionOf(stored);
  return {
    compression,
    bytes:
      compression === 'GZIP' ? await inflate(stored) : compression === 'NONE' ? stored : new Uint8Array(),
    isCut: head.size > sampleBytes,
  };
}

/** At most `limit` bytes, also of a server that ignores the range; what came before a failure is enough. */
async function firstBytes(
  body: ReadableStream<Uint8Array>,
  limit: number,
  mayBreak = false,
): Promise<Uint8Array> {
  const reader = body.getReader();
  const bytes = new Uint8Array(limit);
  let size = 0;
  try {
    for (let read = await reader.read(); !read.done && size < limit; read = await reader.read()) {
      const piece = read.value.subarray(0, limit - size);
      bytes.set(piece, size);
      size += piece.length;
      if (size === limit) break;
    }
  } catch (error) {
    if (!mayBreak) throw error;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  return bytes.subarray(0, size);
}

/** The beginning of a file has no end, which the decompressor minds after it gave what there is. */
function inflate(stored: Uint8Array): Promise<Uint8Array> {
  const source = new Blob([new Uint8Array(stored)]).stream();
  return firstBytes(source.pipeThrough(new DecompressionStream('gzip')), sampleBytes * 8, true);
}
