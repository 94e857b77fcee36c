import { queryOptions } from '@tanstack/react-query';
import type { OpenConnection } from '../shared/connections.ts';
import { queryKeys } from '../shared/query-keys.ts';

/**
 * Whether a bucket shows any object: one key is asked for, never counted. `unknown` where this account may not
 * list it; the server decides then.
 */
export function emptinessQuery({ connectionId, storage }: OpenConnection, bucket: string) {
  return queryOptions({
    queryKey: queryKeys.objects(connectionId, bucket, 'emptiness'),
    queryFn: async ({ signal }): Promise<'empty' | 'holds-objects' | 'unknown'> => {
      try {
        for await (const page of storage.objects.list({ bucket, pageSize: 1 }, { signal })) {
          if (page.entries.length > 0 || page.prefixes.length > 0) return 'holds-objects';
          if (page.next === undefined) break;
        }
        return 'empty';
      } catch (error) {
        if (signal.aborted) throw error;
        return 'unknown';
      }
    },
    // An answer from before somebody else's upload is no ground for a delete.
    staleTime: 0,
    gcTime: 0,
  });
}
