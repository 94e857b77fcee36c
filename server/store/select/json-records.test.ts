import { describe, expect, it } from 'vitest';
import { JsonRecordReader } from './json-records.ts';
import { topLevelValues } from './scan-json.ts';
import type { PathStep } from './sql-tree.ts';

const every: PathStep = { kind: 'every' };
const name = (text: string, quoted = false): PathStep => ({ kind: 'name', name: text, quoted });
const index = (place: number): PathStep => ({ kind: 'index', index: place });

function read(text: string, path: readonly PathStep[], size: number): string[] {
  const reader = new JsonRecordReader(path);
  const records: string[] = [];
  for (let at = 0; at < text.length; at += size) records.push(...reader.push(text.slice(at, at + size)));
  records.push(...reader.end());
  return records;
}

describe('JSON', () => {
  it.each<{ name: string; text: string; path?: PathStep[]; records: string[] }>([
    { name: 'lines', text: '{"a":1}\n{"a":"}{"}\n', records: ['{"a":1}', '{"a":"}{"}'] },
    {
      name: 'values side by side',
      text: '{}[1]{} 5 true "x" null',
      records: ['{}', '[1]', '{}', '5', 'true', '"x"', 'null'],
    },
    { name: 'nothing', text: ' \n ', records: [] },
    { name: 'a document on many lines', text: '{\n "a": [\r\n1 ]\n}', records: ['{  "a": [ 1 ] }'] },
    { name: 'quotes in texts', text: '{"a\\"":"\\\\"}{}', records: ['{"a\\"":"\\\\"}', '{}'] },
    {
      name: 'members of an array',
      text: '{"x":{"items":[9]},"items":[{"a":1},2,"three",[4]],"y":[{"items":[]}]}',
      path: [name('items'), every],
      records: ['{"a":1}', '2', '"three"', '[4]'],
    },
    { name: 'members of the root', text: '[1,[2],{"a":3}]', path: [every], records: ['1', '[2]', '{"a":3}'] },
    {
      name: 'all members of an object',
      text: '{"a":1,"b":{"c":2}}',
      path: [every],
      records: ['1', '{"c":2}'],
    },
    {
      name: 'a name in another case',
      text: '{"Items":[1],"items":[2]}',
      path: [name('ITEMS'), every],
      records: ['1', '2'],
    },
    {
      name: 'a quoted name',
      text: '{"Items":[1],"items":[2]}',
      path: [name('items', true), every],
      records: ['2'],
    },
    { name: 'a place', text: '[[1,2],[3]] [[],[4]]', path: [index(1), every], records: ['3', '4'] },
    {
      name: 'wildcards in a row',
      text: '{"a":[[1],[2,3]]}',
      path: [name('a'), every, every],
      records: ['1', '2', '3'],
    },
    { name: 'nothing where the path ends', text: '{"a":1}{"b":[1]}', path: [name('a'), every], records: [] },
  ])('has $name', ({ text, path = [], records }) => {
    for (const size of [1, 2, 7, 1000]) expect(read(text, path, size)).toEqual(records);
  });

  it.each<{ text: string; path?: PathStep[] }>([
    { text: '{"a":1' },
    { text: '{"a":1}}' },
    { text: '{a:1}' },
    { text: 'nul' },
    { text: '"x' },
    { text: '{"a":"\n"}' },
    { text: '{"a" 1}', path: [every] },
    { text: '{"a":1 "b":2}', path: [every] },
    { text: '{"a":1,}', path: [every] },
    { text: '[1,]', path: [every] },
    { text: '[1}', path: [every] },
    { text: '{"b":[1,tru],"a":[]}', path: [name('a'), every] },
    { text: '['.repeat(2000) + ']'.repeat(2000) },
    { text: '['.repeat(2000) + ']'.repeat(2000), path: [name('a'), every] },
  ])('is not $text', ({ text, path = [] }) => {
    expect(() => read(text, path, 5)).toThrow(expect.objectContaining({ code: 'JSONParsingError' }));
  });

  it('has records of at most 1 MB', () => {
    expect(() => read(`["${'x'.repeat(1024 * 1024)}"]`, [], 100_000)).toThrow(
      expect.objectContaining({ code: 'OverMaxRecordSize' }),
    );
  });
});

it.each([
  { text: '{"a":1.50,"b":"x,y","c":[1,{"d":2}],"e":null}', values: ['1.50', '"x,y"', '[1,{"d":2}]', 'null'] },
  { text: ' { "a" : true , "b" : {} } ', values: ['true', '{}'] },
  { text: '[1, "two"]', values: ['1', '"two"'] },
  { text: '{}', values: [] },
  { text: '[ ]', values: [] },
  { text: '"x"', values: ['"x"'] },
])('the values of $text', ({ text, values }) => {
  expect(topLevelValues(text)).toEqual(values);
});
