import type { Digester } from '../digest/digester.ts';
import type { StorageDriver } from '../driver.ts';
import { StorageError } from '../errors.ts';
import { type RetryOptions, withRetry } from '../http/retry.ts';
import type { StoredBytes, UploadReceipt, WriteOptions } from '../types.ts';
import type { PartPlan } from './part-plan.ts';
import type { Turn } from './queue.ts';
import type { SourceFile } from './source-file.ts';
import type { UploadMemory } from './upload-memory.ts';

/** What an upload is about: the same for each of its runs. */
export interface UploadTask {
  storage: StorageDriver;
  bucket: string;
  key: string;
  source: SourceFile;
  options?: WriteOptions;
  plan: Exclude<PartPlan, { kind: 'too-large' }>;
  memory: UploadMemory;
}

/** One attempt at getting a file over, from its start or resumption to its end, a pause or a cancellation. */
export interface UploadRun {
  turn: Turn;
  /** Belongs to this run alone. Aborted from outside to end it, and by the run itself when a part of it fails. */
  controller: AbortController;
  digester: Digester;
  retry: Pick<RetryOptions, 'sleep' | 'random'>;
  /** `bytes` of a part's `size` have gone out in the attempt at hand. */
  onProgress: (partNumber: number, bytes: number, size: number) => void;
  /** A part goes out once more. */
  onRetry: () => void;
  /** All parts are there. */
  onCompleting: () => void;
  /** The server has lost what it had of this file: it begins anew. */
  onRestart: () => void;
}

export interface Verdict {
  /** See `TransferState`. */
  by: 'md5' | 'content-md5';
  etag: string;
  /** Where the service writes one. */
  receipt?: UploadReceipt;
}

/** `isMd5`: the server says the MD5 itself, and it is ours. */
export const verdictOf = ({ etag, receipt }: StoredBytes, isMd5: boolean): Verdict => ({
  by: isMd5 ? 'md5' : 'content-md5',
  etag,
  ...(receipt && { receipt }),
});

/** So often one body is sent at most: with a fifth of all requests failing, one part in 400,000 fails for good. */
const bodyAttempts = 8;

export interface BodyToSend {
  partNumber: number;
  body: Blob;
  /** Of `body`: see `SourceFile` for why it is not asked for itself. */
  size: number;
  /** Its MD5, where it is not hashed by itself. */
  hash?: () => Promise<string>;
  send: (
    md5: string,
    options: { signal: AbortSignal; onProgress: (bytesSent: number) => void },
  ) => Promise<StoredBytes>;
}

/** Hashes a body, sends it until the server has it, and compares what the server says of it. */
export async function sendVerified(
  task: UploadTask,
  run: UploadRun,
  { partNumber, body, size, hash, send }: BodyToSend,
): Promise<{ stored: StoredBytes; md5: string }> {
  const { signal } = run.controller;
  const md5 = await (hash ? hash() : partMd5(task, run, partNumber, body));
  const attempt = async () => {
    const release = await run.turn.request(size, signal);
    try {
      const onProgress = (bytes: number) => {
        if (!signal.aborted) run.onProgress(partNumber, bytes, size);
      };
      return await send(md5, { signal, onProgress });
    } catch (error) {
      throw await diagnose(task, run, error, { body, md5 });
    } finally {
      release();
    }
  };
  const stored = await withRetry(attempt, {
    ...run.retry,
    signal,
    attempts: bodyAttempts,
    onRetry: run.onRetry,
  });
  stopIfAborted(signal);
  const told = asEncrypted(task, stored);
  if (told.etagIsMd5 && !sameEtag(told.etag, md5)) throw new StorageError('not-verified');
  run.onProgress(partNumber, size, size);
  return { stored: told, md5 };
}

/** CORS may hide the headers by which a server says that its ETag is no MD5: what was asked for tells it too. */
export function asEncrypted({ options }: UploadTask, stored: StoredBytes): StoredBytes {
  const kind = options?.encryption?.kind;
  return kind === 'sse-c' || kind === 'sse-kms' ? { ...stored, etagIsMd5: false } : stored;
}

/** What is sent with the object itself, or with the beginning of its upload. */
export const writeOptionsOf = ({ options, source }: UploadTask): WriteOptions => ({
  ...options,
  contentType: options?.contentType ?? source.contentType,
});

/** What every later request about the same object needs where it has a key of one's own. */
export function keyOf({ options }: UploadTask): { customerKey?: Uint8Array } {
  const encryption = options?.encryption;
  return encryption?.kind === 'sse-c' ? { customerKey: encryption.customerKey } : {};
}

/** The MD5 of a part, from this run or an earlier one. Safe: a server refuses other bytes than these. */
export async function partMd5(
  { memory }: UploadTask,
  { digester, controller }: UploadRun,
  partNumber: number,
  body: Blob,
): Promise<string> {
  const known = memory.md5s.get(partNumber);
  if (known) return known;
  const md5 = await digester.md5(body, { signal: controller.signal });
  memory.md5s.set(partNumber, md5);
  return md5;
}

/** Why a body did not arrive: the local file is suspected before the network is blamed. */
async function diagnose(
  { source }: UploadTask,
  { digester, controller: { signal } }: UploadRun,
  error: unknown,
  { body, md5 }: { body: Blob; md5: string },
): Promise<unknown> {
  if (signal.aborted || !(error instanceof StorageError)) return error;
  // Only an answer speaks for the file: without one, its bytes may not even have been readable.
  if (error.status === undefined && error.code !== 'file-changed') {
    await source.check(body);
  }
  if (error.code !== 'bad-digest') return error;
  if ((await digester.md5(body, { signal })) !== md5)
    return new StorageError('file-changed', { cause: error });
  return new StorageError('bad-digest', { ...error, cause: error, retryable: true });
}

/** Sends a request without a body of weight, again and again as long as that may help. */
export function callServer<Result>(
  run: UploadRun,
  call: (options: { signal: AbortSignal }) => Promise<Result>,
): Promise<Result> {
  const { signal } = run.controller;
  return withRetry(
    async () => {
      const release = await run.turn.request(0, signal);
      try {
        const result = await call({ signal });
        stopIfAborted(signal);
        return result;
      } finally {
        release();
      }
    },
    { ...run.retry, signal },
  );
}

export function stopIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new StorageError('aborted', { cause: signal.reason });
}

export function sameEtag(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

export function isNoSuchUpload(error: unknown): error is StorageError {
  return error instanceof StorageError && error.code === 'no-such-upload';
}
