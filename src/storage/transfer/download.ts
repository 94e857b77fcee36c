import { StorageError, type StorageErrorCode } from '../errors.ts';
import { withRetry } from '../http/retry.ts';
import type { ObjectHead } from '../types.ts';
import { fetchPiece, inFile } from './download-piece.ts';
import { type DownloadPlan, pieceAt, planDownload } from './download-plan.ts';
import type { DownloadRun, DownloadTask, DownloadVerdict } from './download-steps.ts';
import { verifyDownload } from './download-verify.ts';

/** Pieces that are fetched at once. */
const lanes = 4;
/** After these nothing that was written is of use: the object is another one, or the file is. */
const spoils: readonly StorageErrorCode[] = ['precondition-failed', 'file-unwritable', 'file-differs'];

/**
 * Runs a download to its end. Rejects with a `StorageError` alone, and with `aborted` whenever the controller was
 * aborted from outside before. The lane it was given is free again when it settles, and no request of it runs on.
 *
 * - The first answer fixes the object by its ETag: from then on it is that one or `precondition-failed`.
 * - What is in the file stays known through pauses and failures, and is not fetched again.
 * - Nothing is said to be saved before what is in the file was compared with what the server says of it.
 */
export async function runDownload(task: DownloadTask, run: DownloadRun): Promise<DownloadVerdict> {
  const { signal } = run.controller;
  try {
    const object = await open(task, run);
    await fetchMissing(task, run, object);
    if (signal.aborted) throw new StorageError('aborted', { cause: signal.reason });
    run.onCompleting();
    const file = await inFile(() => task.target.close());
    const verdict = await verifyDownload(task, run, object, file);
    task.target.keep?.();
    return verdict;
  } catch (error) {
    // The run's own reason to stop is its failure; any other was given by whoever paused or cancelled it.
    if (signal.aborted && signal.reason !== error)
      throw new StorageError('aborted', { cause: signal.reason });
    const failure = error instanceof StorageError ? error : new StorageError('unknown', { cause: error });
    if (spoils.includes(failure.code)) await forget(task, run);
    throw failure;
  } finally {
    run.turn.firstLane();
  }
}

interface OpenedObject {
  head: ObjectHead;
  plan: DownloadPlan;
}

/** Asks what there is to fetch; on a later run, whether it is still the same. */
async function open(task: DownloadTask, run: DownloadRun): Promise<OpenedObject> {
  const { storage, bucket, key, versionId, customerKey, memory, range } = task;
  const { signal } = run.controller;
  const head = await withRetry(
    async () => {
      const release = await run.turn.request(0, signal);
      try {
        return await storage.objects.head({ bucket, key, versionId, customerKey }, { signal });
      } finally {
        release();
      }
    },
    { ...run.retry, signal, onRetry: run.onRetry },
  );
  if (memory.head && (memory.head.etag !== head.etag || memory.head.size !== head.size)) {
    throw new StorageError('precondition-failed');
  }
  const plan = memory.plan ?? planDownload(head.size, range, run.pieceSize);
  if (!plan) throw new StorageError('invalid-argument');
  memory.head = head;
  memory.plan = plan;
  run.onSize(plan.size);
  return { head, plan };
}

/**
 * Several lanes take one piece after the other. The first failure ends them all, and is what is thrown once no lane
 * works any more.
 */
async function fetchMissing(task: DownloadTask, run: DownloadRun, object: OpenedObject): Promise<void> {
  const { controller, turn } = run;
  const { plan } = object;
  let next = 0;
  let failure: StorageError | undefined;

  async function work(lane: Promise<() => void>): Promise<void> {
    try {
      const release = await lane;
      try {
        while (next < plan.pieceCount && !controller.signal.aborted) {
          const piece = next++;
          if ((task.memory.written.get(piece) ?? 0) === pieceAt(plan, piece).size) continue;
          await fetchPiece(task, run, object, piece);
        }
      } finally {
        release();
      }
    } catch (error) {
      if (failure) return;
      failure = error instanceof StorageError ? error : new StorageError('unknown', { cause: error });
      if (!controller.signal.aborted) controller.abort(failure);
    }
  }

  // The file's first lane is released where the run ends: what follows is part of it.
  const first = Promise.resolve(() => {});
  const more = turn.moreLanes(Math.min(lanes, plan.pieceCount) - 1, controller.signal);
  await Promise.all([first, ...more].map(work));
  if (failure) throw failure;
}

/** What was written is of no use: the file is as it was before, and a next run begins anew. */
async function forget({ memory, target }: DownloadTask, run: DownloadRun): Promise<void> {
  memory.written.clear();
  memory.head = undefined;
  memory.plan = undefined;
  run.onRestart();
  await target.abort().catch(() => undefined);
}
