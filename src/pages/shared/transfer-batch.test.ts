import { describe, expect, test } from 'vitest';
import {
  StorageError,
  type Transfer,
  type TransferEngine,
  type TransferSnapshot,
  type TransferState,
} from '../../storage/index.ts';
import { type Batch, batchProgress, firstBatch, followBatch, isActive, nextBatch } from './transfer-batch.ts';

const queued: TransferState = { phase: 'queued' };
const running: TransferState = { phase: 'running' };
const paused: TransferState = { phase: 'paused' };
const verified: TransferState = { phase: 'verified', by: 'md5', etag: 'e' };
const failed: TransferState = { phase: 'failed', error: new StorageError('network') };
const cancelled: TransferState = { phase: 'cancelled', partsLeft: false };

type Row = [id: string, bytesSent: number, size: number, state: TransferState];

function snapshot(...rows: Row[]): TransferSnapshot {
  const transfers = rows.map(
    ([id, bytesSent, size, state]): Transfer => ({
      id,
      connectionId: 'c',
      bucket: 'b',
      key: id,
      size,
      bytesSent,
      kind: 'upload',
      retries: 0,
      state,
    }),
  );
  const active = transfers.filter((transfer) => isActive(transfer.state)).length;
  return {
    transfers,
    totals: {
      count: rows.length,
      active,
      verified: 0,
      failed: 0,
      cancelled: 0,
      paused: 0,
      bytesTotal: 0,
      bytesSent: 0,
      bytesPerSecond: 0,
    },
  };
}

/** What the tray says after each of the snapshots: finished/count percent. */
function said(...snapshots: TransferSnapshot[]): string[] {
  let batch: Batch = firstBatch;
  return snapshots.map((current) => {
    batch = nextBatch(batch, current);
    const { finished, count, percent } = batchProgress(batch, current);
    return `${finished}/${count} ${percent}`;
  });
}

describe('a batch', () => {
  test('grows steadily while its files end one by one', () => {
    expect(
      said(
        snapshot(),
        snapshot(['a', 0, 100, running], ['b', 0, 300, queued]),
        snapshot(['a', 50, 100, running], ['b', 0, 300, queued]),
        snapshot(['a', 100, 100, verified], ['b', 0, 300, running]),
        snapshot(['a', 100, 100, verified], ['b', 299, 300, running]),
        snapshot(['a', 100, 100, verified], ['b', 300, 300, verified]),
      ),
    ).toEqual(['0/0 0', '0/2 0', '0/2 12', '1/2 25', '1/2 99', '2/2 100']);
  });

  test('begins anew with the next drop, and takes what is dropped meanwhile', () => {
    expect(
      said(
        snapshot(['a', 100, 100, running]),
        snapshot(['a', 100, 100, verified]),
        snapshot(['a', 100, 100, verified], ['b', 5, 10, running]),
        snapshot(['a', 100, 100, verified], ['b', 5, 10, running], ['c', 0, 10, queued]),
      ),
    ).toEqual(['0/1 100', '1/1 100', '0/1 50', '0/2 25']);
  });

  test('holds a file that was refused at once beside the others', () => {
    expect(said(snapshot(), snapshot(['a', 0, 10, failed], ['b', 0, 10, queued]))).toEqual([
      '0/0 0',
      '1/2 50',
    ]);
  });

  test('is a refused file alone', () => {
    expect(
      said(
        snapshot(['a', 10, 10, running]),
        snapshot(['a', 10, 10, verified]),
        snapshot(['a', 10, 10, verified], ['b', 0, 10, failed]),
      ),
    ).toEqual(['0/1 100', '1/1 100', '1/1 100']);
  });

  test('takes a failed file up again', () => {
    expect(
      said(
        snapshot(['a', 10, 10, running], ['b', 5, 10, running]),
        snapshot(['a', 10, 10, verified], ['b', 5, 10, failed]),
        snapshot(['a', 10, 10, verified], ['b', 5, 10, running]),
      ),
    ).toEqual(['0/2 75', '2/2 100', '0/1 50']);
  });

  test('goes on through a pause and counts what was cancelled as finished', () => {
    expect(
      said(
        snapshot(['a', 5, 10, running], ['b', 0, 10, queued]),
        snapshot(['a', 5, 10, paused], ['b', 0, 10, paused]),
        snapshot(['a', 5, 10, cancelled], ['b', 0, 10, paused]),
      ),
    ).toEqual(['0/2 25', '0/2 25', '1/2 50']);
  });

  test('of empty files goes by their number', () => {
    expect(said(snapshot(['a', 0, 0, verified], ['b', 0, 0, running]))).toEqual(['1/2 50']);
  });

  test('stays the same object while it only moves on', () => {
    const started = nextBatch(firstBatch, snapshot(['a', 0, 10, running]));
    expect(nextBatch(started, snapshot(['a', 9, 10, running]))).toBe(started);
    const idle = nextBatch(started, snapshot(['a', 10, 10, verified]));
    expect(nextBatch(idle, snapshot(['a', 10, 10, verified]))).toBe(idle);
  });
});

test('the followed progress is the same object until the engine has another snapshot', () => {
  let current = snapshot(['a', 5, 10, running]);
  const getBatch = followBatch({ getSnapshot: () => current } as TransferEngine);
  const half = getBatch();
  expect(half.percent).toBe(50);
  expect(getBatch()).toBe(half);
  current = snapshot(['a', 10, 10, verified]);
  expect(getBatch()).toMatchObject({ finished: 1, verified: 1, percent: 100 });
});
