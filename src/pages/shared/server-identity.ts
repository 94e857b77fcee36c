import { queryOptions } from '@tanstack/react-query';
import { StorageError } from '../../storage/index.ts';
import type { OpenConnection } from './connections.ts';
import { queryKeys } from './query-keys.ts';

/** What the server says of itself; kept until it is asked again. */
export function identityQuery({ connectionId, storage }: OpenConnection) {
  return queryOptions({
    queryKey: queryKeys.capabilities(connectionId, 'identity'),
    queryFn: ({ signal }) => {
      if (!storage.capabilities) throw new StorageError('not-supported');
      return storage.capabilities.identify({ signal });
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}
