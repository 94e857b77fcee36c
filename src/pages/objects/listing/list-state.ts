import { compareKeys } from '../../../storage/index.ts';
import type { SortColumn } from '../../shared/paths.ts';
import { isRow, type ListedEntry, type ListedPage, rowId } from './listed-entry.ts';

export interface ListView {
  prefix: string;
  /** Every key under the prefix instead of folders. */
  flat: boolean;
  sort: SortColumn;
  desc: boolean;
}

/** What is loaded, folders before objects: two plain arrays, so that 100,000 rows cost no object each. */
export interface ListRows {
  folders: readonly string[];
  entries: readonly ListedEntry[];
}

/** `id` is the row's own; a key may have several versions. */
export type Row =
  | { kind: 'folder'; id: string; key: string }
  | { kind: 'object'; id: string; key: string; entry: ListedEntry };

const byColumn: Record<Exclude<SortColumn, 'name'>, (a: ListedEntry, b: ListedEntry) => number> = {
  size: (a, b) => a.size - b.size,
  modified: (a, b) => a.lastModified.getTime() - b.lastModified.getTime(),
};

/**
 * Pages, in the server's order, become rows. The marker object of the folder itself (`prefix/`, zero bytes) is
 * left out of folder view: it is the place, not something in it.
 */
export function rowsOf(pages: readonly ListedPage[], view: ListView): ListRows {
  const folders: string[] = [];
  const entries: ListedEntry[] = [];
  for (const page of pages) {
    // A server may name a folder on both sides of a page's end.
    for (const folder of page.prefixes) if (folders.at(-1) !== folder) folders.push(folder);
    for (const entry of page.entries) if (view.flat || entry.key !== view.prefix) entries.push(entry);
  }
  if (view.sort === 'name') {
    // The server's order is by name already.
    if (view.desc) {
      folders.reverse();
      reverseKeys(entries);
    }
    return { folders, entries };
  }
  const compare = byColumn[view.sort];
  const sign = view.desc ? -1 : 1;
  entries.sort((a, b) => sign * compare(a, b) || compareKeys(a.key, b.key));
  return { folders, entries };
}

/** From Z to A, and still the newest version of each key first. */
function reverseKeys(entries: ListedEntry[]): void {
  entries.reverse();
  for (let from = 0; from < entries.length; ) {
    let to = from + 1;
    while (to < entries.length && entries[to]?.key === entries[from]?.key) to += 1;
    for (let left = from, right = to - 1; left < right; left += 1, right -= 1) {
      const [a, b] = [entries[left], entries[right]];
      if (a && b) [entries[left], entries[right]] = [b, a];
    }
    from = to;
  }
}

export function rowCount(rows: ListRows): number {
  return rows.folders.length + rows.entries.length;
}

export function rowAt(rows: ListRows, index: number): Row | undefined {
  const folder = rows.folders[index];
  if (folder !== undefined) return { kind: 'folder', id: folder, key: folder };
  const entry = rows.entries[index - rows.folders.length];
  return entry && { kind: 'object', id: rowId(entry), key: entry.key, entry };
}

export function indexOfRow(rows: ListRows, id: string): number {
  const folder = rows.folders.indexOf(id);
  if (folder >= 0) return folder;
  const entry = rows.entries.findIndex((candidate) => isRow(candidate, id));
  return entry < 0 ? -1 : entry + rows.folders.length;
}

/** Name order is the server's; any other order holds for the loaded rows alone until all are loaded. */
export function sortsLoadedRowsOnly(view: Pick<ListView, 'sort' | 'desc'>, hasMore: boolean): boolean {
  return hasMore && (view.sort !== 'name' || view.desc);
}

/** A click on a column: a new column begins with what one looks for (A to Z, the largest, the latest). */
export function nextSort(
  view: Pick<ListView, 'sort' | 'desc'>,
  column: SortColumn,
): Pick<ListView, 'sort' | 'desc'> {
  if (view.sort === column) return { sort: column, desc: !view.desc };
  return { sort: column, desc: column !== 'name' };
}
