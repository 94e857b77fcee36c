import { Button, Radio } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../../components/text/language.ts';
import { type StorageDriver, StorageError } from '../../../storage/index.ts';
import type { Targets } from '../actions.ts';
import { BatchDialog } from '../batch/batch-dialog.tsx';
import type { Act } from '../batch/use-batch.ts';
import { Absent } from './absent.tsx';
import styles from './lock.module.css';
import { useBucketLock } from './use-bucket-lock.ts';

interface LegalHoldDialogProps {
  storage: StorageDriver;
  bucket: string;
  targets: Targets;
  onClose: () => void;
}

/** A legal hold put on every chosen object, or lifted. */
export function LegalHoldDialog(props: LegalHoldDialogProps) {
  const { storage, bucket, onClose } = props;
  const t = useText('protection');
  const absence = useBucketLock(bucket);
  const actOf =
    (on: boolean): Act =>
    async (ref) => {
      if (!storage.locks) throw new StorageError('not-supported');
      return (await storage.locks.writeLegalHold(ref, on)) ? 'changed' : 'unchanged';
    };
  return (
    <BatchDialog
      {...props}
      titleOf={(count) => t('holdOf', { count })}
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
        <HoldForm count={plan.keys.length} onCancel={onClose} onApply={(on) => start(actOf(on))} />
      )}
    </BatchDialog>
  );
}

interface HoldFormProps {
  count: number;
  onCancel: () => void;
  onApply: (on: boolean) => void;
}

function HoldForm({ count, onCancel, onApply }: HoldFormProps) {
  const t = useText('protection');
  const [on, setOn] = useState(true);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onApply(on);
      }}
    >
      <Radio.Group
        label={t('holdTitle')}
        description={t('holdAboutMany')}
        value={on ? 'on' : 'off'}
        onChange={(value) => setOn(value === 'on')}
      >
        <div className={styles.choices}>
          <Radio value="on" label={t('holdOn')} data-autofocus={on || undefined} />
          <Radio value="off" label={t('holdOff')} />
        </div>
      </Radio.Group>
      <p className={styles.dim}>{t('currentOnly')}</p>
      <div className={styles.actions}>
        <Button variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button type="submit" color={on ? undefined : 'red'}>
          {t(on ? 'holdApplyOn' : 'holdApplyOff', { count })}
        </Button>
      </div>
    </form>
  );
}
