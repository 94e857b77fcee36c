import { Button, Group, Modal } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { useText } from '../../components/text/language.ts';
import type { IncompleteUpload, StorageDriver } from '../../storage/index.ts';
import { ErrorView } from '../shared/error-view.tsx';
import { AbortOutcome } from './abort-outcome.tsx';
import { AbortPlanView, OldUploadsPlan } from './abort-plan-view.tsx';
import { countVerdicts } from './run-abort.ts';
import { type AbortStep, type AbortTargets, useAbort } from './use-abort.ts';

interface AbortDialogProps {
  storage: StorageDriver;
  bucket: string;
  targets: AbortTargets;
  sentHere: ReadonlySet<string>;
  onClose: () => void;
}

/** A plan first, then one button that aborts the plan and nothing else, then a verdict for each upload. */
export function AbortDialog({ storage, bucket, targets, sentHere, onClose }: AbortDialogProps) {
  const t = useText('uploads');
  const { step, listAgain, abort, halt } = useAbort({ storage, bucket, targets });
  const content = useRef<HTMLDivElement>(null);
  const { step: name } = step;
  useEffect(() => {
    // Each step brings its own controls, and the focus was on those of the last.
    if (name !== 'listing') content.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }, [name]);
  const close = () => {
    // What is under way is ended and its outcome shown; a second time closes.
    if (step.step === 'aborting') return halt();
    onClose();
  };
  const plan = { storage, bucket, onAbort: (chosen: IncompleteUpload[]) => void abort(chosen), onClose };
  return (
    <Modal
      opened
      onClose={close}
      title={useTitle(step, targets)}
      size={560}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div ref={content}>
        {step.step === 'listing' ? (
          <UnderWay
            words={t('olderFound', { count: step.count })}
            label={t('olderCounting')}
            action={<CloseButton label={t('cancel')} onClick={close} />}
          />
        ) : null}
        {step.step === 'unlisted' ? (
          <>
            <ErrorView error={step.error} onRetry={listAgain} />
            <Group justify="flex-end" mt={16}>
              <CloseButton label={t('close')} onClick={close} />
            </Group>
          </>
        ) : null}
        {step.step === 'planned' && targets.kind === 'chosen' ? (
          <AbortPlanView {...plan} uploads={step.uploads} />
        ) : null}
        {step.step === 'planned' && targets.kind === 'older' ? (
          <OldUploadsPlan {...plan} uploads={step.uploads} prefix={targets.prefix} sentHere={sentHere} />
        ) : null}
        {step.step === 'aborting' ? (
          <UnderWay
            words={t('abortedOf', { count: step.total, done: step.done })}
            label={t('aborting', { count: step.total })}
            value={step.done / step.total}
            action={
              <Button variant="default" disabled={step.stopping} onClick={halt} data-autofocus>
                {step.stopping ? t('stopping') : t('stop')}
              </Button>
            }
          />
        ) : null}
        {step.step === 'done' ? <AbortOutcome results={step.results} onClose={onClose} /> : null}
      </div>
    </Modal>
  );
}

function useTitle(step: AbortStep, targets: AbortTargets): string {
  const t = useText('uploads');
  if (step.step === 'unlisted') return t('unplanned');
  if (step.step === 'aborting') return t('aborting', { count: step.total });
  if (step.step === 'done') {
    const count = step.results.length;
    const { removed } = countVerdicts(step.results);
    return removed === count ? t('aborted', { count }) : t('abortedPartly', { count, removed });
  }
  return targets.kind === 'older' ? t('olderTitle') : t('abortTitle', { count: targets.uploads.length });
}

function CloseButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button variant="default" onClick={onClick} data-autofocus>
      {label}
    </Button>
  );
}

interface UnderWayProps {
  words: string;
  label: string;
  value?: number;
  action: ReactNode;
}

function UnderWay({ words, label, value, action }: UnderWayProps) {
  return (
    <>
      <p role="status">{words}</p>
      <ProgressBar value={value} label={label} />
      <Group justify="flex-end" mt={16}>
        {action}
      </Group>
    </>
  );
}
