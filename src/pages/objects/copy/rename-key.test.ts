import { expect, test } from 'vitest';
import { nameProblem, splitKey, stemLength } from './rename-key.ts';

test.each([
  ['a.txt', '', 'a.txt', ''],
  ['p/q/a.txt', 'p/q/', 'a.txt', ''],
  ['p/q/', 'p/', 'q', '/'],
  ['q/', '', 'q', '/'],
  ['p//', 'p/', '', '/'],
  ['/a', '/', 'a', ''],
])('%j is %j, %j, %j', (key, folder, name, end) => {
  expect(splitKey(key)).toEqual({ folder, name, end });
});

test.each([
  ['photo.jpg', '', 'photo'],
  ['archive.tar.gz', '', 'archive'],
  ['.gitignore', '', '.gitignore'],
  ['README', '', 'README'],
  ['v1.2 final', '', 'v1.2 final'],
  ['a.b.c', '', 'a.b'],
  ['报告.pdf', '', '报告'],
  ['folder.d', '/', 'folder.d'],
  ['ends.', '', 'ends.'],
] as const)('of %j%s %j is selected', (name, end, stem) => {
  expect(name.slice(0, stemLength({ name, end }))).toBe(stem);
});

test.each([
  ['', 'empty'],
  ['a/b', 'slash'],
  ['..', 'dot-segment'],
  ['.', 'dot-segment'],
  ['\ud800', 'not-unicode'],
  ['x'.repeat(1023), 'too-long'],
  ['x'.repeat(1021), undefined],
  ['100%.txt', undefined],
  ['..x', undefined],
])('%.20j: %s', (name, problem) => {
  expect(nameProblem(name, { folder: 'p/', name: 'a', end: '' })).toBe(problem);
});
