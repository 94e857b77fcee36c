import type { TransferEngine, TransferId, TransferSnapshot, TransferState } from '../../storage/index.ts';

/**
 * The tray speaks of a batch: everything queued since nothing was under way. Without it, a second drop would
 * begin at the percentage of the first one, and a bar over the active transfers alone would jump back each
 * time that a file ends.
 */
export interface Batch {
  /** Transfers of earlier batches that have not been taken up again. */
  readonly settled: ReadonlySet<TransferId>;
  readonly active: boolean;
  /** All that was in the list when nothing was under way. */
  readonly known: ReadonlySet<TransferId>;
}

export const firstBatch: Batch = { settled: new Set(), active: false, known: new Set() };

/** The same object while nothing about the batch changes. */
export function nextBatch(batch: Batch, { transfers, totals }: TransferSnapshot): Batch {
  if (totals.active > 0) {
    if (!batch.active) {
      const takenUp = new Set(
        transfers.filter((transfer) => isActive(transfer.state)).map((transfer) => transfer.id),
      );
      const settled = new Set([...batch.known].filter((id) => !takenUp.has(id)));
      return { settled, active: true, known: batch.known };
    }
    return batch;
  }
  if (batch.active) return { ...batch, active: false, known: idsOf(transfers) };
  // Nothing is under way and yet something new is there: a file that was refused at once.
  if (transfers.some((transfer) => !batch.known.has(transfer.id)))
    return { settled: batch.known, active: false, known: idsOf(transfers) };
  return batch;
}

function idsOf(transfers: TransferSnapshot['transfers']): Set<TransferId> {
  return new Set(transfers.map((transfer) => transfer.id));
}

export interface BatchProgress {
  count: number;
  /** Verified, failed or cancelled. */
  finished: number;
  verified: number;
  failed: number;
  cancelled: number;
  /** Whole percent of the bytes, rounded down; of the files, where all of them are empty. */
  percent: number;
}

export function batchProgress(batch: Batch, { transfers }: TransferSnapshot): BatchProgress {
  const counts = { active: 0, verified: 0, failed: 0, cancelled: 0 };
  let bytesTotal = 0;
  let bytesDone = 0;
  for (const { id, size, bytesSent, state } of transfers) {
    if (batch.settled.has(id)) continue;
    const active = isActive(state);
    if (active) counts.active += 1;
    else if (state.phase === 'verified') counts.verified += 1;
    else if (state.phase === 'failed') counts.failed += 1;
    else counts.cancelled += 1;
    bytesTotal += size;
    bytesDone += active ? bytesSent : size;
  }
  const finished = counts.verified + counts.failed + counts.cancelled;
  const count = finished + counts.active;
  const fraction = bytesTotal > 0 ? bytesDone / bytesTotal : count > 0 ? finished / count : 0;
  return {
    count,
    finished,
    verified: counts.verified,
    failed: counts.failed,
    cancelled: counts.cancelled,
    percent: Math.floor(fraction * 100),
  };
}

/** Queued, running, paused or completing: what a closing tab would cut. */
export function isActive(state: TransferState): boolean {
  return (
    state.phase === 'queued' ||
    state.phase === 'running' ||
    state.phase === 'paused' ||
    state.phase === 'completing'
  );
}

/** The batch's progress for as long as the engine lives: the same object until a snapshot of the engine changes it. */
export function followBatch(engine: TransferEngine): () => BatchProgress {
  let batch = firstBatch;
  let seen: TransferSnapshot | undefined;
  let progress: BatchProgress = { count: 0, finished: 0, verified: 0, failed: 0, cancelled: 0, percent: 0 };
  return () => {
    const snapshot = engine.getSnapshot();
    if (snapshot === seen) return progress;
    seen = snapshot;
    batch = nextBatch(batch, snapshot);
    progress = batchProgress(batch, snapshot);
    return progress;
  };
}
