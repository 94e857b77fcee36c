import { describe, expect, it, test } from 'vitest';
import { compareKeys } from '../../../storage/index.ts';
import { jumpTo, justBefore, startOfList } from './start-key.ts';

const end = '\u{10ffff}';

test.each([
  ['abc', `abb${end}`],
  ['photos/', `photos.${end}`],
  ['x\u0000', 'x'],
  ['\ue000', `\ud7ff${end}`],
  ['中', `丬${end}`],
  ['😀', `\u{1f5ff}${end}`],
  ['', ''],
])('just before %j', (key, before) => {
  expect(justBefore(key)).toBe(before);
  if (key !== '') expect(compareKeys(before, key)).toBeLessThan(0);
});

describe('the start of a list', () => {
  it.each([
    ['', undefined, {}],
    ['', 'b', { after: `a${end}` }],
    ['p/', undefined, {}],
    ['p/', 'p/b', { after: `p/a${end}` }],
    ['p/', 'p/', {}],
    ['p/', 'a', {}],
    ['p/', 'p', {}],
    ['p/', 'q', 'beyond'],
    // The first key under the prefix has nothing before it there.
    ['p/09', 'p/09', {}],
    ['p/09', 'p/0998', { after: `p/0997${end}` }],
  ])('of %j at %j', (prefix, key, expected) => {
    expect(startOfList(prefix, key)).toEqual(expected);
  });
});

describe('a typed key', () => {
  const folders = { prefix: 'p/', flat: false };
  it.each([
    ['b', folders, { prefix: 'p/', after: 'p/b' }],
    ['p/b', folders, { prefix: 'p/', after: 'p/b' }],
    ['q/b', folders, { prefix: 'p/q/', after: 'p/q/b' }],
    ['q/', folders, { prefix: 'p/q/', after: undefined }],
    ['q/b', { prefix: 'p/', flat: true }, { prefix: 'p/', after: 'p/q/b' }],
    ['q/b', { prefix: '', flat: true }, { prefix: '', after: 'q/b' }],
    ['100%.txt', { prefix: '', flat: false }, { prefix: '', after: '100%.txt' }],
    ['', folders, { prefix: 'p/', after: undefined }],
  ])('%j', (typed, place, expected) => {
    expect(jumpTo(typed, place)).toEqual(expected);
  });
});
