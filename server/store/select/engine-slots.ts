import { S3Error } from '../http/s3-error.ts';

/** Each has up to 256 MB of the process's memory. */
const maxRunning = 4;
const maxWaiting = 32;

let running = 0;
const waiting = new Set<() => void>();

/**
 * Waits for leave to open an engine, and gives what ends it. The count is the process's, as its memory is.
 * Throws Busy where too many wait already, and the signal's reason when it ends the waiting.
 */
export async function takeSlot(signal: AbortSignal): Promise<() => void> {
  signal.throwIfAborted();
  if (running >= maxRunning) {
    if (waiting.size >= maxWaiting)
      throw new S3Error('Busy', 'Too many queries are waiting; try again later.');
    await new Promise<void>((resolve, reject) => {
      const giveUp = () => {
        waiting.delete(begin);
        reject(signal.reason);
      };
      const begin = () => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      waiting.add(begin);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  } else running += 1;
  let isTaken = true;
  return () => {
    if (!isTaken) return;
    isTaken = false;
    const [next] = waiting;
    // Who waited takes over the place, so the count stays.
    if (next === undefined) running -= 1;
    else {
      waiting.delete(next);
      next();
    }
  };
}
