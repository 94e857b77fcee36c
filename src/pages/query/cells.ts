import { type JsonField, textOf } from './json-fields.ts';

/** A column of the result. Servers send two of one name, so it is named by its name and its turn, from 0. */
export interface Column {
  name: string;
  turn: number;
}

type CellKind = 'text' | 'number' | 'boolean' | 'null' | 'nested';

/** A value as it is shown: a text without its quotes, all else as the server wrote it. */
export interface Cell {
  kind: CellKind;
  text: string;
}

export function cellOf(raw: string): Cell {
  switch (raw[0]) {
    case '"':
      return { kind: 'text', text: textOf(raw) ?? raw };
    case '{':
    case '[':
      return { kind: 'nested', text: raw };
    case 'n':
      return { kind: 'null', text: raw };
    case 't':
    case 'f':
      return { kind: 'boolean', text: raw };
    default:
      return { kind: 'number', text: raw };
  }
}

/** The cells of a row under these columns; undefined where the row has none. */
export function cellsOf(fields: readonly JsonField[], columns: readonly Column[]): (Cell | undefined)[] {
  const byName = new Map<string, string[]>();
  for (const { name, raw } of fields) {
    const before = byName.get(name);
    if (before) before.push(raw);
    else byName.set(name, [raw]);
  }
  return columns.map(({ name, turn }) => {
    const raw = byName.get(name)?.[turn];
    return raw === undefined ? undefined : cellOf(raw);
  });
}

/** `a`, and `a (2)` for the second of that name. */
export const columnLabel = ({ name, turn }: Column) => (turn === 0 ? name : `${name} (${turn + 1})`);
