import type { PurgeOperations } from '../driver.ts';
import { type PurgedDriver, planPurge } from './purge-plan.ts';
import { runPurge } from './purge-run.ts';

/** Deletes buckets that are not empty, with what `driver` offers. `now` is this machine's clock, ms. */
export function purgeOperations(driver: PurgedDriver, now: () => number = Date.now): PurgeOperations {
  return {
    plan: (bucket, options) => planPurge(driver, bucket, { ...options, now }),
    run: (plan, options) => runPurge(driver, plan, options),
  };
}
