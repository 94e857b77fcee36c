import { expect, test } from 'vitest';
import type { ListInput, ListPage, ObjectEntry, StorageDriver } from '../../../storage/index.ts';
import { collectObjects, mostObjects } from './collect-objects.ts';

const entry = (key: string, size = 1): ObjectEntry => ({ key, size, lastModified: new Date(0), etag: 'e' });

function storageWith(pages: (prefix: string) => Iterable<ObjectEntry[]>): StorageDriver {
  return {
    objects: {
      async *list({ prefix = '', delimiter }: ListInput): AsyncGenerator<ListPage> {
        expect(delimiter).toBeUndefined();
        for (const entries of pages(prefix)) yield { entries, prefixes: [] };
      },
    },
  } as unknown as StorageDriver;
}

const { signal } = new AbortController();

test('what was chosen and what is in chosen folders, each once', async () => {
  const counts: number[] = [];
  const storage = storageWith((prefix) => [[entry(`${prefix}x`, 3)], [entry(`${prefix}y`), entry('a')]]);
  const targets = { entries: [entry('a', 7)], folders: ['f/'] };
  const { objects, isCut } = await collectObjects(storage, 'b', targets, {
    signal,
    onFound: (count) => counts.push(count),
  });
  expect(objects.map(({ key }) => key)).toEqual(['a', 'f/x', 'f/y']);
  expect([isCut, counts]).toEqual([false, [2, 3]]);
});

test('more than a page should take is cut, and no page more is asked for', async () => {
  let asked = 0;
  const storage = storageWith(function* () {
    for (;;) {
      asked += 1;
      yield Array.from({ length: 1_000 }, (_, at) => entry(`f/${asked}/${at}`));
    }
  });
  const result = await collectObjects(
    storage,
    'b',
    { entries: [], folders: ['f/'] },
    { signal, onFound: () => {} },
  );
  expect(result).toEqual({ objects: [], isCut: true });
  expect(asked).toBe(mostObjects / 1_000 + 1);
});
