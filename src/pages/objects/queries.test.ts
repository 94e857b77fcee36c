import { type InfiniteData, QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import type { StorageDriver } from '../../storage/index.ts';
import { queryKeys } from '../shared/query-keys.ts';
import type { ListedPage } from './listing/listed-entry.ts';
import { hideDeleted, showArrived } from './queries.ts';

const entry = (key: string) => ({ key, size: 1, lastModified: new Date(0), etag: 'e' });
const listed = { prefix: '', flat: false };
const queryKey = queryKeys.objects('c', 'b', listed);

/** Two pages in memory, of which `next` follows the second. */
function listingOf(objects: object, next: string | undefined) {
  const client = new QueryClient();
  const storage = { connectionId: 'c', objects } as unknown as StorageDriver;
  const pages: ListedPage[] = [
    { entries: [entry('a'), entry('b')], prefixes: [], next: 'second' },
    { entries: [entry('d'), entry('e')], prefixes: [], next },
  ];
  client.setQueryData<InfiniteData<ListedPage>>(queryKey, { pages, pageParams: [undefined, 'second'] });
  return {
    client,
    storage,
    keys: () =>
      client
        .getQueryData<InfiniteData<ListedPage>>(queryKey)
        ?.pages.flatMap(({ entries }) => entries.map(({ key }) => key)),
    isStale: () => client.getQueryState(queryKey)?.isInvalidated,
  };
}

test.each([
  ['pages that are named by a key stay as they are', {}, 'third', ['a', 'b', 'c', 'd', 'e'], false],
  [
    'pages that are counted, all of them here',
    { realFolders: true },
    undefined,
    ['a', 'b', 'c', 'd', 'e'],
    false,
  ],
  [
    'pages that are counted, more to come: from the first on',
    { realFolders: true },
    'third',
    ['a', 'b'],
    true,
  ],
])('%s', (_name, objects, next, keys, stale) => {
  const { client, storage, ...listing } = listingOf(objects, next);
  showArrived(client, storage, 'b', [entry('c')]);
  expect(listing.keys()).toEqual(keys);
  expect(listing.isStale()).toBe(stale);
});

test('of counted pages what was deleted goes, and what follows is asked for anew', () => {
  const { client, storage, ...listing } = listingOf({ realFolders: true }, 'third');
  hideDeleted(client, storage, 'b', { keys: new Set(['a']), folders: new Set() });
  expect(listing.keys()).toEqual(['b']);
  expect(listing.isStale()).toBe(true);
});
