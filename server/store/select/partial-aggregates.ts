import { sqlError } from './sql-tokens.ts';
import type { AggregateName, Expression } from './sql-tree.ts';
import { asNumber, asText, type TypedSql, typed } from './typed-sql.ts';
import { type ExpressionContext, writeExpression } from './write-expression.ts';

/** Aggregates are taken of a batch of records at a time into the table `partials`, and then of that table. */
export interface PartialAggregates {
  createPartials: string;
  /** One row of partial aggregates of `source`. */
  insertPartials: string;
}

interface PartialCollector {
  /** For what is selected: aggregates become those of `partials`, and bare columns are refused. */
  context: ExpressionContext;
  collected(where: string): PartialAggregates;
}

export function partialAggregates(rows: ExpressionContext): PartialCollector {
  const partials: string[] = [];
  const partial = (sql: string) => `p${partials.push(sql)}`;
  const context: ExpressionContext = {
    now: rows.now,
    path() {
      throw sqlError('UnsupportedSqlStructure', 'Beside an aggregate no column of a record can be selected.');
    },
    aggregate: (name, operand) => writeAggregate(name, operand, rows, partial),
  };
  return {
    context,
    collected: (where) => {
      const selected = `SELECT ${partials.map((sql, index) => `${sql} AS p${index + 1}`).join(', ')} FROM source`;
      return { createPartials: `${selected} LIMIT 0`, insertPartials: selected + where };
    },
  };
}

function writeAggregate(
  name: AggregateName,
  operand: Expression | undefined,
  rows: ExpressionContext,
  partial: (sql: string) => string,
): TypedSql {
  const countOf = (column: string) => typed(`CAST(COALESCE(sum(${column}), 0) AS BIGINT)`, 'integer');
  if (operand === undefined) return countOf(partial('count(*)'));
  const value = writeExpression(operand, rows);
  if (name === 'COUNT')
    return countOf(partial(`count(${value.kind === 'json' ? asText(value) : value.sql})`));
  if (name === 'MIN' || name === 'MAX') {
    const comparable = value.kind === 'raw' || value.kind === 'json' ? asNumber(value, true) : value;
    const column = partial(`${name.toLowerCase()}(${comparable.sql})`);
    return typed(`${name.toLowerCase()}(${column})`, comparable.kind);
  }
  const number = asNumber(value, true);
  const sum = `sum(${partial(`sum(${number.sql})`)})`;
  if (name === 'SUM') return typed(sum, number.kind);
  const count = `sum(${partial(`count(${number.sql})`)})`;
  return typed(`(CAST(${sum} AS DOUBLE) / nullif(${count}, 0))`, 'float');
}
