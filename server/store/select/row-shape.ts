import { S3Error } from '../http/s3-error.ts';
import { sqlError } from './sql-tokens.ts';
import type { PathStep } from './sql-tree.ts';
import { quoteName, quoteText, type SqlKind, type TypedSql, typed } from './typed-sql.ts';

export interface ParquetColumn {
  name: string;
  kind: SqlKind;
  /** Of the engine's: what makes the kind of the column as it is stored, such as `to_json`. */
  conversion: 'none' | 'timestamp' | 'varchar' | 'to_json';
}

/**
 * What a record looks like to the engine. CSV: `r` is a list of texts. JSON: `r` is a value, of which `path` leads to
 * what the query calls the record. Parquet: columns.
 */
export type RowShape =
  | { kind: 'csv'; headers: readonly string[] | undefined }
  | { kind: 'json'; path: readonly PathStep[] }
  | { kind: 'parquet'; columns: readonly ParquetColumn[] };

/** The value of a path whose alias has been taken off; no steps at all mean the record itself. */
export function resolvePath(shape: RowShape, steps: readonly PathStep[]): TypedSql {
  if (shape.kind === 'json') return jsonMember('r', [...shape.path, ...steps]);
  const [first, ...rest] = steps;
  if (first?.kind !== 'name') {
    throw sqlError('UnsupportedSqlStructure', 'A record of columns has no value of its own.');
  }
  if (shape.kind === 'parquet') {
    const column =
      shape.columns[
        columnIndex(
          first,
          shape.columns.map(({ name }) => name),
        )
      ];
    if (column === undefined) throw unknownColumn('EvaluatorBindingDoesNotExist', first.name);
    return rest.length === 0 ? parquetColumn(column) : jsonMember(`to_json(${quoteName(column.name)})`, rest);
  }
  if (rest.length > 0) throw unknownColumn('EvaluatorBindingDoesNotExist', first.name);
  const index = columnIndex(first, shape.headers ?? []);
  // Records may have more fields than there are headers, and fewer.
  if (index === -1) throw unknownColumn('MissingHeaders', first.name);
  return typed(`r[${index + 1}]`, 'raw');
}

export function hasColumn(shape: RowShape, step: PathStep): boolean {
  if (shape.kind === 'json' || step.kind !== 'name') return false;
  const names = shape.kind === 'csv' ? (shape.headers ?? []) : shape.columns.map(({ name }) => name);
  return names.includes(step.name);
}

export function parquetColumn({ name, kind, conversion }: ParquetColumn): TypedSql {
  const sql = quoteName(name);
  switch (conversion) {
    case 'none':
      return typed(sql, kind);
    case 'timestamp':
      return typed(`CAST(${sql} AS TIMESTAMP)`, kind);
    case 'varchar':
      return typed(`CAST(${sql} AS VARCHAR)`, kind);
    case 'to_json':
      return typed(`to_json(${sql})`, kind);
  }
}

/** -1: there is none. Names come before positions such as `_2`, as a header may be called that. */
function columnIndex({ name, quoted }: PathStep & { kind: 'name' }, names: readonly string[]): number {
  const exact = names.indexOf(name);
  if (exact !== -1) return exact;
  if (quoted) return -1;
  const alike = names.flatMap((candidate, index) =>
    candidate.toLowerCase() === name.toLowerCase() ? [index] : [],
  );
  if (alike.length > 1) {
    throw sqlError('AmbiguousFieldName', `Several columns are called ${name} but for their case.`);
  }
  const position = /^_(\d{1,6})$/.exec(name)?.[1];
  if (position === '0') throw sqlError('InvalidColumnIndex', 'The first column is _1.');
  return alike[0] ?? (position === undefined ? -1 : Number(position) - 1);
}

function jsonMember(root: string, steps: readonly PathStep[]): TypedSql {
  if (steps.length === 0) return typed(root, 'json');
  const exact = `(${root} -> ${quoteText(steps.map(pointerOf).join(''))})`;
  if (steps.every((step) => step.kind !== 'name' || step.quoted)) return typed(exact, 'json');
  const folded = steps.reduce((sql, step) => foldedMember(sql, step), root);
  return typed(`COALESCE(${exact}, ${folded})`, 'json');
}

/** The member of that name in whatever case. A lambda names its operand once, however often it needs it. */
function foldedMember(sql: string, step: PathStep): string {
  if (step.kind !== 'name' || step.quoted) return `(${sql} -> ${quoteText(pointerOf(step))})`;
  const name = quoteText(step.name.toLowerCase());
  const key = `list_filter(json_keys(v), lambda k: lower(k) = ${name})[1]`;
  const pointer = `'/' || replace(replace(${key}, '~', '~0'), '/', '~1')`;
  return `list_transform([${sql}], lambda v: v -> (${pointer}))[1]`;
}

/** https://www.rfc-editor.org/rfc/rfc6901 */
function pointerOf(step: PathStep): string {
  if (step.kind === 'index') return `/${step.index}`;
  if (step.kind === 'every') throw sqlError('ParseInvalidPathComponent', 'A wildcard stands in FROM alone.');
  return `/${step.name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** MinIO looks for the column when the answer has begun. */
const unknownColumn = (code: 'MissingHeaders' | 'EvaluatorBindingDoesNotExist', name: string) =>
  new S3Error(code, `There is no column called ${name}.`).orInMinio('InternalError');
