import { StorageError } from '../../storage/index.ts';

/** Runs at most `limit` works at once, the others in the order in which they came. An abort leaves the line. */
export function createTurns(limit: number) {
  const line: (() => void)[] = [];
  let running = 0;

  return async function takeTurn<Result>(work: () => Promise<Result>, signal?: AbortSignal): Promise<Result> {
    if (running >= limit) {
      await new Promise<void>((resolve, reject) => {
        const come = () => {
          signal?.removeEventListener('abort', leave);
          resolve();
        };
        const leave = () => {
          line.splice(line.indexOf(come), 1);
          reject(new StorageError('aborted', { cause: signal?.reason }));
        };
        signal?.addEventListener('abort', leave, { once: true });
        line.push(come);
      });
    } else running += 1;
    try {
      return await work();
    } finally {
      // The place goes to the next in line, else it is free.
      const next = line.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
