import { parseExpression } from './parse-expression.ts';
import { parsePathSteps } from './parse-path.ts';
import { sqlError } from './sql-tokens.ts';
import type { PathStep, SelectedColumn, SelectStatement } from './sql-tree.ts';
import { TokenCursor } from './token-cursor.ts';

/** What other dialects put after FROM or WHERE. */
const unsupportedClauses: Record<string, string> = {
  ORDER: 'ORDER BY',
  GROUP: 'GROUP BY',
  HAVING: 'HAVING',
  UNION: 'UNION',
  INTERSECT: 'INTERSECT',
  EXCEPT: 'EXCEPT',
  OFFSET: 'OFFSET',
};

/**
 * Reads one query of S3's dialect. Whatever is not in its grammar is refused: joins, subqueries, sorting, grouping,
 * and every function that is not S3's.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-select-sql-reference.html
 */
export function parseSelect(text: string): SelectStatement {
  const cursor = new TokenCursor(text);
  if (!cursor.isKeyword('SELECT')) throw cursor.unexpected('ParseUnsupportedSelect', 'SELECT is expected');
  cursor.advance();
  const columns = parseColumns(cursor);
  cursor.requireKeyword('FROM', 'ParseSelectMissingFrom');
  const { from, alias } = parseFrom(cursor);
  const where = cursor.takeKeyword('WHERE') === undefined ? undefined : parseExpression(cursor);
  const limit = cursor.takeKeyword('LIMIT') === undefined ? undefined : parseLimit(cursor);
  if (cursor.current.kind !== 'end') {
    const clause = unsupportedClauses[cursor.current.text.toUpperCase()];
    if (clause !== undefined) {
      // MinIO's code for these is the same as for any other mistake.
      throw sqlError('ParseUnsupportedSyntax', `S3 Select has no ${clause}.`);
    }
    throw cursor.unexpected();
  }
  return { columns, from, alias, where, limit };
}

function parseColumns(cursor: TokenCursor): SelectedColumn[] | undefined {
  if (cursor.isKeyword('FROM') || cursor.current.kind === 'end') {
    throw cursor.unexpected('ParseEmptySelect', 'something to select is expected');
  }
  if (cursor.isKeyword('DISTINCT', 'ALL')) throw cursor.unexpected('ParseUnsupportedSyntax');
  const columns: SelectedColumn[] = [];
  let hasAll = false;
  do {
    if (isAll(cursor)) hasAll = true;
    else columns.push({ expression: parseExpression(cursor), alias: parseAlias(cursor) });
  } while (cursor.takeOperator(',') !== undefined);
  if (!hasAll) return columns;
  if (columns.length === 0) return undefined;
  throw sqlError('ParseAsteriskIsNotAloneInSelectList', 'Beside * nothing else can be selected.');
}

/** `*`, or `s.*`, which means the same as there is one table. */
function isAll(cursor: TokenCursor): boolean {
  if (cursor.takeOperator('*') !== undefined) return true;
  return cursor.isName() && cursor.takeBehind('.', '*');
}

function parseFrom(cursor: TokenCursor): { from: PathStep[]; alias: string | undefined } {
  if (cursor.isOperator('(')) throw cursor.unexpected('ParseUnsupportedSyntax', 'S3Object is expected');
  const { kind, text } = cursor.current;
  if ((kind !== 'word' && kind !== 'quoted') || text.toLowerCase() !== 's3object') {
    throw cursor.unexpected('ParseUnexpectedToken', 'S3Object is expected');
  }
  cursor.advance();
  const from = parsePathSteps(cursor, true);
  const alias = parseAlias(cursor);
  if (cursor.isOperator(',')) throw cursor.unexpected('ParseMalformedJoin', 'S3 Select reads one object');
  if (cursor.isKeyword('JOIN', 'INNER', 'LEFT', 'RIGHT', 'FULL', 'OUTER', 'NATURAL')) {
    throw cursor.unexpected('ParseMalformedJoin', 'S3 Select has no joins');
  }
  return { from, alias };
}

function parseAlias(cursor: TokenCursor): string | undefined {
  const isNamed = cursor.takeKeyword('AS') !== undefined;
  if (cursor.isName()) return cursor.advance().text;
  if (isNamed) throw cursor.unexpected('ParseExpectedIdentForAlias', 'a name is expected');
  return undefined;
}

function parseLimit(cursor: TokenCursor): number {
  if (cursor.isOperator('-')) throw sqlError('EvaluatorNegativeLimit', 'LIMIT is not negative.');
  return cursor.requireInteger('LIMIT');
}
