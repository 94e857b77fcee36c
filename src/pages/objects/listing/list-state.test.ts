import { describe, expect, test } from 'vitest';
import type { ListPage, ObjectEntry } from '../../../storage/index.ts';
import {
  indexOfRow,
  type ListView,
  nextSort,
  rowAt,
  rowCount,
  rowsOf,
  sortsLoadedRowsOnly,
} from './list-state.ts';

function entry(key: string, size = 1, day = 1): ObjectEntry {
  return { key, size, lastModified: new Date(Date.UTC(2026, 0, day)), etag: 'e' };
}

const byName: ListView = { prefix: 'p/', flat: false, sort: 'name', desc: false };

const pages: ListPage[] = [
  { prefixes: ['p/a/', 'p/m/'], entries: [entry('p/'), entry('p/b', 30, 3), entry('p/c', 10, 1)], next: 't' },
  { prefixes: ['p/m/', 'p/z/'], entries: [entry('p/n', 20, 2), entry('p/o', 10, 4)] },
];

function keysOf(view: ListView): string[] {
  const rows = rowsOf(pages, view);
  return Array.from({ length: rowCount(rows) }, (_, index) => rowAt(rows, index)?.key ?? 'missing');
}

describe('rowsOf', () => {
  test.each<[string, Partial<ListView>, string[]]>([
    ['folders first, then the order of the server', {}, ['p/a/', 'p/m/', 'p/z/', 'p/b', 'p/c', 'p/n', 'p/o']],
    ['name, reversed', { desc: true }, ['p/z/', 'p/m/', 'p/a/', 'p/o', 'p/n', 'p/c', 'p/b']],
    [
      'size, then name where sizes are equal',
      { sort: 'size' },
      ['p/a/', 'p/m/', 'p/z/', 'p/c', 'p/o', 'p/n', 'p/b'],
    ],
    [
      'size, largest first',
      { sort: 'size', desc: true },
      ['p/a/', 'p/m/', 'p/z/', 'p/b', 'p/n', 'p/c', 'p/o'],
    ],
    [
      'modified, latest first',
      { sort: 'modified', desc: true },
      ['p/a/', 'p/m/', 'p/z/', 'p/o', 'p/b', 'p/n', 'p/c'],
    ],
    [
      'flat view shows the marker of the folder',
      { flat: true },
      ['p/a/', 'p/m/', 'p/z/', 'p/', 'p/b', 'p/c', 'p/n', 'p/o'],
    ],
  ])('%s', (_name, view, keys) => {
    expect(keysOf({ ...byName, ...view })).toEqual(keys);
  });

  test('nothing loaded is no rows', () => {
    expect(rowCount(rowsOf([], byName))).toBe(0);
  });

  test('100,000 rows are built in one pass', () => {
    const many = Array.from({ length: 100 }, (_, page) => ({
      prefixes: [],
      entries: Array.from({ length: 1000 }, (_, i) => entry(`p/${page * 1000 + i}`)),
    }));
    const rows = rowsOf(many, byName);
    expect(rowCount(rows)).toBe(100_000);
    expect(rowAt(rows, 99_999)?.key).toBe('p/99999');
    expect(rowAt(rows, 100_000)).toBeUndefined();
  });
});

describe('versions', () => {
  const version = (key: string, versionId: string, size = 1) => ({ ...entry(key, size), versionId });
  const listed = [
    {
      prefixes: [],
      entries: [version('a', '3'), version('a', '2', 9), version('a', '1'), version('b', '5', 4)],
    },
    { prefixes: [], entries: [version('b', '4'), version('c', '6')] },
  ];
  const ids = (view: Partial<ListView>) =>
    rowsOf(listed, { ...byName, ...view }).entries.map(({ key, versionId }) => key + versionId);

  test.each<[string, Partial<ListView>, string[]]>([
    ['by name: as the server lists them', {}, ['a3', 'a2', 'a1', 'b5', 'b4', 'c6']],
    ['from Z to A: the newest first all the same', { desc: true }, ['c6', 'b5', 'b4', 'a3', 'a2', 'a1']],
    ['by size: equal ones in their order', { sort: 'size' }, ['a3', 'a1', 'b4', 'c6', 'b5', 'a2']],
  ])('%s', (_name, view, expected) => {
    expect(ids(view)).toEqual(expected);
  });

  test('each is a row of its own', () => {
    const rows = rowsOf(listed, byName);
    expect(rowAt(rows, 1)).toMatchObject({ id: 'a\u00002', key: 'a' });
    expect(indexOfRow(rows, 'a\u00001')).toBe(2);
    expect(indexOfRow(rows, 'a')).toBe(-1);
    expect(indexOfRow(rows, 'b\u00001')).toBe(-1);
  });
});

test.each([
  ['p/a/', 0],
  ['p/z/', 2],
  ['p/b', 3],
  ['p/o', 6],
  ['p/absent', -1],
])('the row of %s is %i', (key, index) => {
  expect(indexOfRow(rowsOf(pages, byName), key)).toBe(index);
});

test.each([
  [{ sort: 'name', desc: false }, true, false],
  [{ sort: 'name', desc: true }, true, true],
  [{ sort: 'size', desc: false }, true, true],
  [{ sort: 'size', desc: false }, false, false],
] as const)('%j with more on the server: %s', (view, hasMore, only) => {
  expect(sortsLoadedRowsOnly(view, hasMore)).toBe(only);
});

test.each([
  [{ sort: 'name', desc: false }, 'name', { sort: 'name', desc: true }],
  [{ sort: 'name', desc: true }, 'name', { sort: 'name', desc: false }],
  [{ sort: 'name', desc: true }, 'size', { sort: 'size', desc: true }],
  [{ sort: 'size', desc: true }, 'modified', { sort: 'modified', desc: true }],
  [{ sort: 'size', desc: true }, 'name', { sort: 'name', desc: false }],
] as const)('%j, click on %s', (view, column, next) => {
  expect(nextSort(view, column)).toEqual(next);
});
