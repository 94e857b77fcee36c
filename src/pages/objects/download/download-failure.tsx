import { Button } from '@mantine/core';
import { useText } from '../../../components/text/language.ts';
import { ErrorView } from '../../shared/error-view.tsx';
import type { ListedEntry } from '../listing/listed-entry.ts';

interface DownloadFailureProps {
  failure: { entry: ListedEntry; error: unknown };
  onRetry: (entry: ListedEntry) => Promise<void>;
  onDismiss: () => void;
}

/** Stays until somebody acts on it. */
export function DownloadFailure({ failure, onRetry, onDismiss }: DownloadFailureProps) {
  const t = useText('objects');
  return (
    <ErrorView
      error={failure.error}
      onRetry={() => void onRetry(failure.entry)}
      actions={
        <Button variant="default" size="xs" onClick={onDismiss}>
          {t('dismiss')}
        </Button>
      }
    />
  );
}
