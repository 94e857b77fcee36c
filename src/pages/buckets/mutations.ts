import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Bucket, StorageError } from '../../storage/index.ts';
import { useConnection } from '../shared/connection.tsx';
import { queryKeys } from '../shared/query-keys.ts';

/** Creates a bucket and puts it into the list at once; the server's own list follows. */
export function useCreateBucket() {
  const { connectionId, storage } = useConnection();
  const queryClient = useQueryClient();
  const queryKey = queryKeys.buckets(connectionId);
  return useMutation({
    mutationFn: async ({ name, region }: { name: string; region?: string }) => {
      if (!storage.buckets) throw new StorageError('not-supported');
      await storage.buckets.create(name, { region });
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

/** Deletes an empty bucket; what was cached of it goes too. */
export function useDeleteBucket() {
  const { connectionId, storage } = useConnection();
  const queryClient = useQueryClient();
  const queryKey = queryKeys.buckets(connectionId);
  return useMutation({
    mutationFn: async (name: string) => {
      if (!storage.buckets) throw new StorageError('not-supported');
      await storage.buckets.delete(name);
    },
    onSuccess: (_, name) => {
      queryClient.setQueryData<Bucket[]>(queryKey, (buckets) =>
        buckets?.filter((bucket) => bucket.name !== name),
      );
      queryClient.removeQueries({ queryKey: queryKeys.objects(connectionId, name) });
      return queryClient.invalidateQueries({ queryKey });
    },
  });
}
