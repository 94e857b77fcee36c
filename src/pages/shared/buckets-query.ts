import { queryOptions } from '@tanstack/react-query';
import { StorageError } from '../../storage/index.ts';
import type { OpenConnection } from './connections.ts';
import { queryKeys } from './query-keys.ts';

/** The buckets of a connection, by name: for the rail and the buckets page. */
export function bucketsQuery({ connectionId, storage }: OpenConnection) {
  return queryOptions({
    queryKey: queryKeys.buckets(connectionId),
    queryFn: async ({ signal }) => {
      if (!storage.buckets) throw new StorageError('not-supported');
      const buckets = await storage.buckets.list({ signal });
      return buckets.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    },
    staleTime: 30_000,
  });
}
