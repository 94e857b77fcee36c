import type { StorageErrorCode } from '../../../storage/index.ts';

/** Why the listing is followed instead of a stream. */
type PollingReason = 'not-supported' | 'silent' | 'denied';

/**
 * Where listening stands. `heard`: this server has streamed before, so that a failure is bad luck and not its nature.
 * `attempt`: how many in a row have failed.
 */
export type ListenState =
  | { kind: 'stopped' }
  | { kind: 'connecting'; heard: boolean; attempt: number }
  | { kind: 'live' }
  | { kind: 'reconnecting'; heard: boolean; attempt: number }
  | { kind: 'polling'; reason: PollingReason; error?: unknown }
  | { kind: 'failed'; error: unknown };

export type ListenAction =
  | { kind: 'start' }
  | { kind: 'stop' }
  /** Other keys or other events are wanted. */
  | { kind: 'changed' }
  /** Anything came: an event or a sign of life. */
  | { kind: 'heard' }
  /** The server ended it. */
  | { kind: 'ended' }
  | { kind: 'failed'; error: unknown; code: StorageErrorCode | undefined }
  /** The pause before another attempt is over. */
  | { kind: 'due' };

/** After as many connections that ended without a word, this is no stream. */
const mostSilentAttempts = 3;

/** What may pass by itself. */
const passing: readonly (StorageErrorCode | undefined)[] = [
  'network',
  'timeout',
  'not-s3',
  'too-busy',
  'server-error',
];

export const startOfListening: ListenState = { kind: 'connecting', heard: false, attempt: 0 };

export function nextListenState(state: ListenState, action: ListenAction): ListenState {
  switch (action.kind) {
    case 'stop':
      return { kind: 'stopped' };
    case 'start':
      return startOfListening;
    case 'changed':
      // What follows the listing goes on so: the server has not learned to stream meanwhile.
      return state.kind === 'stopped' || state.kind === 'polling' ? state : startOfListening;
    case 'heard':
      return state.kind === 'connecting' ? { kind: 'live' } : state;
    case 'due':
      return state.kind === 'reconnecting' ? { ...state, kind: 'connecting' } : state;
    case 'ended':
      return afterLoss(state, { isSilence: true });
    case 'failed':
      return afterFailure(state, action);
  }
}

function afterFailure(
  state: ListenState,
  { error, code }: { error: unknown; code: StorageErrorCode | undefined },
): ListenState {
  if (state.kind === 'polling' && code === 'no-such-bucket') return { kind: 'failed', error };
  if (state.kind !== 'connecting' && state.kind !== 'live') return state;
  const heard = state.kind === 'live' || state.heard;
  if (code === 'not-supported') return { kind: 'polling', reason: 'not-supported', error };
  if (code === 'access-denied') return { kind: 'polling', reason: 'denied', error };
  if (code === 'timeout' && !heard) return { kind: 'polling', reason: 'silent', error };
  return passing.includes(code) ? afterLoss(state, { isSilence: false }) : { kind: 'failed', error };
}

function afterLoss(state: ListenState, { isSilence }: { isSilence: boolean }): ListenState {
  if (state.kind === 'live') return { kind: 'reconnecting', heard: true, attempt: 0 };
  if (state.kind !== 'connecting') return state;
  const attempt = state.attempt + 1;
  if (isSilence && !state.heard && attempt >= mostSilentAttempts)
    return { kind: 'polling', reason: 'silent' };
  return { kind: 'reconnecting', heard: state.heard, attempt };
}

const waits = [500, 1000, 2000, 5000, 10_000, 30_000];

/** ms before the next attempt. */
export const reconnectWait = (attempt: number): number => waits[Math.min(attempt, waits.length - 1)] ?? 0;
