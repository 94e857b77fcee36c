import { StorageError } from '../errors.ts';
import { withRetry } from '../http/retry.ts';
import type { ObjectHead } from '../types.ts';
import { type DownloadPlan, pieceAt } from './download-plan.ts';
import type { DownloadRun, DownloadTask } from './download-steps.ts';

/** So often without a byte more; a piece that grows may be cut any number of times. */
const attempts = 8;
/** Bytes that go to the file at once: each write is a round trip to the browser's own process. */
const writeSize = 1024 ** 2;

/** Fetches what is missing of a piece and writes it where it belongs. */
export async function fetchPiece(
  task: DownloadTask,
  run: DownloadRun,
  { head, plan }: { head: ObjectHead; plan: DownloadPlan },
  piece: number,
): Promise<void> {
  const { signal } = run.controller;
  const { written } = task.memory;
  const { position, size } = pieceAt(plan, piece);
  while ((written.get(piece) ?? 0) < size) {
    const before = written.get(piece) ?? 0;
    try {
      await withRetry(
        async () => {
          const release = await run.turn.request(size, signal);
          try {
            await readInto(task, run, { head, plan, piece });
          } finally {
            release();
          }
        },
        { ...run.retry, signal, attempts, onRetry: run.onRetry },
      );
    } catch (error) {
      const isCut = error instanceof StorageError && error.retryable && !signal.aborted;
      if (!isCut || (written.get(piece) ?? 0) === before) throw error;
    }
  }

  async function readInto(
    { storage, target, memory, ...ref }: DownloadTask,
    { onProgress }: DownloadRun,
    at: { head: ObjectHead; plan: DownloadPlan; piece: number },
  ): Promise<void> {
    const done = memory.written.get(at.piece) ?? 0;
    const start = plan.start + position + done;
    const answer = await storage.objects.get(
      {
        bucket: ref.bucket,
        key: ref.key,
        versionId: ref.versionId,
        customerKey: ref.customerKey,
        range: { start, end: plan.start + position + size - 1 },
        ifMatch: head.etag || undefined,
        asStored: head.contentEncoding !== undefined,
      },
      { signal },
    );
    // A server that does not know If-Match would hand out another object's bytes.
    if (answer.head.etag !== head.etag || answer.head.size !== head.size) {
      await answer.body.cancel();
      throw new StorageError('precondition-failed');
    }
    await pour(answer.body, size - done, async (bytes) => {
      const from = memory.written.get(at.piece) ?? 0;
      await inFile(() => target.write(position + from, bytes));
      memory.written.set(at.piece, from + bytes.length);
      if (!signal.aborted) onProgress(at.piece, from + bytes.length, size);
    });
  }
}

/** Hands a body on in larger pieces; also what came before it was cut. Neither more nor less than `expected` bytes. */
async function pour(
  body: ReadableStream<Uint8Array>,
  expected: number,
  write: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>,
): Promise<void> {
  const reader = body.getReader();
  let chunks: Uint8Array[] = [];
  let held = 0;
  let taken = 0;
  const flush = async () => {
    if (held === 0) return;
    const bytes = new Uint8Array(held);
    let at = 0;
    for (const chunk of chunks) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    chunks = [];
    held = 0;
    await write(bytes);
  };
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      taken += value.length;
      // More than the range: a server without ranges, whose bytes would land in the wrong place.
      if (taken > expected) throw new StorageError('not-supported');
      chunks.push(value);
      held += value.length;
      if (held >= writeSize) await flush();
    }
  } catch (error) {
    if (error instanceof StorageError && error.retryable) await flush();
    reader.cancel().catch(() => undefined);
    throw error;
  }
  await flush();
  if (taken < expected) throw new StorageError('network', { retryable: true });
}

/** What a file system refuses is told as such: no room, a lost permission, a file that is gone. */
export async function inFile<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (cause) {
    throw cause instanceof StorageError ? cause : new StorageError('file-unwritable', { cause });
  }
}
