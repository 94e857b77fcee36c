export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [name: string]: Json;
}

/** A JSON value with where it stands in its text: UTF-16 offsets, `to` exclusive. */
export type JsonNode = Span &
  (
    | { kind: 'object'; members: readonly JsonMember[] }
    | { kind: 'array'; items: readonly JsonNode[] }
    | { kind: 'plain'; value: null | boolean | number | string }
  );

export interface JsonMember {
  name: string;
  /** Where the name stands. */
  at: Span;
  value: JsonNode;
}

export interface Span {
  from: number;
  to: number;
}

/** Where a text stops being JSON. */
export class JsonProblem extends Error {
  readonly at: Span;

  constructor(at: Span) {
    super('This is not JSON.');
    this.at = at;
  }
}

/** Deeper documents are no policies, and must not overflow the stack. */
const maxDepth = 64;
const space = /[ \t\r\n]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them in texts
const text = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const literal = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/**
 * Reads JSON and keeps its places, which the browser's own parser does not tell. Throws `JsonProblem`.
 * https://www.rfc-editor.org/rfc/rfc8259
 */
export function parseJson(source: string): JsonNode {
  let at = 0;

  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(source)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const fail = (): never => {
    throw new JsonProblem({ from: at, to: Math.min(at + 1, source.length) });
  };
  const skip = (character: string): boolean => {
    take(space);
    if (source[at] !== character) return false;
    at += 1;
    return true;
  };
  const expect = (character: string) => skip(character) || fail();

  function value(depth: number): JsonNode {
    take(space);
    const from = at;
    if (depth > maxDepth) fail();
    if (skip('{')) return { kind: 'object', members: list('}', () => member(depth)), from, to: at };
    if (skip('[')) return { kind: 'array', items: list(']', () => value(depth + 1)), from, to: at };
    const found = take(source[at] === '"' ? text : literal) ?? fail();
    return { kind: 'plain', value: JSON.parse(found), from, to: at };
  }

  function member(depth: number): JsonMember {
    take(space);
    const from = at;
    const name = JSON.parse(take(text) ?? fail());
    const to = at;
    expect(':');
    return { name, at: { from, to }, value: value(depth + 1) };
  }

  function list<Item>(end: string, item: () => Item): Item[] {
    const items: Item[] = [];
    if (skip(end)) return items;
    do items.push(item());
    while (skip(','));
    expect(end);
    return items;
  }

  const root = value(0);
  take(space);
  return at === source.length ? root : fail();
}

/** The value without its places; of members of one name the last, as everywhere. */
export function jsonOf(node: JsonNode): Json {
  if (node.kind === 'plain') return node.value;
  if (node.kind === 'array') return node.items.map(jsonOf);
  return Object.fromEntries(node.members.map(({ name, value }) => [name, jsonOf(value)]));
}

/** Line and column of an offset, both from 1; columns are UTF-16 units. */
export function lineAndColumn(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Characters that would show nothing, or another order than there is: escaped, which means the same. */
const misleading =
  /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** Indented JSON in which nothing hides. */
export function printJson(value: Json): string {
  return JSON.stringify(value, undefined, 2).replace(
    misleading,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
