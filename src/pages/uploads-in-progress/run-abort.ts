import type { IncompleteUpload } from '../../storage/index.ts';
import { StorageError } from '../../storage/index.ts';

/** What became of one upload. Counts in = counts out: each upload of the plan has exactly one. */
export type AbortVerdict =
  /** The server does not know it any more. */
  | { kind: 'removed' }
  /** Aborted, and what the server has now could not be read. */
  | { kind: 'unconfirmed' }
  /** Aborted, and the server still lists it: a part may have arrived in the same moment. */
  | { kind: 'remains' }
  | { kind: 'failed'; error: unknown }
  /** Not tried, because the person stopped. */
  | { kind: 'left' };

export interface AbortedUpload {
  upload: IncompleteUpload;
  verdict: AbortVerdict;
}

export interface AbortCalls {
  abort: (upload: IncompleteUpload) => Promise<void>;
  /** Rejects with `no-such-upload` where it is gone. */
  measure: (upload: IncompleteUpload) => Promise<unknown>;
}

interface RunOptions {
  /** Ends it before the next upload: those under way are waited for, so that every verdict is a known one. */
  stop: AbortSignal;
  onProgress: (done: number) => void;
}

const atOnce = 4;
const attempts = 2;

/**
 * Aborts each upload and looks whether it is gone, as the API page of AbortMultipartUpload advises: some servers say
 * yes to everything, and a part that was under way may be stored afterwards. Never rejects.
 */
export async function runAbort(
  calls: AbortCalls,
  uploads: readonly IncompleteUpload[],
  { stop, onProgress }: RunOptions,
): Promise<AbortedUpload[]> {
  const verdicts = uploads.map((): AbortVerdict => ({ kind: 'left' }));
  let next = 0;
  let done = 0;
  async function work(): Promise<void> {
    while (next < uploads.length && !stop.aborted) {
      const index = next++;
      const upload = uploads[index];
      if (!upload) return;
      verdicts[index] = await abortOne(calls, upload);
      onProgress(++done);
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work));
  return uploads.map((upload, index) => ({ upload, verdict: verdicts[index] ?? { kind: 'left' } }));
}

async function abortOne({ abort, measure }: AbortCalls, upload: IncompleteUpload): Promise<AbortVerdict> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    try {
      await abort(upload);
    } catch (error) {
      return { kind: 'failed', error };
    }
    try {
      await measure(upload);
    } catch (error) {
      const gone = error instanceof StorageError && error.code === 'no-such-upload';
      return { kind: gone ? 'removed' : 'unconfirmed' };
    }
  }
  return { kind: 'remains' };
}

export type VerdictCounts = Record<AbortVerdict['kind'], number>;

export function countVerdicts(results: readonly AbortedUpload[]): VerdictCounts {
  const counts: VerdictCounts = { removed: 0, unconfirmed: 0, remains: 0, failed: 0, left: 0 };
  for (const { verdict } of results) counts[verdict.kind] += 1;
  return counts;
}
