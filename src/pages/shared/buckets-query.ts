import { queryOptions } from '@tanstack/react-query';
import { StorageError } from '../../storage/index.ts';
import type { OpenConnection } from './connections.ts';
import { queryKeys } from './query-keys.ts';

/** Those that are known without a list: the one that a token is for, or those that were opened by name. */
export function knownBuckets({
  storage,
  bucketNames,
}: Pick<OpenConnection, 'storage' | 'bucketNames'>): readonly string[] {
  const namespace = storage.uploadPolicies?.pasted?.policy?.namespace;
  return namespace === undefined ? bucketNames : [namespace];
}

/** The buckets of a connection, by name: for the rail and the buckets page. Not asked where nothing lists them. */
export function bucketsQuery({ connectionId, storage }: OpenConnection) {
  return queryOptions({
    queryKey: queryKeys.buckets(connectionId),
    queryFn: async ({ signal }) => {
      if (!storage.buckets) throw new StorageError('not-supported');
      const buckets = await storage.buckets.list({ signal });
      return buckets.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    },
    enabled: storage.buckets !== undefined,
    staleTime: 30_000,
  });
}
