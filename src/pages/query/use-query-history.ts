import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { queryKeys } from '../shared/query-keys.ts';
import type { InputDraft } from './input-draft.ts';
import { addToHistory, type PastQuery } from './query-history.ts';

/**
 * The queries of this visit in one bucket, newest first. They are with what is cached of the connection, and so are
 * gone with it; nothing is stored.
 */
export function useQueryHistory(connectionId: string, bucket: string) {
  const queryClient = useQueryClient();
  const queryKey = [...queryKeys.connection(connectionId), 'query-history', bucket];
  const { data: history } = useQuery<PastQuery[]>({
    queryKey,
    queryFn: () => queryClient.getQueryData<PastQuery[]>(queryKey) ?? [],
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const [name, kind, of] = queryKey;
  const remember = useCallback(
    (past: { key: string; expression: string; draft: InputDraft }) =>
      queryClient.setQueryData<PastQuery[]>([name, kind, of], (before = []) => addToHistory(before, past)),
    [queryClient, name, kind, of],
  );
  return { history: history ?? [], remember };
}
