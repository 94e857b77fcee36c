import { QueryClient } from '@tanstack/react-query';
import { StorageError } from '../../storage/index.ts';

const retries = 2;

/** Whether a query is worth another try: the storage layer knows, and anything unknown is a fault, not bad luck. */
export function shouldRetry(failures: number, error: unknown): boolean {
  return failures < retries && error instanceof StorageError && error.retryable;
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: shouldRetry, staleTime: 10_000, gcTime: 5 * 60_000, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
