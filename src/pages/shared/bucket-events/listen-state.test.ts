import { describe, expect, it } from 'vitest';
import type { StorageErrorCode } from '../../../storage/index.ts';
import {
  type ListenAction,
  type ListenState,
  nextListenState,
  reconnectWait,
  startOfListening,
} from './listen-state.ts';

const failed = (code?: StorageErrorCode): ListenAction => ({ kind: 'failed', code, error: code });
const after = (...actions: ListenAction[]): ListenState => actions.reduce(nextListenState, startOfListening);
const heard: ListenAction = { kind: 'heard' };
const ended: ListenAction = { kind: 'ended' };
const due: ListenAction = { kind: 'due' };

describe('listening', () => {
  it.each<[string, ListenAction[], Partial<ListenState>]>([
    ['is live from the first sign on', [heard], { kind: 'live' }],
    ['stays live', [heard, heard], { kind: 'live' }],
    ['follows the listing where nothing comes', [failed('timeout')], { kind: 'polling', reason: 'silent' }],
    [
      'follows the listing where it is unknown',
      [failed('not-supported')],
      { kind: 'polling', reason: 'not-supported' },
    ],
    [
      'follows the listing where it is denied',
      [failed('access-denied')],
      { kind: 'polling', reason: 'denied' },
    ],
    ['stops for what it was refused for', [failed('invalid-argument')], { kind: 'failed' }],
    ['stops where the bucket is gone', [heard, failed('no-such-bucket')], { kind: 'failed' }],
    [
      'stops where the bucket of a followed listing is gone',
      [failed('timeout'), failed('no-such-bucket')],
      { kind: 'failed' },
    ],
    [
      'goes on with a listing that fails once',
      [failed('timeout'), failed('network')],
      { kind: 'polling', reason: 'silent' },
    ],
    ['stops for a fault of its own', [failed(undefined)], { kind: 'failed' }],
    ['tries again when the stream ends', [heard, ended], { kind: 'reconnecting', heard: true, attempt: 0 }],
    [
      'takes later silence for a lost connection',
      [heard, failed('timeout')],
      { kind: 'reconnecting', heard: true },
    ],
    [
      'and does so also while it tries',
      [heard, ended, due, failed('timeout')],
      { kind: 'reconnecting', heard: true, attempt: 1 },
    ],
    ['connects when it is time', [heard, ended, due], { kind: 'connecting', heard: true }],
    ['is live again', [heard, ended, due, heard], { kind: 'live' }],
    ['tries again without network', [failed('network')], { kind: 'reconnecting', heard: false, attempt: 1 }],
    [
      'gives up on what always ends at once',
      [ended, due, ended, due, ended],
      { kind: 'polling', reason: 'silent' },
    ],
    [
      'does not give up on what streamed once',
      [heard, ended, due, ended, due, ended, due, ended],
      { kind: 'reconnecting', attempt: 3 },
    ],
    ['stops', [heard, { kind: 'stop' }], { kind: 'stopped' }],
    [
      'hears nothing of an old connection once stopped',
      [{ kind: 'stop' }, ended, heard, due],
      { kind: 'stopped' },
    ],
    ['starts anew', [{ kind: 'stop' }, { kind: 'start' }], startOfListening],
    ['may try live again', [failed('timeout'), { kind: 'start' }], startOfListening],
    [
      'is not disturbed while it waits',
      [heard, ended, failed('network')],
      { kind: 'reconnecting', attempt: 0 },
    ],
  ])('%s', (_, actions, expected) => {
    expect(after(...actions)).toMatchObject(expected);
  });

  it('waits longer from attempt to attempt, and never for ever', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 100].map(reconnectWait)).toEqual([
      500, 1000, 2000, 5000, 10_000, 30_000, 30_000, 30_000,
    ]);
  });
});
