import { StorageError } from '../errors.ts';
import type { DownloadMemory, DownloadRun, DownloadTask, DownloadVerdict } from './download-steps.ts';
import type { UploadTask } from './upload-steps.ts';

export const createDownloadMemory = (): DownloadMemory => ({ written: new Map() });

export const isDownload = (task: UploadTask | DownloadTask): task is DownloadTask => 'target' in task;

/** As `runDownload`, whose code comes with the first download. */
export async function downloadLazily(task: DownloadTask, run: DownloadRun): Promise<DownloadVerdict> {
  const { runDownload } = await import('./download.ts').catch((cause) => {
    run.turn.firstLane();
    throw new StorageError('network', { cause, retryable: true });
  });
  return runDownload(task, run);
}
