import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useText } from '../../components/text/language.ts';
import type { SelectInput } from '../../storage/index.ts';
import { useAnnounce } from '../shared/announce.tsx';
import type { QueryEngine } from './query-engine.ts';
import { type QueryRun, type RunSnapshot, startQuery } from './query-run.ts';

/** The one query of a page: a new one ends that before it, and so does leaving. `number` counts them. */
export function useQueryRun(engine: QueryEngine) {
  const [{ run, number }, setRun] = useState<{ run?: QueryRun; number: number }>({ number: 0 });
  const current = useRef<QueryRun>(undefined);
  useEffect(() => () => current.current?.cancel(), []);
  const start = useCallback(
    (input: SelectInput) => {
      current.current?.cancel();
      current.current = startQuery(engine, input);
      const started = current.current;
      setRun((before) => ({ run: started, number: before.number + 1 }));
    },
    [engine],
  );
  return { run, number, start };
}

/** How a run stands; says its end to who does not see it. */
export function useRunSnapshot(run: QueryRun): RunSnapshot {
  const t = useText('query');
  const announce = useAnnounce();
  const snapshot = useSyncExternalStore(run.subscribe, run.getSnapshot);
  const { kind } = snapshot.state;
  const { rows } = snapshot;
  const last = useRef(kind);
  useEffect(() => {
    if (last.current === kind) return;
    last.current = kind;
    if (kind === 'done') announce(t('doneAnnounce', { count: rows }), 'heard');
    if (kind === 'cancelled') announce(t('cancelledAnnounce'), 'heard');
  }, [kind, rows, announce, t]);
  return snapshot;
}

/** Milliseconds that a run has taken, told anew while it goes on. */
export function useElapsed({ startedAt, endedAt }: Pick<RunSnapshot, 'startedAt' | 'endedAt'>): number {
  const [now, setNow] = useState(startedAt);
  useEffect(() => {
    if (endedAt !== undefined) return;
    const timer = setInterval(() => setNow(Date.now()), 100);
    return () => clearInterval(timer);
  }, [endedAt]);
  return Math.max(0, (endedAt ?? now) - startedAt);
}
