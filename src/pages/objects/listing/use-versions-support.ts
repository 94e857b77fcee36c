import { useQuery } from '@tanstack/react-query';
import { type StorageDriver, StorageError } from '../../../storage/index.ts';
import { queryKeys } from '../../shared/query-keys.ts';
import { unavailableReason } from '../../shared/setting-editor/unavailable-reason.ts';

export const versionsRequest = 'GET ?versions';

export const lacksVersions = (error: unknown) =>
  error instanceof StorageError && error.code === 'not-supported';

/**
 * Why this server lists no versions; undefined where it does, and where that cannot be known (whoever may not list
 * one bucket's versions may list another's). One request a connection, of one entry.
 */
export function useVersionsReason(storage: StorageDriver, bucket: string): string | undefined {
  const { data } = useQuery({
    // Not of the bucket, which only happens to be the one that is asked.
    queryKey: queryKeys.capabilities(storage.connectionId, 'versions'),
    queryFn: async ({ signal }): Promise<string | null> => {
      try {
        const pages = storage.versions?.list({ bucket, pageSize: 1 }, { signal });
        if (!pages) throw new StorageError('not-supported');
        await pages.next();
        await pages.return();
        return null;
      } catch (error) {
        if (lacksVersions(error)) return unavailableReason(error, versionsRequest);
        throw error;
      }
    },
    enabled: storage.versions !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    refetchOnMount: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return data ?? undefined;
}
