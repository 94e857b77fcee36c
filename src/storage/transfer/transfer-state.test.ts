import { expect, test } from 'vitest';
import { StorageError } from '../errors.ts';
import { nextState, type TransferEvent } from './transfer-state.ts';
import type { TransferState } from './transfer-types.ts';

const error = new StorageError('network');
const states: TransferState[] = [
  { phase: 'queued' },
  { phase: 'running' },
  { phase: 'paused' },
  { phase: 'completing' },
  { phase: 'verified', by: 'md5', etag: 'e' },
  { phase: 'failed', error },
  { phase: 'cancelled', partsLeft: true },
];

test.each<[TransferEvent, Partial<Record<TransferState['phase'], TransferState>>]>([
  [{ type: 'begin' }, { queued: { phase: 'running' } }],
  [{ type: 'complete' }, { running: { phase: 'completing' } }],
  [
    { type: 'verify', by: 'content-md5', etag: 'x' },
    {
      running: { phase: 'verified', by: 'content-md5', etag: 'x' },
      completing: { phase: 'verified', by: 'content-md5', etag: 'x' },
    },
  ],
  [
    { type: 'fail', error },
    {
      queued: { phase: 'failed', error },
      running: { phase: 'failed', error },
      paused: { phase: 'failed', error },
      completing: { phase: 'failed', error },
    },
  ],
  [
    { type: 'pause' },
    { queued: { phase: 'paused' }, running: { phase: 'paused' }, completing: { phase: 'paused' } },
  ],
  [{ type: 'resume' }, { paused: { phase: 'queued' }, failed: { phase: 'queued' } }],
  [
    { type: 'cancel', partsLeft: true },
    {
      queued: { phase: 'cancelled', partsLeft: true },
      running: { phase: 'cancelled', partsLeft: true },
      paused: { phase: 'cancelled', partsLeft: true },
      completing: { phase: 'cancelled', partsLeft: true },
      failed: { phase: 'cancelled', partsLeft: true },
    },
  ],
  [{ type: 'parts-removed' }, { cancelled: { phase: 'cancelled', partsLeft: false } }],
])('%o leads where it means something, and nowhere else', (event, expected) => {
  const reached = Object.fromEntries(
    states.flatMap((state) => {
      const next = nextState(state, event);
      return next ? [[state.phase, next]] : [];
    }),
  );
  expect(reached).toEqual(expected);
});

test('what a service has written about a file stays with it', () => {
  const receipt = { answer: '{}', url: 'http://h/a' };
  expect(nextState({ phase: 'completing' }, { type: 'verify', by: 'md5', etag: 'e', receipt })).toEqual({
    ...{ phase: 'verified', by: 'md5', etag: 'e' },
    receipt,
  });
});
