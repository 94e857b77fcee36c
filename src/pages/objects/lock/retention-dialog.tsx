import { Button } from '@mantine/core';
import { useState } from 'react';
import { useLanguage, useText } from '../../../components/text/language.ts';
import { type StorageDriver, StorageError } from '../../../storage/index.ts';
import type { Targets } from '../actions.ts';
import { BatchDialog } from '../batch/batch-dialog.tsx';
import type { Act } from '../batch/use-batch.ts';
import { Absent } from './absent.tsx';
import { formatUntil } from './format-until.ts';
import styles from './lock.module.css';
import { BypassField, ComplianceField, RetentionFields } from './retention-fields.tsx';
import { complianceWord, problemOf, toForm, wantedOf } from './retention-form.ts';
import { useBucketLock } from './use-bucket-lock.ts';
import type { RetentionChange } from './use-protection.ts';

interface RetentionDialogProps {
  storage: StorageDriver;
  bucket: string;
  targets: Targets;
  onClose: () => void;
}

/** The same retention for every chosen object. */
export function RetentionDialog(props: RetentionDialogProps) {
  const { storage, bucket, onClose } = props;
  const t = useText('protection');
  const absence = useBucketLock(bucket);
  const actOf =
    ({ wanted, bypassGovernance }: RetentionChange): Act =>
    async (ref) => {
      if (!storage.locks) throw new StorageError('not-supported');
      return (await storage.locks.writeRetention(ref, wanted, { bypassGovernance }))
        ? 'changed'
        : 'unchanged';
    };
  return (
    <BatchDialog
      {...props}
      titleOf={(count) => t('retentionOf', { count })}
      unavailable={
        absence && (
          <Absent
            {...absence}
            connectionId={storage.connectionId}
            bucket={bucket}
            request="GET ?object-lock"
          />
        )
      }
    >
      {(plan, start) => (
        <RetentionForm
          count={plan.keys.length}
          onCancel={onClose}
          onApply={(change) => start(actOf(change))}
        />
      )}
    </BatchDialog>
  );
}

interface RetentionFormProps {
  count: number;
  onCancel: () => void;
  onApply: (change: RetentionChange) => void;
}

function RetentionForm({ count, onCancel, onApply }: RetentionFormProps) {
  const t = useText('protection');
  const language = useLanguage();
  const [now] = useState(Date.now);
  const [form, setForm] = useState(() => toForm(undefined, now));
  const [bypassGovernance, setBypass] = useState(false);
  const [typed, setTyped] = useState('');
  const problem = problemOf(form, undefined, now);
  const wanted = wantedOf(form, undefined);
  const asksForWord = !problem && wanted?.mode === 'COMPLIANCE';
  const isBlocked = problem !== undefined || (asksForWord && typed.trim() !== complianceWord);
  const label = form.mode === 'none' ? 'retentionClear' : 'retentionApply';
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBlocked) onApply({ wanted, bypassGovernance });
      }}
    >
      <RetentionFields form={form} current={undefined} now={now} onChange={setForm} />
      <BypassField sentence={t('bypassMany')} checked={bypassGovernance} onChange={setBypass} />
      <p className={styles.dim}>{t('currentOnly')}</p>
      {asksForWord && wanted ? (
        <ComplianceField
          warning={t('complianceWarningMany', { count, until: formatUntil(wanted.until, language) })}
          typed={typed}
          onType={setTyped}
        />
      ) : null}
      <div className={styles.actions}>
        <Button variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button
          type="submit"
          disabled={isBlocked}
          color={asksForWord || bypassGovernance || form.mode === 'none' ? 'red' : undefined}
        >
          {t(bypassGovernance ? `${label}Bypassing` : label, { count })}
        </Button>
      </div>
    </form>
  );
}
