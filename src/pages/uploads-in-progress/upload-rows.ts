import type { IncompleteUpload, UploadSize } from '../../storage/index.ts';

const day = 86_400_000;

/** Names one upload of a bucket: a key may have several. */
export function idOf({ key, uploadId }: IncompleteUpload): string {
  return `${uploadId} ${key}`;
}

/** The oldest first, or the newest; those whose age nobody knows last. */
export function uploadRows(
  uploads: readonly IncompleteUpload[],
  { newest = false }: { newest?: boolean },
): IncompleteUpload[] {
  const direction = newest ? -1 : 1;
  return [...uploads].sort((left, right) => {
    const [a, b] = [left.initiated?.getTime(), right.initiated?.getTime()];
    if (a !== b) {
      if (a === undefined) return 1;
      if (b === undefined) return -1;
      return direction * (a - b);
    }
    return left.key < right.key ? -1 : left.key > right.key ? 1 : 0;
  });
}

/** Begun more than so many days before `now` (ms); without a known age it is not old. */
export function olderThan(
  uploads: readonly IncompleteUpload[],
  days: number,
  now: number,
): IncompleteUpload[] {
  return uploads.filter(({ initiated }) => initiated && initiated.getTime() < now - days * day);
}

/** Keys of more than one upload: these need their ids to be told apart. */
export function repeatedKeys(uploads: readonly IncompleteUpload[]): Set<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { key } of uploads) {
    if (seen.has(key)) repeated.add(key);
    seen.add(key);
  }
  return repeated;
}

export interface SizeSum {
  /** How many uploads have been measured. */
  known: number;
  bytes: number;
  /** There is more than `bytes`: uploads that were not measured, or not to their last part. */
  atLeast: boolean;
}

export function sumSizes(sizes: readonly (UploadSize | undefined)[]): SizeSum {
  const measured = sizes.filter((size) => size !== undefined);
  return {
    known: measured.length,
    bytes: measured.reduce((sum, { bytes }) => sum + bytes, 0),
    atLeast: measured.length < sizes.length || measured.some(({ more }) => more),
  };
}

/** The first that was begun, of those whose age is known. */
export function oldestOf(uploads: readonly IncompleteUpload[]): Date | undefined {
  const times = uploads.flatMap(({ initiated }) => (initiated ? [initiated.getTime()] : []));
  return times.length === 0 ? undefined : new Date(times.reduce((a, b) => Math.min(a, b)));
}
