import type { CopyResult, CopyVerdict } from '../../../storage/index.ts';

type Judged = CopyResult['verdicts'][number];

/** Verdicts of one kind, in the plan's order. */
export interface VerdictGroup {
  kind: Exclude<CopyVerdict['kind'], 'done'>;
  judged: Judged[];
}

/** What is worst stands first. */
const order: readonly VerdictGroup['kind'][] = [
  'failed',
  'differs',
  'source-kept',
  'changed',
  'condition',
  'exists',
  'left',
];

export function groupsOf({ verdicts }: CopyResult): VerdictGroup[] {
  return order
    .map((kind) => ({ kind, judged: verdicts.filter(({ verdict }) => verdict.kind === kind) }))
    .filter(({ judged }) => judged.length > 0);
}

/** Verdicts after which the destination holds a copy. */
export function arrivedOf({ verdicts }: CopyResult) {
  return verdicts.flatMap(({ pair, verdict }) => ('copy' in verdict ? [{ pair, copy: verdict.copy }] : []));
}

/** What another run could bring to its end: what was not begun, and what failed before anything was there. */
export function toTryAgain({ verdicts }: CopyResult) {
  return verdicts.flatMap(({ pair, verdict }) =>
    verdict.kind === 'left' || (verdict.kind === 'failed' && verdict.at !== 'verify') ? [pair] : [],
  );
}

/** The last verdict on each object, after what was tried again. */
export function mergeResults(before: CopyResult | undefined, after: CopyResult): CopyResult {
  if (!before) return after;
  const later = new Map(after.verdicts.map((judged) => [judged.pair.from, judged]));
  return { ...after, verdicts: before.verdicts.map((judged) => later.get(judged.pair.from) ?? judged) };
}
