import { parsePrimary } from './parse-primary.ts';
import { sqlError } from './sql-tokens.ts';
import type { ArithmeticOperator, ComparisonOperator, Expression } from './sql-tree.ts';
import type { TokenCursor } from './token-cursor.ts';

const comparisons: Record<string, ComparisonOperator> = {
  '=': '=',
  '<>': '<>',
  '!=': '<>',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

/** OR binds loosest, then AND, NOT, comparisons, `||`, sums, products, signs. */
export function parseExpression(cursor: TokenCursor): Expression {
  return cursor.nested(() =>
    parseLogic(cursor, 'OR', () => parseLogic(cursor, 'AND', () => parseNot(cursor))),
  );
}

function parseLogic(cursor: TokenCursor, operator: 'AND' | 'OR', parseOperand: () => Expression): Expression {
  const first = parseOperand();
  const operands = [first];
  while (cursor.takeKeyword(operator) !== undefined) {
    cursor.countOperator();
    operands.push(parseOperand());
  }
  return operands.length === 1 ? first : { kind: 'logic', operator, operands };
}

function parseNot(cursor: TokenCursor): Expression {
  if (cursor.takeKeyword('NOT') === undefined) return parseCondition(cursor);
  cursor.countOperator();
  return { kind: 'not', operand: cursor.nested(() => parseNot(cursor)) };
}

function parseCondition(cursor: TokenCursor): Expression {
  let value = parseConcat(cursor);
  for (;;) {
    const condition = parseConditionOf(cursor, value);
    if (condition === undefined) return value;
    cursor.countOperator();
    value = condition;
  }
}

function parseConditionOf(cursor: TokenCursor, value: Expression): Expression | undefined {
  const sign = cursor.takeOperator(...Object.keys(comparisons));
  if (sign !== undefined) {
    const operator = comparisons[sign] as ComparisonOperator;
    return { kind: 'compare', operator, left: value, right: parseConcat(cursor) };
  }
  if (cursor.takeKeyword('IS') !== undefined) {
    const isNot = cursor.takeKeyword('NOT') !== undefined;
    const what = cursor.takeKeyword('NULL', 'MISSING');
    if (what !== 'NULL' && what !== 'MISSING')
      throw cursor.unexpected('ParseExpectedKeyword', 'NULL is expected');
    return negatedIf(isNot, { kind: 'is', value, what });
  }
  const isNot = cursor.takeKeyword('NOT') !== undefined;
  const keyword = cursor.takeKeyword('BETWEEN', 'IN', 'LIKE');
  if (keyword === 'BETWEEN') {
    const low = parseConcat(cursor);
    cursor.requireKeyword('AND');
    return negatedIf(isNot, { kind: 'between', value, low, high: parseConcat(cursor) });
  }
  if (keyword === 'IN') return negatedIf(isNot, { kind: 'in', value, items: parseItems(cursor) });
  if (keyword === 'LIKE') {
    const pattern = parseConcat(cursor);
    return negatedIf(isNot, { kind: 'like', value, pattern, escape: parseEscape(cursor) });
  }
  if (isNot) throw cursor.unexpected('ParseExpectedKeyword', 'BETWEEN, IN or LIKE is expected');
  return undefined;
}

function parseItems(cursor: TokenCursor): Expression[] {
  cursor.requireOperator('(');
  if (cursor.isKeyword('SELECT'))
    throw cursor.unexpected('ParseUnsupportedSyntax', 'S3 Select has no subqueries');
  const items = [parseExpression(cursor)];
  while (cursor.takeOperator(',') !== undefined) items.push(parseExpression(cursor));
  cursor.requireOperator(')');
  return items;
}

function parseEscape(cursor: TokenCursor): string | undefined {
  if (cursor.takeKeyword('ESCAPE') === undefined) return undefined;
  const { kind, text } = cursor.current;
  if (kind !== 'string' || [...text].length !== 1) {
    throw sqlError('EvaluatorLikePatternInvalidEscapeSequence', 'ESCAPE takes one character.');
  }
  return cursor.advance().text;
}

function parseConcat(cursor: TokenCursor): Expression {
  let left = parseSum(cursor);
  while (cursor.takeOperator('||') !== undefined) {
    cursor.countOperator();
    left = { kind: 'concat', left, right: parseSum(cursor) };
  }
  return left;
}

const parseSum = (cursor: TokenCursor) => parseArithmetic(cursor, ['+', '-'], () => parseProduct(cursor));

const parseProduct = (cursor: TokenCursor) =>
  parseArithmetic(cursor, ['*', '/', '%'], () => parseSigned(cursor));

function parseArithmetic(
  cursor: TokenCursor,
  operators: readonly ArithmeticOperator[],
  parseOperand: () => Expression,
): Expression {
  let left = parseOperand();
  for (;;) {
    const taken = cursor.takeOperator(...operators);
    const operator = operators.find((candidate) => candidate === taken);
    if (operator === undefined) return left;
    cursor.countOperator();
    left = { kind: 'arithmetic', operator, left, right: parseOperand() };
  }
}

function parseSigned(cursor: TokenCursor): Expression {
  const sign = cursor.takeOperator('-', '+');
  if (sign === undefined) return parsePrimary(cursor, () => parseExpression(cursor));
  cursor.countOperator();
  const operand = cursor.nested(() => parseSigned(cursor));
  if (sign === '+') return operand;
  return operand.kind === 'number' && !operand.text.startsWith('-')
    ? { kind: 'number', text: `-${operand.text}` }
    : { kind: 'negate', operand };
}

const negatedIf = (isNegated: boolean, operand: Expression): Expression =>
  isNegated ? { kind: 'not', operand } : operand;
