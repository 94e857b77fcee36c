import type { SelectCounts, SelectInput } from '../../storage/index.ts';
import { StorageError } from '../../storage/index.ts';
import type { Column } from './cells.ts';
import type { QueryEngine } from './query-engine.ts';
import { createResultRows, type RowLimits } from './result-rows.ts';

type RunState =
  | { kind: 'running' }
  | { kind: 'done' }
  | { kind: 'cancelled' }
  | { kind: 'failed'; error: unknown };

export interface RunSnapshot {
  state: RunState;
  /** Rows that came, and those of them that are kept to be shown. */
  rows: number;
  kept: number;
  /** Bytes of the rows that came, and of those that are kept. */
  bytes: number;
  keptBytes: number;
  columns: readonly Column[];
  /** As the server counts: of the moment, or of all where `state` is done. */
  counts?: SelectCounts;
  /** ms since 1970; `endedAt` when it is over. */
  startedAt: number;
  endedAt?: number;
}

export interface QueryRun {
  readonly input: SelectInput;
  subscribe(listener: () => void): () => void;
  getSnapshot(): RunSnapshot;
  /** One of the rows that are kept. */
  line(index: number): string;
  blocks(): Uint8Array<ArrayBuffer>[];
  cancel(): void;
}

interface RunOptions {
  now?: () => number;
  limits?: RowLimits;
  /** ms between two tellings. */
  every?: number;
}

/** Starts a query at once, and tells how it goes a few times a second, however fast rows come. */
export function startQuery(
  engine: QueryEngine,
  input: SelectInput,
  { now = Date.now, limits, every = 100 }: RunOptions = {},
): QueryRun {
  const stop = new AbortController();
  const rows = createResultRows(limits);
  const listeners = new Set<() => void>();
  const startedAt = now();
  let state: RunState = { kind: 'running' };
  let counts: SelectCounts | undefined;
  let endedAt: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const take = (): RunSnapshot => ({ state, ...rows.counts(), counts, startedAt, endedAt });
  let snapshot = take();

  const tell = () => {
    clearTimeout(timer);
    timer = undefined;
    snapshot = take();
    for (const listener of listeners) listener();
  };
  const tellSoon = () => {
    timer ??= setTimeout(tell, every);
  };

  async function run(): Promise<RunState> {
    try {
      for await (const one of engine.run(input, { signal: stop.signal })) {
        if (one.kind === 'records') rows.push(one.bytes);
        else counts = one.counts;
        tellSoon();
      }
      rows.end();
      return { kind: 'done' };
    } catch (error) {
      const isCancelled = stop.signal.aborted || (error instanceof StorageError && error.code === 'aborted');
      return isCancelled ? { kind: 'cancelled' } : { kind: 'failed', error };
    }
  }

  void run().then((end) => {
    state = end;
    endedAt = now();
    tell();
  });

  return {
    input,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => snapshot,
    line: rows.line,
    blocks: rows.blocks,
    cancel: () => stop.abort(),
  };
}
