import { type ObjectRef, type Retention, type StorageDriver, StorageError } from '../../../storage/index.ts';
import { type Doomed, nameOf } from './delete-plan.ts';

/** What keeps a version. */
export interface LockReason {
  retention?: Retention;
  legalHold: boolean;
}

/** Two requests for each. */
const mostAsked = 60;
const concurrency = 3;

/** What may not be read is no reason. */
async function orNothing<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof StorageError && error.code === 'aborted') throw error;
    return undefined;
  }
}

/**
 * Why versions were refused: servers answer a locked one with codes that say other things too, so the locks are read.
 * By `nameOf`; only of those that are locked, and of the first ones. `now` in ms. Rejects with an abort alone.
 */
export async function lockReasons(
  locks: NonNullable<StorageDriver['locks']>,
  bucket: string,
  refused: readonly Doomed[],
  { signal, now }: { signal: AbortSignal; now: number },
): Promise<Map<string, LockReason>> {
  const reasons = new Map<string, LockReason>();
  const waiting = refused.slice(0, mostAsked);
  async function worker(): Promise<void> {
    for (let each = waiting.shift(); each; each = waiting.shift()) {
      const ref: ObjectRef = { bucket, ...each };
      const [retention, held] = await Promise.all([
        orNothing(locks.readRetention(ref, { signal })),
        orNothing(locks.readLegalHold(ref, { signal })),
      ]);
      const runs = retention !== undefined && retention.until.getTime() > now;
      if (runs || held) {
        reasons.set(nameOf(each), { retention: runs ? retention : undefined, legalHold: held === true });
      }
    }
  }
  await Promise.all(Array.from({ length: concurrency }, worker));
  return reasons;
}
