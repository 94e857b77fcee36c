import { describe, expect, test } from 'vitest';
import { StorageError } from '../errors.ts';
import type { Md5Answer, Md5Request } from './md5-protocol.ts';
import { type BlockMd5s, md5Start } from './md5-state.ts';
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
    loadHere: async () => ({
      async md5(blob, { signal } = {}) {
        if (signal?.aborted) throw new StorageError('aborted');
        here.push(blob);
        return 'hashed here';
      },
      async md5OfBlocks(blob, _, before) {
        const { bytes } = await before;
        here.push(blob);
        return blockOf('hashed here', bytes + 64);
      },
    }),
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
      return workers[worker]?.requests.findLast((request) => 'blob' in request)?.job ?? 0;
    },
    /** Where the file stands before the block that a worker has at hand, in bytes; undefined before it is told. */
    beforeOf(worker: number): number | undefined {
      const job = this.jobOf(worker);
      const told = workers[worker]?.requests.findLast(
        (request) => request.type === 'before' && request.job === job,
      );
      return told?.type === 'before' ? told.state.bytes : undefined;
    },
    finishBlock(worker: number) {
      const bytes = this.beforeOf(worker);
      if (bytes === undefined) throw new Error(`worker ${worker} does not know what comes before`);
      const blocks = blockOf(`md5 after ${bytes}`, bytes + 64);
      workers[worker]?.answer({ type: 'blocks-done', job: this.jobOf(worker), blocks });
    },
    /** As an upload asks for the blocks of a file: each goes on from the one before. */
    file(count: number, signal?: AbortSignal) {
      let before = Promise.resolve(md5Start);
      return Array.from({ length: count }, (_, block) => {
        const done = digester.md5OfBlocks(blob(`block ${block}`), 64, before, { signal });
        before = done.then(({ state }) => state);
        before.catch(() => {});
        return done;
      });
    },
    finish(worker: number, md5 = `md5 of ${worker}`) {
      workers[worker]?.answer({ type: 'done', job: this.jobOf(worker), md5 });
    },
  };
}

/** Of 64 bytes each, so that the number of bytes tells which one. */
function blockOf(md5: string, bytes: number): BlockMd5s {
  return { md5s: [md5], whole: `whole of ${bytes}`, state: { words: [], bytes } };
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
    loadHere: async () => ({
      md5: () => Promise.reject(new StorageError('file-changed')),
      md5OfBlocks: () => Promise.reject(new StorageError('file-changed')),
    }),
  });
  await expect(pool.digester.md5(blob())).rejects.toMatchObject({ code: 'file-changed' });
});

const allTold = () => new Promise((resolve) => setTimeout(resolve));
const md5sOf = async (file: Promise<BlockMd5s>[]) => (await Promise.all(file)).flatMap(({ md5s }) => md5s);
const inOrder = (count: number) => Array.from({ length: count }, (_, block) => `md5 after ${64 * block}`);

describe('the blocks of a file', () => {
  test('are read by two workers in turns, and each goes on from the one before', async () => {
    const pool = createPool();
    const file = pool.file(4);
    expect(pool.workers.map(({ requests }) => requests.map(({ type }) => type))).toEqual([
      ['blocks'],
      ['blocks'],
    ]);
    for (let block = 0; block < 4; block++) {
      await allTold();
      if (block < 3) expect(pool.beforeOf((block + 1) % 2)).toBeUndefined();
      pool.finishBlock(block % 2);
    }
    expect(await md5sOf(file)).toEqual(inOrder(4));
    expect((await file[3])?.whole).toBe('whole of 256');
    expect(pool.clocks.size).toBe(0);
  });

  test('of one worker: one after the other', async () => {
    const pool = createPool({ workers: 1 });
    const file = pool.file(3);
    for (let block = 0; block < 3; block++) {
      await allTold();
      pool.finishBlock(0);
    }
    expect(await md5sOf(file)).toEqual(inOrder(3));
  });

  test('of several files on two workers, and parts between them: none waits for ever', async () => {
    const pool = createPool();
    const files = [pool.file(5), pool.file(3), pool.file(4)];
    const part = pool.digester.md5(blob());
    for (let turn = 0; turn < 20; turn++) {
      await allTold();
      for (const [worker, { requests }] of pool.workers.entries()) {
        const last = requests.at(-1);
        if (last?.type === 'hash') pool.finish(worker);
        else if (pool.beforeOf(worker) !== undefined) pool.finishBlock(worker);
      }
    }
    for (const file of files) expect(await md5sOf(file)).toEqual(inOrder(file.length));
    expect(await part).toMatch(/^md5 of/);
  });

  test('that wait for the one before are not taken for silent', async () => {
    const pool = createPool();
    const file = pool.file(2);
    await allTold();
    expect(pool.clocks.size).toBe(1);
    pool.finishBlock(0);
    await allTold();
    expect(pool.clocks.size).toBe(1);
    pool.finishBlock(1);
    await Promise.all(file);
  });

  test.each(['falls silent', 'breaks'])('a worker that %s: its block goes on in a new one', async (how) => {
    const pool = createPool();
    const file = pool.file(3);
    await allTold();
    pool.finishBlock(0);
    await allTold();
    // Worker 1 has the second block at hand, worker 0 waits with the third.
    if (how === 'breaks') pool.workers[1]?.fail();
    else pool.silence();
    await allTold();
    expect(pool.workers.map(({ ended }) => ended)).toEqual([false, true, false]);
    expect(pool.beforeOf(2)).toBe(64);
    pool.finishBlock(2);
    await allTold();
    pool.finishBlock(0);
    expect(await md5sOf(file)).toEqual(inOrder(3));
    expect(pool.here).toEqual([]);
  });

  test('a worker that breaks while its block waits: the next one is told what it needs', async () => {
    const pool = createPool();
    const file = pool.file(2);
    await allTold();
    pool.workers[0]?.answer({ type: 'piece', job: 1 });
    pool.workers[1]?.fail();
    pool.finishBlock(0);
    await allTold();
    expect(pool.beforeOf(2)).toBe(64);
    pool.finishBlock(2);
    expect(await md5sOf(file)).toEqual(inOrder(2));
  });

  test('two workers lost over one block: the main thread hashes it, and the rest goes on in workers', async () => {
    const pool = createPool();
    const file = pool.file(3);
    await allTold();
    pool.finishBlock(0);
    await allTold();
    pool.workers[1]?.fail();
    await allTold();
    pool.workers[2]?.fail();
    expect((await file[1])?.md5s).toEqual(['hashed here']);
    await allTold();
    expect(pool.beforeOf(0)).toBe(128);
    pool.finishBlock(0);
    expect((await file[2])?.whole).toBe('whole of 192');
  });

  test('where there are no workers, all on the main thread', async () => {
    const pool = createPool({
      createWorker() {
        throw new Error('no workers');
      },
    });
    expect((await Promise.all(pool.file(3))).map(({ whole }) => whole)).toEqual([
      'whole of 64',
      'whole of 128',
      'whole of 192',
    ]);
  });

  test('where a lost worker cannot be replaced, its block does not wait for the worker that waits for it', async () => {
    let made = 0;
    const workers: ((answer: Md5Answer) => void)[] = [];
    const failures: (() => void)[] = [];
    const pool = createPool({
      createWorker(onAnswer, onFailure) {
        if (++made > 2) throw new Error('no more workers');
        workers.push(onAnswer);
        failures.push(onFailure);
        return { postMessage: () => {}, terminate: () => {} };
      },
    });
    const [first, second] = pool.file(2);
    workers[0]?.({ type: 'piece', job: 1 });
    failures[0]?.();
    expect((await first)?.md5s).toEqual(['hashed here']);
    workers[1]?.({ type: 'blocks-done', job: 2, blocks: blockOf('by the other', 128) });
    expect((await second)?.md5s).toEqual(['by the other']);
  });

  test('an abort settles all at once, and the workers go on with other things', async () => {
    const pool = createPool();
    const controller = new AbortController();
    const file = pool.file(4, controller.signal);
    await allTold();
    controller.abort();
    const ends = await Promise.allSettled(file);
    expect(ends.map((end) => end.status === 'rejected' && end.reason.code)).toEqual(Array(4).fill('aborted'));
    expect(pool.workers.map(({ requests }) => requests.at(-1)?.type)).toEqual(['abort', 'abort']);
    const other = pool.digester.md5(blob());
    pool.workers[1]?.answer({ type: 'failed', job: 2, reason: 'AbortError' });
    pool.finish(1, 'other');
    expect(await other).toBe('other');
  });

  test('a block that cannot be read ends those after it, and their workers are told', async () => {
    const pool = createPool();
    const file = pool.file(3);
    await allTold();
    pool.workers[0]?.answer({ type: 'unreadable', job: 1 });
    const ends = await Promise.allSettled(file);
    expect(ends.map((end) => end.status === 'rejected' && end.reason.code)).toEqual(
      Array(3).fill('file-changed'),
    );
    expect(pool.workers[1]?.requests.at(-1)).toEqual({ type: 'abort', job: 2 });
  });

  test('goes on after a rest from where it stood', async () => {
    const pool = createPool();
    const first = pool.file(1);
    await allTold();
    pool.finishBlock(0);
    const state = (await first[0])?.state;
    if (!state) throw new Error('no state');
    const next = pool.digester.md5OfBlocks(blob(), 64, Promise.resolve(state));
    await allTold();
    pool.finishBlock(0);
    expect((await next).whole).toBe('whole of 128');
  });
});
