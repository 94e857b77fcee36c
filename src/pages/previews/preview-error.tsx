import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { useText } from '../../components/text/language.ts';
import { StorageError } from '../../storage/index.ts';
import { ErrorView } from '../shared/error-view.tsx';

/** Everything that is known of the object at hand: asked anew where it has changed. */
const ObjectKeyContext = createContext<readonly unknown[]>([]);
export const ObjectKeyProvider = ObjectKeyContext.Provider;

/** Why an object cannot be read. One that changed meanwhile is cured by a look at the new one. */
export function PreviewError({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useText('previews');
  const client = useQueryClient();
  const queryKey = useContext(ObjectKeyContext);
  const changed = error instanceof StorageError && error.code === 'precondition-failed';
  return (
    <ErrorView
      error={error}
      onRetry={changed ? undefined : onRetry}
      actions={
        changed ? (
          <Button variant="default" size="xs" onClick={() => void client.invalidateQueries({ queryKey })}>
            {t('showNew')}
          </Button>
        ) : null
      }
    />
  );
}
