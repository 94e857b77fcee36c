import { describe, expect, test } from 'vitest';
import { StorageError } from '../errors.ts';
import type { Md5Answer, Md5Request } from './md5-protocol.ts';
import { createWorkerDigester, type WorkerDigesterOptions } from './worker-digester.ts';

interface FakeWorker {
  requests: Md5Request[];
  ended: boolean;
  answer(answer: Md5Answer): void;
  fail(): void;
}

/** A pool whose workers and clock do only what a test says. */
function createPool(changes: Partial<WorkerDigesterOptions> = {}) {
  const workers: FakeWorker[] = [];
  const clocks = new Set<() => void>();
  const here: Blob[] = [];
  const digester = createWorkerDigester({
    workers: 2,
    createWorker(onAnswer, onFailure) {
      const worker: FakeWorker = { requests: [], ended: false, answer: onAnswer, fail: onFailure };
      workers.push(worker);
      return {
        postMessage: (request) => worker.requests.push(request),
        terminate: () => {
          worker.ended = true;
        },
      };
    },
    async hashHere(blob, signal) {
      if (signal?.aborted) throw new StorageError('aborted');
      here.push(blob);
      return 'hashed here';
    },
    silence: 1_000,
    schedule(callback) {
      clocks.add(callback);
      return () => clocks.delete(callback);
    },
    ...changes,
  });
  return {
    digester,
    workers,
    here,
    clocks,
    silence() {
      const [ring] = clocks;
      if (!ring) throw new Error('no clock runs');
      clocks.delete(ring);
      ring();
    },
    /** The job that a worker has at hand. */
    jobOf(worker: number): number {
      return workers[worker]?.requests.findLast((request) => request.type === 'hash')?.job ?? 0;
    },
    finish(worker: number, md5 = `md5 of ${worker}`) {
      workers[worker]?.answer({ type: 'done', job: this.jobOf(worker), md5 });
    },
  };
}

const blob = (content = 'abc') => new Blob([content]);

test('no more workers than allowed, each with one blob at a time, in order', async () => {
  const pool = createPool();
  const blobs = ['a', 'b', 'c', 'd'].map(blob);
  const digests = blobs.map((each) => pool.digester.md5(each));
  expect(pool.workers.length).toBe(2);
  expect(pool.workers.map((worker) => worker.requests.length)).toEqual([1, 1]);
  pool.finish(1, 'b');
  pool.finish(1, 'c');
  pool.finish(0, 'a');
  pool.finish(1, 'd');
  expect(await Promise.all(digests)).toEqual(['a', 'b', 'c', 'd']);
  const sent = [...(pool.workers[0]?.requests ?? []), ...(pool.workers[1]?.requests ?? [])];
  expect(sent.map((request) => request.type === 'hash' && request.blob)).toEqual([
    blobs[0],
    blobs[1],
    blobs[2],
    blobs[3],
  ]);
  expect(pool.clocks.size).toBe(0);
});

test('no worker is made before there is work', () => {
  expect(createPool().workers).toEqual([]);
});

describe('abort', () => {
  test('of a blob that waits: it is never sent', async () => {
    const pool = createPool({ workers: 1 });
    const first = pool.digester.md5(blob());
    const controller = new AbortController();
    const second = pool.digester.md5(blob(), { signal: controller.signal });
    controller.abort();
    await expect(second).rejects.toMatchObject({ code: 'aborted' });
    pool.finish(0);
    await first;
    expect(pool.workers[0]?.requests.length).toBe(1);
  });

  test('of a blob at hand: settles at once, and its worker goes on when it has answered', async () => {
    const pool = createPool({ workers: 1 });
    const controller = new AbortController();
    const first = pool.digester.md5(blob(), { signal: controller.signal });
    const second = pool.digester.md5(blob());
    controller.abort();
    await expect(first).rejects.toMatchObject({ code: 'aborted' });
    expect(pool.workers[0]?.requests.map((request) => request.type)).toEqual(['hash', 'abort']);
    pool.workers[0]?.answer({ type: 'failed', job: 1, reason: 'AbortError' });
    expect(pool.jobOf(0)).toBe(2);
    pool.finish(0, 'second');
    expect(await second).toBe('second');
    expect(pool.here).toEqual([]);
  });

  test('before it began: nothing happens', async () => {
    const pool = createPool();
    const given = pool.digester.md5(blob(), { signal: AbortSignal.abort() });
    await expect(given).rejects.toMatchObject({ code: 'aborted' });
    expect(pool.workers).toEqual([]);
  });
});

test('a file that cannot be read any more is not tried again', async () => {
  const pool = createPool();
  const digest = pool.digester.md5(blob());
  pool.workers[0]?.answer({ type: 'unreadable', job: 1 });
  await expect(digest).rejects.toMatchObject({ code: 'file-changed' });
  expect(pool.here).toEqual([]);
});

describe('a worker that is silent', () => {
  test('is replaced once, then the main thread hashes', async () => {
    const pool = createPool({ workers: 1 });
    const warmUp = pool.digester.md5(blob());
    pool.finish(0);
    await warmUp;
    const digest = pool.digester.md5(blob());
    pool.silence();
    expect(pool.workers.map((worker) => worker.ended)).toEqual([true, false]);
    expect(pool.jobOf(1)).toBe(2);
    pool.silence();
    expect(await digest).toBe('hashed here');
    expect(pool.workers.length).toBe(2);
    // Other blobs are not to blame.
    const other = pool.digester.md5(blob());
    pool.finish(2, 'by a new worker');
    expect(await other).toBe('by a new worker');
  });

  test('is not one that shows signs of life', async () => {
    const pool = createPool();
    const digest = pool.digester.md5(blob());
    const [before] = pool.clocks;
    pool.workers[0]?.answer({ type: 'piece', job: 1 });
    expect(pool.clocks.size).toBe(1);
    expect([...pool.clocks]).not.toContain(before);
    pool.finish(0, 'done');
    expect(await digest).toBe('done');
    expect(pool.clocks.size).toBe(0);
  });

  test('from the beginning, twice over: no worker is tried again', async () => {
    const pool = createPool({ workers: 1 });
    const digest = pool.digester.md5(blob());
    pool.silence();
    pool.silence();
    expect(await digest).toBe('hashed here');
    expect(await pool.digester.md5(blob())).toBe('hashed here');
    expect(pool.workers.length).toBe(2);
  });
});

test('where workers cannot be loaded, everything is hashed on the main thread from then on', async () => {
  const pool = createPool();
  const digests = ['a', 'b', 'c'].map((content) => pool.digester.md5(blob(content)));
  pool.workers[0]?.fail();
  pool.workers[1]?.fail();
  expect(await Promise.all(digests)).toEqual(['hashed here', 'hashed here', 'hashed here']);
  await pool.digester.md5(blob());
  expect(pool.workers.length).toBe(2);
});

test('where there are none at all, likewise', async () => {
  let tries = 0;
  const pool = createPool({
    createWorker() {
      tries++;
      throw new Error('no workers');
    },
  });
  expect(await Promise.all([pool.digester.md5(blob()), pool.digester.md5(blob())])).toEqual([
    'hashed here',
    'hashed here',
  ]);
  expect(tries).toBe(1);
});

test('a worker that breaks after it has worked is replaced', async () => {
  const pool = createPool({ workers: 1 });
  const first = pool.digester.md5(blob());
  pool.finish(0);
  await first;
  const second = pool.digester.md5(blob());
  pool.workers[0]?.fail();
  pool.finish(1, 'by the next');
  expect(await second).toBe('by the next');
});

test('what went wrong inside a worker is tried again, at last on the main thread', async () => {
  const pool = createPool({ workers: 1 });
  const digest = pool.digester.md5(blob());
  for (let time = 0; time < 2; time++) {
    pool.workers[0]?.answer({ type: 'failed', job: 1, reason: 'RangeError' });
  }
  expect(await digest).toBe('hashed here');
  expect(pool.workers.length).toBe(1);
});

test('a failure on the main thread is the blob’s failure', async () => {
  const pool = createPool({
    createWorker() {
      throw new Error('no workers');
    },
    hashHere: () => Promise.reject(new StorageError('file-changed')),
  });
  await expect(pool.digester.md5(blob())).rejects.toMatchObject({ code: 'file-changed' });
});
