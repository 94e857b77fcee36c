import { expect, test } from 'vitest';
import { compareKeys } from './compare-keys.ts';

test.each([
  ['a', 'a', 0],
  ['a', 'b', -1],
  ['a', 'ab', -1],
  ['a/', 'a.', 1],
  ['Z', 'a', -1],
  ['', 'a', -1],
  ['告', '报', -1],
  // U+FF5E is before U+1F600 in UTF-8, and after it in UTF-16.
  ['～', '😀', -1],
  ['\u{10000}', '\uffff', 1],
  ['😀a', '😀b', -1],
  ['\ud7ff', '\ue000', -1],
])('%j and %j', (a, b, sign) => {
  expect(Math.sign(compareKeys(a, b))).toBe(sign);
  expect(Math.sign(compareKeys(b, a))).toBe(sign === 0 ? 0 : -sign);
});

test('sorts as the UTF-8 bytes do', () => {
  const keys = ['～', '😀', 'a', 'a/b', 'a.b', '中', '\u{10ffff}', '\ue000', 'é', 'Z', '~'];
  const utf8 = new TextEncoder();
  const byBytes = [...keys].sort((a, b) => {
    const left = utf8.encode(a);
    const right = utf8.encode(b);
    for (let i = 0; i < Math.min(left.length, right.length); i += 1) {
      const difference = (left[i] ?? 0) - (right[i] ?? 0);
      if (difference !== 0) return difference;
    }
    return left.length - right.length;
  });
  expect([...keys].sort(compareKeys)).toEqual(byBytes);
});
