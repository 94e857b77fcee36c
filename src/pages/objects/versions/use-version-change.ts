import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { StorageDriver, VersionRef } from '../../../storage/index.ts';
import { queryKeys } from '../../shared/query-keys.ts';
import type { ListedVersion } from '../listing/listed-entry.ts';
import { askListsAgain, showVersions } from '../queries.ts';

interface VersionChange {
  arrived?: readonly ListedVersion[];
  gone?: readonly VersionRef[];
}

/** Beyond as many keys at once everything that is known of the bucket's objects is asked for anew. */
const singly = 50;

/** What is shown of the bucket follows a change of its versions, at once where it can be told. */
export function useVersionChange(storage: StorageDriver, bucket: string): (change: VersionChange) => void {
  const client = useQueryClient();
  return useCallback(
    (change) => {
      showVersions(client, storage, bucket, change);
      // Another version may be the current one now.
      askListsAgain(client, storage, bucket, ({ versions }) => !versions);
      const keys = new Set([...(change.arrived ?? []), ...(change.gone ?? [])].map(({ key }) => key));
      if (keys.size > singly) {
        void client.invalidateQueries({ queryKey: [storage.connectionId, 'object', bucket] });
        return;
      }
      for (const key of keys) {
        void client.invalidateQueries({ queryKey: queryKeys.object(storage.connectionId, bucket, key) });
      }
    },
    [client, storage, bucket],
  );
}
