import { ErrorView } from '../error-view.tsx';

/** For what a page throws while it renders or loads: the frame around it stays. */
export function PageFailed({ error }: { error: unknown }) {
  return <ErrorView error={error} onRetry={() => window.location.reload()} />;
}
