import { Skeleton, Switch } from '@mantine/core';
import { useText } from '../../../components/text/language.ts';
import type { ObjectTabProps } from '../../shared/open-object.ts';
import { QueryView } from '../../shared/query-view.tsx';
import { Refused } from '../../shared/setting-editor/refused.tsx';
import { Absent } from './absent.tsx';
import styles from './lock.module.css';
import { lockAbsence } from './lock-absence.ts';
import { RetentionSection } from './retention-section.tsx';
import { useProtection } from './use-protection.ts';

/** Retention and legal hold of the version that is open. */
export function ProtectionTab({ object }: ObjectTabProps) {
  const { retention, legalHold, setRetention, setLegalHold } = useProtection(object);
  const lacking = lockAbsence(retention.error) ?? lockAbsence(legalHold.error);
  if (lacking) {
    return (
      <div className={styles.tab}>
        <Absent
          connectionId={object.storage.connectionId}
          bucket={object.bucket}
          lacking={lacking}
          error={retention.error ?? legalHold.error}
          request="GET ?retention"
        />
      </div>
    );
  }
  return (
    <div className={styles.tab}>
      <QueryView query={retention} skeleton={<LockSkeleton />} isEmpty={() => false}>
        {(current) => (
          <RetentionSection
            current={current ?? undefined}
            isSaving={setRetention.isPending}
            error={setRetention.error}
            onReset={setRetention.reset}
            onSave={(change) =>
              setRetention.mutateAsync(change).then(
                () => true,
                () => false,
              )
            }
          />
        )}
      </QueryView>
      <QueryView query={legalHold} skeleton={<LockSkeleton />} isEmpty={() => false}>
        {(isOn) => (
          <HoldSection
            isOn={isOn}
            isSaving={setLegalHold.isPending}
            error={setLegalHold.error}
            onSet={setLegalHold.mutate}
          />
        )}
      </QueryView>
    </div>
  );
}

interface HoldSectionProps {
  isOn: boolean;
  isSaving: boolean;
  error: unknown;
  onSet: (on: boolean) => void;
}

/** One switch: what it does can be undone at once. */
function HoldSection({ isOn, isSaving, error, onSet }: HoldSectionProps) {
  const t = useText('protection');
  return (
    <section className={styles.section} aria-label={t('holdTitle')}>
      <h3 className={styles.heading}>{t('holdTitle')}</h3>
      <Switch
        label={t('holdTitle')}
        description={t('holdAbout')}
        checked={isOn}
        // Not disabled while it is saved: the focus would be lost.
        aria-busy={isSaving}
        onChange={(event) => {
          if (!isSaving) onSet(event.currentTarget.checked);
        }}
      />
      {isOn ? <p>{t('holdIsOn')}</p> : null}
      {error ? <Refused error={error} /> : null}
    </section>
  );
}

function LockSkeleton() {
  const t = useText('protection');
  return (
    <div role="status" aria-label={t('lockLoading')}>
      <Skeleton height={16} width={120} radius={3} mb={10} />
      <Skeleton height={62} radius={4} />
    </div>
  );
}
