import { queryOptions } from '@tanstack/react-query';
import { StorageError } from '../../storage/index.ts';
import type { OpenConnection } from '../shared/connections.ts';
import { queryKeys } from '../shared/query-keys.ts';

/** What can be done with a bucket, or with the service alone where none is named; kept until it is asked again. */
export function capabilitiesQuery({ connectionId, storage }: OpenConnection, bucket: string | undefined) {
  return queryOptions({
    queryKey: queryKeys.capabilities(connectionId, 'bucket', bucket ?? null),
    queryFn: ({ signal }) => {
      if (!storage.capabilities) throw new StorageError('not-supported');
      return storage.capabilities.probe(bucket, { signal });
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}
