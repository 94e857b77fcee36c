import { Button, Group, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { KeyText } from '../../../components/key-text.tsx';
import { useText } from '../../../components/text/language.ts';
import { type StorageDriver, StorageError, type VersionDeleteOutcome } from '../../../storage/index.ts';
import { useAnnounce } from '../../shared/announce.tsx';
import { ErrorView } from '../../shared/error-view.tsx';
import { queryKeys } from '../../shared/query-keys.ts';
import { QueryView } from '../../shared/query-view.tsx';
import type { ListedVersion } from '../listing/listed-entry.ts';
import { planUndelete, type Undelete } from './key-versions.ts';
import { useVersionChange } from './use-version-change.ts';
import { VersionName } from './version-name.tsx';
import styles from './versions.module.css';

interface UndeleteDialogProps {
  storage: StorageDriver;
  bucket: string;
  /** The delete markers that hide their objects. */
  markers: readonly ListedVersion[];
  onClose: () => void;
}

type Step =
  | { step: 'asked' }
  | { step: 'working' }
  | { step: 'failed'; error: unknown }
  | { step: 'refused'; failed: VersionDeleteOutcome['failed'] };

/** Takes the delete markers away: what was there before is there again. */
export function UndeleteDialog({ storage, bucket, markers, onClose }: UndeleteDialogProps) {
  const t = useText('versions');
  const announce = useAnnounce();
  const change = useVersionChange(storage, bucket);
  const [step, setStep] = useState<Step>({ step: 'asked' });
  const [keys] = useState(() => [...new Set(markers.map(({ key }) => key))]);
  const query = useQuery({
    queryKey: queryKeys.object(storage.connectionId, bucket, keys[0] ?? '', 'undelete', keys),
    queryFn: async ({ signal }) => {
      const plans: Undelete[] = [];
      for (const key of keys) plans.push(await planUndelete(storage, bucket, key, signal));
      return plans;
    },
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const able = query.data?.filter(({ markers: found, comesBack }) => comesBack && found.length > 0) ?? [];

  const undelete = async () => {
    setStep({ step: 'working' });
    try {
      if (!storage.versions) throw new StorageError('not-supported');
      const versions = able.flatMap((plan) => plan.markers);
      const { deleted, failed } = await storage.versions.deleteMany({ bucket, versions });
      change({ gone: deleted });
      if (failed.length > 0) return setStep({ step: 'refused', failed });
      announce(t('undeleted', { count: able.length }));
      onClose();
    } catch (error) {
      setStep({ step: 'failed', error });
    }
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('undeleteTitle', { count: keys.length })}
      size={560}
      returnFocus={false}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <QueryView query={query} skeleton={<div className={styles.skeleton} />}>
        {(plans) => <Plans plans={plans} />}
      </QueryView>
      {step.step === 'failed' ? <ErrorView error={step.error} /> : null}
      {step.step === 'refused' ? (
        <p role="alert" className={styles.warning}>
          {t('undeleteRefused', {
            code: step.failed.map(({ code, message }) => message || code).join(', '),
          })}
        </p>
      ) : null}
      <Group justify="flex-end" gap={8} mt={16}>
        <Button variant="default" onClick={onClose}>
          {t(query.data && able.length === 0 ? 'close' : 'cancel')}
        </Button>
        {query.data && able.length === 0 ? null : (
          <Button
            data-autofocus
            disabled={able.length === 0}
            loading={step.step === 'working'}
            onClick={() => void undelete()}
          >
            {t('undeleteButton', { count: able.length || keys.length })}
          </Button>
        )}
      </Group>
    </Modal>
  );
}

function Plans({ plans }: { plans: readonly Undelete[] }) {
  const t = useText('versions');
  return (
    <>
      <p>{t('undeleteSentence')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is scrolled by keyboard too */}
      <ul className={styles.list} aria-label={t('comesBack')} tabIndex={0}>
        {plans.map(({ key, comesBack, markers }) => (
          <li key={key}>
            {comesBack && markers.length > 0 ? (
              <VersionName version={comesBack} />
            ) : (
              <>
                <KeyText value={key} />
                <span className={styles.refusal}>{t(comesBack ? 'notDeleted' : 'nothingComesBack')}</span>
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
