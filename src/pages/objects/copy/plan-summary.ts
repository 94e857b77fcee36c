import type { CopyPair, CopyPlan } from '../../../storage/index.ts';

/** What to do where something is at the destination already. */
export type IfExists = 'refuse' | 'skip' | 'replace';

/** What of a plan would be done now, and why not all or none of it. */
export interface PlanSummary {
  /** Will be copied. */
  pairs: CopyPair[];
  bytes: number;
  /** Whose key is taken at the destination. */
  conflicts: CopyPair[];
  /** Nothing is done, because something is in the way and nobody said what to do with it. */
  isBlocked: boolean;
  /** Keys that are written over. */
  replaced: ReadonlySet<string>;
}

export function summarize(
  { pairs, bytes }: Pick<CopyPlan, 'pairs' | 'bytes'>,
  existing: ReadonlySet<string>,
  ifExists: IfExists,
): PlanSummary {
  const conflicts = existing.size === 0 ? [] : pairs.filter(({ to }) => existing.has(to));
  const isBlocked = conflicts.length > 0 && ifExists === 'refuse';
  const replaced = new Set(ifExists === 'replace' ? conflicts.map(({ to }) => to) : []);
  if (conflicts.length === 0 || ifExists !== 'skip') return { pairs, bytes, conflicts, isBlocked, replaced };
  const free = pairs.filter(({ to }) => !existing.has(to));
  return {
    pairs: free,
    bytes: free.reduce((sum, { size }) => sum + size, 0),
    conflicts,
    isBlocked,
    replaced,
  };
}
