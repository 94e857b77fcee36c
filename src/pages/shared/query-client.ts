import { QueryClient } from '@tanstack/react-query';
import { StorageError } from '../../storage/index.ts';
import type { OpenConnection } from './connections.ts';
import { queryKeys } from './query-keys.ts';

const usualRetries = 2;

/** Whether a query is worth another try: the storage layer knows, and anything unknown is a fault, not bad luck. */
export function shouldRetry(failures: number, error: unknown, retries = usualRetries): boolean {
  return failures < retries && error instanceof StorageError && error.retryable;
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) => shouldRetry(failures, error),
        staleTime: 10_000,
        gcTime: 5 * 60_000,
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

/** Each connection has as many retries as its profile says. */
export function applyRetries(queryClient: QueryClient, open: readonly OpenConnection[]): void {
  for (const { connectionId, profile } of open) {
    queryClient.setQueryDefaults(queryKeys.connection(connectionId), {
      retry: (failures, error) => shouldRetry(failures, error, profile.retries),
    });
  }
}
