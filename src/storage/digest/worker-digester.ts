import { StorageError } from '../errors.ts';
import type { Digester } from './digester.ts';
import type { Md5Answer, Md5Request } from './md5-protocol.ts';
import type { BlockMd5s, Md5State } from './md5-state.ts';

/** The part of a `Worker` that is used. */
interface Md5Worker {
  postMessage(request: Md5Request): void;
  terminate(): void;
}

export interface WorkerDigesterOptions {
  /** Jobs at once, each in a worker of its own. */
  workers: number;
  /** Throws where there are no workers. `onFailure`: it could not be loaded, or broke. */
  createWorker: (onAnswer: (answer: Md5Answer) => void, onFailure: () => void) => Md5Worker;
  /** Used where no worker runs, or two were lost over the same blob. */
  loadHere: () => Promise<Digester>;
  /** ms without an answer after which a worker counts as lost. A piece of 16 MiB takes some 50 ms. */
  silence: number;
  /** Calls back once after `ms`, unless the returned function was called. */
  schedule: (callback: () => void, ms: number) => () => void;
}

/** What there is to a job about blocks of a file. */
interface Blocks {
  blockSize: number;
  /** What those before them come to. Asked for before, so it is never served later. */
  before: Promise<Md5State>;
}

interface Job {
  number: number;
  blob: Blob;
  blocks: Blocks | undefined;
  workersLost: number;
  settled: boolean;
  resolve: (answer: Md5Answer) => void;
  hashHere: (here: Digester) => Promise<void>;
  reject: (error: unknown) => void;
}

interface Seat {
  worker: Md5Worker;
  job: Job | undefined;
  stopClock: () => void;
}

/** So many workers may be lost over one blob, and so many in all before one has ever answered. */
const patience = 2;

/**
 * A bounded pool of workers, made as they are needed.
 *
 * - Each job settles once: done, `file-changed`, `aborted`, or an error that even the main thread met.
 * - A worker has one job at a time. An abort settles the job at once; its worker is free again once it has
 *   answered, which it does after the piece at hand.
 * - A worker that stays silent or fails is ended and its job goes to a new one, then to the main thread.
 * - Blocks of a file wait in their workers for the one before: it was asked for earlier, so it has a worker, goes before
 *   all others to the next one, or is hashed on the main thread. None waits for one that waits for it.
 * - Where workers cannot be loaded (a policy, an old engine) none is tried again: the main thread hashes.
 */
export function createWorkerDigester(options: WorkerDigesterOptions): Digester {
  const seats = new Set<Seat>();
  let waiting: Job[] = [];
  let jobs = 0;
  let everAnswered = false;
  let lostUnheard = 0;

  const workersRun = () => everAnswered || lostUnheard < patience;

  /** `read`: what is meant of the worker's last answer. */
  function run<Result>(
    { blob, blocks, signal }: { blob: Blob; blocks?: Blocks; signal: AbortSignal | undefined },
    read: (answer: Md5Answer) => Result | undefined,
    hashHere: (here: Digester) => Promise<Result>,
  ): Promise<Result> {
    return new Promise((resolve, reject) => {
      const abandon = (error: unknown) => {
        waiting = waiting.filter((other) => other !== job);
        for (const seat of seats) {
          if (seat.job === job) seat.worker.postMessage({ type: 'abort', job: job.number });
        }
        job.reject(error);
      };
      const stop = () => abandon(new StorageError('aborted', { cause: signal?.reason }));
      const settle = (how: () => void) => {
        if (job.settled) return;
        job.settled = true;
        signal?.removeEventListener('abort', stop);
        how();
      };
      const done = (result: Result) => settle(() => resolve(result));
      const job: Job = {
        number: ++jobs,
        blob,
        blocks,
        workersLost: 0,
        settled: false,
        resolve: (answer) => {
          const result = read(answer);
          if (result !== undefined) done(result);
        },
        hashHere: (here) => hashHere(here).then(done),
        reject: (error) => settle(() => reject(error)),
      };
      if (signal?.aborted) {
        stop();
        return;
      }
      signal?.addEventListener('abort', stop, { once: true });
      blocks?.before.catch((error) => job.settled || abandon(error));
      waiting.push(job);
      serve();
    });
  }

  function serve(): void {
    while (waiting[0]) {
      const job = waiting[0];
      const seat = workersRun() && job.workersLost < patience ? freeSeat() : undefined;
      if (seat) {
        waiting.shift();
        give(seat, job);
      } else if (!workersRun() || job.workersLost >= patience || lacksSeat(job)) {
        waiting.shift();
        options.loadHere().then(job.hashHere).catch(job.reject);
      } else return;
    }
  }

  /** No worker can be made; and one that has been lost must not wait for a worker that may be waiting for this very job. */
  const lacksSeat = ({ workersLost }: Job) =>
    seats.size === 0 || (workersLost > 0 && seats.size < options.workers);

  function give(seat: Seat, job: Job): void {
    const { number, blob, blocks } = job;
    seat.job = job;
    if (!blocks) {
      seat.worker.postMessage({ type: 'hash', job: number, blob });
      watch(seat);
      return;
    }
    seat.worker.postMessage({ type: 'blocks', job: number, blob, blockSize: blocks.blockSize });
    // Until then the worker is silent with good reason.
    const goOn = (state: Md5State) => {
      if (seat.job !== job || !seats.has(seat)) return;
      watch(seat);
      seat.worker.postMessage({ type: 'before', job: number, state });
    };
    blocks.before.then(goOn, () => undefined);
  }

  function freeSeat(): Seat | undefined {
    for (const seat of seats) if (!seat.job) return seat;
    return seats.size < options.workers ? addSeat() : undefined;
  }

  function addSeat(): Seat | undefined {
    try {
      const worker = options.createWorker(
        (answer) => hear(seat, answer),
        () => {
          // Not even one answer: most likely it could not be loaded, and the next could not either.
          if (!everAnswered) lostUnheard = patience;
          lose(seat);
        },
      );
      const seat: Seat = { worker, job: undefined, stopClock: () => {} };
      seats.add(seat);
      return seat;
    } catch {
      lostUnheard = patience;
      return undefined;
    }
  }

  function hear(seat: Seat, answer: Md5Answer): void {
    const job = seat.job;
    everAnswered = true;
    if (answer.job !== job?.number) return;
    if (answer.type === 'piece') {
      watch(seat);
      return;
    }
    seat.stopClock();
    seat.job = undefined;
    if (answer.type === 'done' || answer.type === 'blocks-done') job.resolve(answer);
    else if (answer.type === 'unreadable') job.reject(new StorageError('file-changed'));
    // Something about this worker (its memory, say): no reason to give up on the file.
    else putBack(job);
    serve();
  }

  function watch(seat: Seat): void {
    seat.stopClock();
    seat.stopClock = options.schedule(() => {
      lostUnheard++;
      lose(seat);
    }, options.silence);
  }

  function lose(seat: Seat): void {
    seats.delete(seat);
    seat.stopClock();
    seat.worker.terminate();
    if (seat.job) putBack(seat.job);
    serve();
  }

  function putBack(job: Job): void {
    job.workersLost++;
    if (!job.settled) waiting.unshift(job);
  }

  return {
    md5: (blob, { signal } = {}) =>
      run<string>(
        { blob, signal },
        (answer) => (answer.type === 'done' ? answer.md5 : undefined),
        (here) => here.md5(blob, { signal }),
      ),
    md5OfBlocks: (blob, blockSize, before, { signal } = {}) =>
      run<BlockMd5s>(
        { blob, blocks: { blockSize, before }, signal },
        (answer) => (answer.type === 'blocks-done' ? answer.blocks : undefined),
        (here) => here.md5OfBlocks(blob, blockSize, before, { signal }),
      ),
  };
}
