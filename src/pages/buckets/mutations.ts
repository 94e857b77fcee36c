import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { type Bucket, type StorageDriver, StorageError } from '../../storage/index.ts';
import { useConnection } from '../shared/connection.tsx';
import { queryKeys } from '../shared/query-keys.ts';

export interface NewBucket {
  name: string;
  region?: string;
  objectLock: boolean;
  versioning: boolean;
}

/**
 * Creates a bucket and puts it into the list at once; the server's own list follows. Versioning takes a request of its
 * own: where that one fails, the bucket is there, and `versioningError` says why it has none.
 */
export function useCreateBucket() {
  const { connectionId, storage } = useConnection();
  const queryClient = useQueryClient();
  const queryKey = queryKeys.buckets(connectionId);
  return useMutation({
    mutationFn: async ({ name, region, objectLock, versioning }: NewBucket) => {
      if (!storage.buckets) throw new StorageError('not-supported');
      await storage.buckets.create(name, { region, objectLock });
      // A lock turns it on by itself.
      return {
        versioningError: versioning && !objectLock ? await turnVersioningOn(storage, name) : undefined,
      };
    },
    onSuccess: (_, { name }) => {
      queryClient.setQueryData<Bucket[]>(queryKey, (buckets) =>
        buckets
          ? [...buckets.filter((bucket) => bucket.name !== name), { name, createdAt: new Date() }]
          : buckets,
      );
      return queryClient.invalidateQueries({ queryKey });
    },
  });
}

/** What went wrong, if something did. */
export async function turnVersioningOn({ settings }: StorageDriver, bucket: string): Promise<unknown> {
  try {
    if (!settings) throw new StorageError('not-supported');
    const value = { status: 'Enabled', excludedPrefixes: [], excludeFolders: false, kept: [] } as const;
    await settings.write(bucket, 'versioning', value);
    return undefined;
  } catch (error) {
    return error;
  }
}

/** Deletes an empty bucket; what was cached of it goes too. */
export function useDeleteBucket() {
  const { storage } = useConnection();
  const bucketChanged = useBucketChanged();
  return useMutation({
    mutationFn: async (name: string) => {
      if (!storage.buckets) throw new StorageError('not-supported');
      try {
        await storage.buckets.delete(name);
      } catch (error) {
        // Somebody else was faster: what was wanted is so.
        if (!(error instanceof StorageError) || error.code !== 'no-such-bucket') throw error;
      }
    },
    onSuccess: (_, name) => bucketChanged(name, { isGone: true }),
  });
}

/** Brings the cache up to date after a bucket was emptied, wholly or in part, and perhaps deleted. */
export function useBucketChanged() {
  const { connectionId } = useConnection();
  const queryClient = useQueryClient();
  return useCallback(
    (name: string, { isGone }: { isGone: boolean }) => {
      const listings: QueryKey[] = [
        queryKeys.objects(connectionId, name),
        queryKeys.uploads(connectionId, name),
      ];
      if (!isGone) {
        for (const queryKey of listings) void queryClient.invalidateQueries({ queryKey });
        return;
      }
      for (const queryKey of listings) queryClient.removeQueries({ queryKey });
      queryClient.removeQueries({ queryKey: [...queryKeys.connection(connectionId), 'setting', name] });
      const queryKey = queryKeys.buckets(connectionId);
      queryClient.setQueryData<Bucket[]>(queryKey, (buckets) =>
        buckets?.filter((bucket) => bucket.name !== name),
      );
      void queryClient.invalidateQueries({ queryKey });
    },
    [connectionId, queryClient],
  );
}
