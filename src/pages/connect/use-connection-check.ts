import { useCallback, useEffect, useRef, useState } from 'react';
import { type ConnectionCheck, checkConnection } from '../../storage/index.ts';
import type { Connection } from '../shared/connections.ts';

export type CheckState =
  | { phase: 'idle' }
  | { phase: 'running'; connection: Connection; results: readonly ConnectionCheck[] }
  | { phase: 'done'; connection: Connection; results: readonly ConnectionCheck[] };

interface RunningCheck {
  state: CheckState;
  /** Runs all checks; rejects only where it is ended before. */
  run: (connection: Connection) => Promise<readonly ConnectionCheck[]>;
  /** Ends a running check and forgets what it found. */
  reset: () => void;
}

/** One check at a time; results appear as they come. */
export function useConnectionCheck(): RunningCheck {
  const [state, setState] = useState<CheckState>({ phase: 'idle' });
  const running = useRef<AbortController>(undefined);

  const reset = useCallback(() => {
    running.current?.abort();
    setState((before) => (before.phase === 'idle' ? before : { phase: 'idle' }));
  }, []);

  const run = useCallback(async (connection: Connection) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const { signal } = controller;
    let results: readonly ConnectionCheck[] = [];
    setState({ phase: 'running', connection, results });
    for await (const result of checkConnection(connection, {
      signal,
      pageProtocol: window.location.protocol,
    })) {
      signal.throwIfAborted();
      results = [...results, result];
      setState({ phase: 'running', connection, results });
    }
    signal.throwIfAborted();
    setState({ phase: 'done', connection, results });
    return results;
  }, []);

  useEffect(() => () => running.current?.abort(), []);
  return { state, run, reset };
}
