import { StorageError } from '../../storage/index.ts';

export type SummaryState = 'loading' | 'configured' | 'unset' | 'unavailable' | 'denied' | 'failed';

/** What the list can say of a setting before anybody opens it. What was read before stays while it is read again. */
export function summaryState(query: { data?: { value: unknown } | undefined; error: unknown }): SummaryState {
  if (query.data !== undefined) return query.data.value === undefined ? 'unset' : 'configured';
  if (!query.error) return 'loading';
  if (!(query.error instanceof StorageError)) return 'failed';
  if (query.error.code === 'not-supported') return 'unavailable';
  return query.error.code === 'access-denied' ? 'denied' : 'failed';
}
