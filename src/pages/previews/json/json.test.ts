import { describe, expect, test } from 'vitest';
import { parseJsonLines } from '../table/parse-json-lines.ts';
import { exactJson, shownValue } from './exact-json.ts';
import { openAtFirst, treeRows } from './json-tree.ts';

const read = (text: string) => {
  const parsed = exactJson(text);
  return parsed.ok ? parsed.value : parsed.reason;
};

/** Node 20 has no third argument of the reviver: there the digits are the engine's. */
const keepsSource = (() => {
  let seen = false;
  JSON.parse('1', (_key, value, ...rest: unknown[]) => {
    seen = rest.length > 0;
    return value;
  });
  return seen;
})();

describe('values', () => {
  test.each([
    ['"a"', 'a'],
    ['12', '12'],
    ['1.50', '1.5'],
    ['[1,{"a":null}]', '[1,{"a":null}]'],
  ])('%s is shown as %s', (text, shown) => {
    expect(shownValue(read(text))).toBe(shown);
  });

  test('digits beyond a double stay, where the engine tells the source of a number', () => {
    const digits = '12345678901234567890';
    expect(shownValue(read(digits))).toBe(keepsSource ? digits : '12345678901234567000');
  });

  test('what is no JSON says why', () => {
    expect(exactJson('{"a":')).toMatchObject({ ok: false });
  });
});

test('a tree shows what is open', () => {
  const root = read('{"a/b":[1,"x"],"c":{},"d":null,"e":true}');
  const shown = (open: string[]) => treeRows(root, new Set(open)).map(({ path, kind }) => `${path}:${kind}`);
  expect(shown([])).toEqual([':object']);
  expect(shown([''])).toEqual([':object', '/a~1b:array', '/c:object', '/d:null', '/e:boolean']);
  expect(shown(['', '/a~1b'])).toContain('/a~1b/1:string');
  expect(treeRows(root, new Set(['']))[1]).toEqual({
    path: '/a~1b',
    depth: 1,
    name: 'a/b',
    kind: 'array',
    count: 2,
  });
});

test('little is open at first, much is not', () => {
  expect([...openAtFirst({ a: { b: 1 } })]).toEqual(['', '/a']);
  expect([...openAtFirst(Array.from({ length: 100 }, () => ({})))]).toEqual(['']);
});

test('lines become rows; what is broken is named', () => {
  expect(parseJsonLines('{"a":1,"b":"x"}\n\n{"b":true,"c":[1]}\nnope\n7\n')).toEqual({
    columns: ['a', 'b', 'c', ''],
    rows: [
      ['1', 'x', '', ''],
      ['', 'true', '[1]', ''],
      ['', '', '', '7'],
    ],
    broken: [4],
  });
});
