import type { ReactNode } from 'react';
import { ErrorView } from './error-view.tsx';

/** What `useQuery` and `useInfiniteQuery` answer with, as far as a view needs it. */
interface ViewedQuery<Value> {
  data: Value | undefined;
  error: unknown;
  isPending: boolean;
  refetch: () => unknown;
}

interface QueryViewProps<Value> {
  query: ViewedQuery<Value>;
  /** In the shape and size of what comes. */
  skeleton: ReactNode;
  /** Shown instead of the children where there is nothing. */
  empty?: ReactNode;
  /** What counts as nothing; an empty array by default. */
  isEmpty?: (value: Value) => boolean;
  /** Actions beside Retry in the error. */
  errorActions?: ReactNode;
  children: (value: Value) => ReactNode;
}

/** Loading, empty, error and stale (an error beside older rows) in one place, so that no page forgets one. */
export function QueryView<Value>({
  query,
  skeleton,
  empty,
  isEmpty = (value) => Array.isArray(value) && value.length === 0,
  errorActions,
  children,
}: QueryViewProps<Value>) {
  const retry = () => void query.refetch();
  if (query.data === undefined) {
    if (query.error) return <ErrorView error={query.error} onRetry={retry} actions={errorActions} />;
    return skeleton;
  }
  return (
    <>
      {query.error ? <ErrorView error={query.error} onRetry={retry} actions={errorActions} /> : null}
      {empty !== undefined && isEmpty(query.data) ? empty : children(query.data)}
    </>
  );
}
