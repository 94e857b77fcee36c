import type { Digester } from '../digest/digester.ts';
import { StorageError } from '../errors.ts';
import { type RetryOptions, withRetry } from '../http/retry.ts';
import type { Part } from '../types.ts';
import { compareWithParts } from './resume-check.ts';
import type { Release } from './slots.ts';
import { createSourceFile } from './source-file.ts';
import type { ResumeCheck, ResumeRequest, TransferEngine, TransferId } from './transfer-types.ts';
import { createUploadMemory } from './upload-memory.ts';
import type { UploadTask } from './upload-steps.ts';

interface ResumeSurroundings {
  digester: Digester;
  retry: Pick<RetryOptions, 'sleep' | 'random'>;
  /** Leave to send one request. */
  turn: () => Promise<Release>;
  start: (task: UploadTask, matching: readonly Part[]) => TransferId;
}

/** See `TransferEngine.checkResume`. */
export async function checkFile(
  { storage, bucket, key, uploadId, file }: ResumeRequest,
  { signal, onProgress }: Parameters<TransferEngine['checkResume']>[1] = {},
  { digester, retry, turn, start }: ResumeSurroundings,
): Promise<ResumeCheck> {
  const { multipart } = storage;
  if (!multipart) throw new StorageError('not-supported');
  const source = createSourceFile(file);
  // What is compared now is what must be sent later: a change in between is found out by the run.
  source.pin();
  const listParts = async () => {
    const release = await turn();
    return multipart.listParts({ bucket, key, uploadId }, { signal }).finally(release);
  };
  const parts = await withRetry(listParts, { ...retry, signal });
  const plan = await compareWithParts(file, parts, multipart, { digester, signal, onProgress });
  if ('why' in plan) return { fits: false, why: plan.why };

  const { partSize, partCount, md5s, matching, different } = plan;
  const matchingBytes = matching.reduce((sum, part) => sum + part.size, 0);
  const task: UploadTask = {
    storage,
    bucket,
    key,
    source,
    plan: { kind: 'parts', partSize, partCount },
    memory: {
      ...createUploadMemory(),
      begun: true,
      adopted: true,
      upload: { state: 'open', uploadId },
      md5s,
    },
  };
  let started: TransferId | undefined;
  return {
    fits: true,
    matching: matching.length,
    matchingBytes,
    different: different.length,
    bytesToSend: source.size - matchingBytes,
    start() {
      started ??= start(task, matching);
      return started;
    },
  };
}
