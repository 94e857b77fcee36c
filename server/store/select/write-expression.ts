import { sqlError } from './sql-tokens.ts';
import type { AggregateName, Expression, PathStep } from './sql-tree.ts';
import {
  asBoolean,
  asNumber,
  asText,
  isNumeric,
  isTextual,
  quoteText,
  type TypedSql,
  typed,
  unify,
} from './typed-sql.ts';
import { writeComparison } from './write-comparison.ts';
import { writeCall, writeCast, writeTrim } from './write-functions.ts';
import { writeLike } from './write-like.ts';

/** What the names in an expression stand for. */
export interface ExpressionContext {
  /** Unix ms. */
  now: number;
  path(steps: readonly PathStep[]): TypedSql;
  aggregate(name: AggregateName, operand: Expression | undefined): TypedSql;
}

/** The engine's SQL for an expression. Every operator and function in it is one of those written here. */
export function writeExpression(expression: Expression, context: ExpressionContext): TypedSql {
  const write = (inner: Expression) => writeExpression(inner, context);
  const condition = (inner: Expression) => asBoolean(write(inner));
  switch (expression.kind) {
    case 'number':
      return writeNumber(expression.text);
    case 'string':
      return typed(quoteText(expression.value), 'text');
    case 'boolean':
      return typed(expression.value ? 'TRUE' : 'FALSE', 'boolean');
    case 'null':
      return typed('NULL', 'null');
    case 'path':
      return context.path(expression.steps);
    case 'aggregate':
      return context.aggregate(expression.name, expression.operand);
    case 'negate': {
      const operand = asNumber(write(expression.operand), true);
      return typed(`(- ${operand.sql})`, operand.kind);
    }
    case 'not':
      return typed(`(NOT ${condition(expression.operand)})`, 'boolean');
    case 'logic':
      return typed(`(${expression.operands.map(condition).join(` ${expression.operator} `)})`, 'boolean');
    case 'arithmetic':
      return writeArithmetic(expression.operator, write(expression.left), write(expression.right));
    case 'concat':
      return typed(`(${asText(write(expression.left))} || ${asText(write(expression.right))})`, 'text');
    case 'compare':
      return writeComparison(expression.operator, write(expression.left), write(expression.right));
    case 'between': {
      const value = write(expression.value);
      const low = writeComparison('>=', value, write(expression.low)).sql;
      return typed(`(${low} AND ${writeComparison('<=', value, write(expression.high)).sql})`, 'boolean');
    }
    case 'in':
      return writeIn(write(expression.value), expression.items.map(write));
    case 'like': {
      const { pattern } = expression;
      const literal = pattern.kind === 'string' ? pattern.value : undefined;
      return writeLike(write(expression.value), write(pattern), literal, expression.escape);
    }
    case 'is': {
      const value = write(expression.value);
      // A null of a document is NULL, and yet not MISSING.
      const sql = value.kind === 'json' && expression.what === 'NULL' ? asText(value) : value.sql;
      return typed(`(${sql} IS NULL)`, 'boolean');
    }
    case 'case':
      return writeCase(expression, write);
    case 'cast':
      return writeCast(write(expression.value), expression.type);
    case 'trim': {
      const { characters } = expression;
      return writeTrim(expression.side, write(expression.value), characters && write(characters));
    }
    case 'call':
      return writeCall(expression, expression.args.map(write), context.now);
  }
}

function writeNumber(text: string): TypedSql {
  if (!/^-?\d+$/.test(text)) {
    return /[eE]/.test(text) || text.length > 38
      ? typed(`CAST('${text}' AS DOUBLE)`, 'float')
      : typed(text.startsWith('-') ? `(${text})` : text, 'exact');
  }
  const digits = text.replace('-', '').length;
  if (digits > 38) return typed(`CAST('${text}' AS DOUBLE)`, 'float');
  // Without a cast small literals would overflow at 32 bits.
  return {
    ...typed(`CAST('${text}' AS ${digits > 18 ? 'HUGEINT' : 'BIGINT'})`, 'integer'),
    isWide: digits > 15,
  };
}

function writeArithmetic(operator: '+' | '-' | '*' | '/' | '%', left: TypedSql, right: TypedSql): TypedSql {
  const [first, second] = [asNumber(left, true), asNumber(right, true)];
  const kind =
    first.kind === 'float' || second.kind === 'float'
      ? 'float'
      : first.kind === 'integer' && second.kind === 'integer'
        ? 'integer'
        : 'exact';
  if (operator !== '/' && operator !== '%') return typed(`(${first.sql} ${operator} ${second.sql})`, kind);
  const sign = operator === '%' ? '%' : kind === 'integer' ? '//' : '/';
  const quotient = `(CASE WHEN ${second.sql} = 0 THEN error('${divisionByZero}') ELSE ${first.sql} ${sign} ${second.sql} END)`;
  return operator === '%' ? typed(quotient, kind) : typed(quotient, kind === 'integer' ? 'integer' : 'float');
}

/** How the engine is made to say that a query divided by zero. */
export const divisionByZero = 'pail: division by zero';

function writeIn(value: TypedSql, items: readonly TypedSql[]): TypedSql {
  // One IN of the engine's where every comparison is the same; its depth does not grow with the list.
  if (items.every((item) => item.kind === 'text') && isTextual(value)) {
    return typed(`(${asText(value)} IN (${items.map(({ sql }) => sql).join(', ')}))`, 'boolean');
  }
  if (items.every((item) => isNumeric(item) && !item.isWide)) {
    return typed(`(${asNumber(value, false).sql} IN (${items.map(({ sql }) => sql).join(', ')}))`, 'boolean');
  }
  if (items.length > 500) throw sqlError('MaxOperatorsExceeded', 'The list is too long.');
  return typed(`(${items.map((item) => writeComparison('=', value, item).sql).join(' OR ')})`, 'boolean');
}

function writeCase(
  { subject, branches, otherwise }: Extract<Expression, { kind: 'case' }>,
  write: (inner: Expression) => TypedSql,
): TypedSql {
  const compared = subject && write(subject);
  const results = [...branches.map(({ result }) => result), otherwise ?? { kind: 'null' as const }].map(
    write,
  );
  const { sqls, kind } = unify(results);
  const whens = branches.map(({ when }, index) => {
    const test =
      compared === undefined ? asBoolean(write(when)) : writeComparison('=', compared, write(when)).sql;
    return `WHEN ${test} THEN ${sqls[index]}`;
  });
  return typed(`(CASE ${whens.join(' ')} ELSE ${sqls.at(-1)} END)`, kind);
}
