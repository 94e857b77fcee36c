import { Button, Modal } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { ProgressBar } from '../../../components/progress-bar.tsx';
import { formatBytes } from '../../../components/text/format.ts';
import { useLanguage, useText } from '../../../components/text/language.ts';
import { ErrorView } from '../../shared/error-view.tsx';
import styles from '../dialogs.module.css';
import { EmptyBucketView } from './empty-bucket-view.tsx';
import { PurgeOutcomeView } from './purge-outcome-view.tsx';
import { PurgePlanView } from './purge-plan-view.tsx';
import { entriesOf, fractionDone, isEmpty, type PurgeStep } from './purge-step.ts';
import { usePurge } from './use-purge.ts';

interface DeleteDialogProps {
  bucket: string;
  onClose: () => void;
  /** `versions`: how many went with it. */
  onDeleted: (bucket: string, versions: number) => void;
}

/** Counts first. An empty bucket is one button away; anything in it is shown, and the name has to be typed. */
export function DeleteDialog({ bucket, onClose, onDeleted }: DeleteDialogProps) {
  const t = useText('purge');
  const shell = useText('shell');
  const { step, count, remove, halt } = usePurge(bucket, (versions) => onDeleted(bucket, versions));
  const content = useRef<HTMLDivElement>(null);
  const { step: name } = step;
  useEffect(() => {
    // Each step brings its own buttons, and the focus was on those of the last.
    if (name !== 'counting') content.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }, [name]);
  const close = () => {
    // What is under way is ended and its outcome shown; a second time closes.
    if (step.step === 'deleting') return halt();
    onClose();
  };

  const view = () => {
    switch (step.step) {
      case 'counting':
        return <Counting step={step} onCancel={close} />;
      case 'uncounted':
        return (
          <>
            <ErrorView error={step.error} onRetry={() => void count()} />
            <div className={styles.actions}>
              <Button variant="default" onClick={close} data-autofocus>
                {shell('close')}
              </Button>
            </div>
          </>
        );
      case 'unlisted':
        return (
          <EmptyBucketView bucket={bucket} unlisted onCancel={close} onDeleted={() => onDeleted(bucket, 0)} />
        );
      case 'planned':
        return isEmpty(step.plan) ? (
          <EmptyBucketView
            bucket={bucket}
            onCancel={close}
            onCountAgain={() => void count()}
            onDeleted={() => onDeleted(bucket, 0)}
          />
        ) : (
          <PurgePlanView
            plan={step.plan}
            onCancel={close}
            onDelete={(bypass) => void remove(step.plan, bypass)}
          />
        );
      case 'deleting':
        return <Deleting step={step} onStop={halt} />;
      case 'done':
        return (
          <PurgeOutcomeView
            plan={step.plan}
            result={step.result}
            onGoOn={() => void remove(step.plan, false, step.result)}
            onCountAgain={() => void count()}
            onClose={close}
          />
        );
    }
  };

  return (
    <Modal
      opened
      onClose={close}
      title={step.step === 'done' ? t('kept', { name: bucket }) : t('title')}
      size={step.step === 'planned' && isEmpty(step.plan) ? 440 : 560}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <div ref={content}>{view()}</div>
    </Modal>
  );
}

type StepOf<S extends PurgeStep['step']> = Extract<PurgeStep, { step: S }>;

function Counting({ step, onCancel }: { step: StepOf<'counting'>; onCancel: () => void }) {
  const t = useText('purge');
  const shell = useText('shell');
  const language = useLanguage();
  const { counts } = step;
  return (
    <>
      <p role="status">
        {t('found', { count: entriesOf(counts), bytes: formatBytes(counts.bytes, language) })}
      </p>
      <ProgressBar label={t('counting')} />
      <div className={styles.actions}>
        <Button variant="default" onClick={onCancel} data-autofocus>
          {shell('cancel')}
        </Button>
      </div>
    </>
  );
}

function Deleting({ step, onStop }: { step: StepOf<'deleting'>; onStop: () => void }) {
  const t = useText('purge');
  const { plan, progress, stopping } = step;
  const { deleted, refused, rounds } = progress;
  const fraction = fractionDone(plan, progress);
  return (
    <>
      <p role="status" className={styles.progress}>
        <span>
          {fraction === undefined
            ? t('deletedSoFar', { deleted })
            : t('deletedOf', { deleted, total: entriesOf(plan.counts) })}
        </span>
        {refused > 0 ? <span>{t('refusedSoFar', { refused })}</span> : null}
        {rounds > 1 ? <span>{t('again', { rounds })}</span> : null}
      </p>
      <ProgressBar value={fraction} label={t('deleting', { name: plan.bucket })} />
      <div className={styles.actions}>
        <Button variant="default" disabled={stopping} onClick={onStop} data-autofocus>
          {t(stopping ? 'stopping' : 'stop')}
        </Button>
      </div>
    </>
  );
}
