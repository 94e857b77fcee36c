import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { listSources, type StorageDriver } from '../../../storage/index.ts';
import { queryKeys } from '../../shared/query-keys.ts';
import type { Targets } from '../actions.ts';

/** All objects that are chosen, those in folders listed to the end, once for as long as the dialog is open. */
export function useSources(storage: StorageDriver, bucket: string, targets: Targets) {
  const dialog = useId();
  const [found, setFound] = useState({ count: 0, bytes: 0 });
  const query = useQuery({
    queryKey: [...queryKeys.connection(storage.connectionId), 'copy-sources', bucket, dialog],
    queryFn: ({ signal }) =>
      listSources((input) => storage.objects.list(input, { signal }), bucket, targets, setFound),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    structuralSharing: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return { query, found };
}
