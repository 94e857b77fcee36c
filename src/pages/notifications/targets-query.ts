import { queryOptions } from '@tanstack/react-query';
import { StorageError } from '../../storage/index.ts';
import type { OpenConnection } from '../shared/connections.ts';
import { queryKeys } from '../shared/query-keys.ts';

/** What the server can notify, where it says so; a refusal is no fault of the page, which then does without. */
export function targetsQuery({ connectionId, storage }: OpenConnection) {
  return queryOptions({
    queryKey: [...queryKeys.connection(connectionId), 'notification-targets'],
    queryFn: async ({ signal }) => {
      if (!storage.events?.targets) throw new StorageError('not-supported');
      return storage.events.targets({ signal });
    },
    retry: false,
    staleTime: 60_000,
  });
}
