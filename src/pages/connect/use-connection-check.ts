import { useCallback, useEffect, useRef, useState } from 'react';
import { type ConnectionCheck, checkConnection, StorageError } from '../../storage/index.ts';
import type { Connection } from '../shared/connections.ts';
import { withKeys } from './with-keys.ts';

/** Where keys are asked of STS, that comes first. */
export type ConnectCheck = ConnectionCheck | (Omit<ConnectionCheck, 'check'> & { check: 'session' });

interface Checked {
  /** With the keys that STS gave. */
  connection: Connection;
  results: readonly ConnectCheck[];
}

export type CheckState = { phase: 'idle' } | ({ phase: 'running' | 'done' } & Checked);

interface RunningCheck {
  state: CheckState;
  /** Runs all checks, the last of them in a bucket where one is named; rejects only where it is ended before. */
  run: (connection: Connection, bucket?: string) => Promise<Checked>;
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

  const run = useCallback(async (wanted: Connection, bucket?: string) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const { signal } = controller;
    let checked: Checked = { connection: wanted, results: [] };
    const show = (phase: 'running' | 'done', change: Partial<Checked> = {}) => {
      signal.throwIfAborted();
      checked = { ...checked, ...change };
      setState({ phase, ...checked });
    };
    show('running');
    if (wanted.session) {
      try {
        const connection = await withKeys(wanted, signal);
        show('running', { connection, results: [{ check: 'session', result: 'passed' }] });
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof StorageError)) throw error;
        show('done', { results: [{ check: 'session', result: 'failed', error }] });
        return checked;
      }
    }
    const options = { signal, pageProtocol: window.location.protocol, bucket };
    for await (const result of checkConnection(checked.connection, options)) {
      show('running', { results: [...checked.results, result] });
    }
    show('done');
    return checked;
  }, []);

  useEffect(() => () => running.current?.abort(), []);
  return { state, run, reset };
}
