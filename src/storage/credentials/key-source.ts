import type { Credentials, KeySource, KeyState } from '../credentials.ts';
import { StorageError } from '../errors.ts';

type TemporaryKeys = Credentials & { expiresAt: Date };

interface KeySourceOptions {
  /** Brings new keys from what is kept in memory. Absent: nothing is, and only the person can. */
  renew?: () => Promise<TemporaryKeys>;
  /** This machine's clock, ms since 1970. */
  now?: () => number;
}

/** ms before their end at which keys are renewed, or the person is asked: enough for a large part to be sent. */
export function leadTime(lifetime: number): number {
  return Math.min(5 * 60_000, lifetime / 5);
}

/** Keys that a server refuses this soon after they were made (ms) will not be replaced by better ones. */
const tooYoungToReplace = 10_000;

function expired(cause?: StorageError): StorageError {
  return new StorageError('expired-credentials', {
    cause,
    status: cause?.status,
    serviceCode: cause?.serviceCode,
    serviceMessage: cause?.serviceMessage,
    requestId: cause?.requestId,
  });
}

/** `work`, or `aborted` as soon as the signal fires. The work goes on: others may wait for it. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const stop = () => reject(new StorageError('aborted', { cause: signal.reason }));
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/**
 * The life of temporary keys:
 * 1. Near their end they are renewed, once without being asked; everybody who needs keys waits for that one renewal.
 * 2. After it, or where it failed, the person is asked. Keys that still hold go on being used; once they have ended,
 *    requests wait for the answer instead of failing.
 * 3. Each yes of the person also allows one more renewal without being asked.
 */
export function createKeySource(
  first: TemporaryKeys,
  { renew, now = Date.now }: KeySourceOptions,
): KeySource {
  const listeners = new Set<() => void>();
  let keys = first;
  let madeAt = now();
  let refused = false;
  let ownRenewals = renew ? 1 : 0;
  let running: Promise<void> | undefined;
  let state: KeyState = { phase: 'valid', expiresAt: first.expiresAt, renewable: renew !== undefined };

  function become(change: Omit<KeyState, 'expiresAt' | 'renewable'>) {
    state = { expiresAt: keys.expiresAt, renewable: renew !== undefined, ...change };
    for (const listener of listeners) listener();
  }
  function nextChange(): Promise<void> {
    return new Promise((resolve) => {
      const stop = source.subscribe(() => {
        stop();
        resolve();
      });
    });
  }
  const isOver = () => refused || now() >= keys.expiresAt.getTime();
  const isDue = () =>
    refused || now() >= keys.expiresAt.getTime() - leadTime(keys.expiresAt.getTime() - madeAt);

  async function fetchKeys(): Promise<void> {
    if (!renew) return;
    become({ phase: 'renewing', error: state.error });
    try {
      keys = await renew();
      madeAt = now();
      refused = false;
      become({ phase: 'valid' });
    } catch (thrown) {
      become({
        phase: 'asking',
        error: thrown instanceof StorageError ? thrown : new StorageError('unknown', { cause: thrown }),
      });
    }
  }
  function renewNow(): Promise<void> {
    running ??= fetchKeys().finally(() => {
      running = undefined;
    });
    return running;
  }
  /** What the end of keys leads to, now that it is near. */
  async function attend(): Promise<void> {
    if (running !== undefined) return running;
    if (state.phase !== 'valid') return;
    if (ownRenewals > 0) {
      ownRenewals -= 1;
      return renewNow();
    }
    become({ phase: 'asking' });
  }

  const source: KeySource = {
    async keys(signal) {
      for (;;) {
        if (signal?.aborted) throw new StorageError('aborted', { cause: signal.reason });
        if (running !== undefined || (state.phase === 'valid' && isDue())) await orAborted(attend(), signal);
        if (!isOver()) return keys;
        if (state.phase === 'ended' || !renew) throw expired(state.error);
        if (state.phase === 'asking') await orAborted(nextChange(), signal);
      }
    },
    async replace(old, signal) {
      if (old.accessKeyId === keys.accessKeyId) {
        if (now() - madeAt < tooYoungToReplace) throw expired(state.error);
        refused = true;
      }
      return source.keys(signal);
    },
    refreshIfDue() {
      if (state.phase === 'valid' && isDue()) void attend();
    },
    async renew() {
      ownRenewals = renew ? 1 : 0;
      await renewNow();
    },
    decline() {
      if (state.phase !== 'asking') return;
      become({ phase: 'ended', error: state.error });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getState: () => state,
  };
  return source;
}
