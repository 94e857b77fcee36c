import { StorageError } from '../errors.ts';
import { uploadInBlocks } from './block-upload.ts';
import type { LaneClaim } from './lanes.ts';
import { uploadInParts } from './multipart-upload.ts';
import { removeParts } from './remove-parts.ts';
import { forgetFile, forgetUpload } from './upload-memory.ts';
import {
  sendVerified,
  type UploadRun,
  type UploadTask,
  type Verdict,
  verdictOf,
  writeOptionsOf,
} from './upload-steps.ts';

/**
 * Runs an upload to its end. Rejects with a `StorageError` alone, and with `aborted` whenever the controller was
 * aborted from outside before. No request of it runs on when it settles. `claim`: the lanes of one in parts or blocks.
 */
export async function runUpload(
  task: UploadTask,
  run: UploadRun,
  { claim, isFirst }: { claim: LaneClaim | undefined; isFirst: boolean },
): Promise<Verdict> {
  const { plan, source } = task;
  try {
    // A file that was touched since the last run is found out before anything is sent.
    if (!isFirst) await source.check();
    if (!claim || plan.kind === 'single') return await uploadWhole(task, run);
    return plan.kind === 'parts'
      ? await uploadInParts(task, plan, run, claim)
      : await uploadInBlocks(task, plan, run, claim);
  } catch (error) {
    const { signal } = run.controller;
    // The run's own reason to stop is its failure; any other was given by whoever paused or cancelled it.
    if (signal.aborted && signal.reason !== error)
      throw new StorageError('aborted', { cause: signal.reason });
    const failure = error instanceof StorageError ? error : new StorageError('unknown', { cause: error });
    if (failure.code === 'file-changed') await forget(task, run);
    throw failure;
  }
}

async function uploadWhole(task: UploadTask, run: UploadRun): Promise<Verdict> {
  const { storage, bucket, key, source } = task;
  const { file, size } = source;
  const { stored } = await sendVerified(task, run, {
    partNumber: 1,
    body: file,
    size,
    send: (md5, options) =>
      storage.objects.put({ ...writeOptionsOf(task), bucket, key, body: file, md5 }, options),
  });
  return verdictOf(stored, stored.etagIsMd5);
}

/** A changed file leaves nothing behind: neither its own parts on the server, nor what was known of them. */
async function forget(task: UploadTask, run: UploadRun): Promise<void> {
  const { memory } = task;
  forgetFile(memory);
  run.onRestart();
  if (memory.upload.state !== 'open' || memory.adopted) return;
  // Where it fails it stays on record as open, so that a cancellation can try to remove it again.
  const removed = await removeParts(task, { turn: () => run.turn.request(0), retry: run.retry });
  if (removed) forgetUpload(memory);
}
