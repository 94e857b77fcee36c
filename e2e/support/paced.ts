import { setTimeout as sleep } from 'node:timers/promises';

interface Clock {
  /** In ms, from any beginning. */
  now(): number;
  sleep(ms: number): Promise<unknown>;
}

const realClock: Clock = { now: () => performance.now(), sleep };

/** Passes bytes on in pieces, none earlier than the speed allows; infinite speed passes the chunks as they come. */
export async function* paced(
  chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
  bytesPerSecond: number,
  clock: Clock = realClock,
): AsyncGenerator<Buffer> {
  const begun = clock.now();
  const pieceBytes = Math.max(1, Math.floor(bytesPerSecond / 20));
  let passed = 0;
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += pieceBytes) {
      const piece = chunk.subarray(at, at + pieceBytes);
      passed += piece.length;
      const earlyMs = (passed / bytesPerSecond) * 1000 - (clock.now() - begun);
      if (earlyMs > 0) await clock.sleep(earlyMs);
      yield piece;
    }
  }
}
