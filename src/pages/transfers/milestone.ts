import type { BatchProgress } from '../shared/transfer-batch.ts';

export type Milestone =
  | { kind: 'started'; count: number }
  | { kind: 'failed'; count: number }
  | { kind: 'finished'; verified: number; failed: number; cancelled: number };

/**
 * What is worth interrupting a person who listens for: the start, the first failure of a batch, the end with
 * its counts. Every tick in between would be noise.
 */
export function milestone(previous: BatchProgress, next: BatchProgress): Milestone | undefined {
  const wasUnderWay = previous.count > previous.finished;
  const isUnderWay = next.count > next.finished;
  if (!isUnderWay && next.finished > 0 && (wasUnderWay || next.finished > previous.finished))
    return { kind: 'finished', verified: next.verified, failed: next.failed, cancelled: next.cancelled };
  if (isUnderWay && next.failed > 0 && previous.failed === 0) return { kind: 'failed', count: next.failed };
  if (isUnderWay && !wasUnderWay) return { kind: 'started', count: next.count };
  return undefined;
}
