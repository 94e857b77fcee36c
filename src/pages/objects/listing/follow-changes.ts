import { compareKeys, type ObjectEntry, type VersionRef } from '../../../storage/index.ts';
import {
  isRow,
  type Listed,
  type ListedEntry,
  type ListedPage,
  type ListedVersion,
  rowId,
} from './listed-entry.ts';

/**
 * Puts objects that have just arrived where the server's order has them, so that a listing of a hundred pages need
 * not be fetched again. What belongs beyond the loaded pages is left to them.
 */
export function withEntries(
  pages: readonly ListedPage[],
  arrived: readonly ObjectEntry[],
  listed: Listed,
): ListedPage[] {
  return arrived.reduce<ListedPage[]>(
    (result, entry) => putIn(result, entry, listed, (entries) => insert(entries, entry, (one) => one.key)),
    [...pages],
  );
}

/** The same of versions and delete markers, in the order in which they came: each is its key's latest. */
export function withVersions(
  pages: readonly ListedPage[],
  arrived: readonly ListedVersion[],
  listed: Listed,
): ListedPage[] {
  let result = [...pages];
  for (const version of arrived) {
    // What was written while versioning is off takes the place of what was.
    if (version.versionId === 'null') result = withoutVersions(result, [version]);
    else if (result.some(({ entries }) => entries.some((entry) => isRow(entry, rowId(version))))) continue;
    result = putIn(result, version, listed, (entries) => {
      const at = firstNotBefore(entries, version.key, (one) => one.key);
      return [...entries.slice(0, at), version, ...entries.slice(at)];
    });
    result = withLatest(result, new Set([version.key]));
  }
  return result;
}

/** Takes out deleted versions; what came before the latest is the latest then. */
export function withoutVersions(pages: readonly ListedPage[], gone: readonly VersionRef[]): ListedPage[] {
  const ids = new Set(gone.map(rowId));
  const rest = pages.map((page) => ({
    ...page,
    entries: page.entries.filter((entry) => !ids.has(rowId(entry))),
  }));
  return withLatest(rest, new Set(gone.map(({ key }) => key)));
}

/** The first version of a key is its latest. A list that begins in the middle of a key has none to tell of. */
function withLatest(pages: readonly ListedPage[], keys: ReadonlySet<string>): ListedPage[] {
  const seen = new Set<string>();
  return pages.map((page) => ({
    ...page,
    entries: page.entries.map((entry) => {
      if (!keys.has(entry.key)) return entry;
      const isLatest = !seen.has(entry.key);
      seen.add(entry.key);
      return entry.isLatest === isLatest ? entry : { ...entry, isLatest };
    }),
  }));
}

/** Into the page that its place belongs to; as its folder where folders are shown and it lies in one. */
function putIn(
  pages: ListedPage[],
  { key }: ObjectEntry,
  listed: Listed,
  change: (entries: ListedEntry[]) => ListedEntry[],
): ListedPage[] {
  if (!key.startsWith(listed.prefix)) return pages;
  if (listed.after !== undefined && compareKeys(key, listed.after) < 0) return pages;
  const slash = listed.flat ? -1 : key.indexOf('/', listed.prefix.length);
  const place = slash < 0 ? key : key.slice(0, slash + 1);
  const index = pages.findIndex((page) => page.next === undefined || compareKeys(place, lastKey(page)) <= 0);
  const page = pages[index];
  if (!page) return pages;
  if (slash < 0) return pages.with(index, { ...page, entries: change(page.entries) });
  const prefixes = page.prefixes.includes(place) ? page.prefixes : insert(page.prefixes, place, (one) => one);
  return pages.with(index, { ...page, prefixes });
}

/** Takes out deleted objects, and folders of which nothing is left. */
export function withoutKeys(
  pages: readonly ListedPage[],
  gone: ReadonlySet<string>,
  goneFolders: ReadonlySet<string>,
): ListedPage[] {
  return pages.map((page) => ({
    ...page,
    entries: page.entries.filter((entry) => !gone.has(entry.key)),
    prefixes: page.prefixes.filter((prefix) => !goneFolders.has(prefix)),
  }));
}

function lastKey(page: ListedPage): string {
  const entry = page.entries.at(-1)?.key ?? '';
  const folder = page.prefixes.at(-1) ?? '';
  return compareKeys(entry, folder) > 0 ? entry : folder;
}

/** Into a sorted list, in the place of an equal one if there is one. */
function insert<T>(sorted: readonly T[], value: T, keyOf: (one: T) => string): T[] {
  const at = firstNotBefore(sorted, keyOf(value), keyOf);
  const equal = at < sorted.length && keyOf(sorted[at] as T) === keyOf(value);
  return [...sorted.slice(0, at), value, ...sorted.slice(equal ? at + 1 : at)];
}

function firstNotBefore<T>(sorted: readonly T[], key: string, keyOf: (one: T) => string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareKeys(keyOf(sorted[middle] as T), key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
