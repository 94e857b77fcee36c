/** The request's value of a policy variable such as `aws:username`; undefined where it has none. */
export type LookUp = (variable: string) => string | undefined;

export interface PatternOptions {
  /** Whether `${…}` stands for something, as it does since version 2012-10-17. */
  variables?: boolean;
  /** Whether `*` and `?` are more than characters. Default true. */
  wildcards?: boolean;
  lookUp?: LookUp;
}

const any = Symbol('any');
const one = Symbol('one');
type Part = string | typeof any | typeof one;

/** Whether the text has anything in it that a policy reads as more than the character. */
export const hasWildcard = (text: string): boolean => /[*?]|\$\{/.test(text);

/**
 * Whether a pattern of a policy matches the whole text. `${*}`, `${?}` and `${$}` are these characters themselves; a
 * variable without a value matches nothing. Takes at most pattern times text steps.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function matchesPattern(pattern: string, text: string, options: PatternOptions = {}): boolean {
  const parts = partsOf(pattern, options);
  if (parts === undefined) return false;
  const characters = Array.from(text);
  let part = 0;
  let at = 0;
  /** Where to go on when what follows the last `*` turns out not to match. */
  let retry: { part: number; at: number } | undefined;
  while (at < characters.length) {
    const wanted = parts[part];
    if (wanted === any) {
      part += 1;
      retry = { part, at };
    } else if (wanted === one || (wanted !== undefined && wanted === characters[at])) {
      part += 1;
      at += 1;
    } else if (retry) {
      retry = { part: retry.part, at: retry.at + 1 };
      ({ part, at } = retry);
    } else return false;
  }
  return parts.slice(part).every((rest) => rest === any);
}

function partsOf(
  pattern: string,
  { variables = false, wildcards = true, lookUp = () => undefined }: PatternOptions,
): Part[] | undefined {
  const parts: Part[] = [];
  for (const token of pattern.match(variables ? /\$\{[^}]*\}|./gsu : /./gsu) ?? []) {
    if (token === '*' && wildcards) parts.push(any);
    else if (token === '?' && wildcards) parts.push(one);
    else if (token.startsWith('${')) {
      const literal = variableText(token.slice(2, -1), lookUp);
      if (literal === undefined) return undefined;
      parts.push(...literal);
    } else parts.push(token);
  }
  return parts;
}

function variableText(inner: string, lookUp: LookUp): string | undefined {
  if (/^[*?$]$/.test(inner)) return inner;
  const [, name = inner, fallback] = /^([^,]*), *'(.*)'$/s.exec(inner) ?? [];
  return lookUp(name.trim()) ?? fallback;
}
