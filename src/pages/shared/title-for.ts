import type { BatchProgress } from './transfer-batch.ts';

/** Progress is in whole percent, so that the title changes at most a hundred times. */
export function titleFor(
  title: string,
  batch: Pick<BatchProgress, 'count' | 'finished' | 'percent'>,
): string {
  const named = title === '' ? 'Pail' : `${title} · Pail`;
  return batch.count > batch.finished ? `${batch.percent} % · ${named}` : named;
}
