/**
 * Content that somebody reads is not unlinked before they are done, although the object that had it may be gone:
 * a read that has begun ends with the bytes it began with.
 */
export interface Leases {
  /** Take it in the same turn as the record was read. Call what it returns once. */
  hold(lease: string): () => void;
  /** Runs `unlink` now, or when the last reader is done. */
  whenFree(lease: string | undefined, unlink: () => Promise<void>): Promise<void>;
}

export function openLeases(report: (error: unknown) => void): Leases {
  const held = new Map<string, { readers: number; whenFree?: () => Promise<void> }>();
  return {
    hold(lease) {
      const entry = held.get(lease) ?? { readers: 0 };
      entry.readers += 1;
      held.set(lease, entry);
      let released = false;
      return () => {
        if (released) return;
        released = true;
        entry.readers -= 1;
        if (entry.readers > 0) return;
        held.delete(lease);
        entry.whenFree?.().catch(report);
      };
    },
    async whenFree(lease, unlink) {
      const entry = lease === undefined ? undefined : held.get(lease);
      if (entry === undefined) await unlink();
      else entry.whenFree = unlink;
    },
  };
}
