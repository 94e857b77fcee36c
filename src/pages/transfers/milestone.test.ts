import { expect, test } from 'vitest';
import type { BatchProgress } from '../shared/transfer-batch.ts';
import { milestone } from './milestone.ts';

function progress(count: number, verified: number, failed = 0, cancelled = 0): BatchProgress {
  return { count, verified, failed, cancelled, finished: verified + failed + cancelled, percent: 0 };
}

test.each<[string, BatchProgress, BatchProgress, ReturnType<typeof milestone>]>([
  ['nothing at all', progress(0, 0), progress(0, 0), undefined],
  ['the start', progress(0, 0), progress(40, 0), { kind: 'started', count: 40 }],
  ['the start of a second batch', progress(3, 3), progress(2, 0), { kind: 'started', count: 2 }],
  ['a file more', progress(40, 1), progress(40, 2), undefined],
  ['more files dropped', progress(40, 1), progress(60, 1), undefined],
  ['the first failure', progress(40, 1), progress(40, 1, 1), { kind: 'failed', count: 1 }],
  ['a failure at the start', progress(0, 0), progress(40, 0, 2), { kind: 'failed', count: 2 }],
  ['the second failure', progress(40, 1, 1), progress(40, 1, 2), undefined],
  ['the end', progress(3, 2), progress(3, 3), { kind: 'finished', verified: 3, failed: 0, cancelled: 0 }],
  [
    'the end by a failure',
    progress(3, 2),
    progress(3, 2, 1),
    { kind: 'finished', verified: 2, failed: 1, cancelled: 0 },
  ],
  [
    'start and end between two looks',
    progress(0, 0),
    progress(1, 1),
    { kind: 'finished', verified: 1, failed: 0, cancelled: 0 },
  ],
  [
    'the end by cancelling',
    progress(2, 1),
    progress(2, 1, 0, 1),
    { kind: 'finished', verified: 1, failed: 0, cancelled: 1 },
  ],
  ['the list was cleared', progress(3, 3), progress(0, 0), undefined],
])('%s', (_name, previous, next, expected) => {
  expect(milestone(previous, next)).toEqual(expected);
});
