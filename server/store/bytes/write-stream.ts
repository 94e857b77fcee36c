import { type FileHandle, open } from 'node:fs/promises';

/** Bytes gathered for one write: a network read gives 64 KiB, and a write for each would cost more than it moves. */
const batchBytes = 1024 * 1024;

/** Bytes that may wait for the disk while more are received: all of them would keep the client waiting at the end. */
const flushBytes = 32 * 1024 * 1024;

/**
 * Writes a new file and flushes it to the disk. Returns its size in bytes; without bytes no file is made. While one
 * batch is written the next is gathered, so at most two of them are in memory.
 */
export async function writeStream(path: string, source: AsyncIterable<Buffer>): Promise<number> {
  let handle: FileHandle | undefined;
  let writing: Promise<void> = Promise.resolve();
  let batch: Buffer[] = [];
  let batched = 0;
  let size = 0;
  let unflushed = 0;
  let flushing: Promise<void> | undefined;
  let lost: { error: unknown } | undefined;
  try {
    for await (const chunk of source) {
      if (chunk.length === 0) continue;
      batch.push(chunk);
      batched += chunk.length;
      if (batched < batchBytes) continue;
      handle ??= await open(path, 'wx', 0o600);
      await writing;
      writing = writeBatch(handle, batch, batched);
      // Awaited with the next batch; until then its failure is nobody's.
      writing.catch(() => undefined);
      size += batched;
      unflushed += batched;
      if (unflushed >= flushBytes && flushing === undefined) {
        unflushed = 0;
        flushing = handle.datasync().then(
          () => {
            flushing = undefined;
          },
          (error: unknown) => {
            // The system tells a lost write once only, so the last flush would not repeat it.
            lost = { error };
          },
        );
      }
      batch = [];
      batched = 0;
    }
    await writing;
    if (batched > 0) {
      handle ??= await open(path, 'wx', 0o600);
      await writeBatch(handle, batch, batched);
      size += batched;
    }
    await flushing;
    if (lost !== undefined) throw lost.error;
    await handle?.sync();
    return size;
  } finally {
    await writing.catch(() => undefined);
    await flushing;
    await handle?.close();
  }
}

async function writeBatch(handle: FileHandle, batch: readonly Buffer[], bytes: number): Promise<void> {
  const { bytesWritten } = await handle.writev(batch);
  if (bytesWritten === bytes) return;
  // A short write is rare enough (a signal, a disk that is nearly full) to gather what is left in one piece.
  let rest = Buffer.concat(batch).subarray(bytesWritten);
  while (rest.length > 0) rest = rest.subarray((await handle.write(rest)).bytesWritten);
}
