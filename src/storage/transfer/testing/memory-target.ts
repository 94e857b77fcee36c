import type { FileTarget } from '../file-target.ts';

export interface MemoryTarget extends FileTarget {
  /** What stands in the file; undefined before it was closed or after it was given up. */
  saved(): Uint8Array | undefined;
  writes: { position: number; size: number }[];
  aborts: number;
}

/** A file in memory. `refuse` says what the file system answers to a write. */
export function createMemoryTarget(
  refuse: (position: number) => Error | undefined = () => undefined,
): MemoryTarget {
  let bytes = new Uint8Array(0);
  let closed: Uint8Array | undefined;
  const writes: MemoryTarget['writes'] = [];
  const target: MemoryTarget = {
    aborts: 0,
    writes,
    saved: () => closed,
    async write(position, piece) {
      const error = refuse(position);
      if (error) throw error;
      writes.push({ position, size: piece.length });
      if (position + piece.length > bytes.length) {
        const longer = new Uint8Array(position + piece.length);
        longer.set(bytes);
        bytes = longer;
      }
      bytes.set(piece, position);
    },
    async close() {
      closed = bytes.slice();
      return new Blob([closed as Uint8Array<ArrayBuffer>]);
    },
    async abort() {
      bytes = new Uint8Array(0);
      closed = undefined;
      target.aborts += 1;
    },
    remove: () => target.abort(),
  };
  return target;
}
