import { StorageError } from '../errors.ts';
import { withRetry } from '../http/retry.ts';
import { uploadInParts } from './multipart-upload.ts';
import {
  sendVerified,
  type UploadRun,
  type UploadTask,
  type Verdict,
  writeOptionsOf,
} from './upload-steps.ts';

/**
 * Runs an upload to its end. Rejects with a `StorageError` alone, and with `aborted` whenever the controller was
 * aborted from outside before. The lane it was given is free again when it settles, and no request of it runs on.
 */
export async function runUpload(task: UploadTask, run: UploadRun): Promise<Verdict> {
  const { plan, memory, source } = task;
  try {
    // A file that was touched since the last run is found out before anything is sent. A first run must not wait
    // here: its lanes are claimed in the same turn in which it was started.
    if (memory.begun) await source.check();
    else source.pin();
    memory.begun = true;
    return plan.kind === 'parts' ? await uploadInParts(task, plan, run) : await uploadWhole(task, run);
  } catch (error) {
    const { signal } = run.controller;
    // The run's own reason to stop is its failure; any other was given by whoever paused or cancelled it.
    if (signal.aborted && signal.reason !== error)
      throw new StorageError('aborted', { cause: signal.reason });
    const failure = error instanceof StorageError ? error : new StorageError('unknown', { cause: error });
    if (failure.code === 'file-changed') await forget(task, run);
    throw failure;
  } finally {
    run.turn.firstLane();
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
  return { by: stored.etagIsMd5 ? 'md5' : 'content-md5', etag: stored.etag };
}

/** A changed file leaves nothing behind: neither its own parts on the server, nor what was known of them. */
async function forget({ storage, bucket, key, memory }: UploadTask, run: UploadRun): Promise<void> {
  memory.md5s.clear();
  memory.parts.clear();
  run.onRestart();
  if (memory.upload.state !== 'open' || memory.adopted) return;
  const { uploadId } = memory.upload;
  try {
    await withRetry(async () => {
      const release = await run.turn.request(0);
      await Promise.resolve(storage.multipart?.abort({ bucket, key, uploadId })).finally(release);
    }, run.retry);
    memory.upload = { state: 'none' };
  } catch {
    // Still on record as open, so that a cancellation can try to remove it again.
  }
}
