import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { StorageDriver } from '../../../storage/index.ts';
import { keepFirstPage, objectsQuery } from '../queries.ts';
import { rowCount, rowsOf, sortsLoadedRowsOnly } from './list-state.ts';
import { type Listed, sameList } from './listed-entry.ts';
import type { Place } from './use-place.ts';

/** Rows after which a list takes no more: a browser draws no taller page, and a search finds more than scrolling. */
const maxRows = 500_000;
/** Rows that one press of "Load all" goes for. */
const loadAllStep = 100_000;

export type Listing = ReturnType<typeof useListing>;

/** The rows of a place, and how they come. */
export function useListing(storage: StorageDriver, place: Place) {
  const { bucket, prefix, q, flat, sort, desc, versions, meta, after } = place;
  const client = useQueryClient();
  const listed = useMemo<Listed>(
    // What is off is left out, so that all who name a plain list name it alike.
    () => ({
      prefix: prefix + q,
      flat,
      ...(versions && { versions }),
      ...(meta && { meta }),
      ...(after !== undefined && { after }),
    }),
    [prefix, q, flat, versions, meta, after],
  );

  // Before the query looks at its cache: only the first page of a place outlives it, and only that is fetched again.
  useEffect(() => {
    keepFirstPage(client, storage, bucket, listed);
    return () => keepFirstPage(client, storage, bucket, listed);
  }, [client, storage, bucket, listed]);

  const query = useInfiniteQuery({
    ...objectsQuery(storage, bucket, listed),
    placeholderData: (previous, previousQuery) => {
      const before = previousQuery?.queryKey.at(-1) as Listed | undefined;
      return before && isSearchOf(before, prefix, listed) ? previous : undefined;
    },
  });
  const { data, fetchNextPage, refetch, hasNextPage, isFetching, isError, isPlaceholderData } = query;

  const rows = useMemo(
    () => rowsOf(data?.pages ?? [], { prefix, flat, sort, desc }),
    [data, prefix, flat, sort, desc],
  );
  const loaded = rowCount(rows);
  const full = hasNextPage && loaded >= maxRows;
  const canFetch = hasNextPage && !full && !isFetching && !isError && !isPlaceholderData;

  const fetchMore = useCallback(() => {
    if (canFetch) void fetchNextPage({ cancelRefetch: false });
  }, [canFetch, fetchNextPage]);

  const [loadUntil, setLoadUntil] = useState(0);
  const loadingAll = hasNextPage && !full && !isError && loaded < loadUntil;
  useEffect(() => {
    if (loadingAll) fetchMore();
  }, [loadingAll, fetchMore]);

  const refresh = useCallback(() => {
    keepFirstPage(client, storage, bucket, listed);
    setLoadUntil(0);
    void refetch();
  }, [client, storage, bucket, listed, refetch]);

  return {
    rows,
    loaded,
    full,
    hasMore: hasNextPage,
    sortedPartly: sortsLoadedRowsOnly({ sort, desc }, hasNextPage),
    stale: isPlaceholderData,
    refreshing: isFetching && !query.isFetchingNextPage && data !== undefined,
    fetchMore,
    loadingAll,
    loadAll: () => setLoadUntil(loaded + loadAllStep),
    stopLoading: () => setLoadUntil(0),
    refresh,
    /** After a delete: a short list is simply asked for again, so that what was hidden behind a key comes up. */
    lookAgain: () => {
      if (data?.pages.length === 1) void refetch();
    },
    /** For QueryView: retrying after a page failed asks for that page, not for all of them again. */
    query: {
      data,
      error: query.error,
      isPending: query.isPending,
      refetch: () => (data && query.isFetchNextPageError ? fetchNextPage() : refetch()),
    },
  };
}

/** Another search in the same place: its rows may stand in while the new ones come. */
function isSearchOf(before: Listed, prefix: string, listed: Listed): boolean {
  return (
    sameList(before, listed) &&
    before.prefix.startsWith(prefix) &&
    !before.prefix.slice(prefix.length).includes('/')
  );
}
