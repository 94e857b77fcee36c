import type { StoreContext } from '../http/call.ts';
import { runLifecycle } from './run-lifecycle.ts';

/** S3 itself runs once a day. An hour is soon enough for what is due at midnight. */
const interval = 3_600_000;
/** Soon after the start too: a store that is never up for an hour has a lifecycle all the same. */
const firstDelay = 60_000;

interface Lifecycle {
  /** Does what is due now. Runs may overlap. */
  run(): Promise<void>;
  /** Stops the runs in hand between two commits, and the timer. Before the metadata is closed. */
  close(): Promise<void>;
}

/** Runs by itself, a minute from now and every hour; `report` gets what goes wrong then. */
export function openLifecycle(store: StoreContext, report: (error: unknown) => void): Lifecycle {
  const closing = new AbortController();
  const inHand = new Set<Promise<void>>();

  const run = () => {
    const running: Promise<void> = runLifecycle(store, closing.signal).finally(() => inHand.delete(running));
    inHand.add(running);
    return running;
  };
  const runAlone = () => void run().catch(report);
  const timers = [setTimeout(runAlone, firstDelay), setInterval(runAlone, interval)];
  for (const timer of timers) timer.unref();

  return {
    run,
    async close() {
      for (const timer of timers) clearTimeout(timer);
      closing.abort();
      await Promise.allSettled(inHand);
    },
  };
}
