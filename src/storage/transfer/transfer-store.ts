import { createSpeedMeter, secondsLeft } from './progress.ts';
import type { Transfer, TransferId, TransferSnapshot, TransferTotals } from './transfer-types.ts';

/** ms between two notifications: a list of 10,000 files costs one pass over it each time, not one a byte. */
const shortestInterval = 100;
/** ms after which a standing transfer's speed is shown anew. */
const speedInterval = 1_000;

/** Calls back once after `ms`, unless the returned function was called. */
export type Schedule = (callback: () => void, ms: number) => () => void;

/**
 * What the tray shows.
 *
 * - The snapshot is the same object until the next notification, and each transfer in it until that one changes.
 * - A change is told at once, or `shortestInterval` after the last notification if that is later.
 * - What happens within `batch` is told at its end, at once.
 */
export interface TransferStore {
  subscribe(listener: () => void): () => void;
  getSnapshot(): TransferSnapshot;
  get(id: TransferId): Transfer | undefined;
  ids(): Iterable<TransferId>;
  set(transfer: Transfer): void;
  remove(id: TransferId): void;
  /** So many more bytes went out, whoever's they are. */
  addSent(bytes: number): void;
  batch<Result>(change: () => Result): Result;
}

export function createTransferStore({
  now,
  schedule,
}: {
  now: () => number;
  schedule: Schedule;
}): TransferStore {
  const transfers = new Map<TransferId, Transfer>();
  const listeners = new Set<() => void>();
  const speed = createSpeedMeter();
  let snapshot: TransferSnapshot = { transfers: [], totals: sumUp([], 0) };
  let changed = false;
  let batches = 0;
  let publishedAt = Number.NEGATIVE_INFINITY;
  let alarm: { at: number; stop: () => void } | undefined;

  function publish(): void {
    alarm?.stop();
    alarm = undefined;
    changed = false;
    publishedAt = now();
    const list = [...transfers.values()];
    snapshot = { transfers: list, totals: sumUp(list, speed.bytesPerSecond(publishedAt)) };
    if (snapshot.totals.bytesPerSecond > 0) wake(speedInterval);
    for (const listener of listeners) listener();
  }

  function wake(ms: number): void {
    const at = now() + ms;
    if (alarm && alarm.at <= at) return;
    alarm?.stop();
    alarm = { at, stop: schedule(publish, ms) };
  }

  function change(): void {
    changed = true;
    if (batches > 0) return;
    const wait = publishedAt + shortestInterval - now();
    if (wait > 0) wake(wait);
    else publish();
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => snapshot,
    get: (id) => transfers.get(id),
    ids: () => transfers.keys(),
    set(transfer) {
      transfers.set(transfer.id, transfer);
      change();
    },
    remove(id) {
      transfers.delete(id);
      change();
    },
    addSent: (bytes) => speed.add(bytes, now()),
    batch(run) {
      batches++;
      try {
        return run();
      } finally {
        batches--;
        if (changed && batches === 0) publish();
      }
    },
  };
}

function sumUp(transfers: readonly Transfer[], speed: number): TransferTotals {
  const count = { verified: 0, failed: 0, cancelled: 0, paused: 0 };
  let active = 0;
  let running = 0;
  let bytesTotal = 0;
  let bytesSent = 0;
  let bytesWaiting = 0;
  for (const { state, size, bytesSent: sent } of transfers) {
    if (state.phase === 'verified' || state.phase === 'failed' || state.phase === 'cancelled') {
      count[state.phase]++;
      continue;
    }
    active++;
    bytesTotal += size;
    bytesSent += sent;
    if (state.phase === 'paused') count.paused++;
    else bytesWaiting += size - sent;
    if (state.phase === 'running') running++;
  }
  const bytesPerSecond = running > 0 ? speed : 0;
  return {
    count: transfers.length,
    active,
    ...count,
    bytesTotal,
    bytesSent,
    bytesPerSecond,
    secondsLeft: secondsLeft(bytesWaiting, bytesPerSecond),
  };
}
