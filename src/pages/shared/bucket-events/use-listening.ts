import { useCallback, useEffect, useReducer, useState } from 'react';
import { type BucketEvent, StorageError } from '../../../storage/index.ts';
import { useConnection } from '../connection.tsx';
import { type ListenAction, type ListenState, nextListenState, reconnectWait } from './listen-state.ts';
import { listenedEvents, parseGroups } from './listened-groups.ts';

export interface WantedEvents {
  bucket: string;
  prefix: string;
  suffix: string;
  /** As in the address. */
  groups: string | undefined;
}

export interface Listening {
  state: ListenState;
  start: () => void;
  stop: () => void;
  /** Says that what is done instead of listening has failed. Stable. */
  report: (error: unknown) => void;
  /** When the connection was last lost: what happened until it stood again was not told. */
  gap: Date | undefined;
  forgetGap: () => void;
}

/** ms between two looks whether the bucket is still there: a server goes on streaming nothing of one that is gone. */
const bucketInterval = 10_000;

/** Listens until it is stopped or the component goes. `begins` and `onEvent` must be stable. */
export function useListening(
  wanted: WantedEvents,
  onEvent: (event: BucketEvent) => void,
  begins: ListenState,
): Listening {
  const [state, dispatch] = useReducer(nextListenState, begins);
  const [gap, setGap] = useState<Date>();
  const { bucket, prefix, suffix, groups } = wanted;

  const now = JSON.stringify([bucket, prefix, suffix, groups]);
  const [before, setBefore] = useState(now);
  if (before !== now) {
    setBefore(now);
    dispatch({ kind: 'changed' });
  }

  useStream(state.kind === 'connecting' || state.kind === 'live', wanted, onEvent, dispatch);
  useBucketWatch(state.kind === 'live', bucket, dispatch);

  const wait = state.kind === 'reconnecting' ? reconnectWait(state.attempt) : undefined;
  const isLost = state.kind === 'reconnecting' && state.heard && state.attempt === 0;
  useEffect(() => {
    if (isLost) setGap(new Date());
  }, [isLost]);
  useEffect(() => {
    if (wait === undefined) return;
    const timer = setTimeout(() => dispatch({ kind: 'due' }), wait);
    return () => clearTimeout(timer);
  }, [wait]);

  return {
    state,
    start: () => dispatch({ kind: 'start' }),
    stop: () => dispatch({ kind: 'stop' }),
    report: useCallback((error) => dispatch(failure(error)), []),
    gap,
    forgetGap: () => setGap(undefined),
  };
}

const failure = (error: unknown): ListenAction => ({
  kind: 'failed',
  error,
  code: error instanceof StorageError ? error.code : undefined,
});

function useStream(
  isOn: boolean,
  { bucket, prefix, suffix, groups }: WantedEvents,
  onEvent: (event: BucketEvent) => void,
  dispatch: (action: ListenAction) => void,
): void {
  const { storage } = useConnection();
  useEffect(() => {
    if (!isOn) return;
    const stop = new AbortController();
    const listen = async () => {
      try {
        if (!storage.events) throw new StorageError('not-supported');
        const events = parseGroups(groups).flatMap((group) => listenedEvents[group]);
        const signals = storage.events.listen({ bucket, prefix, suffix, events }, { signal: stop.signal });
        for await (const signal of signals) {
          if (stop.signal.aborted) return;
          dispatch({ kind: 'heard' });
          if (signal.kind === 'event') onEvent(signal);
        }
        if (!stop.signal.aborted) dispatch({ kind: 'ended' });
      } catch (error) {
        if (!stop.signal.aborted) dispatch(failure(error));
      }
    };
    void listen();
    return () => stop.abort();
  }, [isOn, storage, bucket, prefix, suffix, groups, onEvent, dispatch]);
}

function useBucketWatch(isOn: boolean, bucket: string, dispatch: (action: ListenAction) => void): void {
  const { storage } = useConnection();
  useEffect(() => {
    if (!isOn) return;
    const stop = new AbortController();
    const look = async () => {
      // A look that fails says nothing about the bucket.
      const found = await storage.buckets?.head(bucket, { signal: stop.signal }).catch(() => 'denied');
      if (found === 'absent' && !stop.signal.aborted) dispatch(failure(new StorageError('no-such-bucket')));
    };
    const timer = setInterval(() => void look(), bucketInterval);
    return () => {
      stop.abort();
      clearInterval(timer);
    };
  }, [isOn, storage, bucket, dispatch]);
}
