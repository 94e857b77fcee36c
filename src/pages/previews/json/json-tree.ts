import { ExactNumber } from './exact-json.ts';

export interface TreeRow {
  /** Names the place: a JSON pointer (RFC 6901). */
  path: string;
  depth: number;
  /** Member name or index; absent at the root. */
  name?: string;
  kind: 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';
  /** Of objects and arrays: how many members. */
  count?: number;
  /** Of the others: the value as JSON. */
  text?: string;
}

/** What is shown at once of one object or array; more would be a page of its own. */
const mostMembers = 10_000;

/** The rows of the tree, of which those named are open. */
export function treeRows(root: unknown, open: ReadonlySet<string>): TreeRow[] {
  const rows: TreeRow[] = [];
  const add = (value: unknown, path: string, depth: number, name?: string) => {
    const row = rowOf(value, path, depth, name);
    rows.push(row);
    if (row.count === undefined || !open.has(path)) return;
    for (const [member, child] of Object.entries(value as object).slice(0, mostMembers)) {
      add(child, `${path}/${member.replaceAll('~', '~0').replaceAll('/', '~1')}`, depth + 1, member);
    }
  };
  add(root, '', 0);
  return rows;
}

function rowOf(value: unknown, path: string, depth: number, name: string | undefined): TreeRow {
  const place = { path, depth, name };
  if (value === null) return { ...place, kind: 'null', text: 'null' };
  if (value instanceof ExactNumber) return { ...place, kind: 'number', text: value.source };
  if (Array.isArray(value)) return { ...place, kind: 'array', count: value.length };
  if (typeof value === 'object') return { ...place, kind: 'object', count: Object.keys(value).length };
  return { ...place, kind: typeof value as 'string' | 'number' | 'boolean', text: JSON.stringify(value) };
}

/** What is open at first: the root, and what is in it where that is little. */
export function openAtFirst(root: unknown): Set<string> {
  const open = new Set(['']);
  const rows = treeRows(root, open);
  if (rows.length <= 20) for (const row of rows) if ((row.count ?? 21) <= 20) open.add(row.path);
  return open;
}
