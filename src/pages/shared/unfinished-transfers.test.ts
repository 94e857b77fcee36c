import { expect, test } from 'vitest';
import { StorageError, type Transfer, type TransferSnapshot } from '../../storage/index.ts';
import { unfinishedTransfers } from './unfinished-transfers.ts';

const states: Transfer['state'][] = [
  { phase: 'queued' },
  { phase: 'running' },
  { phase: 'paused' },
  { phase: 'completing' },
  { phase: 'verified', by: 'md5', etag: 'e' },
  { phase: 'failed', error: new StorageError('network') },
  { phase: 'cancelled', partsLeft: false },
];

test('a disconnect has to stop what is not at its end, of its own connection alone', () => {
  const transfers = ['mine', 'other'].flatMap((connectionId) =>
    states.map((state) => ({
      id: `${connectionId}-${state.phase}`,
      connectionId,
      bucket: 'b',
      key: 'k',
      size: 1,
      bytesSent: 0,
      kind: 'upload' as const,
      retries: 0,
      state,
    })),
  );
  const found = unfinishedTransfers({ transfers, totals: {} as TransferSnapshot['totals'] }, 'mine');
  expect(found.map(({ id }) => id)).toEqual([
    'mine-queued',
    'mine-running',
    'mine-paused',
    'mine-completing',
  ]);
});
