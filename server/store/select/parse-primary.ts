import { functionArity } from './function-names.ts';
import { parsePathSteps } from './parse-path.ts';
import { sqlError } from './sql-tokens.ts';
import type { AggregateName, CastType, DatePart, Expression } from './sql-tree.ts';
import type { TokenCursor } from './token-cursor.ts';

type ParseExpression = () => Expression;

const aggregates: readonly AggregateName[] = ['COUNT', 'SUM', 'AVG', 'MIN', 'MAX'];
const dateParts: readonly DatePart[] = [
  'YEAR',
  'MONTH',
  'DAY',
  'HOUR',
  'MINUTE',
  'SECOND',
  'TIMEZONE_HOUR',
  'TIMEZONE_MINUTE',
];

const castTypes: Record<string, CastType['kind']> = {
  INT: 'INT',
  INTEGER: 'INT',
  FLOAT: 'FLOAT',
  DECIMAL: 'DECIMAL',
  NUMERIC: 'DECIMAL',
  STRING: 'STRING',
  BOOL: 'BOOL',
  BOOLEAN: 'BOOL',
  TIMESTAMP: 'TIMESTAMP',
};

/** A literal, a path, a call, CASE or something in parentheses. */
export function parsePrimary(cursor: TokenCursor, parseExpression: ParseExpression): Expression {
  const { kind, text } = cursor.current;
  if (kind === 'number') return { kind: 'number', text: cursor.advance().text };
  if (kind === 'string') return { kind: 'string', value: cursor.advance().text };
  if (cursor.takeOperator('(') !== undefined) {
    if (cursor.isKeyword('SELECT'))
      throw cursor.unexpected('ParseUnsupportedSyntax', 'S3 Select has no subqueries');
    const inner = parseExpression();
    cursor.requireOperator(')');
    return inner;
  }
  if (cursor.takeKeyword('NULL', 'MISSING') !== undefined) return { kind: 'null' };
  if (cursor.takeKeyword('TRUE') !== undefined) return { kind: 'boolean', value: true };
  if (cursor.takeKeyword('FALSE') !== undefined) return { kind: 'boolean', value: false };
  if (cursor.takeKeyword('CASE') !== undefined) return parseCase(cursor, parseExpression);
  const isCast = cursor.isKeyword('CAST');
  if (!isCast && !cursor.isName()) throw cursor.unexpected('ParseUnexpectedToken', 'a value is expected');
  if (kind === 'word' && cursor.takeBehind('(')) {
    cursor.countOperator();
    return parseCall(cursor, text.toUpperCase(), parseExpression);
  }
  if (isCast) throw cursor.unexpected('ParseExpectedTokenType', '( is expected after CAST');
  cursor.advance();
  return {
    kind: 'path',
    steps: [{ kind: 'name', name: text, quoted: kind === 'quoted' }, ...parsePathSteps(cursor, false)],
  };
}

function parseCase(cursor: TokenCursor, parseExpression: ParseExpression): Expression {
  const subject = cursor.isKeyword('WHEN') ? undefined : parseExpression();
  const branches: { when: Expression; result: Expression }[] = [];
  while (cursor.takeKeyword('WHEN') !== undefined) {
    cursor.countOperator();
    const when = parseExpression();
    cursor.requireKeyword('THEN');
    branches.push({ when, result: parseExpression() });
  }
  if (branches.length === 0) throw cursor.unexpected('ParseExpectedKeyword', 'WHEN is expected');
  const otherwise = cursor.takeKeyword('ELSE') === undefined ? undefined : parseExpression();
  cursor.requireKeyword('END');
  return { kind: 'case', subject, branches, otherwise };
}

/** The opening parenthesis is taken already. */
function parseCall(cursor: TokenCursor, name: string, parseExpression: ParseExpression): Expression {
  const aggregate = aggregates.find((candidate) => candidate === name);
  const parsed =
    aggregate !== undefined
      ? parseAggregate(cursor, aggregate, parseExpression)
      : name === 'CAST'
        ? parseCast(cursor, parseExpression)
        : name === 'TRIM'
          ? parseTrim(cursor, parseExpression)
          : parseFunction(cursor, name, parseExpression);
  cursor.requireOperator(')');
  return parsed;
}

function parseAggregate(
  cursor: TokenCursor,
  name: AggregateName,
  parseExpression: ParseExpression,
): Expression {
  if (cursor.isKeyword('DISTINCT', 'ALL')) throw cursor.unexpected('ParseUnsupportedSyntax');
  if (cursor.takeOperator('*') !== undefined) {
    if (name === 'COUNT') return { kind: 'aggregate', name, operand: undefined };
    throw sqlError('ParseUnsupportedCallWithStar', 'Only COUNT takes *.');
  }
  const operand = parseExpression();
  if (cursor.isOperator(',')) {
    throw sqlError('ParseNonUnaryAgregateFunctionCall', `${name} takes one argument.`);
  }
  return { kind: 'aggregate', name, operand };
}

function parseCast(cursor: TokenCursor, parseExpression: ParseExpression): Expression {
  const value = parseExpression();
  cursor.requireKeyword('AS');
  const kind = cursor.current.kind === 'word' ? castTypes[cursor.current.text.toUpperCase()] : undefined;
  if (kind === undefined) throw cursor.unexpected('ParseExpectedTypeName', 'a type is expected');
  cursor.advance();
  if (kind !== 'DECIMAL') return { kind: 'cast', value, type: { kind } };
  return { kind: 'cast', value, type: { kind, ...parsePrecision(cursor) } };
}

function parsePrecision(cursor: TokenCursor): { precision?: number; scale?: number } {
  if (cursor.takeOperator('(') === undefined) return {};
  const precision = cursor.requireInteger('A precision', 'ParseInvalidTypeParam');
  const scale =
    cursor.takeOperator(',') === undefined ? 0 : cursor.requireInteger('A scale', 'ParseInvalidTypeParam');
  cursor.requireOperator(')');
  if (precision < 1 || precision > 38 || scale > precision) {
    throw sqlError(
      'ParseInvalidTypeParam',
      'A DECIMAL has 1 to 38 digits, and no more of them behind the point.',
    );
  }
  return { precision, scale };
}

/** `TRIM([[LEADING | TRAILING | BOTH] [characters] FROM] text)`. */
function parseTrim(cursor: TokenCursor, parseExpression: ParseExpression): Expression {
  const word = cursor.takeKeyword('LEADING', 'TRAILING', 'BOTH');
  const side = word === 'LEADING' || word === 'TRAILING' ? word : 'BOTH';
  if (cursor.takeKeyword('FROM') !== undefined) {
    return { kind: 'trim', side, characters: undefined, value: parseExpression() };
  }
  const first = parseExpression();
  if (cursor.takeKeyword('FROM') === undefined)
    return { kind: 'trim', side, characters: undefined, value: first };
  return { kind: 'trim', side, characters: first, value: parseExpression() };
}

function parseFunction(cursor: TokenCursor, name: string, parseExpression: ParseExpression): Expression {
  const arity = functionArity(name);
  if (arity === undefined) {
    throw sqlError('UnsupportedFunction', `S3 Select has no function ${name.slice(0, 40)}.`);
  }
  const part = arity.part ? parseDatePart(cursor) : undefined;
  const args: Expression[] = [];
  if (part !== undefined) cursor.requireSeparator(arity.separators);
  if (!cursor.isOperator(')')) {
    do args.push(parseExpression());
    while (cursor.takeSeparator(arity.separators));
  }
  if (args.length < arity.least || args.length > arity.most) {
    throw sqlError('EvaluatorInvalidArguments', `${name} takes another number of arguments.`);
  }
  return { kind: 'call', name, part, args };
}

function parseDatePart(cursor: TokenCursor): DatePart {
  const taken = cursor.takeKeyword(...dateParts);
  const part = dateParts.find((candidate) => candidate === taken);
  if (part === undefined) throw cursor.unexpected('ParseExpectedDatePart', 'a date part is expected');
  return part;
}
