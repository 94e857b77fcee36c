/** A pattern of a policy, taken apart: characters, `*`, `?`, and variables such as `${aws:username}`. */
export type Wildcard = readonly WildcardPart[];

type WildcardPart = { kind: 'character'; character: string } | { kind: 'any' } | { kind: 'one' } | Variable;

interface Variable {
  kind: 'variable';
  name: string;
  /** What it stands for when the request has no such value. */
  fallback: string | undefined;
}

/**
 * `variables`: whether `${…}` stands for something, as it does since version 2012-10-17; `${*}`, `${?}` and `${$}`
 * are these characters themselves. `wildcards`: whether `*` and `?` are more than characters.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function parseWildcard(
  text: string,
  { variables, wildcards = true }: { variables: boolean; wildcards?: boolean },
): Wildcard {
  const parts: WildcardPart[] = [];
  const tokens = variables ? text.match(/\$\{[^}]*\}|./gsu) : text.match(/./gsu);
  for (const token of tokens ?? []) {
    if (token === '*' && wildcards) {
      // Several in a row match no more than one.
      if (parts.at(-1)?.kind !== 'any') parts.push({ kind: 'any' });
    } else if (token === '?' && wildcards) parts.push({ kind: 'one' });
    else if (token.length > 2) parts.push(variablePart(token.slice(2, -1)));
    else parts.push({ kind: 'character', character: token });
  }
  return parts;
}

function variablePart(inner: string): WildcardPart {
  if (/^[*?$]$/.test(inner)) return { kind: 'character', character: inner };
  const [, name = inner, fallback] = /^([^,]*), *'(.*)'$/s.exec(inner) ?? [];
  return { kind: 'variable', name: name.trim(), fallback };
}

/**
 * Whether the whole text is matched. A variable stands for its value letter by letter; one that has none matches
 * nothing. The time is at most that of pattern times text: a `*` is tried again from the last one only.
 */
export function matchesWildcard(
  pattern: Wildcard,
  text: string,
  variableValue: (variable: string) => string | undefined = () => undefined,
): boolean {
  const parts = resolve(pattern, variableValue);
  if (parts === undefined) return false;
  const characters = Array.from(text);
  let part = 0;
  let at = 0;
  let lastAny = -1;
  let retryAt = 0;
  while (at < characters.length) {
    const wanted = parts[part];
    if (wanted?.kind === 'any') {
      lastAny = part;
      retryAt = at;
      part += 1;
    } else if (
      wanted?.kind === 'one' ||
      (wanted?.kind === 'character' && wanted.character === characters[at])
    ) {
      part += 1;
      at += 1;
    } else if (lastAny !== -1) {
      retryAt += 1;
      at = retryAt;
      part = lastAny + 1;
    } else return false;
  }
  while (parts[part]?.kind === 'any') part += 1;
  return part === parts.length;
}

function resolve(
  pattern: Wildcard,
  variableValue: (variable: string) => string | undefined,
): Exclude<WildcardPart, Variable>[] | undefined {
  const parts: Exclude<WildcardPart, Variable>[] = [];
  for (const part of pattern) {
    if (part.kind !== 'variable') {
      parts.push(part);
      continue;
    }
    const value = variableValue(part.name) ?? part.fallback;
    if (value === undefined) return undefined;
    for (const character of value) parts.push({ kind: 'character', character });
  }
  return parts;
}
