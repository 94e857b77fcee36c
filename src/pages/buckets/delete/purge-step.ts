import type { PurgeCounts, PurgePlan, PurgeProgress, PurgeResult } from '../../../storage/index.ts';

/** Where the dialog stands. */
export type PurgeStep =
  | { step: 'counting'; counts: PurgeCounts }
  /** Its content may not be listed: the server alone knows whether it is empty. */
  | { step: 'unlisted' }
  | { step: 'uncounted'; error: unknown }
  | { step: 'planned'; plan: PurgePlan }
  | { step: 'deleting'; plan: PurgePlan; progress: PurgeProgress; stopping: boolean }
  | { step: 'done'; plan: PurgePlan; result: PurgeResult };

export const noCounts: PurgeCounts = { objects: 0, olderVersions: 0, deleteMarkers: 0, bytes: 0, uploads: 0 };
export const noProgress: PurgeProgress = { deleted: 0, abortedUploads: 0, refused: 0, rounds: 0 };

/** Versions and delete markers: what is deleted one by one. */
export const entriesOf = ({ objects, olderVersions, deleteMarkers }: PurgeCounts) =>
  objects + olderVersions + deleteMarkers;

/** Nothing was seen in it: no name needs to be typed. */
export const isEmpty = ({ counts }: PurgePlan) => entriesOf(counts) + counts.uploads === 0;

/** Typed as it is called, but for blanks around it, which come along when a name is pasted. */
export const isTyped = (typed: string, { bucket }: PurgePlan) => typed.trim() === bucket;

/** 0 to 1; undefined where the end is not known: the count was cut short, or more was found than was counted. */
export function fractionDone({ counts, complete }: PurgePlan, { deleted, refused }: PurgeProgress) {
  const total = entriesOf(counts);
  const done = deleted + refused;
  return complete && total > 0 && done <= total ? done / total : undefined;
}

/** Two runs of one plan told as one, where the second went on with what the first had left. */
export function joined(before: PurgeResult | undefined, now: PurgeResult): PurgeResult {
  if (!before) return now;
  return {
    ...now,
    deleted: before.deleted + now.deleted,
    abortedUploads: before.abortedUploads + now.abortedUploads,
  };
}
