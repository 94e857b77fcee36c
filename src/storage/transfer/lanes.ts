import { StorageError } from '../errors.ts';
import type { Release } from './slots.ts';
import type { UploadRun } from './upload-steps.ts';

/**
 * Works in several lanes at once, in each as soon as it is granted. The first failure ends them all by `controller`,
 * and is what is thrown once no lane works any more: a `StorageError`, `aborted` where somebody else has ended them.
 */
export async function workInLanes(
  lanes: readonly Promise<Release>[],
  controller: AbortController,
  work: () => Promise<void>,
): Promise<void> {
  let failure: StorageError | undefined;

  function fail(error: unknown): void {
    if (failure) return;
    if (controller.signal.aborted) failure = new StorageError('aborted', { cause: controller.signal.reason });
    else failure = error instanceof StorageError ? error : new StorageError('unknown', { cause: error });
    controller.abort(failure);
  }

  async function workIn(lane: Promise<Release>): Promise<void> {
    try {
      const release = await lane;
      await work().finally(release);
    } catch (error) {
      fail(error);
    }
  }

  await Promise.all(lanes.map(workIn));
  if (failure) throw failure;
}

/** Lanes for the parts or blocks of one file, asked for at once and worked in later. */
export interface LaneClaim {
  lanes: readonly Promise<Release>[];
  /** Ends them all; follows the run's own. */
  controller: AbortController;
  /** When they are not needed any more, worked in or not. */
  giveUp: () => void;
}

/** As many as there is work for at once. */
export function claimLanes(
  { turn, controller: { signal } }: UploadRun,
  { kind, partCount }: { kind: 'parts' | 'blocks'; partCount: number },
): LaneClaim {
  const { controller, unlink } = linkedController(signal);
  // Block 1 goes alone, and the run may come back for more: it keeps the first lane until it ends.
  const [others, first] =
    kind === 'parts' ? [partCount - 1, turn.firstLane] : [partCount - 2, () => undefined];
  const more = turn.moreLanes(others, controller.signal);
  // Somebody will work in them and hear of it; or nobody.
  for (const lane of more) lane.catch(() => undefined);
  return {
    lanes: [Promise.resolve(first), ...more],
    controller,
    giveUp() {
      unlink();
      controller.abort();
      for (const lane of more) {
        lane.then(
          (release) => release(),
          () => undefined,
        );
      }
    },
  };
}

/** One that `signal` aborts, and that may be aborted alone. `unlink` when it is not needed any more. */
export function linkedController(signal: AbortSignal): { controller: AbortController; unlink: () => void } {
  const controller = new AbortController();
  const follow = () => controller.abort(signal.reason);
  if (signal.aborted) follow();
  else signal.addEventListener('abort', follow, { once: true });
  return { controller, unlink: () => signal.removeEventListener('abort', follow) };
}

/** The values of parts 1 to `count`, or undefined where one is missing. */
export function inOrder<Value>(byPart: ReadonlyMap<number, Value>, count: number): Value[] | undefined {
  const values: Value[] = [];
  for (let partNumber = 1; partNumber <= count; partNumber++) {
    const value = byPart.get(partNumber);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}
