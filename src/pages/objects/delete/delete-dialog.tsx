import { Button, Group, Modal } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { ProgressBar } from '../../../components/progress-bar.tsx';
import { formatBytes } from '../../../components/text/format.ts';
import { useLanguage, useText } from '../../../components/text/language.ts';
import type { StorageDriver } from '../../../storage/index.ts';
import { ErrorView } from '../../shared/error-view.tsx';
import type { Targets } from '../actions.ts';
import { DeleteOutcome, UndoOutcome } from './delete-outcome.tsx';
import { DeletePlanView } from './delete-plan-view.tsx';
import { titleOf, workTitle } from './delete-titles.ts';
import { type DeleteStep, useDelete } from './use-delete.ts';

interface DeleteDialogProps {
  storage: StorageDriver;
  bucket: string;
  targets: Targets;
  onClose: () => void;
}

/** A plan first, then one button that deletes the plan and nothing else, then the verdicts, and undo where it can be. */
export function DeleteDialog({ storage, bucket, targets, onClose }: DeleteDialogProps) {
  const t = useText('deleting');
  const { step, planAgain, planRest, remove, undo, halt } = useDelete({
    storage,
    bucket,
    targets,
    onClean: onClose,
  });
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
  return (
    <Modal
      opened
      onClose={close}
      title={titleOf(t, step)}
      size={600}
      returnFocus={false}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div ref={content}>
        {step.step === 'counting' ? <Counting step={step} onCancel={close} /> : null}
        {step.step === 'uncounted' ? (
          <>
            <ErrorView error={step.error} onRetry={() => planAgain()} />
            <Group justify="flex-end" mt={16}>
              <Button variant="default" onClick={close}>
                {t('close')}
              </Button>
            </Group>
          </>
        ) : null}
        {step.step === 'planned' ? (
          <DeletePlanView
            plan={step.plan}
            targets={targets}
            canDeleteVersions={storage.versions !== undefined && step.plan.facts.versioning !== 'off'}
            onMode={planAgain}
            onDelete={(bypass) => void remove(step.plan, step.plan.doomed, bypass)}
            onCancel={close}
          />
        ) : null}
        {step.step === 'deleting' ? <Deleting step={step} onStop={halt} /> : null}
        {step.step === 'done' ? (
          <DeleteOutcome
            {...step}
            storage={storage}
            bucket={bucket}
            onDelete={(doomed) => void remove(step.plan, doomed, step.bypass, step.result)}
            onUndo={() => void undo(step.result.markers)}
            onPlanAnew={() => planRest(step.plan.mode)}
            onClose={close}
          />
        ) : null}
        {step.step === 'undone' ? (
          <UndoOutcome
            storage={storage}
            bucket={bucket}
            result={step.result}
            onUndo={(doomed) => void undo(doomed, step.result)}
            onClose={close}
          />
        ) : null}
      </div>
    </Modal>
  );
}

type StepOf<S extends DeleteStep['step']> = Extract<DeleteStep, { step: S }>;

function Counting({ step, onCancel }: { step: StepOf<'counting'>; onCancel: () => void }) {
  const t = useText('deleting');
  const language = useLanguage();
  const { count, bytes } = step.progress;
  const isVersions = step.mode === 'versions';
  return (
    <>
      <p role="status">
        {t(isVersions ? 'deleteFoundVersions' : 'deleteFound', {
          count,
          bytes: formatBytes(bytes, language),
        })}
      </p>
      <ProgressBar label={titleOf(t, step)} />
      <Group justify="flex-end" mt={16}>
        <Button variant="default" onClick={onCancel} data-autofocus>
          {t('cancel')}
        </Button>
      </Group>
    </>
  );
}

function Deleting({ step, onStop }: { step: StepOf<'deleting'>; onStop: () => void }) {
  const t = useText('deleting');
  const done = step.deleted + step.failed;
  return (
    <>
      <p role="status">{t('deletedOf', { count: step.total, done })}</p>
      <ProgressBar value={done / step.total} label={workTitle(t, step.work, step.total)} />
      <Group justify="flex-end" mt={16}>
        <Button variant="default" disabled={step.stopping} onClick={onStop} data-autofocus>
          {step.stopping ? t('stopping') : t('stopDeleting')}
        </Button>
      </Group>
    </>
  );
}
