import { StorageError } from '../errors.ts';
import { claimLanes } from './lanes.ts';
import type { UploadRun, UploadTask, Verdict } from './upload-steps.ts';

let code: Promise<typeof import('./upload.ts')> | undefined;

function loadCode(): Promise<typeof import('./upload.ts')> {
  code ??= import('./upload.ts').catch((cause) => {
    // It may be there the next time.
    code = undefined;
    throw new StorageError('network', { cause, retryable: true });
  });
  return code;
}

/**
 * As `runUpload`, whose code comes with the first upload. What has to be done in the turn in which a file is started is
 * done here: its time is noted, and its lanes are claimed, else files further back would take them in the meantime.
 */
export async function uploadLazily(task: UploadTask, run: UploadRun): Promise<Verdict> {
  const { plan, memory, source } = task;
  const isFirst = !memory.begun;
  if (isFirst) source.pin();
  memory.begun = true;
  const claim = plan.kind === 'single' ? undefined : claimLanes(run, plan);
  try {
    const { runUpload } = await loadCode();
    return await runUpload(task, run, { claim, isFirst });
  } finally {
    claim?.giveUp();
    run.turn.firstLane();
  }
}
