import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { StorageDriver } from '../../../storage/index.ts';
import { numberOfKey } from '../../shared/customer-keys/customer-keys.ts';
import { useCustomerKey } from '../../shared/customer-keys/use-customer-key.ts';
import { queryKeys } from '../../shared/query-keys.ts';

interface Address {
  bucket: string;
  key: string;
  versionId: string | undefined;
}

/**
 * What the server says of one object, asked now; again as soon as a key of one's own is given for it, and when a dialog
 * that may have changed it has closed.
 */
export function useObjectHead(storage: StorageDriver, { bucket, key, versionId }: Address, covered: boolean) {
  const { connectionId } = storage;
  const customerKey = useCustomerKey({ connectionId, bucket, key });
  const query = useQuery({
    queryKey: queryKeys.object(connectionId, bucket, key, 'head', versionId, numberOfKey(customerKey)),
    queryFn: ({ signal }) => storage.objects.head({ bucket, key, versionId, customerKey }, { signal }),
  });
  const { refetch } = query;
  const wasCovered = useRef(covered);
  useEffect(() => {
    if (wasCovered.current && !covered) void refetch();
    wasCovered.current = covered;
  }, [covered, refetch]);
  return { query, customerKey };
}
