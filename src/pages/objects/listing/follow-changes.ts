import type { ListPage, ObjectEntry } from '../../../storage/index.ts';
import { compareKeys } from './compare-keys.ts';

/** What the pages were listed with: `prefix` includes the search, `flat` means without delimiter. */
export interface Listed {
  prefix: string;
  flat: boolean;
}

/**
 * Puts objects that have just arrived where the server's order has them, so that a listing of a hundred pages need
 * not be fetched again. What belongs beyond the loaded pages is left to them.
 */
export function withEntries(
  pages: readonly ListPage[],
  arrived: readonly ObjectEntry[],
  listed: Listed,
): ListPage[] {
  let result = [...pages];
  for (const entry of arrived) {
    if (!entry.key.startsWith(listed.prefix)) continue;
    const slash = listed.flat ? -1 : entry.key.indexOf('/', listed.prefix.length);
    const place = slash < 0 ? entry.key : entry.key.slice(0, slash + 1);
    const index = result.findIndex(
      (page) => page.next === undefined || compareKeys(place, lastKey(page)) <= 0,
    );
    const page = result[index];
    if (!page) continue;
    const changed =
      slash < 0
        ? { ...page, entries: insert(page.entries, entry, (one) => one.key) }
        : {
            ...page,
            prefixes: page.prefixes.includes(place)
              ? page.prefixes
              : insert(page.prefixes, place, (one) => one),
          };
    result = result.with(index, changed);
  }
  return result;
}

/** Takes out deleted objects, and folders of which nothing is left. */
export function withoutKeys(
  pages: readonly ListPage[],
  gone: ReadonlySet<string>,
  goneFolders: ReadonlySet<string>,
): ListPage[] {
  return pages.map((page) => ({
    ...page,
    entries: page.entries.filter((entry) => !gone.has(entry.key)),
    prefixes: page.prefixes.filter((prefix) => !goneFolders.has(prefix)),
  }));
}

function lastKey(page: ListPage): string {
  const entry = page.entries.at(-1)?.key ?? '';
  const folder = page.prefixes.at(-1) ?? '';
  return compareKeys(entry, folder) > 0 ? entry : folder;
}

/** Into a sorted list, in the place of an equal one if there is one. */
function insert<T>(sorted: readonly T[], value: T, keyOf: (one: T) => string): T[] {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareKeys(keyOf(sorted[middle] as T), keyOf(value)) < 0) low = middle + 1;
    else high = middle;
  }
  const equal = low < sorted.length && keyOf(sorted[low] as T) === keyOf(value);
  return [...sorted.slice(0, low), value, ...sorted.slice(equal ? low + 1 : low)];
}
