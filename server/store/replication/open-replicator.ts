import type { StoreContext } from '../http/call.ts';
import { S3Error } from '../http/s3-error.ts';
import { planExisting } from './plan-existing.ts';
import { planCopy, planRemoval } from './plan-replication.ts';
import { replicateVersion } from './replicate-version.ts';
import { firstTasks, type QueuedTask, type TaskDestination, type VersionTask } from './replication-task.ts';
import type { Replicator } from './replicator.ts';
import { isPending, settleDestination } from './settle-task.ts';

interface ReplicatorOptions extends Omit<StoreContext, 'replicator'> {
  /** What the store's own log is to say. */
  report(error: unknown): void;
  /** Milliseconds before the nth try after the first one. */
  retryDelay?(attempt: number): number;
}

export interface OpenReplicator extends Replicator {
  /** Settles when nothing waits to be replicated, but for what failed and will be tried again. */
  idle(): Promise<void>;
  /** Waits for what has begun; what has not is for the next time. Before the metadata is closed. */
  close(): Promise<void>;
}

/** Tasks at a time: what they wait for is the disk, and their commits share one flush. */
const parallel = 8;
const maxAttempts = 6;

/**
 * Takes up at once what an earlier process left. A task is a row that is there until all of it is done, and doing it
 * twice changes nothing, so a process may end at any point.
 */
export function openReplicator({
  report,
  retryDelay = (attempt) => Math.min(1000 * 2 ** attempt, 60_000),
  ...rest
}: ReplicatorOptions): OpenReplicator {
  const { metadata, contents, now } = rest;
  const attempts = new Map<string, number>();
  const waiting = new Map<string, NodeJS.Timeout>();
  let isClosed = false;
  let working: Promise<void> | undefined;

  const replicator: OpenReplicator = {
    plan: (tables, bucket, key, version) => planCopy(tables, { bucket, key }, version, now()),
    planRemoval: (tables, bucket, key, version) => planRemoval(tables, { bucket, key }, version, now()),
    wake,
    async idle() {
      while (working !== undefined) await working;
    },
    async close() {
      isClosed = true;
      for (const timer of waiting.values()) clearTimeout(timer);
      await working;
    },
  };
  const store: StoreContext = { ...rest, replicator };
  wake();
  return replicator;

  function wake(): void {
    if (isClosed || working !== undefined) return;
    const ready = readyTasks();
    // Nothing is awaited between the last look at the queue and this, so that no row is overlooked.
    if (ready.length > 0) working = work(ready).catch(report);
  }

  async function work(first: QueuedTask[]): Promise<void> {
    try {
      for (let ready = first; ready.length > 0; ready = isClosed ? [] : readyTasks()) {
        await Promise.all(ready.map(attempt));
      }
    } finally {
      working = undefined;
    }
  }

  function readyTasks(): QueuedTask[] {
    return firstTasks(metadata.tables, parallel, (row) => !waiting.has(rowName(row)));
  }

  /** Never rejects. */
  async function attempt(queued: QueuedTask): Promise<void> {
    const { row, task } = queued;
    try {
      if (task.kind === 'existing') {
        await metadata.commit((tables) => planExisting(tables, row, task, now()));
      } else {
        for (const destination of task.destinations.filter(isPending)) {
          await replicateTo(queued, task, destination);
        }
      }
      attempts.delete(rowName(row));
    } catch (error) {
      report(error);
      retryLater(row);
    }
  }

  async function replicateTo(
    queued: QueuedTask,
    task: VersionTask,
    destination: TaskDestination,
  ): Promise<void> {
    const { bucket } = destination;
    try {
      await replicateVersion(store, task, destination, (tables) =>
        settleDestination(tables, queued, bucket, 'COMPLETED', now()),
      );
    } catch (error) {
      const isLast = (attempts.get(rowName(queued.row)) ?? 0) + 1 >= maxAttempts;
      if (!(error instanceof S3Error) && !isLast) throw error;
      if (!(error instanceof S3Error)) report(error);
      await contents.commit([], (tables) => {
        const events = settleDestination(tables, queued, bucket, 'FAILED', now());
        return { result: undefined, discarded: [], events };
      });
    }
  }

  function retryLater(row: Buffer): void {
    const name = rowName(row);
    const count = attempts.get(name) ?? 0;
    attempts.set(name, count + 1);
    const timer = setTimeout(() => {
      waiting.delete(name);
      wake();
    }, retryDelay(count));
    timer.unref();
    waiting.set(name, timer);
  }
}

const rowName = (row: Buffer) => row.toString('latin1');
