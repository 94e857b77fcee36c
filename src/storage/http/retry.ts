import { StorageError } from '../errors.ts';

/** First wait in ms; each further one doubles, up to `longestBackoff`. */
const firstBackoff = 400;
const longestBackoff = 20_000;
/** A server that asks for more than this is not waited for so long: the next attempt will tell. */
const longestRetryAfter = 120_000;

export interface RetryOptions {
  signal?: AbortSignal;
  /** How often `run` is called at most, the first time included. Default 5. */
  attempts?: number;
  /** Waits `ms`, and rejects with `aborted` as soon as the signal fires. Injected by tests. */
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** 0 ≤ random < 1, as `Math.random`. */
  random?: () => number;
  /** Before each wait: the attempt that failed (1, 2, …), why, and the wait in ms. */
  onRetry?: (failed: { attempt: number; error: StorageError; delay: number }) => void;
}

/**
 * The wait in ms before the attempt after `attempt` (1 is the first): exponential with "equal jitter", so that
 * parts that failed together do not come back together, and never shorter than what the server asked for.
 */
export function retryDelay(attempt: number, error: StorageError, random: () => number): number {
  const ceiling = Math.min(longestBackoff, firstBackoff * 2 ** (attempt - 1));
  const backoff = ceiling / 2 + (ceiling / 2) * random();
  const asked = Math.min(longestRetryAfter, error.retryAfter ?? 0);
  // The jitter stays on top of the server's wish: it named the same second to everybody.
  return Math.round(asked > 0 ? asked + (backoff - ceiling / 2) : backoff);
}

/** Waits `ms`; rejects with `aborted` at once when the signal fires. */
function abortableSleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new StorageError('aborted', { cause: signal?.reason }));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}

/**
 * Calls `run` until it succeeds, fails with an error that is not `retryable`, or has used up its attempts; then
 * rejects with the last error. An abort ends a wait at once with `aborted`.
 */
export async function withRetry<Result>(
  run: (attempt: number) => Promise<Result>,
  { signal, attempts = 5, sleep = abortableSleep, random = Math.random, onRetry }: RetryOptions = {},
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    if (signal?.aborted) throw new StorageError('aborted', { cause: signal.reason });
    try {
      return await run(attempt);
    } catch (error) {
      if (!(error instanceof StorageError) || !error.retryable || attempt >= attempts) throw error;
      const delay = retryDelay(attempt, error, random);
      onRetry?.({ attempt, error, delay });
      await sleep(delay, signal);
    }
  }
}
