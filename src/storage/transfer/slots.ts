import { StorageError } from '../errors.ts';

export type Release = () => void;

export interface SlotClaim {
  /** Lower goes first; equal ones in the order in which they asked. */
  order: number;
  /** Takes one of the few places for long work as well. */
  large?: boolean;
  /** Gives up the wait with `aborted`. A slot that was granted stays until it is released. */
  signal?: AbortSignal;
}

export interface Slots {
  /** Resolves when a place is free for this claim; the place is its until the returned function is called. */
  acquire(claim: SlotClaim): Promise<Release>;
  /** A place that is free and that nobody waits for. */
  takeSpare(): Release | undefined;
}

interface Waiter {
  order: number;
  large: boolean;
  grant: () => void;
}

/**
 * A fixed number of places, given in order of the claims. `large` of them at most go to large claims, so that
 * small ones always find a way past.
 */
export function createSlots(limits: {
  total: number;
  /** Default: all of them. */
  large?: number;
  /** A place came free that nobody waits for. */
  onSpare?: () => void;
}): Slots {
  const largeLimit = limits.large ?? limits.total;
  const waiters: Waiter[] = [];
  let taken = 0;
  let largeTaken = 0;

  const fits = (claim: { large: boolean }) =>
    taken < limits.total && (!claim.large || largeTaken < largeLimit);

  function take(large: boolean): Release {
    taken++;
    if (large) largeTaken++;
    let released = false;
    return () => {
      if (released) return;
      released = true;
      taken--;
      if (large) largeTaken--;
      serve();
    };
  }

  function serve(): void {
    for (let next = waiters.findIndex(fits); next !== -1; next = waiters.findIndex(fits)) {
      waiters.splice(next, 1)[0]?.grant();
    }
    if (hasSpare()) limits.onSpare?.();
  }

  function hasSpare(): boolean {
    return waiters.length === 0 && taken < limits.total;
  }

  return {
    takeSpare: () => (hasSpare() ? take(false) : undefined),
    acquire({ order, large = false, signal }) {
      return new Promise((resolve, reject) => {
        const giveUp = () => {
          waiters.splice(waiters.indexOf(waiter), 1);
          reject(new StorageError('aborted', { cause: signal?.reason }));
          serve();
        };
        const waiter: Waiter = {
          order,
          large,
          grant: () => {
            signal?.removeEventListener('abort', giveUp);
            resolve(take(large));
          },
        };
        if (signal?.aborted) {
          reject(new StorageError('aborted', { cause: signal.reason }));
          return;
        }
        // Nobody who waits fits now, so whoever fits passes none that could go.
        if (fits(waiter)) {
          waiter.grant();
          return;
        }
        // Few wait at a time (a handful of parts of each running file): a plain sorted list will do.
        const behind = waiters.findIndex((other) => other.order > order);
        waiters.splice(behind === -1 ? waiters.length : behind, 0, waiter);
        signal?.addEventListener('abort', giveUp, { once: true });
      });
    },
  };
}
