import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { bucketNameProblem, StorageError } from '../../storage/index.ts';
import { useConnection } from '../shared/connection.tsx';
import { queryKeys } from '../shared/query-keys.ts';

/** ms of quiet after which the server is asked. */
const quiet = 400;

export type NameCheck = 'none' | 'looking' | 'free' | 'taken' | 'denied';

/**
 * Whether the server has a bucket of this name, asked while one types: with a HEAD, which costs no preflight. `none`
 * for names that break the rules, and where no answer comes; creating tells then.
 */
export function useNameCheck(name: string): NameCheck {
  const { connectionId, storage } = useConnection();
  const [settled] = useDebouncedValue(name, quiet);
  const isWorthAsking = bucketNameProblem(settled) === undefined;
  const query = useQuery({
    queryKey: queryKeys.bucketName(connectionId, settled),
    queryFn: async ({ signal }) => {
      if (!storage.buckets) throw new StorageError('not-supported');
      return await storage.buckets.head(settled, { signal });
    },
    enabled: isWorthAsking && settled === name,
    // Others create and delete buckets too.
    staleTime: 5000,
    retry: false,
  });
  if (bucketNameProblem(name) !== undefined || query.isError) return 'none';
  if (settled !== name || query.data === undefined) return 'looking';
  return ({ absent: 'free', exists: 'taken', denied: 'denied' } as const)[query.data];
}
