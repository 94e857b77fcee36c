import { sqlError } from './sql-tokens.ts';

/**
 * What an expression is, as far as that is known before it runs.
 * `raw`: a field of a CSV file, which is text and yet may be compared with numbers. `json`: a value of a document, of
 * whatever type. `decimal` is shown with all its digits; `exact` (a DECIMAL of no stated scale) and `float` without
 * the zeros at their end.
 */
export type SqlKind =
  | 'integer'
  | 'decimal'
  | 'exact'
  | 'float'
  | 'text'
  | 'raw'
  | 'boolean'
  | 'time'
  | 'json'
  | 'null';

/** An expression of the engine's SQL, safe to stand as an operand. */
export interface TypedSql {
  sql: string;
  kind: SqlKind;
  /** A whole number beyond what a float holds exactly. */
  isWide?: boolean;
}

/** Some conversions name their operand twice: deep nesting must not become gigabytes. */
const maxSqlLength = 1_000_000;

export function typed(sql: string, kind: SqlKind): TypedSql {
  if (sql.length > maxSqlLength) throw sqlError('MaxOperatorsExceeded', 'The expression is too complex.');
  return { sql, kind };
}

/** A literal of the engine's. It knows no escapes in it but the doubled quote. */
export const quoteText = (text: string) => `'${text.replaceAll("'", "''")}'`;

export const quoteName = (name: string) => `"${name.replaceAll('"', '""')}"`;

export const isNumeric = ({ kind }: TypedSql) =>
  kind === 'integer' || kind === 'decimal' || kind === 'exact' || kind === 'float';

export const isTextual = ({ kind }: TypedSql) => kind === 'text' || kind === 'raw' || kind === 'json';

export function asText(value: TypedSql): string {
  const { sql, kind } = value;
  switch (kind) {
    case 'text':
    case 'raw':
      return sql;
    case 'json':
      return `(${sql} ->> '$')`;
    case 'null':
      return 'CAST(NULL AS VARCHAR)';
    case 'time':
      return `(regexp_replace(strftime(${sql}, '%Y-%m-%dT%H:%M:%S.%f'), '\\.?0*$', '') || 'Z')`;
    case 'exact':
    case 'float':
      return `regexp_replace(regexp_replace(CAST(${sql} AS VARCHAR), '(\\.[0-9]*?)0+$', '\\1'), '\\.$', '')`;
    default:
      return `CAST(${sql} AS VARCHAR)`;
  }
}

/** `strict` fails where a text is no number; otherwise that is a NULL, so that a comparison with it is not true. */
export function asNumber(value: TypedSql, strict: boolean, other?: TypedSql): TypedSql {
  if (isNumeric(value)) return value;
  if (value.kind === 'null') return typed('CAST(NULL AS BIGINT)', 'integer');
  if (!isTextual(value)) throw wrongType('a number');
  if (other?.isWide) return typed(`TRY_CAST(${asText(value)} AS HUGEINT)`, 'integer');
  return typed(`${strict ? 'CAST' : 'TRY_CAST'}(${asText(value)} AS DOUBLE)`, 'float');
}

export function asBoolean(value: TypedSql): string {
  if (value.kind === 'boolean') return value.sql;
  if (value.kind === 'null') return 'CAST(NULL AS BOOLEAN)';
  if (!isTextual(value)) throw wrongType('a condition');
  return `TRY_CAST(${asText(value)} AS BOOLEAN)`;
}

export function asTime(value: TypedSql, strict: boolean): string {
  if (value.kind === 'time') return value.sql;
  if (value.kind === 'null') return 'CAST(NULL AS TIMESTAMP)';
  if (!isTextual(value)) throw wrongType('a timestamp');
  return timeOf(asText(value), strict);
}

/** Of the forms of Ion, from `2007T` to `2007-02-23T12:14:33.079-08:00`, and without a zone as UTC. */
function timeOf(text: string, strict: boolean): string {
  const completed = [
    ['^([0-9]{4})T?$', '\\1-01-01'],
    ['^([0-9]{4}-[0-9]{2})T?$', '\\1-01'],
    ['^([0-9]{4}-[0-9]{2}-[0-9]{2})T$', '\\1'],
    ['^([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2})(Z|[+-].*)?$', '\\1T\\2:00\\3'],
  ].reduce(
    (sql, [pattern, replacement]) => `regexp_replace(${sql}, '${pattern}', '${replacement}')`,
    `trim(${text})`,
  );
  return `(${strict ? 'CAST' : 'TRY_CAST'}(${completed} AS TIMESTAMPTZ) AT TIME ZONE 'UTC')`;
}

export function asJson(value: TypedSql): string {
  const { sql, kind } = value;
  if (kind === 'json') return sql;
  if (kind === 'null') return `CAST('null' AS JSON)`;
  if (kind === 'integer' || kind === 'decimal' || kind === 'boolean') return `to_json(${sql})`;
  if (kind === 'exact' || kind === 'float') return `CAST(${asText(value)} AS JSON)`;
  return `to_json(${asText(value)})`;
}

/** What is left of several values of which one is chosen: their common kind, and each of them in it. */
export function unify(values: readonly TypedSql[]): { sqls: string[]; kind: SqlKind } {
  const known = values.filter(({ kind }) => kind !== 'null');
  const kinds = new Set(known.map(({ kind }) => kind));
  const asIs = () => values.map(({ sql, kind }) => (kind === 'null' ? 'NULL' : sql));
  if (kinds.size <= 1) return { sqls: asIs(), kind: known[0]?.kind ?? 'null' };
  if (known.every(isNumeric)) return { sqls: asIs(), kind: kinds.has('float') ? 'float' : 'exact' };
  if (kinds.has('json')) return { sqls: values.map(asJson), kind: 'json' };
  return { sqls: values.map(asText), kind: 'text' };
}

export const wrongType = (wanted: string) =>
  sqlError('IncorrectSqlFunctionArgumentType', `Where ${wanted} is needed stands something else.`);
