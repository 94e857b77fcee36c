import type { StorageErrorCode } from '../errors.ts';
import type { Act, Journal, JournalEntry } from './act-types.ts';

const most = 50;
/** So many in a row that differ in their keys alone: 300 uploads leave room for what was done before. */
const mostAlike = 10;

export interface JournalWriter extends Journal {
  add(act: Act, refused?: StorageErrorCode): void;
}

export function createJournal(now: () => number = Date.now): JournalWriter {
  const listeners = new Set<() => void>();
  let entries: readonly (JournalEntry & { same: string; alike: string })[] = [];
  let count = 0;

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => entries,
    add(act, refused) {
      const same = JSON.stringify(act);
      const alike = JSON.stringify({ ...act, key: undefined, versionId: undefined, objects: undefined });
      const entry = { id: ++count, at: now(), act, refused, more: 0, same, alike };
      // What is asked again and again, and what is tried again, is told once.
      const before = entries.slice(0, mostAlike).find((earlier) => earlier.same === same);
      if (before) entry.more = before.more;
      let rest = entries.filter((earlier) => earlier !== before);
      const different = rest.findIndex((earlier) => earlier.alike !== alike);
      const run = different === -1 ? rest.length : different;
      const passed = run >= mostAlike ? rest[run - 1] : undefined;
      if (passed) {
        // The oldest that is left of the run stands for those before it.
        rest = rest
          .filter((earlier) => earlier !== passed)
          .map((earlier, at) => (at === run - 2 ? { ...earlier, more: passed.more + 1 } : earlier));
      }
      entries = [entry, ...rest].slice(0, most);
      for (const listener of listeners) listener();
    },
  };
}
