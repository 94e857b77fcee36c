import { Button } from '@mantine/core';
import { IconFileOff, IconLock, IconTrash } from '@tabler/icons-react';
import { type ReactElement, Suspense } from 'react';
import { EmptyState } from '../../../components/empty-state.tsx';
import { useText } from '../../../components/text/language.ts';
import { CustomerKeyForm } from '../../shared/customer-keys/customer-key-form.tsx';
import { ErrorView } from '../../shared/error-view.tsx';
import { Loading } from '../../shared/loading.tsx';
import type { OpenObject } from '../../shared/open-object.ts';
import styles from './detail.module.css';
import { VersionsTab } from './drawer-tabs.tsx';
import { type HeadFailure, hasOnlyVersions } from './head-failure.ts';

interface FailureViewProps {
  object: Omit<OpenObject, 'head'>;
  failure: HeadFailure;
  error: unknown;
  showVersions: boolean;
  onVersions: () => void;
  onRetry: () => void;
}

/** Instead of an object that cannot be looked at: why, and what is left of it. */
export function FailureView({ object, failure, error, showVersions, onVersions, onRetry }: FailureViewProps) {
  const t = useText('detail');
  const { storage, bucket, key } = object;
  if (failure.kind === 'customer-key') {
    const keyed = { connectionId: storage.connectionId, bucket, key };
    return (
      <div className={styles.panel}>
        <CustomerKeyForm object={keyed} state={failure.state} />
      </div>
    );
  }
  if (failure.kind === 'other') return <ErrorView error={error} onRetry={onRetry} />;
  const versions = storage.versions !== undefined && (showVersions || hasOnlyVersions(failure));
  return (
    <>
      <section role="alert">
        <EmptyState
          icon={icons[failure.kind]}
          title={t(`${failure.kind}_title`)}
          sentence={
            failure.kind === 'denied' ? (
              <>
                {t('denied_sentence')} <code className={styles.mono}>{failure.permission}</code>.{' '}
                {t('denied_cure')}
              </>
            ) : (
              t(`${failure.kind}_sentence`)
            )
          }
          action={
            <FailureActions
              onRetry={onRetry}
              onVersions={storage.versions && !versions ? onVersions : undefined}
            />
          }
        />
      </section>
      {versions ? (
        <section className={styles.panel}>
          <h2 className={styles.heading}>{t('versionsThere')}</h2>
          <Suspense fallback={<Loading />}>
            <VersionsTab object={{ ...object, head: unknownHead(key) }} />
          </Suspense>
        </section>
      ) : null}
    </>
  );
}

const icons: Record<Exclude<HeadFailure['kind'], 'other' | 'customer-key'>, ReactElement> = {
  gone: <IconFileOff size={28} />,
  deleted: <IconTrash size={28} />,
  'version-gone': <IconFileOff size={28} />,
  'delete-marker': <IconTrash size={28} />,
  denied: <IconLock size={28} />,
};

interface FailureActionsProps {
  onRetry: () => void;
  onVersions: (() => void) | undefined;
}

function FailureActions({ onRetry, onVersions }: FailureActionsProps) {
  const t = useText('detail');
  const ofShell = useText('shell');
  return (
    <div className={styles.failureActions}>
      <Button size="xs" variant="default" onClick={onRetry}>
        {ofShell('retry')}
      </Button>
      {onVersions ? (
        <Button size="xs" variant="default" onClick={onVersions}>
          {t('showVersions')}
        </Button>
      ) : null}
    </div>
  );
}

/** The list of versions asks for them by the key alone: there is no current one to know anything of. */
const unknownHead = (key: string) => ({ key, size: 0, etag: '', metadata: {}, checksums: {} });
