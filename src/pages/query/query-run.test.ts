import { describe, expect, it } from 'vitest';
import { type SelectInput, type SelectSignal, StorageError } from '../../storage/index.ts';
import type { QueryEngine } from './query-engine.ts';
import { type QueryRun, startQuery } from './query-run.ts';

const input: SelectInput = {
  bucket: 'b',
  key: 'k',
  expression: 'select * from S3Object',
  input: { kind: 'json', type: 'LINES' },
  output: 'json',
};
const records = (text: string): SelectSignal => ({ kind: 'records', bytes: new TextEncoder().encode(text) });
const counts = { scanned: 10, processed: 10, returned: 8 };

/** An engine that gives these signals, then does the last thing. */
function engineOf(signals: SelectSignal[], last?: (signal: AbortSignal) => Promise<void>): QueryEngine {
  return {
    id: 'server',
    async *run(_, { signal }) {
      yield* signals;
      await last?.(signal);
    },
  };
}

const ended = (run: QueryRun) =>
  new Promise<void>((resolve) => {
    run.subscribe(() => {
      if (run.getSnapshot().endedAt !== undefined) resolve();
    });
  });

const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((_, reject) => {
    signal.addEventListener('abort', () => reject(new StorageError('aborted')));
  });

describe('a run', () => {
  it('tells its rows and counts, and when it is done', async () => {
    let time = 1000;
    const run = startQuery(
      engineOf([
        records('{"a":1}\n{"a"'),
        { kind: 'progress', counts },
        records(':2}'),
        { kind: 'stats', counts },
      ]),
      input,
      { now: () => (time += 500) },
    );
    expect(run.getSnapshot()).toMatchObject({ state: { kind: 'running' }, rows: 0, startedAt: 1500 });
    await ended(run);
    expect(run.getSnapshot()).toMatchObject({
      state: { kind: 'done' },
      rows: 2,
      kept: 2,
      bytes: 15,
      columns: [{ name: 'a' }],
      counts,
      endedAt: 2000,
    });
    expect([run.line(0), run.line(1)]).toEqual(['{"a":1}', '{"a":2}']);
  });

  it('keeps what came before a failure, without half a row', async () => {
    const error = new StorageError('query-refused');
    const run = startQuery(
      engineOf([records('{"a":1}\n{"a"')], () => Promise.reject(error)),
      input,
    );
    await ended(run);
    expect(run.getSnapshot()).toMatchObject({ state: { kind: 'failed', error }, rows: 1 });
  });

  it('is cancelled at the engine', async () => {
    const run = startQuery(engineOf([records('{"a":1}\n')], untilAborted), input, { every: 1 });
    await new Promise<void>((resolve) => {
      const stop = run.subscribe(() => {
        stop();
        resolve();
      });
    });
    expect(run.getSnapshot()).toMatchObject({ state: { kind: 'running' }, rows: 1 });
    const end = ended(run);
    run.cancel();
    await end;
    expect(run.getSnapshot()).toMatchObject({ state: { kind: 'cancelled' }, rows: 1 });
  });

  it('counts on beyond what it keeps', async () => {
    const many = Array.from({ length: 10 }, (_, index) => records(`{"a":${index}}\n`));
    const run = startQuery(engineOf(many), input, { limits: { rows: 4, bytes: 1000 } });
    await ended(run);
    expect(run.getSnapshot()).toMatchObject({ rows: 10, kept: 4 });
  });
});
