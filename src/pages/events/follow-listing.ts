import type { ObjectEntry, StorageDriver } from '../../storage/index.ts';
import type { ListenedGroup } from '../shared/bucket-events/listened-groups.ts';
import type { NewEvent } from './event-log.ts';
import type { ListingChange, Snapshot } from './listing-diff.ts';

/** Pages of 1,000 keys that one look at the listing goes through at most. */
const mostPages = 5;
export const mostFollowed = mostPages * 1000;
/** ms between two looks. */
export const pollingInterval = 5000;

/** All keys under the prefix, as far as a look goes. */
export async function takeSnapshot(
  storage: StorageDriver,
  { bucket, prefix }: { bucket: string; prefix: string },
  signal: AbortSignal,
): Promise<Snapshot> {
  const entries: ObjectEntry[] = [];
  let pages = 0;
  for await (const page of storage.objects.list({ bucket, prefix }, { signal })) {
    entries.push(...page.entries);
    pages += 1;
    if (pages === mostPages && page.next !== undefined) return { entries, complete: false };
  }
  return { entries, complete: true };
}

interface Wanted {
  bucket: string;
  suffix: string;
  groups: readonly ListenedGroup[];
}

/** What a comparison found, as far as it was asked for. `now`: when what is gone was found to be gone. */
export function foundEvents(
  changes: readonly ListingChange[],
  { bucket, suffix, groups }: Wanted,
  now: Date,
): NewEvent[] {
  return changes
    .filter(({ change, entry }) => {
      const group = change === 'gone' ? 'removed' : 'created';
      return entry.key.endsWith(suffix) && groups.includes(group);
    })
    .map(({ change, entry }) => ({
      name: change,
      found: change,
      bucket,
      key: entry.key,
      time: change === 'gone' ? now : entry.lastModified,
      size: change === 'gone' ? undefined : entry.size,
      etag: entry.etag,
    }));
}
