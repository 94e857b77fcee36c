/** A row of an ordered table; `id` tells rows of one key apart (uploads), in their order. */
export interface Row<V> {
  key: string;
  id?: string;
  value: V;
}

/** Where a scan begins. Each table turns it into a place among its rows, so that a scan seeks and never walks there. */
export type Position =
  /** At the first row whose key is not before this one. */
  | { at: 'key'; key: string }
  /** Behind this row, or behind every row of the key where no id is given. */
  | { at: 'after'; key: string; id?: string }
  /** Behind every key that begins with this. */
  | { at: 'past-prefix'; prefix: string };

export type Scan<V> = (from: Position) => Iterable<Row<V>>;

export interface ListQuery {
  prefix: string;
  /** Empty: no rolling up. */
  delimiter: string;
  /** Only what comes behind this is listed; it may be a common prefix of the page before. */
  after: { key: string; id?: string } | undefined;
  /** Rows and common prefixes together. */
  limit: number;
}

export interface ListedPage<V> {
  rows: Row<V>[];
  commonPrefixes: string[];
  truncated: boolean;
  /** The last row or common prefix: what the next page comes behind. */
  last: { key: string; id?: string } | undefined;
}

/**
 * One page of a listing. Keys that have the delimiter behind the prefix are rolled up into one common prefix, and the
 * scan then seeks past all of them: a page costs as many steps as it has entries, however many keys lie between.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-prefixes.html
 */
export function listPage<V>(scan: Scan<V>, query: ListQuery): ListedPage<V> {
  const page: ListedPage<V> = { rows: [], commonPrefixes: [], truncated: false, last: undefined };
  if (query.limit === 0) return page;
  let position: Position | undefined = firstPosition(query);
  while (position !== undefined) {
    const from: Position = position;
    position = undefined;
    for (const row of scan(from)) {
      if (!row.key.startsWith(query.prefix)) return page;
      if (page.rows.length + page.commonPrefixes.length === query.limit) {
        page.truncated = true;
        return page;
      }
      const rolledUp = commonPrefixOf(row.key, query);
      if (rolledUp === undefined) {
        page.rows.push(row);
        page.last = row.id === undefined ? { key: row.key } : { key: row.key, id: row.id };
      } else {
        page.commonPrefixes.push(rolledUp);
        page.last = { key: rolledUp };
        position = { at: 'past-prefix', prefix: rolledUp };
        break;
      }
    }
  }
  return page;
}

/**
 * A marker inside a common prefix, or that common prefix itself, has all of it behind it: a page is of entries that
 * sort after the marker, and the common prefix does not.
 */
function firstPosition(query: ListQuery): Position {
  const { prefix, after } = query;
  if (after === undefined || compareKeys(after.key, prefix) < 0) return { at: 'key', key: prefix };
  const rolledUp = after.key.startsWith(prefix) ? commonPrefixOf(after.key, query) : undefined;
  if (rolledUp !== undefined) return { at: 'past-prefix', prefix: rolledUp };
  return { at: 'after', ...after };
}

function commonPrefixOf(key: string, { prefix, delimiter }: ListQuery): string | undefined {
  if (delimiter === '') return undefined;
  const found = key.indexOf(delimiter, prefix.length);
  return found === -1 ? undefined : key.slice(0, found + delimiter.length);
}

/** The order of UTF-8 bytes, which differs from that of UTF-16 units beyond U+FFFF. */
export const compareKeys = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
