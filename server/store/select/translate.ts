import { parseSelect } from './parse-select.ts';
import { type PartialAggregates, partialAggregates } from './partial-aggregates.ts';
import { hasColumn, parquetColumn, type RowShape, resolvePath } from './row-shape.ts';
import { sqlError } from './sql-tokens.ts';
import type { Expression, PathStep, SelectStatement } from './sql-tree.ts';
import { asBoolean, asJson, asText, isNumeric, type TypedSql } from './typed-sql.ts';
import { type ExpressionContext, writeExpression } from './write-expression.ts';

export interface OutputColumn {
  name: string;
  /** What the engine's NULL means: a value that the record has not, or a null. */
  nullIs: 'missing' | 'null';
  /** Whether its text stands in JSON as it is. */
  isNumber: boolean;
}

/**
 * A query in the engine's SQL, over a relation called `source` that the engine's keeper provides. Every column of its
 * result is a text: for CSV the field, for JSON the value as JSON, or, without `columns`, the whole record as it was.
 */
export interface Translation {
  query: { kind: 'rows'; sql: string } | ({ kind: 'aggregate' } & PartialAggregates & { sql: string });
  columns: OutputColumn[] | undefined;
  limit: number | undefined;
}

export interface ParsedQuery {
  /** Steps to what is a record, up to the last wildcard of FROM; empty: each value at the root is one. */
  recordPath: PathStep[];
  /** Steps from there to what the query calls the record. */
  rowPath: PathStep[];
  translate(shape: RowShape, output: 'csv' | 'json', now: number): Translation;
}

/** Reads a query, before anything is known of the records. The limit on its length is AWS's and MinIO's. */
export function parseQuery(text: string): ParsedQuery {
  const statement = parseSelect(text);
  const steps = statement.from[0]?.kind === 'every' ? statement.from.slice(1) : statement.from;
  const lastWildcard = steps.findLastIndex(({ kind }) => kind === 'every');
  return {
    recordPath: steps.slice(0, lastWildcard + 1),
    rowPath: steps.slice(lastWildcard + 1),
    translate: (shape, output, now) => translate(statement, shape, output, now),
  };
}

function translate(
  statement: SelectStatement,
  shape: RowShape,
  output: 'csv' | 'json',
  now: number,
): Translation {
  const { columns, limit } = statement;
  const isAlias = aliasTest(statement);
  const rows: ExpressionContext = {
    now,
    path: (steps) => pathInRow(shape, steps, isAlias),
    aggregate() {
      throw sqlError('UnsupportedSqlStructure', 'An aggregate stands in what is selected, and in no other.');
    },
  };
  const where =
    statement.where === undefined ? '' : ` WHERE ${asBoolean(writeExpression(statement.where, rows))}`;
  if (columns === undefined) return { limit, ...translateAll(shape, output, where) };

  const isAggregate = columns.some(({ expression }) => containsAggregate(expression));
  const aggregates = partialAggregates(rows);
  const context = isAggregate ? aggregates.context : rows;
  const written = columns.map(({ expression }) => writeExpression(expression, context));
  const selected = `SELECT ${written.map((value) => outputText(value, output)).join(', ')} FROM`;
  return {
    limit,
    query: isAggregate
      ? { kind: 'aggregate', ...aggregates.collected(where), sql: `${selected} partials` }
      : { kind: 'rows', sql: `${selected} source${where}` },
    columns: columns.map(({ expression, alias }, index) => ({
      ...outputTraits(written[index]),
      name: alias ?? nameOf(expression, isAlias) ?? `_${index + 1}`,
    })),
  };
}

function translateAll(
  shape: RowShape,
  output: 'csv' | 'json',
  where: string,
): Pick<Translation, 'query' | 'columns'> {
  const rows = (selected: string) => ({
    kind: 'rows' as const,
    sql: `SELECT ${selected} FROM source${where}`,
  });
  if (shape.kind === 'csv') return { query: rows('u'), columns: undefined };
  if (shape.kind === 'json') {
    const record = shape.path.length === 0 ? 'u' : `CAST(${resolvePath(shape, []).sql} AS VARCHAR)`;
    return { query: rows(record), columns: undefined };
  }
  const values = shape.columns.map(parquetColumn);
  return {
    query: rows(values.map((value) => outputText(value, output)).join(', ')),
    columns: shape.columns.map(({ name }, index) => ({
      ...outputTraits(values[index]),
      nullIs: 'null',
      name,
    })),
  };
}

function pathInRow(
  shape: RowShape,
  steps: readonly PathStep[],
  isAlias: (step: PathStep) => boolean,
): TypedSql {
  const [first, ...rest] = steps;
  if (first === undefined || !isAlias(first)) return resolvePath(shape, steps);
  return rest.length === 0 && hasColumn(shape, first) ? resolvePath(shape, steps) : resolvePath(shape, rest);
}

/** The table is called by its alias, or by the last name of FROM where it has none. */
function aliasTest({ alias, from }: SelectStatement): (step: PathStep) => boolean {
  const last = from.findLast((step) => step.kind === 'name');
  const names = alias === undefined ? ['s3object', ...(last?.kind === 'name' ? [last.name] : [])] : [alias];
  return (step) =>
    step.kind === 'name' &&
    names.some(
      (name) => name === step.name || (!step.quoted && name.toLowerCase() === step.name.toLowerCase()),
    );
}

/** The last name of a path, as S3 names a column without an alias. */
function nameOf(expression: Expression, isAlias: (step: PathStep) => boolean): string | undefined {
  if (expression.kind !== 'path') return undefined;
  const { steps } = expression;
  const last = steps.at(-1);
  if (
    last?.kind !== 'name' ||
    (steps.length === 1 && isAlias(last) && last.name.toLowerCase() === 's3object')
  ) {
    return undefined;
  }
  return last.name;
}

function outputText(value: TypedSql, output: 'csv' | 'json'): string {
  if (output === 'csv' || isNumeric(value)) return asText(value);
  return value.kind === 'null' ? 'CAST(NULL AS VARCHAR)' : `CAST(${asJson(value)} AS VARCHAR)`;
}

const outputTraits = (value: TypedSql | undefined): Omit<OutputColumn, 'name'> => ({
  nullIs: value?.kind === 'raw' || value?.kind === 'json' ? 'missing' : 'null',
  isNumber: value !== undefined && isNumeric(value),
});

function containsAggregate(part: object): boolean {
  if ('kind' in part && part.kind === 'aggregate') return true;
  return Object.values(part).some(
    (inner) => typeof inner === 'object' && inner !== null && containsAggregate(inner),
  );
}
