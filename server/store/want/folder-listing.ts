import { setImmediate as nextTurn } from 'node:timers/promises';
import { type ListedPage, listPage } from '../listing/roll-up.ts';
import { objectScan } from '../listing/scans.ts';
import type { Tables } from '../metadata/database.ts';
import type { ObjectRecord } from '../metadata/records.ts';

export interface PageQuery {
  /** From 1. */
  currentPage: number;
  pageSize: number;
}

/** One page of what is in a folder, and how much there is in all. */
export interface FolderPage<T> {
  totalCount: number;
  totalPage: number;
  result: T[];
}

type Entries<T> = (page: ListedPage<ObjectRecord>) => T[];

/** How many entries are counted in one turn: other requests come in between. */
const turnEntries = 1000;

/**
 * A page by its number, as Want has it. S3's tables know no numbers, so the entries are counted from the first on: a page
 * costs as much as the whole folder has entries in it, subfolders counting as one each.
 */
export async function listFolder<T>(
  tables: Tables,
  { bucket, prefix }: { bucket: string; prefix: string },
  { currentPage, pageSize }: PageQuery,
  entriesOf: Entries<T>,
): Promise<FolderPage<T>> {
  const scan = objectScan(tables, bucket);
  const first = (currentPage - 1) * pageSize;
  const result: T[] = [];
  let totalCount = 0;
  let after: { key: string } | undefined;
  for (;;) {
    const page = listPage(scan, { prefix, delimiter: '/', after, limit: turnEntries });
    const entries = entriesOf(page);
    result.push(
      ...entries.slice(Math.max(first - totalCount, 0), Math.max(first + pageSize - totalCount, 0)),
    );
    totalCount += entries.length;
    if (!page.truncated || page.last === undefined) break;
    after = page.last;
    await nextTurn();
  }
  return { totalCount, totalPage: Math.ceil(totalCount / pageSize), result };
}

/** Without the folder's own marker. */
export const filesOf =
  (prefix: string): Entries<{ key: string; object: ObjectRecord }> =>
  ({ rows }) =>
    rows.filter(({ key }) => key !== prefix).map(({ key, value }) => ({ key, object: value }));

/** Keys with two slashes in a row lie in a folder without a name, which nobody can ask for. */
export const foldersOf =
  (prefix: string): Entries<string> =>
  ({ commonPrefixes }) =>
    commonPrefixes.filter((folder) => folder !== `${prefix}/`);

/** The first object whose key begins with this: the marker, where the folder has one. */
export function firstObject(
  tables: Tables,
  bucket: string,
  prefix: string,
): { key: string; object: ObjectRecord } | undefined {
  const [row] = listPage(objectScan(tables, bucket), {
    prefix,
    delimiter: '',
    after: undefined,
    limit: 1,
  }).rows;
  return row && { key: row.key, object: row.value };
}
