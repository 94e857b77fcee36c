import { describe, expect, test } from 'vitest';
import type { ObjectEntry } from '../../../storage/index.ts';
import { withEntries, withoutKeys, withoutVersions, withVersions } from './follow-changes.ts';
import type { ListedPage } from './listed-entry.ts';

function entry(key: string, size = 1): ObjectEntry {
  return { key, size, lastModified: new Date(0), etag: 'e' };
}

const pages: ListedPage[] = [
  { entries: [entry('p/b'), entry('p/d')], prefixes: ['p/c/'], next: 'token' },
  { entries: [entry('p/m')], prefixes: ['p/n/'], next: 'token' },
];
const lastPages: ListedPage[] = [pages[0] as ListedPage, { ...(pages[1] as ListedPage), next: undefined }];

function shown(list: readonly ListedPage[]): string[][] {
  return list.map((page) => [...page.entries.map((one) => one.key), ...page.prefixes]);
}

test.each<[string, readonly ListedPage[], string, boolean, string[][]]>([
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

test('nothing is put before the key where the list begins', () => {
  const listed = { prefix: 'p/', flat: false, after: 'p/c' };
  expect(shown(withEntries(lastPages, [entry('p/a'), entry('p/c')], listed))[0]).toEqual([
    'p/b',
    'p/c',
    'p/d',
    'p/c/',
  ]);
});

describe('lists of versions', () => {
  const version = (key: string, versionId: string, isLatest = false) => ({
    ...entry(key),
    versionId,
    isLatest,
    isDeleteMarker: false,
  });
  const listed = { prefix: '', flat: true, versions: true };
  const loaded: ListedPage[] = [
    {
      entries: [version('a', '2', true), version('a', '1'), version('b', '4', true)],
      prefixes: [],
      next: { key: 'b', versionId: '4' },
    },
    { entries: [version('b', '3'), version('c', '5', true)], prefixes: [] },
  ];
  const marks = (pages: readonly ListedPage[]) =>
    pages.map(({ entries }) =>
      entries.map(({ key, versionId, isLatest }) => `${key}${versionId}${isLatest ? '*' : ''}`),
    );

  test.each<[string, ReturnType<typeof version>[], string[][]]>([
    [
      'on top of its key',
      [version('a', '9', true)],
      [
        ['a9*', 'a2', 'a1', 'b4*'],
        ['b3', 'c5*'],
      ],
    ],
    [
      'of a key over two pages',
      [version('b', '9', true)],
      [
        ['a2*', 'a1', 'b9*', 'b4'],
        ['b3', 'c5*'],
      ],
    ],
    [
      'of a new key',
      [version('bb', '9', true)],
      [
        ['a2*', 'a1', 'b4*'],
        ['b3', 'bb9*', 'c5*'],
      ],
    ],
    [
      'two of one, the last is the latest',
      [version('c', '8', true), version('c', '9', true)],
      [
        ['a2*', 'a1', 'b4*'],
        ['b3', 'c9*', 'c8', 'c5'],
      ],
    ],
    [
      'one that is there already',
      [version('a', '1', true)],
      [
        ['a2*', 'a1', 'b4*'],
        ['b3', 'c5*'],
      ],
    ],
  ])('take a version %s', (_name, arrived, expected) => {
    expect(marks(withVersions(loaded, arrived, listed))).toEqual(expected);
  });

  test('have one version without an id of a key, the last that came', () => {
    const pages = [{ entries: [version('a', '2', true), version('a', 'null')], prefixes: [] }];
    expect(marks(withVersions(pages, [version('a', 'null', true)], listed))).toEqual([['anull*', 'a2']]);
  });

  test('in folder view show the folder of what came', () => {
    const pages = withVersions(loaded, [version('d/e', '1', true)], { ...listed, flat: false });
    expect(pages[1]?.prefixes).toEqual(['d/']);
  });

  test.each<[string, { key: string; versionId: string }[], string[][]]>([
    [
      'the latest',
      [{ key: 'a', versionId: '2' }],
      [
        ['a1*', 'b4*'],
        ['b3', 'c5*'],
      ],
    ],
    [
      'the latest of a key over two pages',
      [{ key: 'b', versionId: '4' }],
      [
        ['a2*', 'a1'],
        ['b3*', 'c5*'],
      ],
    ],
    ['an older one', [{ key: 'b', versionId: '3' }], [['a2*', 'a1', 'b4*'], ['c5*']]],
    [
      'all of a key',
      [
        { key: 'a', versionId: '1' },
        { key: 'a', versionId: '2' },
      ],
      [['b4*'], ['b3', 'c5*']],
    ],
    [
      'one of another key with the same id',
      [{ key: 'x', versionId: '2' }],
      [
        ['a2*', 'a1', 'b4*'],
        ['b3', 'c5*'],
      ],
    ],
  ])('lose %s', (_name, gone, expected) => {
    expect(marks(withoutVersions(loaded, gone))).toEqual(expected);
  });
});
