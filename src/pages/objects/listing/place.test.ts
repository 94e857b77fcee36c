import { expect, test } from 'vitest';
import { crumbsOf, folderLeft, nameIn, parentOf, placeOfPath } from './place.ts';

test.each<[string, [string, string][]]>([
  ['', []],
  ['a/', [['a', 'a/']]],
  [
    '2026/spring/',
    [
      ['2026', '2026/'],
      ['spring', '2026/spring/'],
    ],
  ],
  [
    'a//b/',
    [
      ['a', 'a/'],
      ['', 'a//'],
      ['b', 'a//b/'],
    ],
  ],
  ['/', [['', '/']]],
])('crumbs of %j', (prefix, crumbs) => {
  expect(crumbsOf(prefix).map(({ name, prefix: to }) => [name, to])).toEqual(crumbs);
});

test.each([
  ['', undefined],
  ['a/', ''],
  ['a/b/', 'a/'],
  ['a//', 'a/'],
])('above %j is %j', (prefix, parent) => {
  expect(parentOf(prefix)).toBe(parent);
});

test.each([
  ['', '', ''],
  ['photos/2026/', 'photos/2026/', ''],
  ['photos/2026/a.jpg', 'photos/2026/', 'a.jpg'],
  ['a.jpg', '', 'a.jpg'],
])('the path %j', (path, prefix, q) => {
  expect(placeOfPath(path)).toEqual({ prefix, q });
});

test.each([
  ['p/', 'p/a.jpg', 'a.jpg'],
  ['p/', 'p/raw/', 'raw/'],
  ['', 'a', 'a'],
  ['p/', 'p/', 'p/'],
])('in %j, %j is shown as %j', (prefix, key, name) => {
  expect(nameIn(prefix, key)).toBe(name);
});

test.each([
  ['a/b/', 'a/', 'a/b/'],
  ['a/b/c/', 'a/', 'a/b/'],
  ['a/', '', 'a/'],
  ['a/', 'a/', undefined],
  ['a/', 'a/b/', undefined],
  ['ab/', 'a/', undefined],
])('from %j up to %j: %j', (from, to, left) => {
  expect(folderLeft(from, to)).toBe(left);
});
