/**
 * How far one file has come. A part counts with the most that any of its attempts has sent, so that a part sent
 * again does not take the bar back; the sum never exceeds the file's size.
 */
export interface FileProgress {
  readonly bytesSent: number;
  /** `bytes` of a part's `size` have gone out in the attempt at hand. Returns by how much `bytesSent` has grown. */
  report(partNumber: number, bytes: number, size: number): number;
  /** The server has lost what it had: everything goes out again. */
  reset(): void;
}

export function createFileProgress(): FileProgress {
  const furthest = new Map<number, number>();
  let bytesSent = 0;
  return {
    get bytesSent() {
      return bytesSent;
    },
    report(partNumber, bytes, size) {
      const before = furthest.get(partNumber) ?? 0;
      // Transports may count the request's head as well.
      const now = Math.min(bytes, size);
      if (now <= before) return 0;
      furthest.set(partNumber, now);
      bytesSent += now - before;
      return now - before;
    },
    reset() {
      furthest.clear();
      bytesSent = 0;
    },
  };
}

export interface SpeedMeter {
  /** `bytes` more have gone out. */
  add(bytes: number, now: number): void;
  /** Bytes a second over the window that ends `now`. */
  bytesPerSecond(now: number): number;
}

/** ms over which speed is averaged: long enough for a steady figure, short enough to show a change of network. */
const speedWindow = 5_000;
/** ms of one bucket: what is added within it is one sample. */
const bucketLength = 250;
/** A speed over less than this is chance. */
const shortestSpan = 1_000;

/** Times are ms of any clock that only goes forward. */
export function createSpeedMeter(): SpeedMeter {
  let buckets: { start: number; bytes: number }[] = [];
  let firstAt: number | undefined;

  function forget(now: number): void {
    const kept = buckets.findIndex((bucket) => bucket.start > now - speedWindow);
    if (kept > 0) buckets = buckets.slice(kept);
    if (kept !== -1) return;
    // Nothing for a whole window: the next byte begins a new run of work.
    buckets = [];
    firstAt = undefined;
  }

  return {
    add(bytes, now) {
      forget(now);
      firstAt ??= now;
      const last = buckets.at(-1);
      if (last && now - last.start < bucketLength) last.bytes += bytes;
      else buckets.push({ start: now, bytes });
    },
    bytesPerSecond(now) {
      forget(now);
      if (firstAt === undefined) return 0;
      const span = Math.min(speedWindow, Math.max(shortestSpan, now - firstAt));
      const bytes = buckets.reduce((sum, bucket) => sum + bucket.bytes, 0);
      return (bytes * 1000) / span;
    },
  };
}

/** Absent where there is no speed to reckon with. */
export function secondsLeft(bytesLeft: number, bytesPerSecond: number): number | undefined {
  return bytesPerSecond > 0 ? bytesLeft / bytesPerSecond : undefined;
}
