import { Button, Group, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useText } from '../../../components/text/language.ts';
import { runCopy, type StorageDriver, StorageError } from '../../../storage/index.ts';
import { useAnnounce } from '../../shared/announce.tsx';
import { customerKeyOf } from '../../shared/customer-keys/customer-keys.ts';
import { ErrorView } from '../../shared/error-view.tsx';
import { queryKeys } from '../../shared/query-keys.ts';
import type { ListedVersion } from '../listing/listed-entry.ts';
import { type Restored, restoredBy } from './restored.ts';
import { useVersionChange } from './use-version-change.ts';
import { VersionName } from './version-name.tsx';
import styles from './versions.module.css';

interface RestoreDialogProps {
  storage: StorageDriver;
  bucket: string;
  version: ListedVersion;
  onClose: () => void;
}

type Step = { step: 'asked' } | { step: 'working' } | { step: 'failed'; outcome: Restored };

/** An old version becomes the current one, as a copy of itself with all that it has. */
export function RestoreDialog({ storage, bucket, version, onClose }: RestoreDialogProps) {
  const t = useText('versions');
  const announce = useAnnounce();
  const change = useVersionChange(storage, bucket);
  const [step, setStep] = useState<Step>({ step: 'asked' });
  const [stop] = useState(() => new AbortController());
  useEffect(() => () => stop.abort(), [stop]);
  const { key, versionId, size, etag, lastModified } = version;

  const restore = async () => {
    setStep({ step: 'working' });
    const { connectionId } = storage;
    const { verdicts } = await runCopy(
      {
        bucket,
        destination: { bucket, strip: '', prepend: '' },
        pairs: [{ from: key, to: key, versionId, size, etag, lastModified }],
      },
      {
        storage,
        move: false,
        replace: new Set([key]),
        stop: stop.signal,
        customerKeyOf: (ref) => customerKeyOf({ connectionId, bucket: ref.bucket, key: ref.key }),
      },
    );
    if (stop.signal.aborted) return;
    const outcome = restoredBy(verdicts[0]?.verdict);
    if (outcome.kind === 'failed') return setStep({ step: 'failed', outcome });
    const { copy } = outcome;
    change({
      arrived: [
        {
          key,
          versionId: copy.versionId ?? 'null',
          isLatest: true,
          size: copy.size,
          etag: copy.etag,
          lastModified: copy.lastModified ?? new Date(),
          storageClass: copy.storageClass,
        },
      ],
    });
    if (outcome.kind === 'differs') return setStep({ step: 'failed', outcome });
    announce(t('restored', { key }));
    onClose();
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('restoreTitle')}
      size={560}
      returnFocus={false}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <VersionName version={version} />
      <div className={styles.facts}>
        <p>{t('restoreSentence')}</p>
        <VersioningNote storage={storage} bucket={bucket} />
      </div>
      {step.step === 'failed' ? <NotRestored outcome={step.outcome} /> : null}
      <Group justify="flex-end" gap={8} mt={16}>
        <Button variant="default" onClick={onClose}>
          {t(step.step === 'failed' ? 'close' : 'cancel')}
        </Button>
        {step.step === 'failed' && step.outcome.kind === 'differs' ? null : (
          <Button data-autofocus loading={step.step === 'working'} onClick={() => void restore()}>
            {t('restoreButton')}
          </Button>
        )}
      </Group>
    </Modal>
  );
}

function NotRestored({ outcome }: { outcome: Restored }) {
  const t = useText('versions');
  if (outcome.kind === 'failed') return <ErrorView error={outcome.error} />;
  if (outcome.kind === 'done') return null;
  return (
    <p role="alert" className={styles.caution}>
      {t('restoredPartly', { what: outcome.differences.join(', ') })}
    </p>
  );
}

/** Where versions are not kept now, restoring writes over the current object. */
function VersioningNote({ storage, bucket }: { storage: StorageDriver; bucket: string }) {
  const t = useText('versions');
  const { data } = useQuery({
    queryKey: queryKeys.setting(storage.connectionId, bucket, 'versioning-status'),
    queryFn: async ({ signal }) => {
      if (!storage.settings) throw new StorageError('not-supported');
      return (await storage.settings.read(bucket, 'versioning', { signal })).value?.status ?? 'off';
    },
    retry: false,
  });
  if (data === undefined || data === 'Enabled') return null;
  return <p className={styles.warning}>{t('restoreOverwrites')}</p>;
}
