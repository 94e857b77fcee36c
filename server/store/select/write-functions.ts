import { sqlError } from './sql-tokens.ts';
import type { CastType, DatePart, Expression } from './sql-tree.ts';
import {
  asNumber,
  asText,
  asTime,
  isNumeric,
  quoteText,
  type TypedSql,
  typed,
  unify,
  wrongType,
} from './typed-sql.ts';
import { writeComparison } from './write-comparison.ts';

/** The scale of a DECIMAL that has none stated: the engine's numbers have a fixed one. */
const freeScale = 10;

export function writeCast(value: TypedSql, type: CastType): TypedSql {
  if (value.kind === 'null') return value;
  switch (type.kind) {
    case 'STRING':
      return typed(asText(value), 'text');
    case 'TIMESTAMP':
      return typed(asTime(value, true), 'time');
    case 'BOOL':
      if (value.kind === 'time') throw wrongType('a boolean');
      return typed(`CAST(${isNumeric(value) ? value.sql : asText(value)} AS BOOLEAN)`, 'boolean');
    case 'INT':
      return typed(integerOf(value), 'integer');
    case 'FLOAT':
      return typed(`CAST(${numberText(value)} AS DOUBLE)`, 'float');
    case 'DECIMAL':
      return type.precision === undefined
        ? typed(`CAST(${numberText(value)} AS DECIMAL(38, ${freeScale}))`, 'exact')
        : typed(`CAST(${numberText(value)} AS DECIMAL(${type.precision}, ${type.scale ?? 0}))`, 'decimal');
  }
}

function integerOf(value: TypedSql): string {
  if (value.kind === 'integer') return value.sql;
  if (value.kind === 'boolean') return `CAST(${value.sql} AS BIGINT)`;
  if (isNumeric(value)) return `CAST(trunc(${value.sql}) AS BIGINT)`;
  // The engine would round "1.5"; S3 takes no text for an integer that is not one.
  return `CAST(replace(${numberText(value)}, '.', '?') AS BIGINT)`;
}

function numberText(value: TypedSql): string {
  if (value.kind === 'time') throw wrongType('a number');
  return isNumeric(value) || value.kind === 'boolean' ? value.sql : asText(value);
}

type Call = Extract<Expression, { kind: 'call' }>;

/** @param now Unix ms, the same for the whole query. */
export function writeCall({ name, part }: Call, args: readonly TypedSql[], now: number): TypedSql {
  const [first, second, third] = args;
  switch (name) {
    case 'UTCNOW':
      return typed(`CAST(${quoteText(new Date(now).toISOString().slice(0, -1))} AS TIMESTAMP)`, 'time');
    case 'COALESCE': {
      const { sqls, kind } = unify(args.map(withoutJsonNull));
      return typed(`COALESCE(${sqls.join(', ')})`, kind);
    }
    default:
      if (first === undefined) throw sqlError('EvaluatorInvalidArguments', `${name} takes an argument.`);
  }
  switch (name) {
    case 'CHAR_LENGTH':
    case 'CHARACTER_LENGTH':
      return typed(`length(${asText(first)})`, 'integer');
    case 'LOWER':
      return typed(`lower(${asText(first)})`, 'text');
    case 'UPPER':
      return typed(`upper(${asText(first)})`, 'text');
    case 'TO_TIMESTAMP':
      return typed(asTime(first, true), 'time');
    case 'EXTRACT':
      return typed(writeExtract(part, asTime(first, true)), 'integer');
  }
  if (second === undefined) throw sqlError('EvaluatorInvalidArguments', `${name} takes more arguments.`);
  switch (name) {
    case 'SUBSTRING':
      return typed(writeSubstring(asText(first), second, third), 'text');
    case 'NULLIF':
      return typed(
        `(CASE WHEN ${writeComparison('=', first, second).sql} THEN NULL ELSE ${first.sql} END)`,
        first.kind,
      );
    case 'DATE_ADD':
      return typed(`(${asTime(second, true)} + ${writeInterval(part, integerOf(first))})`, 'time');
    case 'DATE_DIFF':
      // Whole units that have passed, not boundaries that were crossed.
      return typed(`date_sub('${unitOf(part)}', ${asTime(first, true)}, ${asTime(second, true)})`, 'integer');
  }
  throw sqlError('UnsupportedFunction', `This store does not know the function ${name}.`);
}

/** In COALESCE the null of a document counts as none. */
const withoutJsonNull = (value: TypedSql): TypedSql =>
  value.kind === 'json'
    ? typed(`(CASE WHEN ${asText(value)} IS NULL THEN NULL ELSE ${value.sql} END)`, 'json')
    : value;

/** The standard's: a start before the text counts against the length. */
function writeSubstring(text: string, start: TypedSql, length: TypedSql | undefined): string {
  const first = integerOf(asNumber(start, true));
  if (length === undefined) return `substring(${text}, greatest(${first}, 1))`;
  const count = integerOf(asNumber(length, true));
  return `substring(${text}, greatest(${first}, 1), greatest(least(${count}, ${first} + ${count} - 1), 0))`;
}

export function writeTrim(
  side: 'LEADING' | 'TRAILING' | 'BOTH',
  value: TypedSql,
  characters: TypedSql | undefined,
): TypedSql {
  const name = { LEADING: 'ltrim', TRAILING: 'rtrim', BOTH: 'trim' }[side];
  const rest = characters === undefined ? '' : `, ${asText(characters)}`;
  return typed(`${name}(${asText(value)}${rest})`, 'text');
}

function writeExtract(part: DatePart | undefined, time: string): string {
  // Timestamps are kept in UTC.
  if (part === 'TIMEZONE_HOUR' || part === 'TIMEZONE_MINUTE') {
    return `(CASE WHEN ${time} IS NULL THEN NULL ELSE 0 END)`;
  }
  return `date_part('${unitOf(part)}', ${time})`;
}

const writeInterval = (part: DatePart | undefined, count: string) =>
  `to_${unitOf(part)}s(CAST(${count} AS INTEGER))`;

function unitOf(part: DatePart | undefined): string {
  if (part === undefined || part.startsWith('TIMEZONE_')) {
    throw sqlError('ParseExpectedDatePart', 'This date part has no place here.');
  }
  return part.toLowerCase();
}
