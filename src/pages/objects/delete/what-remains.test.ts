import { expect, test } from 'vitest';
import type { StorageDriver } from '../../../storage/index.ts';
import { whatRemains } from './what-remains.ts';

const entry = (key: string) => ({ key, size: 1, lastModified: new Date(0), etag: 'e' });

function storageWith(keys: string[], versions: [string, string][]) {
  return {
    objects: {
      async *list({ prefix = '' }: { prefix?: string }) {
        if (prefix === 'lost/') throw new Error('lost');
        yield { entries: keys.filter((key) => key.startsWith(prefix)).map(entry), prefixes: [] };
      },
    },
    versions: {
      async *list({ prefix = '' }: { prefix?: string }) {
        const found = versions.filter(([key]) => key.startsWith(prefix));
        yield { versions: found.map(([key, versionId]) => ({ ...entry(key), versionId })), prefixes: [] };
      },
    },
  } as unknown as Pick<StorageDriver, 'objects' | 'versions'>;
}

test('of folders: what the plan did not have, and what could not be listed', async () => {
  const storage = storageWith(['test/late', 'test/refused', 'test1/x'], []);
  const doomed = [{ key: 'test/refused' }, { key: 'test/gone' }];
  const targets = { entries: [], folders: ['test/', 'empty/', 'lost/'] };
  expect(await whatRemains(storage, 'b', targets, { mode: 'current', doomed })).toEqual([
    { name: 'test/', isFolder: true, empty: false, unplanned: 1 },
    { name: 'empty/', isFolder: true, empty: true, unplanned: 0 },
    { name: 'lost/', isFolder: true, empty: false },
  ]);
});

test('of versions: of single keys too, and not of those that begin alike', async () => {
  const storage = storageWith(
    [],
    [
      ['a', 'late'],
      ['a', 'refused'],
      ['a1', 'v1'],
      ['ab/c', 'v1'],
    ],
  );
  const doomed = [
    { key: 'a', versionId: 'refused' },
    { key: 'a', versionId: 'gone' },
    { key: 'b', versionId: 'v1' },
  ];
  const targets = { entries: [entry('a'), entry('b')], folders: [] };
  expect(await whatRemains(storage, 'b', targets, { mode: 'versions', doomed })).toEqual([
    { name: 'a', isFolder: false, empty: false, unplanned: 1 },
    { name: 'b', isFolder: false, empty: true, unplanned: 0 },
  ]);
});

test('of real folders: what is in them, and they themselves', async () => {
  const there = ['late/', 'late/new', 'kept/', 'deep/', 'deep/new/'];
  const storage = {
    objects: {
      realFolders: true,
      async *list({ prefix = '' }: { prefix?: string }) {
        const inside = there.filter((key) => key.startsWith(prefix) && key !== prefix);
        yield {
          entries: inside.filter((key) => !key.endsWith('/')).map(entry),
          prefixes: inside.filter((key) => key.endsWith('/')),
        };
      },
      exists: async ({ key }: { key: string }) => there.includes(key),
    },
  } as unknown as Pick<StorageDriver, 'objects' | 'versions'>;
  const folders = ['late/', 'kept/', 'deep/', 'gone/'];
  const doomed = folders.map((key) => ({ key }));
  expect(await whatRemains(storage, 'b', { entries: [], folders }, { mode: 'current', doomed })).toEqual([
    { name: 'late/', isFolder: true, empty: false, unplanned: 1 },
    { name: 'kept/', isFolder: true, empty: false, unplanned: 0 },
    { name: 'deep/', isFolder: true, empty: false, unplanned: 1 },
    { name: 'gone/', isFolder: true, empty: true, unplanned: 0 },
  ]);
});
