import { type RetryOptions, withRetry } from '../http/retry.ts';
import type { Release } from './slots.ts';
import type { UploadTask } from './upload-steps.ts';

/** Aborts an upload's parts on the server. False where they may still be there. */
export async function removeParts(
  { storage, bucket, key, memory }: UploadTask,
  { turn, retry }: { turn: () => Promise<Release>; retry: Pick<RetryOptions, 'sleep' | 'random'> },
): Promise<boolean> {
  if (memory.upload.state !== 'open') return false;
  const { uploadId } = memory.upload;
  try {
    await withRetry(async () => {
      const release = await turn();
      await (storage.multipart?.abort({ bucket, key, uploadId }) ?? Promise.resolve()).finally(release);
    }, retry);
    return true;
  } catch {
    return false;
  }
}
