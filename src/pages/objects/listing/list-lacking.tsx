import { Button } from '@mantine/core';
import { IconPlugOff } from '@tabler/icons-react';
import { EmptyState } from '../../../components/empty-state.tsx';
import { useText } from '../../../components/text/language.ts';
import { useConnection } from '../../shared/connection.tsx';
import { unavailableReason } from '../../shared/setting-editor/unavailable-reason.ts';
import type { Go } from './use-place.ts';
import { versionsRequest } from './use-versions-support.ts';

/** Versions were asked for, by an old link say, of a server that has none. */
export function ListLacking({ error, go }: { error: unknown; go: Go }) {
  const t = useText('objects');
  const { storage } = useConnection();
  return (
    <EmptyState
      icon={<IconPlugOff size={32} />}
      title={t('versionsUnavailableTitle')}
      sentence={
        <>
          {t('versionsUnavailableSentence')}
          {storage.versions ? (
            <>
              <br />
              <code>{unavailableReason(error, versionsRequest)}</code>
            </>
          ) : null}
        </>
      }
      action={
        <Button variant="default" onClick={() => go({ versions: false }, { replace: true })}>
          {t('showObjects')}
        </Button>
      }
    />
  );
}
