import { S3Error } from '../http/s3-error.ts';

/** Behind the string that begins at `start` with its quote; undefined: it goes on. */
export function stringEnd(text: string, start: number): number | undefined {
  for (let from = start + 1; ; ) {
    const quote = text.indexOf('"', from);
    if (quote === -1) return undefined;
    let backslashes = 0;
    while (text[quote - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return quote + 1;
    from = quote + 1;
  }
}

/** Behind the object or array that begins at `start`; undefined: it goes on. */
export function containerEnd(text: string, start: number, maxDepth: number): number | undefined {
  const signs = /["{}[\]]/g;
  signs.lastIndex = start;
  let depth = 0;
  for (let found = signs.exec(text); found !== null; found = signs.exec(text)) {
    const [sign] = found;
    if (sign === '"') {
      const end = stringEnd(text, found.index);
      if (end === undefined) return undefined;
      signs.lastIndex = end;
    } else if (sign === '{' || sign === '[') {
      depth += 1;
      if (depth > maxDepth)
        throw new S3Error('JSONParsingError', `The JSON is nested more than ${maxDepth} deep.`);
    } else {
      depth -= 1;
      if (depth === 0) return signs.lastIndex;
    }
  }
  return undefined;
}

/** Behind the number or word that begins at `start`; where the text ends it may go on. */
export function scalarEnd(text: string, start: number, isLast: boolean): number | undefined {
  const rest = /[\s,\]}[{":]/g;
  rest.lastIndex = start;
  const found = rest.exec(text);
  if (found !== null) return Math.max(found.index, start + 1);
  return isLast ? text.length : undefined;
}

/** The values of an object or array as they are written, or a value that is neither. The JSON is valid. */
export function topLevelValues(text: string): string[] {
  const trimmed = text.trim();
  const isObject = trimmed.startsWith('{');
  if (!isObject && !trimmed.startsWith('[')) return [trimmed];
  const values: string[] = [];
  for (let at = 1; ; ) {
    at = skipSigns(trimmed, at);
    if (at >= trimmed.length - 1) return values;
    if (isObject) at = skipSigns(trimmed, stringEnd(trimmed, at) ?? trimmed.length);
    const end = valueEnd(trimmed, at);
    values.push(trimmed.slice(at, end));
    at = end;
  }
}

function skipSigns(text: string, start: number): number {
  let at = start;
  while (/[\s,:]/.test(text[at] ?? '')) at += 1;
  return at;
}

function valueEnd(text: string, at: number): number {
  const first = text[at];
  const end =
    first === '"'
      ? stringEnd(text, at)
      : first === '{' || first === '['
        ? containerEnd(text, at, Number.POSITIVE_INFINITY)
        : scalarEnd(text, at, true);
  return end ?? text.length;
}
