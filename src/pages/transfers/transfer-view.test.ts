import { describe, expect, test } from 'vitest';
import { transfers } from '../../components/text/en/transfers.ts';
import { StorageError, type TransferState } from '../../storage/index.ts';
import { isActive } from '../shared/transfer-batch.ts';
import { movesOf, percentOf, viewOf } from './transfer-view.ts';

const states: [TransferState, string, string[], boolean][] = [
  [{ phase: 'queued' }, 'Waiting', ['pause', 'cancel'], true],
  [{ phase: 'running' }, 'Uploading', ['pause', 'cancel'], true],
  [{ phase: 'paused' }, 'Paused', ['resume', 'cancel'], true],
  [{ phase: 'completing' }, 'Joining and checking the parts', ['cancel'], true],
  [{ phase: 'verified', by: 'md5', etag: 'e' }, 'Verified: MD5 matched', [], false],
  [{ phase: 'verified', by: 'content-md5', etag: 'e' }, 'Verified: the server checked the MD5', [], false],
  [
    { phase: 'verified', by: 'md5', etag: 'e', receipt: { answer: '{}' } },
    'Verified: MD5 matched',
    ['answer'],
    false,
  ],
  [{ phase: 'failed', error: new StorageError('file-exists') }, 'Failed: {{title}}', [], false],
  [{ phase: 'failed', error: new StorageError('network') }, 'Failed: {{title}}', ['retry'], false],
  [{ phase: 'failed', error: new StorageError('too-large') }, 'Failed: {{title}}', [], false],
  [{ phase: 'failed', error: new StorageError('file-changed') }, 'Failed: {{title}}', [], false],
  [{ phase: 'cancelled', partsLeft: false }, 'Cancelled', [], false],
  [{ phase: 'cancelled', partsLeft: true }, 'Cancelled; uploaded parts are still on the server', [], false],
];

describe('a transfer in words', () => {
  test.each(states)('%j says "%s" and offers %j', (state, words, actions, active) => {
    const view = viewOf({ state, kind: 'upload' });
    expect((transfers as Record<string, string>)[view.words]).toBe(words);
    expect(view.actions).toEqual(actions);
    expect(isActive(state)).toBe(active);
  });
});

test('what failed in parts may be cancelled, to remove them', () => {
  const state: TransferState = { phase: 'failed', error: new StorageError('network') };
  for (const parts of ['listed', 'unlisted'] as const) {
    expect(viewOf({ state, parts, kind: 'upload' }).actions).toEqual(['retry', 'cancel']);
  }
});

test.each<[TransferState, string, string[]]>([
  [{ phase: 'running' }, 'Saving to disk', ['pause', 'cancel']],
  [{ phase: 'completing' }, 'Comparing the file with the object', ['cancel']],
  [{ phase: 'verified', by: 'md5', etag: 'e' }, 'Verified: MD5 matched', []],
  [{ phase: 'verified', by: 'parts-md5', etag: 'e' }, 'Verified: MD5 of the parts matched', []],
  [{ phase: 'verified', by: 'size', etag: 'e' }, 'Saved: verified by size only', []],
  [{ phase: 'failed', error: new StorageError('file-changed') }, 'Failed: {{title}}', ['retry', 'cancel']],
])('a download that is %j says "%s" and offers %j', (state, words, actions) => {
  const view = viewOf({ state, kind: 'download' });
  expect((transfers as Record<string, string>)[view.words]).toBe(words);
  expect(view.actions).toEqual(actions);
});

test.each([
  [[], 'upload'],
  [['upload', 'upload'], 'upload'],
  [['download'], 'download'],
  [['upload', 'download'], 'both'],
] as const)('%j go %s', (kinds, moves) => {
  expect(movesOf(kinds.map((kind) => ({ kind })))).toBe(moves);
});

describe('percent', () => {
  const running: TransferState = { phase: 'running' };
  const verified: TransferState = { phase: 'verified', by: 'md5', etag: 'e' };
  test.each<[number, number, TransferState, number]>([
    [0, 1000, running, 0],
    [999, 1000, running, 99],
    [1000, 1000, running, 100],
    [2, 3, running, 66],
    [0, 0, running, 0],
    [0, 0, verified, 100],
    [5, 10, { phase: 'cancelled', partsLeft: false }, 50],
  ])('%d of %d bytes, %j: %d', (bytesSent, size, state, percent) => {
    expect(percentOf({ bytesSent, size, state })).toBe(percent);
  });
});
