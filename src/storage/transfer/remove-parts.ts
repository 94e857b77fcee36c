import { type RetryOptions, withRetry } from '../http/retry.ts';
import type { Release } from './slots.ts';
import type { UploadTask } from './upload-steps.ts';

/** Tells the server to forget an upload in parts or blocks. */
async function endUpload(
  { storage, bucket, key, plan, options }: UploadTask,
  uploadId: string,
): Promise<void> {
  if (plan.kind === 'parts') await storage.multipart?.abort({ bucket, key, uploadId });
  if (plan.kind === 'blocks') {
    await storage.blocks?.cancel({ bucket, uploadId, uploadPolicy: options?.uploadPolicy });
  }
}

/** Aborts an upload's parts on the server. False where they may still be there. */
export async function removeParts(
  task: UploadTask,
  { turn, retry }: { turn: () => Promise<Release>; retry: Pick<RetryOptions, 'sleep' | 'random'> },
): Promise<boolean> {
  const { upload } = task.memory;
  if (upload.state !== 'open') return false;
  try {
    await withRetry(async () => {
      const release = await turn();
      await endUpload(task, upload.uploadId).finally(release);
    }, retry);
    return true;
  } catch {
    return false;
  }
}
