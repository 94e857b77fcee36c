import { expect, test } from 'vitest';
import type { ListPage, ObjectEntry } from '../../../storage/index.ts';
import { withEntries, withoutKeys } from './follow-changes.ts';

function entry(key: string, size = 1): ObjectEntry {
  return { key, size, lastModified: new Date(0), etag: 'e' };
}

const pages: ListPage[] = [
  { entries: [entry('p/b'), entry('p/d')], prefixes: ['p/c/'], next: 'token' },
  { entries: [entry('p/m')], prefixes: ['p/n/'], next: 'token' },
];
const lastPages: ListPage[] = [pages[0] as ListPage, { ...(pages[1] as ListPage), next: undefined }];

function shown(list: readonly ListPage[]): string[][] {
  return list.map((page) => [...page.entries.map((one) => one.key), ...page.prefixes]);
}

test.each<[string, readonly ListPage[], string, boolean, string[][]]>([
  [
    'in the first page',
    pages,
    'p/a',
    false,
    [
      ['p/a', 'p/b', 'p/d', 'p/c/'],
      ['p/m', 'p/n/'],
    ],
  ],
  [
    'between two',
    pages,
    'p/c',
    false,
    [
      ['p/b', 'p/c', 'p/d', 'p/c/'],
      ['p/m', 'p/n/'],
    ],
  ],
  [
    'in the second page',
    pages,
    'p/e',
    false,
    [
      ['p/b', 'p/d', 'p/c/'],
      ['p/e', 'p/m', 'p/n/'],
    ],
  ],
  [
    'beyond what is loaded',
    pages,
    'p/z',
    false,
    [
      ['p/b', 'p/d', 'p/c/'],
      ['p/m', 'p/n/'],
    ],
  ],
  [
    'at the end of a whole list',
    lastPages,
    'p/z',
    false,
    [
      ['p/b', 'p/d', 'p/c/'],
      ['p/m', 'p/z', 'p/n/'],
    ],
  ],
  [
    'a new folder',
    pages,
    'p/k/x/y',
    false,
    [
      ['p/b', 'p/d', 'p/c/'],
      ['p/m', 'p/k/', 'p/n/'],
    ],
  ],
  [
    'a folder that is there',
    pages,
    'p/c/new',
    false,
    [
      ['p/b', 'p/d', 'p/c/'],
      ['p/m', 'p/n/'],
    ],
  ],
  [
    'below a folder in flat view',
    pages,
    'p/c/new',
    true,
    [
      ['p/b', 'p/c/new', 'p/d', 'p/c/'],
      ['p/m', 'p/n/'],
    ],
  ],
  [
    'elsewhere',
    pages,
    'q/a',
    false,
    [
      ['p/b', 'p/d', 'p/c/'],
      ['p/m', 'p/n/'],
    ],
  ],
  ['nothing loaded', [], 'p/a', false, []],
])('an object arrives: %s', (_name, before, key, flat, after) => {
  expect(shown(withEntries(before, [entry(key)], { prefix: 'p/', flat }))).toEqual(after);
});

test('an object that was replaced shows its new size', () => {
  const after = withEntries(pages, [entry('p/d', 99)], { prefix: 'p/', flat: false });
  expect(after[0]?.entries.map((one) => [one.key, one.size])).toEqual([
    ['p/b', 1],
    ['p/d', 99],
  ]);
});

test('a search shows only what begins with it', () => {
  const arrived = [entry('p/ba'), entry('p/c')];
  expect(
    shown(withEntries([{ entries: [entry('p/b')], prefixes: [] }], arrived, { prefix: 'p/b', flat: false })),
  ).toEqual([['p/b', 'p/ba']]);
});

test('what was deleted goes', () => {
  expect(shown(withoutKeys(pages, new Set(['p/d', 'p/m']), new Set(['p/n/'])))).toEqual([
    ['p/b', 'p/c/'],
    [],
  ]);
});
