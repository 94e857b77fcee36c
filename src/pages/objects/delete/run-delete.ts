import type { DeleteOutcome } from '../../../storage/index.ts';

export interface DeleteResult {
  deleted: string[];
  failed: DeleteOutcome['failed'];
  /** Keys of the plan that were not tried, or to which no answer came. Deleted + failed + left = the plan. */
  left: string[];
  /** Why it ended before the plan did: asked to, or what a batch was rejected with. */
  ended: { by: 'plan' } | { by: 'person' } | { by: 'error'; error: unknown };
}

interface RunOptions {
  /** Stops before the next batch: a batch that is under way is waited for, so that every count is a known one. */
  stop: AbortSignal;
  onProgress: (done: { deleted: number; failed: number }) => void;
}

const batchSize = 1000;

/** Deletes the plan's keys in batches and reads every verdict. Never rejects: what went wrong is in the result. */
export async function runDelete(
  deleteMany: (keys: string[]) => Promise<DeleteOutcome>,
  keys: readonly string[],
  { stop, onProgress }: RunOptions,
): Promise<DeleteResult> {
  const deleted: string[] = [];
  const failed: DeleteOutcome['failed'] = [];
  const left: string[] = [];
  for (let at = 0; at < keys.length; at += batchSize) {
    if (stop.aborted) return { deleted, failed, left: [...left, ...keys.slice(at)], ended: { by: 'person' } };
    const batch = keys.slice(at, at + batchSize);
    try {
      const verdicts = verdictsOn(batch, await deleteMany(batch));
      deleted.push(...verdicts.deleted);
      failed.push(...verdicts.failed);
      left.push(...verdicts.silent);
    } catch (error) {
      return { deleted, failed, left: [...left, ...keys.slice(at)], ended: { by: 'error', error } };
    }
    onProgress({ deleted: deleted.length, failed: failed.length });
  }
  return { deleted, failed, left, ended: { by: 'plan' } };
}

/** Counts in = counts out: a key on which the server said nothing is not deleted, and one it refused neither. */
export function verdictsOn(
  batch: readonly string[],
  outcome: DeleteOutcome,
): { deleted: string[]; failed: DeleteOutcome['failed']; silent: string[] } {
  const asked = new Set(batch);
  const failed = outcome.failed.filter(({ key }) => asked.has(key));
  const refused = new Set(failed.map(({ key }) => key));
  const confirmed = new Set(outcome.deleted);
  return {
    deleted: batch.filter((key) => confirmed.has(key) && !refused.has(key)),
    failed,
    silent: batch.filter((key) => !confirmed.has(key) && !refused.has(key)),
  };
}
