import { expect, it } from 'vitest';
import type { ListPage, ObjectEntry, StorageDriver } from '../../storage/index.ts';
import { foundEvents, takeSnapshot } from './follow-listing.ts';

const entry = (key: string): ObjectEntry => ({ key, etag: 'e', size: 7, lastModified: new Date(1000) });

it('tells what was found, as far as it was asked for', () => {
  const changes = [
    { change: 'appeared', entry: entry('a.jpg') },
    { change: 'changed', entry: entry('b.txt') },
    { change: 'gone', entry: entry('c.jpg') },
  ] as const;
  const now = new Date(5000);
  const find = (suffix: string, ...groups: ('created' | 'removed' | 'accessed')[]) =>
    foundEvents(changes, { bucket: 'b', suffix, groups }, now);
  expect(find('', 'created', 'removed')).toMatchObject([
    { found: 'appeared', key: 'a.jpg', size: 7, time: new Date(1000) },
    { found: 'changed', key: 'b.txt' },
    { found: 'gone', key: 'c.jpg', size: undefined, time: now },
  ]);
  expect(find('.jpg', 'created').map(({ key }) => key)).toEqual(['a.jpg']);
  expect(find('', 'removed').map(({ key }) => key)).toEqual(['c.jpg']);
  expect(find('', 'accessed')).toEqual([]);
});

function storageOf(pages: number): { storage: StorageDriver; asked: () => number } {
  let asked = 0;
  async function* list(): AsyncGenerator<ListPage, void, undefined> {
    for (let page = 0; page < pages; page += 1) {
      asked += 1;
      yield { entries: [entry(`k${page}`)], prefixes: [], next: page + 1 < pages ? 'more' : undefined };
    }
  }
  return { storage: { objects: { list } } as unknown as StorageDriver, asked: () => asked };
}

it.each([
  [1, 1, true],
  [5, 5, true],
  [6, 5, false],
  [100, 5, false],
])('looks at %d pages: reads %d, complete: %s', async (pages, read, complete) => {
  const { storage, asked } = storageOf(pages);
  const snapshot = await takeSnapshot(storage, { bucket: 'b', prefix: '' }, new AbortController().signal);
  expect(snapshot.complete).toBe(complete);
  expect(snapshot.entries).toHaveLength(read);
  expect(asked()).toBe(read);
});
