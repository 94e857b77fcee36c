import type { ListPage, ObjectEntry } from '../../../storage/index.ts';
import type { SortColumn } from '../../shared/paths.ts';
import { compareKeys } from './compare-keys.ts';

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
  entries: readonly ObjectEntry[];
}

export type Row = { kind: 'folder'; key: string } | { kind: 'object'; key: string; entry: ObjectEntry };

const byColumn: Record<Exclude<SortColumn, 'name'>, (a: ObjectEntry, b: ObjectEntry) => number> = {
  size: (a, b) => a.size - b.size,
  modified: (a, b) => a.lastModified.getTime() - b.lastModified.getTime(),
};

/**
 * Pages, in the server's order, become rows. The marker object of the folder itself (`prefix/`, zero bytes) is
 * left out of folder view: it is the place, not something in it.
 */
export function rowsOf(pages: readonly ListPage[], view: ListView): ListRows {
  const folders: string[] = [];
  const entries: ObjectEntry[] = [];
  for (const page of pages) {
    // A server may name a folder on both sides of a page's end.
    for (const folder of page.prefixes) if (folders.at(-1) !== folder) folders.push(folder);
    for (const entry of page.entries) if (view.flat || entry.key !== view.prefix) entries.push(entry);
  }
  if (view.sort === 'name') {
    // The server's order is by name already.
    if (view.desc) {
      folders.reverse();
      entries.reverse();
    }
    return { folders, entries };
  }
  const compare = byColumn[view.sort];
  const sign = view.desc ? -1 : 1;
  entries.sort((a, b) => sign * compare(a, b) || compareKeys(a.key, b.key));
  return { folders, entries };
}

export function rowCount(rows: ListRows): number {
  return rows.folders.length + rows.entries.length;
}

export function rowAt(rows: ListRows, index: number): Row | undefined {
  const folder = rows.folders[index];
  if (folder !== undefined) return { kind: 'folder', key: folder };
  const entry = rows.entries[index - rows.folders.length];
  return entry && { kind: 'object', key: entry.key, entry };
}

export function indexOfKey(rows: ListRows, key: string): number {
  const folder = rows.folders.indexOf(key);
  if (folder >= 0) return folder;
  const entry = rows.entries.findIndex((candidate) => candidate.key === key);
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
