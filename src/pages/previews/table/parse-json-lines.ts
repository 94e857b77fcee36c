import { exactJson, shownValue } from '../json/exact-json.ts';

interface JsonTable {
  /** Names of members, in the order in which they were met. */
  columns: string[];
  rows: string[][];
  /** Lines (from 1) that are no JSON. */
  broken: number[];
}

const mostColumns = 200;

/** One value a line. Members become columns; what is no object stands in a column of its own, named ''. */
export function parseJsonLines(text: string): JsonTable {
  const columns = new Map<string, number>();
  const rows: string[][] = [];
  const broken: number[] = [];
  const columnOf = (name: string) => {
    const known = columns.get(name);
    if (known !== undefined || columns.size >= mostColumns) return known;
    columns.set(name, columns.size);
    return columns.size - 1;
  };
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (line.trim() === '') continue;
    const parsed = exactJson(line);
    if (!parsed.ok) {
      broken.push(index + 1);
      continue;
    }
    const row: string[] = [];
    for (const [name, value] of membersOf(parsed.value)) {
      const column = columnOf(name);
      if (column !== undefined) row[column] = shownValue(value);
    }
    rows.push(row);
  }
  return {
    columns: [...columns.keys()],
    rows: rows.map((row) => Array.from(columns, (_, at) => row[at] ?? '')),
    broken,
  };
}

function membersOf(value: unknown): [string, unknown][] {
  const isObject =
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  return isObject ? Object.entries(value) : [['', value]];
}
