import { sqlError } from './sql-tokens.ts';
import { asText, isTextual, quoteText, type TypedSql, typed, wrongType } from './typed-sql.ts';

/** In characters. */
const maxPatternLength = 1000;

/**
 * LIKE as a regular expression: the engine matches those in linear time, while its own LIKE takes exponential time
 * over some patterns, and cannot be interrupted within a value.
 * @param literal the pattern as far as it stands in the query
 */
export function writeLike(
  value: TypedSql,
  pattern: TypedSql,
  literal: string | undefined,
  escapeSign: string | undefined,
): TypedSql {
  if (value.kind !== 'null' && !isTextual(value)) throw wrongType('a text');
  if (pattern.kind !== 'null' && !isTextual(pattern)) throw wrongType('a text');
  return typed(`regexp_full_match(${asText(value)}, ${regexOf()}, 's')`, 'boolean');

  function regexOf(): string {
    if (literal !== undefined) return quoteText(likeRegex(literal, escapeSign));
    if (escapeSign !== undefined) {
      throw sqlError('ParseUnsupportedSyntax', 'ESCAPE is for patterns that stand in the query.');
    }
    return `replace(replace(regexp_escape(${asText(pattern)}), '\\%', '.*'), '_', '.')`;
  }
}

/** RE2's: https://github.com/google/re2/wiki/Syntax */
export function likeRegex(pattern: string, escapeSign: string | undefined): string {
  const characters = [...pattern];
  if (characters.length > maxPatternLength) {
    throw sqlError('MaxOperatorsExceeded', `A LIKE pattern has at most ${maxPatternLength} characters.`);
  }
  let regex = '';
  for (let index = 0; index < characters.length; index += 1) {
    const character = characters[index] as string;
    if (character === escapeSign) {
      index += 1;
      const escaped = characters[index];
      if (escaped === undefined || !['%', '_', escapeSign].includes(escaped)) {
        throw sqlError(
          'EvaluatorLikePatternInvalidEscapeSequence',
          'In a LIKE pattern the escape character stands before %, _ or itself.',
        );
      }
      regex += literalRegex(escaped);
    } else regex += character === '%' ? '.*' : character === '_' ? '.' : literalRegex(character);
  }
  return regex;
}

const literalRegex = (character: string) =>
  /[!-/:-@[-^`{-~]/.test(character) ? `\\${character}` : character;
