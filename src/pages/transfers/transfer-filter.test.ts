import { expect, test } from 'vitest';
import { StorageError, type Transfer, type TransferState } from '../../storage/index.ts';
import type { TransferFilter } from '../shared/paths.ts';
import { filterCounts, filterTransfers } from './transfer-filter.ts';

const states: Record<string, TransferState> = {
  queued: { phase: 'queued' },
  running: { phase: 'running' },
  paused: { phase: 'paused' },
  completing: { phase: 'completing' },
  verified: { phase: 'verified', by: 'md5', etag: 'e' },
  failed: { phase: 'failed', error: new StorageError('network') },
  cancelled: { phase: 'cancelled', partsLeft: false },
};

const transfers: Transfer[] = Object.entries(states).map(([id, state]) => ({
  id,
  connectionId: 'c',
  bucket: 'b',
  key: id,
  size: 1,
  bytesSent: 0,
  kind: 'upload',
  retries: 0,
  state,
}));

test.each<[TransferFilter, string[]]>([
  ['all', ['queued', 'running', 'paused', 'completing', 'verified', 'failed', 'cancelled']],
  ['active', ['queued', 'running', 'paused', 'completing']],
  ['failed', ['failed']],
  ['verified', ['verified']],
])('%s shows %j, as many as it counts', (filter, ids) => {
  expect(filterTransfers(transfers, filter).map((transfer) => transfer.id)).toEqual(ids);
  const totals = {
    count: 7,
    active: 4,
    verified: 1,
    failed: 1,
    cancelled: 1,
    paused: 1,
    bytesTotal: 0,
    bytesSent: 0,
    bytesPerSecond: 0,
  };
  expect(filterCounts(totals)[filter]).toBe(ids.length);
});

test('all is the list itself, so that nothing renders again', () => {
  expect(filterTransfers(transfers, 'all')).toBe(transfers);
});
