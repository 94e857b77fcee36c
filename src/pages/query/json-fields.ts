/** A member of an object, its value as it was sent. */
export interface JsonField {
  name: string;
  raw: string;
}

/**
 * The members of the object in a line, in their order: two of one name stay two, and a number stays as exact as the
 * server wrote it, where `JSON.parse` would lose both. Undefined for what is no object.
 */
export function jsonFields(line: string): JsonField[] | undefined {
  let at = skipBlank(line, 0);
  if (line[at] !== '{') return undefined;
  const fields: JsonField[] = [];
  at = skipBlank(line, at + 1);
  if (line[at] === '}') return isEnd(line, at + 1) ? fields : undefined;
  for (;;) {
    const nameEnd = endOfString(line, at);
    if (nameEnd === undefined) return undefined;
    const name = textOf(line.slice(at, nameEnd));
    at = skipBlank(line, nameEnd);
    if (name === undefined || line[at] !== ':') return undefined;
    at = skipBlank(line, at + 1);
    const valueEnd = endOfValue(line, at);
    if (valueEnd === undefined || valueEnd === at) return undefined;
    fields.push({ name, raw: line.slice(at, valueEnd) });
    at = skipBlank(line, valueEnd);
    if (line[at] === '}') return isEnd(line, at + 1) ? fields : undefined;
    if (line[at] !== ',') return undefined;
    at = skipBlank(line, at + 1);
  }
}

/** What a string stands for; undefined where it is none. */
export function textOf(raw: string): string | undefined {
  if (!raw.includes('\\')) return raw.slice(1, -1);
  try {
    return JSON.parse(raw) as string;
  } catch {
    return undefined;
  }
}

const isEnd = (line: string, at: number) => skipBlank(line, at) === line.length;

function skipBlank(line: string, from: number): number {
  let at = from;
  while (at < line.length && line.charCodeAt(at) <= 32) at += 1;
  return at;
}

/** After the closing quote. */
export function endOfString(line: string, from: number): number | undefined {
  if (line[from] !== '"') return undefined;
  for (let at = line.indexOf('"', from + 1); at !== -1; at = line.indexOf('"', at + 1)) {
    let escapes = 0;
    while (line[at - 1 - escapes] === '\\') escapes += 1;
    if (escapes % 2 === 0) return at + 1;
  }
  return undefined;
}

function endOfValue(line: string, from: number): number | undefined {
  const first = line[from];
  if (first === '"') return endOfString(line, from);
  if (first === '{' || first === '[') return endOfNested(line, from);
  let at = from;
  while (at < line.length && !/[,}\]\s]/.test(line[at] ?? '')) at += 1;
  return at;
}

/** After the bracket that closes what begins here. */
export function endOfNested(line: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < line.length; at += 1) {
    const sign = line[at];
    if (sign === '"') {
      const end = endOfString(line, at);
      if (end === undefined) return undefined;
      at = end - 1;
    } else if (sign === '{' || sign === '[') depth += 1;
    else if (sign === '}' || sign === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}
