import { S3Error, type S3ErrorCode } from '../http/s3-error.ts';

export interface Token {
  /** `quoted`: an identifier in double quotes. `end`: there is no more. */
  kind: 'word' | 'quoted' | 'string' | 'number' | 'operator' | 'end';
  /** Without its quotes; a word as it was written. */
  text: string;
  /** Where it begins, counted from 1. */
  at: number;
}

const operators = ['<>', '!=', '<=', '>=', '||', ...'=<>+-*/%,.()[]'];
const word = /[\p{L}_][\p{L}\p{N}_$]*/uy;
const number = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;

/** AWS names what is wrong; MinIO has one code for all of it. */
export const sqlError = (code: S3ErrorCode, message: string) =>
  new S3Error(code, message).orInMinio('ParseSelectFailure');

/**
 * The words of a query. Comments, semicolons, parameters and every character that S3's dialect has no use for are
 * refused here, so that nothing of them is left to be understood differently by an engine.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let index = 0;
  const takeMatch = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = index;
    return pattern.exec(text)?.[0];
  };
  while (index < text.length) {
    const character = text[index] as string;
    const at = index + 1;
    if (/\s/.test(character)) {
      index += 1;
      continue;
    }
    if (character === "'" || character === '"') {
      const { value, end } = takeQuoted(text, index, character);
      tokens.push({ kind: character === "'" ? 'string' : 'quoted', text: value, at });
      index = end;
      continue;
    }
    const name = takeMatch(word);
    const digits = name === undefined ? takeMatch(number) : undefined;
    if (text.startsWith('--', index) || text.startsWith('/*', index)) {
      throw sqlError('LexerInvalidOperator', `Comments are not taken (character ${at}).`);
    }
    const operator = operators.find((candidate) => text.startsWith(candidate, index));
    const found = name ?? digits ?? operator;
    if (found === undefined) {
      throw sqlError(
        'LexerInvalidChar',
        `The expression has a character that means nothing (character ${at}).`,
      );
    }
    index += found.length;
    if (digits !== undefined && /^[\p{L}_]/u.test(text.slice(index, index + 2))) {
      throw sqlError('LexerInvalidLiteral', `A number ends in a letter (character ${at}).`);
    }
    tokens.push({
      kind: name !== undefined ? 'word' : digits !== undefined ? 'number' : 'operator',
      text: found,
      at,
    });
  }
  tokens.push({ kind: 'end', text: '', at: text.length + 1 });
  return tokens;
}

function takeQuoted(text: string, start: number, quote: string): { value: string; end: number } {
  let value = '';
  let index = start + 1;
  for (;;) {
    const close = text.indexOf(quote, index);
    if (close === -1) {
      throw sqlError('LexerInvalidLiteral', `A quote is never closed (character ${start + 1}).`);
    }
    value += text.slice(index, close);
    if (text[close + 1] !== quote) {
      // The engine takes its SQL as a C string: a NUL would end it.
      if (value.includes('\0')) {
        throw sqlError('LexerInvalidChar', `A quoted text holds a NUL (character ${start + 1}).`);
      }
      return { value, end: close + 1 };
    }
    value += quote;
    index = close + 2;
  }
}
