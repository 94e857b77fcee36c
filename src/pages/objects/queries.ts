import { type InfiniteData, infiniteQueryOptions, type QueryClient } from '@tanstack/react-query';
import type { ListPage, ObjectEntry, StorageDriver } from '../../storage/index.ts';
import { queryKeys } from '../shared/query-keys.ts';
import { type Listed, withEntries, withoutKeys } from './listing/follow-changes.ts';

type Pages = InfiniteData<ListPage, string | undefined>;

/** One listing, page by page: `prefix` includes the search. */
export function objectsQuery(storage: StorageDriver, bucket: string, listed: Listed) {
  return infiniteQueryOptions({
    queryKey: queryKeys.objects(storage.connectionId, bucket, listed),
    queryFn: async ({ pageParam, signal }): Promise<ListPage> => {
      const delimiter = listed.flat ? undefined : '/';
      const pages = storage.objects.list(
        { bucket, prefix: listed.prefix, delimiter, from: pageParam },
        { signal },
      );
      const { value } = await pages.next();
      await pages.return();
      return value ?? { entries: [], prefixes: [] };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: ListPage) => page.next,
    // A hundred pages are neither compared field by field nor fetched again because a window got the focus.
    structuralSharing: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

/** Back to the first page: what a place costs in memory once it is left, and the start of a refresh. */
export function keepFirstPage(
  client: QueryClient,
  storage: StorageDriver,
  bucket: string,
  listed: Listed,
): void {
  const { queryKey } = objectsQuery(storage, bucket, listed);
  client.setQueryData(
    queryKey,
    (pages) =>
      pages && pages.pages.length > 1
        ? { pages: pages.pages.slice(0, 1), pageParams: pages.pageParams.slice(0, 1) }
        : pages,
    { updatedAt: client.getQueryState(queryKey)?.dataUpdatedAt },
  );
}

/** Objects that arrived are shown in every listing of the bucket that is in memory. */
export function showArrived(
  client: QueryClient,
  storage: StorageDriver,
  bucket: string,
  arrived: readonly ObjectEntry[],
): void {
  changeListings(client, storage, bucket, (pages, listed) => withEntries(pages, arrived, listed));
}

export function hideDeleted(
  client: QueryClient,
  storage: StorageDriver,
  bucket: string,
  gone: { keys: ReadonlySet<string>; folders: ReadonlySet<string> },
): void {
  changeListings(client, storage, bucket, (pages) => withoutKeys(pages, gone.keys, gone.folders));
}

function changeListings(
  client: QueryClient,
  storage: StorageDriver,
  bucket: string,
  change: (pages: readonly ListPage[], listed: Listed) => ListPage[],
): void {
  const queryKey = queryKeys.objects(storage.connectionId, bucket);
  for (const query of client.getQueryCache().findAll({ queryKey })) {
    const listed = query.queryKey[queryKey.length] as Listed;
    client.setQueryData<Pages>(
      query.queryKey,
      (pages) => pages && { ...pages, pages: change(pages.pages, listed) },
      { updatedAt: query.state.dataUpdatedAt },
    );
  }
}
