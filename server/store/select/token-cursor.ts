import type { S3ErrorCode } from '../http/s3-error.ts';
import { sqlError, type Token, tokenize } from './sql-tokens.ts';

/** How deep an expression may be nested: what parses it and what runs it are recursive. */
const maxDepth = 64;
/** How many operators and calls a query may have. */
const maxOperators = 500;

/** Words that mean something where they stand, so that no name is read from them unless it is quoted. */
const keywords = new Set(
  `ALL AND AS BETWEEN BY CASE CAST DISTINCT ELSE END ESCAPE EXCEPT EXISTS FALSE FROM FULL GROUP HAVING IN INNER
  INTERSECT IS JOIN LEFT LIKE LIMIT MISSING NATURAL NOT NULL OFFSET ON OR ORDER OUTER PIVOT RIGHT SELECT THEN TRUE
  UNION UNPIVOT USING VALUES WHEN WHERE WITH`.split(/\s+/),
);

/** A place in a query, and what may be taken there. */
export class TokenCursor {
  readonly #tokens: Token[];
  #index = 0;
  #depth = 0;
  #operators = 0;

  constructor(text: string) {
    this.#tokens = tokenize(text);
  }

  get current(): Token {
    return this.#tokens[this.#index] as Token;
  }

  advance(): Token {
    const token = this.current;
    if (token.kind !== 'end') this.#index += 1;
    return token;
  }

  isKeyword(...words: readonly string[]): boolean {
    return this.current.kind === 'word' && words.includes(this.current.text.toUpperCase());
  }

  /** Whether this word can be a name without quotes. */
  isName(): boolean {
    return (
      this.current.kind === 'quoted' ||
      (this.current.kind === 'word' && !keywords.has(this.current.text.toUpperCase()))
    );
  }

  takeKeyword(...words: readonly string[]): string | undefined {
    return this.isKeyword(...words) ? this.advance().text.toUpperCase() : undefined;
  }

  requireKeyword(word: string, code: S3ErrorCode = 'ParseExpectedKeyword'): void {
    if (this.takeKeyword(word) === undefined) throw this.unexpected(code, `${word} is expected`);
  }

  isOperator(...texts: readonly string[]): boolean {
    return this.current.kind === 'operator' && texts.includes(this.current.text);
  }

  takeOperator(...texts: readonly string[]): string | undefined {
    return this.isOperator(...texts) ? this.advance().text : undefined;
  }

  /** Whether what follows the current token are these operators; then all of it is taken. */
  takeBehind(...texts: readonly string[]): boolean {
    const follows = texts.every((text, offset) => {
      const token = this.#tokens[this.#index + 1 + offset];
      return token?.kind === 'operator' && token.text === text;
    });
    if (follows) this.#index += 1 + texts.length;
    return follows;
  }

  requireOperator(text: string): void {
    if (this.takeOperator(text) === undefined) {
      throw this.unexpected('ParseExpectedTokenType', `${text} is expected`);
    }
  }

  /** A comma, or one of these words in its place. */
  takeSeparator(words: readonly string[]): boolean {
    return this.takeOperator(',') !== undefined || this.takeKeyword(...words) !== undefined;
  }

  requireSeparator(words: readonly string[]): void {
    if (!this.takeSeparator(words)) throw this.unexpected('ParseExpectedTokenType', 'a comma is expected');
  }

  /** A whole number without a sign. */
  requireInteger(what: string, code: S3ErrorCode = 'ParseExpectedNumber'): number {
    if (this.current.kind !== 'number' || !/^\d{1,15}$/.test(this.current.text)) {
      throw this.unexpected(code, `${what} is a whole number`);
    }
    return Number(this.advance().text);
  }

  nested<T>(parse: () => T): T {
    this.#depth += 1;
    if (this.#depth > maxDepth)
      throw sqlError('MaxOperatorsExceeded', 'The expression is nested too deeply.');
    const parsed = parse();
    this.#depth -= 1;
    return parsed;
  }

  countOperator(): void {
    this.#operators += 1;
    if (this.#operators > maxOperators) {
      throw sqlError('MaxOperatorsExceeded', `An expression has at most ${maxOperators} operators.`);
    }
  }

  unexpected(code: S3ErrorCode = 'ParseUnexpectedToken', expected = 'something else is expected') {
    const { kind, text, at } = this.current;
    const found = kind === 'end' ? 'the end' : `"${text.slice(0, 40)}"`;
    return sqlError(code, `At ${found} (character ${at}): ${expected}.`);
  }
}
