import { endOfNested, endOfString, type JsonField, jsonFields, textOf } from './json-fields.ts';

export interface JsonGuess {
  type: 'DOCUMENT' | 'LINES';
  /** Where the rows are: the document itself, an array that is all of it, or an array that one of its members is. */
  rows: { kind: 'root' } | { kind: 'array' } | { kind: 'member'; name: string };
  /** Of the first row, as far as it is in the sample. */
  fields: JsonField[];
}

/** What the beginning of a JSON file shows; undefined where it is none. */
export function guessJson(text: string, isCut: boolean): JsonGuess | undefined {
  const begin = text.trimStart();
  if (begin.startsWith('[')) {
    const isArray = /^\[\s*(?:[[{"\d\]-]|true|false|null)/.test(begin);
    return isArray
      ? { type: 'DOCUMENT', rows: { kind: 'array' }, fields: firstElement(begin, 0) }
      : undefined;
  }
  if (!/^\{\s*(?:"|\}|$)/.test(begin)) return undefined;
  const [line = '', ...others] = begin.split(/\r?\n/).filter((one) => one.trim() !== '');
  const fields = jsonFields(line);
  const isOneOfMany = others.length > 0 && others.every((other) => other.trimStart().startsWith('{'));
  if (fields && (isOneOfMany || (others.length === 0 && isCut))) {
    return { type: 'LINES', rows: { kind: 'root' }, fields };
  }
  const member = arrayMember(begin);
  if (member) {
    return {
      type: 'DOCUMENT',
      rows: { kind: 'member', name: member.name },
      fields: firstElement(begin, member.at),
    };
  }
  // One line that is all of it is both, and lines need less of the server.
  return {
    type: fields ? 'LINES' : 'DOCUMENT',
    rows: { kind: 'root' },
    fields: fields ?? jsonFields(begin) ?? [],
  };
}

/** The fields of the first object in the array that begins at `from`. */
function firstElement(text: string, from: number): JsonField[] {
  const open = /\[\s*/.exec(text.slice(from));
  const start = from + (open?.index ?? 0) + (open?.[0].length ?? 0);
  const end = text[start] === '{' ? endOfNested(text, start) : undefined;
  return end === undefined ? [] : (jsonFields(text.slice(start, end)) ?? []);
}

/** The first member of the outermost object that is an array of objects. */
function arrayMember(text: string): { name: string; at: number } | undefined {
  let at = 1;
  while (at < text.length) {
    const quote = text.indexOf('"', at);
    const nameEnd = quote === -1 ? undefined : endOfString(text, quote);
    if (nameEnd === undefined) return undefined;
    const colon = /^\s*:\s*/.exec(text.slice(nameEnd))?.[0].length ?? 0;
    const value = nameEnd + colon;
    if (colon === 0) return undefined;
    if (/^\[\s*\{/.test(text.slice(value, value + 1000))) {
      return { name: textOf(text.slice(quote, nameEnd)) ?? '', at: value };
    }
    const first = text[value] ?? '';
    const valueEnd = first === '"' ? endOfString(text, value) : undefined;
    const nestedEnd = first === '{' || first === '[' ? endOfNested(text, value) : undefined;
    if (first === '"' || first === '{' || first === '[') {
      const end = valueEnd ?? nestedEnd;
      if (end === undefined) return undefined;
      at = end;
    } else at = value + 1;
  }
  return undefined;
}
