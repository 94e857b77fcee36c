import { expect, test } from 'vitest';
import { tagProblem } from './object-tag-limits.ts';

test.each([
  ['k'.repeat(128), 'v'.repeat(256), undefined],
  ['😀'.repeat(128), '', undefined],
  ['', 'v', 'key-missing'],
  ['k'.repeat(129), '', 'key-too-long'],
  ['k', 'v'.repeat(257), 'value-too-long'],
  ['a\u0001', '', 'unwritable'],
  ['a', '\ud800', 'unwritable'],
])('a tag %#', (key, value, problem) => {
  const tag = { key, value };
  expect(tagProblem(tag, 0, [tag])).toBe(problem);
});

test('a key that comes again is wrong where it comes again', () => {
  const tags = [
    { key: 'a', value: '1' },
    { key: 'a', value: '2' },
  ];
  expect(tags.map(tagProblem)).toEqual([undefined, 'key-twice']);
});
