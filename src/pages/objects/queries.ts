import { type InfiniteData, infiniteQueryOptions, type QueryClient } from '@tanstack/react-query';
import { type ObjectEntry, type StorageDriver, StorageError, type VersionRef } from '../../storage/index.ts';
import { queryKeys } from '../shared/query-keys.ts';
import { withEntries, withoutKeys, withoutVersions, withVersions } from './listing/follow-changes.ts';
import type { ListChanges } from './listing/followed-events.ts';
import type { Listed, ListedPage, ListedVersion } from './listing/listed-entry.ts';
import { startOfList } from './listing/start-key.ts';

type Pages = InfiniteData<ListedPage, ListedPage['next']>;

const nothing: ListedPage = { entries: [], prefixes: [] };

/** One listing, page by page: `prefix` includes the search. */
export function objectsQuery(storage: StorageDriver, bucket: string, listed: Listed) {
  return infiniteQueryOptions({
    queryKey: queryKeys.objects(storage.connectionId, bucket, listed),
    queryFn: ({ pageParam, signal }) => readPage(storage, bucket, listed, pageParam, signal),
    initialPageParam: undefined as ListedPage['next'],
    getNextPageParam: (page: ListedPage) => page.next,
    // A hundred pages are neither compared field by field nor fetched again because a window got the focus.
    structuralSharing: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

async function readPage(
  storage: StorageDriver,
  bucket: string,
  { prefix, flat, versions, meta: withMetadata, after }: Listed,
  from: ListedPage['next'],
  signal: AbortSignal,
): Promise<ListedPage> {
  const start = startOfList(prefix, after);
  if (start === 'beyond') return nothing;
  const input = { bucket, prefix, delimiter: flat ? undefined : '/', startAfter: start.after, withMetadata };
  if (!versions) {
    const token = typeof from === 'string' ? from : undefined;
    return firstOf(storage.objects.list({ ...input, from: token }, { signal }));
  }
  if (!storage.versions) throw new StorageError('not-supported');
  const marker = typeof from === 'object' ? from : undefined;
  const page = await firstOf(storage.versions.list({ ...input, from: marker }, { signal }));
  return 'versions' in page ? { entries: page.versions, prefixes: page.prefixes, next: page.next } : page;
}

/** One page is asked for, whatever comes after it. */
async function firstOf<Page>(pages: AsyncGenerator<Page, void, undefined>): Promise<Page | ListedPage> {
  const { value } = await pages.next();
  await pages.return();
  return value ?? nothing;
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
  changeListings(client, storage, bucket, (pages, listed) =>
    listed.versions ? undefined : withEntries(pages, arrived, listed),
  );
}

export function hideDeleted(
  client: QueryClient,
  storage: StorageDriver,
  bucket: string,
  gone: { keys: ReadonlySet<string>; folders: ReadonlySet<string> },
): void {
  changeListings(client, storage, bucket, (pages, listed) =>
    listed.versions ? undefined : withoutKeys(pages, gone.keys, gone.folders),
  );
}

/** Versions and delete markers that came, and then those that have gone for ever, in lists of versions. */
export function showVersions(
  client: QueryClient,
  storage: StorageDriver,
  bucket: string,
  { arrived = [], gone = [] }: { arrived?: readonly ListedVersion[]; gone?: readonly VersionRef[] },
): void {
  changeListings(client, storage, bucket, (pages, listed) =>
    listed.versions ? withoutVersions(withVersions(pages, arrived, listed), gone) : pages,
  );
}

/** What happened, as lists of either kind show it. */
export function showChanges(
  client: QueryClient,
  storage: StorageDriver,
  bucket: string,
  { arrived, gone, versions, goneVersions }: ListChanges,
): void {
  changeListings(client, storage, bucket, (pages, listed) =>
    listed.versions
      ? withoutVersions(withVersions(pages, versions, listed), goneVersions)
      : withEntries(withoutKeys(pages, gone, new Set()), arrived, listed),
  );
}

/** Lists that must be asked for anew to be right. */
export function askListsAgain(
  client: QueryClient,
  storage: StorageDriver,
  bucket: string,
  which: (listed: Listed) => boolean,
): void {
  changeListings(client, storage, bucket, (pages, listed) => (which(listed) ? undefined : pages));
}

function changeListings(
  client: QueryClient,
  storage: StorageDriver,
  bucket: string,
  change: (pages: ListedPage[], listed: Listed) => ListedPage[] | undefined,
): void {
  const queryKey = queryKeys.objects(storage.connectionId, bucket);
  for (const query of client.getQueryCache().findAll({ queryKey })) {
    const listed = query.queryKey[queryKey.length] as Listed;
    const data = client.getQueryData<Pages>(query.queryKey);
    if (!data) continue;
    const pages = change(data.pages, listed);
    if (pages === data.pages) continue;
    if (pages !== undefined) {
      client.setQueryData<Pages>(
        query.queryKey,
        { ...data, pages },
        { updatedAt: query.state.dataUpdatedAt },
      );
    }
    // Pages that are counted: what comes or goes moves all that is still to be loaded onto others.
    const isCounted = storage.objects.realFolders === true && data.pages.at(-1)?.next !== undefined;
    if (isCounted) keepFirstPage(client, storage, bucket, listed);
    if (pages === undefined || isCounted) {
      // A short list is simply asked for again; a long one when somebody comes back to it.
      const refetchType = isCounted || data.pages.length === 1 ? 'active' : 'none';
      void client.invalidateQueries({ queryKey: query.queryKey, exact: true, refetchType });
    }
  }
}
