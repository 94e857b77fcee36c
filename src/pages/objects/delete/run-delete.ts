import type { VersionRef } from '../../../storage/index.ts';
import { type Doomed, nameOf } from './delete-plan.ts';

/** What the server refused. `code` is its own, or `not-confirmed` where it said nothing. */
export type Refusal = Doomed & { code: string; message: string };

interface BatchOutcome {
  deleted: readonly Doomed[];
  failed: readonly Refusal[];
  markers?: readonly VersionRef[];
}

export interface DeleteResult {
  deleted: Doomed[];
  failed: Refusal[];
  /** Of the plan, but not tried, or without an answer. Deleted + failed + left = the plan. */
  left: Doomed[];
  /** The delete markers that came of it: without them the objects are there again. */
  markers: VersionRef[];
  /** Why it ended before the plan did: asked to, or what a batch was rejected with. */
  ended: { by: 'plan' } | { by: 'person' } | { by: 'error'; error: unknown };
}

interface RunOptions {
  /** Stops before the next batch: a batch that is under way is waited for, so that every count is a known one. */
  stop: AbortSignal;
  onProgress: (done: { deleted: number; failed: number }) => void;
  /** 1,000 where none is named. */
  batchSize?: number;
}

const usualBatchSize = 1000;
/** What somebody else deleted first is as gone as what we did. */
const goneCodes = ['NoSuchKey', 'NoSuchVersion'];

export const nothingDone: DeleteResult = {
  deleted: [],
  failed: [],
  left: [],
  markers: [],
  ended: { by: 'plan' },
};

/** Deletes the plan in batches and reads every verdict. Never rejects: what went wrong is in the result. */
export async function runDelete(
  deleteMany: (batch: readonly Doomed[]) => Promise<BatchOutcome>,
  doomed: readonly Doomed[],
  { stop, onProgress, batchSize = usualBatchSize }: RunOptions,
): Promise<DeleteResult> {
  const deleted: Doomed[] = [];
  const failed: Refusal[] = [];
  const left: Doomed[] = [];
  const markers: VersionRef[] = [];
  const endedAt = (at: number, ended: DeleteResult['ended']): DeleteResult => ({
    deleted,
    failed,
    left: [...left, ...doomed.slice(at)],
    markers,
    ended,
  });
  for (let at = 0; at < doomed.length; at += batchSize) {
    if (stop.aborted) return endedAt(at, { by: 'person' });
    const batch = doomed.slice(at, at + batchSize);
    try {
      const outcome = await deleteMany(batch);
      const verdicts = verdictsOn(batch, outcome);
      deleted.push(...verdicts.deleted);
      failed.push(...verdicts.failed);
      left.push(...verdicts.silent);
      markers.push(...(outcome.markers ?? []));
    } catch (error) {
      return endedAt(at, { by: 'error', error });
    }
    onProgress({ deleted: deleted.length, failed: failed.length });
  }
  return endedAt(doomed.length, { by: 'plan' });
}

/** Counts in = counts out: that on which the server said nothing is not deleted, and what it refused neither. */
export function verdictsOn(
  batch: readonly Doomed[],
  outcome: BatchOutcome,
): { deleted: Doomed[]; failed: Refusal[]; silent: Doomed[] } {
  const confirmed = new Set(outcome.deleted.map(nameOf));
  const refused = new Map(outcome.failed.map((refusal) => [nameOf(refusal), refusal]));
  const verdicts = { deleted: [] as Doomed[], failed: [] as Refusal[], silent: [] as Doomed[] };
  for (const each of batch) {
    const refusal = refused.get(nameOf(each));
    if (refusal && !goneCodes.includes(refusal.code)) verdicts.failed.push({ ...each, ...refusal });
    else if (refusal || confirmed.has(nameOf(each))) verdicts.deleted.push(each);
    else verdicts.silent.push(each);
  }
  return verdicts;
}

/** Two runs told as one, where the second went on with what the first had left or was refused. */
export function joined(before: DeleteResult, now: DeleteResult): DeleteResult {
  const again = new Set([...now.deleted, ...now.failed, ...now.left].map(nameOf));
  return {
    ...now,
    deleted: [...before.deleted, ...now.deleted],
    failed: [...before.failed.filter((each) => !again.has(nameOf(each))), ...now.failed],
    left: [...before.left.filter((each) => !again.has(nameOf(each))), ...now.left],
    markers: [...before.markers, ...now.markers],
  };
}
