import type { ComparisonOperator } from './sql-tree.ts';
import {
  asBoolean,
  asNumber,
  asText,
  asTime,
  isNumeric,
  isTextual,
  type TypedSql,
  typed,
  wrongType,
} from './typed-sql.ts';

/**
 * A comparison of whatever with whatever. Beside a number a text counts as the number that it spells, beside a
 * boolean or a timestamp likewise; a text that spells none compares as unknown, so its record is not selected.
 */
export function writeComparison(operator: ComparisonOperator, left: TypedSql, right: TypedSql): TypedSql {
  if (left.kind === 'null' || right.kind === 'null') return typed('CAST(NULL AS BOOLEAN)', 'boolean');
  if (isNumeric(left) || isNumeric(right)) {
    const [first, second] = [asNumber(left, false, right), asNumber(right, false, left)];
    return comparison(operator, first.sql, second.sql);
  }
  if (left.kind === 'boolean' || right.kind === 'boolean') {
    return comparison(operator, asBoolean(left), asBoolean(right));
  }
  if (left.kind === 'time' || right.kind === 'time') {
    return comparison(operator, asTime(left, false), asTime(right, false));
  }
  if (!isTextual(left) || !isTextual(right)) throw wrongType('a text');
  const texts = comparison(operator, asText(left), asText(right)).sql;
  if (left.kind !== 'json' || right.kind !== 'json') return typed(texts, 'boolean');
  const [first, second] = [asNumber(left, false).sql, asNumber(right, false).sql];
  return typed(
    `(CASE WHEN ${first} IS NOT NULL AND ${second} IS NOT NULL ` +
      `THEN ${comparison(operator, first, second).sql} ELSE ${texts} END)`,
    'boolean',
  );
}

const comparison = (operator: ComparisonOperator, left: string, right: string) =>
  typed(`(${left} ${operator} ${right})`, 'boolean');
