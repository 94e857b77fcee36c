import { Button } from '@mantine/core';
import { useText } from '../../../components/text/language.ts';
import type { ObjectEntry } from '../../../storage/index.ts';
import { ErrorView } from '../../shared/error-view.tsx';

interface DownloadFailureProps {
  failure: { entry: ObjectEntry; error: unknown };
  onRetry: (entry: ObjectEntry) => Promise<void>;
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
