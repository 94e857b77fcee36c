import { StorageError } from '../errors.ts';
import type { Digester } from './digester.ts';
import type { Md5Answer, Md5Request } from './md5-protocol.ts';

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
  hashHere: (blob: Blob, signal: AbortSignal | undefined) => Promise<string>;
  /** ms without an answer after which a worker counts as lost. A piece of 16 MiB takes some 50 ms. */
  silence: number;
  /** Calls back once after `ms`, unless the returned function was called. */
  schedule: (callback: () => void, ms: number) => () => void;
}

interface Job {
  number: number;
  blob: Blob;
  signal: AbortSignal | undefined;
  workersLost: number;
  settled: boolean;
  resolve: (md5: string) => void;
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
 * - Where workers cannot be loaded (a policy, an old engine) none is tried again: the main thread hashes.
 */
export function createWorkerDigester(options: WorkerDigesterOptions): Digester {
  const seats = new Set<Seat>();
  let waiting: Job[] = [];
  let jobs = 0;
  let everAnswered = false;
  let lostUnheard = 0;

  const workersRun = () => everAnswered || lostUnheard < patience;

  function md5(blob: Blob, { signal }: { signal?: AbortSignal } = {}): Promise<string> {
    return new Promise((resolve, reject) => {
      const abandon = () => {
        waiting = waiting.filter((other) => other !== job);
        for (const seat of seats) {
          if (seat.job === job) seat.worker.postMessage({ type: 'abort', job: job.number });
        }
        job.reject(new StorageError('aborted', { cause: signal?.reason }));
      };
      const settle = (how: () => void) => {
        if (job.settled) return;
        job.settled = true;
        signal?.removeEventListener('abort', abandon);
        how();
      };
      const job: Job = {
        number: ++jobs,
        blob,
        signal,
        workersLost: 0,
        settled: false,
        resolve: (hex) => settle(() => resolve(hex)),
        reject: (error) => settle(() => reject(error)),
      };
      if (signal?.aborted) {
        abandon();
        return;
      }
      signal?.addEventListener('abort', abandon, { once: true });
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
        seat.job = job;
        watch(seat);
        seat.worker.postMessage({ type: 'hash', job: job.number, blob: job.blob });
      } else if (!workersRun() || job.workersLost >= patience || seats.size === 0) {
        waiting.shift();
        options.hashHere(job.blob, job.signal).then(job.resolve, job.reject);
      } else return;
    }
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
    if (answer.type === 'done') job.resolve(answer.md5);
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

  return { md5 };
}
