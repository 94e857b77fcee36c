import { useQueries } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { StorageDriver } from '../../storage/index.ts';
import { queryKeys } from '../shared/query-keys.ts';

/** Asked of so many files at most: it is a request each. */
const most = 20;
/** ms without a change, while a folder is being typed. */
const settledAfter = 300;

/** Which of the keys are there already, as far as this connection may ask. */
export function useExisting(
  storage: StorageDriver,
  bucket: string,
  keys: readonly string[],
): ReadonlySet<string> {
  const { exists } = storage.objects;
  const mayAsk = exists !== undefined && storage.uploadPolicies?.pasted === undefined;
  const wanted = JSON.stringify(mayAsk ? [...new Set(keys)].slice(0, most) : []);
  const [settled, setSettled] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(wanted), settledAfter);
    return () => clearTimeout(timer);
  }, [wanted]);
  const asked = JSON.parse(settled) as string[];
  const found = useQueries({
    queries: asked.map((key) => ({
      queryKey: queryKeys.object(storage.connectionId, bucket, key, 'exists'),
      queryFn: ({ signal }: { signal: AbortSignal }) => exists?.({ bucket, key }, { signal }) ?? false,
      // What is uploaded from here changes it.
      staleTime: 0,
      gcTime: 0,
      retry: false,
    })),
  });
  return new Set(asked.filter((_, index) => found[index]?.data === true));
}
