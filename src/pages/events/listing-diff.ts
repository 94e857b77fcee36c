import type { ObjectEntry } from '../../storage/index.ts';

/** The keys under a prefix at one moment, in the server's order. */
export interface Snapshot {
  entries: readonly ObjectEntry[];
  /** Whether these are all that there are. */
  complete: boolean;
}

export interface ListingChange {
  change: 'appeared' | 'changed' | 'gone';
  entry: ObjectEntry;
}

/**
 * What happened between two snapshots. Of snapshots that were cut off only what lies before a key that both have is
 * compared: behind it a key may have been pushed over the end, or come up from behind it. Works in any order of keys.
 */
export function listingChanges(before: Snapshot, after: Snapshot): ListingChange[] {
  const old = new Map(before.entries.map((entry) => [entry.key, entry]));
  const now = new Set(after.entries.map(({ key }) => key));
  const oldEnd = after.complete ? Infinity : lastIndex(before.entries, ({ key }) => now.has(key));
  const newEnd = before.complete ? Infinity : lastIndex(after.entries, ({ key }) => old.has(key));
  const changes: ListingChange[] = [];
  before.entries.forEach((entry, index) => {
    if (index < oldEnd && !now.has(entry.key)) changes.push({ change: 'gone', entry });
  });
  after.entries.forEach((entry, index) => {
    const earlier = old.get(entry.key);
    if (earlier === undefined) {
      if (index < newEnd) changes.push({ change: 'appeared', entry });
    } else if (isOther(earlier, entry)) changes.push({ change: 'changed', entry });
  });
  return changes;
}

const isOther = (a: ObjectEntry, b: ObjectEntry) =>
  a.etag !== b.etag || a.size !== b.size || a.lastModified.getTime() !== b.lastModified.getTime();

function lastIndex(entries: readonly ObjectEntry[], test: (entry: ObjectEntry) => boolean): number {
  for (let index = entries.length - 1; index >= 0; index -= 1) {
    const entry = entries[index];
    if (entry && test(entry)) return index;
  }
  return -1;
}
