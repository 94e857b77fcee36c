import { Button, Modal } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { ProgressBar } from '../../../components/progress-bar.tsx';
import { formatBytes } from '../../../components/text/format.ts';
import { useLanguage, useText } from '../../../components/text/language.ts';
import type { StorageDriver } from '../../../storage/index.ts';
import { ErrorView } from '../../shared/error-view.tsx';
import type { Targets } from '../actions.ts';
import styles from './batch.module.css';
import { BatchOutcome } from './batch-outcome.tsx';
import type { KeyPlan } from './plan-keys.ts';
import { PlanSummary } from './plan-summary.tsx';
import { countVerdicts, refusedKeys } from './run-each.ts';
import { type Act, type BatchStep, useBatch } from './use-batch.ts';

interface BatchDialogProps {
  storage: StorageDriver;
  bucket: string;
  targets: Targets;
  onClose: () => void;
  titleOf: (count: number) => string;
  /** What stands in place of all where it cannot be done here. */
  unavailable?: ReactNode;
  /** What is to be done; `start` does it to every object of the plan. */
  children: (plan: KeyPlan, start: (act: Act) => void) => ReactNode;
}

/** One act for many objects: counted, chosen, done to each, and a verdict on each. */
export function BatchDialog(props: BatchDialogProps) {
  const { storage, bucket, targets, onClose, titleOf, unavailable, children } = props;
  const t = useText('protection');
  const { step, plan, run, halt, runAgain } = useBatch(storage, bucket, targets);
  const content = useRef<HTMLDivElement>(null);
  const { step: name } = step;
  useEffect(() => {
    // Each step brings its own buttons, and the focus was on those of the last.
    if (name !== 'counting') content.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }, [name]);
  // What is under way is ended and its outcome shown; a second time closes.
  const close = () => (step.step === 'running' ? halt() : onClose());
  const closing = (
    <div className={styles.actions}>
      <Button variant="default" onClick={close} data-autofocus>
        {t('close')}
      </Button>
    </div>
  );
  return (
    <Modal
      opened
      onClose={close}
      title={useTitle(step, titleOf, unavailable !== undefined, targets)}
      size={600}
      returnFocus={false}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div ref={content} className={styles.stack}>
        {unavailable ? (
          <>
            {unavailable}
            {closing}
          </>
        ) : step.step === 'counting' ? (
          <Counting step={step} onCancel={close} />
        ) : step.step === 'uncounted' ? (
          <>
            <ErrorView error={step.error} onRetry={plan} />
            {closing}
          </>
        ) : step.step === 'planned' && step.plan.keys.length === 0 ? (
          <>
            <p>{t('nothingThere')}</p>
            {closing}
          </>
        ) : step.step === 'planned' ? (
          <>
            <PlanSummary plan={step.plan} folders={targets.folders} />
            {children(step.plan, (act) => void run(step.plan.keys, act))}
          </>
        ) : step.step === 'running' ? (
          <Running step={step} onStop={halt} />
        ) : (
          <BatchOutcome
            result={step.result}
            onRetry={() => runAgain(refusedKeys(step.result), step.result)}
            onGoOn={() => runAgain(step.result.left, step.result)}
            onClose={onClose}
          />
        )}
      </div>
    </Modal>
  );
}

function useTitle(
  step: BatchStep,
  titleOf: (count: number) => string,
  isUnavailable: boolean,
  { entries, folders }: Targets,
): string {
  const t = useText('protection');
  if (isUnavailable) return titleOf(entries.length + folders.length);
  switch (step.step) {
    case 'counting':
      return t('counting');
    case 'uncounted':
      return t('uncounted');
    case 'planned':
      return titleOf(step.plan.keys.length);
    case 'running':
      return t('running', { count: step.total });
    case 'done': {
      const { changed, unchanged, refused, left } = countVerdicts(step.result);
      const done = changed + unchanged;
      const count = done + refused + left;
      return done === count ? t('allDone', { count }) : t('partlyDone', { count, done });
    }
  }
}

type StepOf<S extends BatchStep['step']> = Extract<BatchStep, { step: S }>;

function Counting({ step, onCancel }: { step: StepOf<'counting'>; onCancel: () => void }) {
  const t = useText('protection');
  const language = useLanguage();
  const { count, bytes } = step.progress;
  return (
    <>
      <p role="status">{t('found', { count, bytes: formatBytes(bytes, language) })}</p>
      <ProgressBar label={t('counting')} />
      <div className={styles.actions}>
        <Button variant="default" onClick={onCancel} data-autofocus>
          {t('cancel')}
        </Button>
      </div>
    </>
  );
}

function Running({ step, onStop }: { step: StepOf<'running'>; onStop: () => void }) {
  const t = useText('protection');
  const { total, done, refused, stopping } = step;
  return (
    <>
      <p role="status">{t('doneOf', { count: total, done, refused })}</p>
      <ProgressBar value={done / total} label={t('running', { count: total })} />
      <div className={styles.actions}>
        <Button variant="default" disabled={stopping} onClick={onStop} data-autofocus>
          {t(stopping ? 'stopping' : 'stop')}
        </Button>
      </div>
    </>
  );
}
