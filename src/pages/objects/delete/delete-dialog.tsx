import { Button, Group, Modal } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { ProgressBar } from '../../../components/progress-bar.tsx';
import { formatBytes } from '../../../components/text/format.ts';
import { type TextFunction, useLanguage, useText } from '../../../components/text/language.ts';
import type { StorageDriver } from '../../../storage/index.ts';
import { ErrorView } from '../../shared/error-view.tsx';
import { DeleteOutcome } from './delete-outcome.tsx';
import type { DeleteTargets } from './delete-plan.ts';
import { DeletePlanView } from './delete-plan-view.tsx';
import type { DeleteResult } from './run-delete.ts';
import { type DeleteStep, useDelete } from './use-delete.ts';

interface DeleteDialogProps {
  storage: StorageDriver;
  bucket: string;
  targets: DeleteTargets;
  onClose: () => void;
}

/** A plan first, then one button that deletes the plan and nothing else, then the verdicts. */
export function DeleteDialog({ storage, bucket, targets, onClose }: DeleteDialogProps) {
  const t = useText('objects');
  const { step, planAgain, planRest, remove, halt } = useDelete({
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
      title={useTitle(step)}
      size={560}
      returnFocus={false}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div ref={content}>
        {step.step === 'counting' ? <Counting step={step} onCancel={close} /> : null}
        {step.step === 'uncounted' ? (
          <>
            <ErrorView error={step.error} onRetry={planAgain} />
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
            onDelete={() => void remove(step.plan.keys)}
            onCancel={close}
          />
        ) : null}
        {step.step === 'deleting' ? <Deleting step={step} onStop={halt} /> : null}
        {step.step === 'done' ? (
          <DeleteOutcome
            result={step.result}
            remains={step.remains}
            onDeleteLeft={() => void remove(step.result.left, step.result)}
            onPlanAnew={planRest}
            onClose={close}
          />
        ) : null}
      </div>
    </Modal>
  );
}

function useTitle(step: DeleteStep): string {
  const t = useText('objects');
  switch (step.step) {
    case 'counting':
      return t('deleteCounting');
    case 'uncounted':
      return t('deleteUncounted');
    case 'planned':
      return t('deleteTitle', { count: step.plan.keys.length });
    case 'deleting':
      return t('deleting', { count: step.total });
    case 'done':
      return outcomeTitle(t, step.result);
  }
}

function outcomeTitle(t: TextFunction<'objects'>, { deleted, failed, left }: DeleteResult): string {
  const count = deleted.length + failed.length + left.length;
  return deleted.length === count
    ? t('deleted', { count })
    : t('deletedPartly', { count, deleted: deleted.length });
}

type StepOf<S extends DeleteStep['step']> = Extract<DeleteStep, { step: S }>;

function Counting({ step, onCancel }: { step: StepOf<'counting'>; onCancel: () => void }) {
  const t = useText('objects');
  const language = useLanguage();
  const { count, bytes } = step.progress;
  return (
    <>
      <p role="status">{t('deleteFound', { count, bytes: formatBytes(bytes, language) })}</p>
      <ProgressBar label={t('deleteCounting')} />
      <Group justify="flex-end" mt={16}>
        <Button variant="default" onClick={onCancel} data-autofocus>
          {t('cancel')}
        </Button>
      </Group>
    </>
  );
}

function Deleting({ step, onStop }: { step: StepOf<'deleting'>; onStop: () => void }) {
  const t = useText('objects');
  const done = step.deleted + step.failed;
  return (
    <>
      <p role="status">{t('deletedOf', { count: step.total, done })}</p>
      <ProgressBar value={done / step.total} label={t('deleting', { count: step.total })} />
      <Group justify="flex-end" mt={16}>
        <Button variant="default" disabled={step.stopping} onClick={onStop} data-autofocus>
          {step.stopping ? t('stopping') : t('stopDeleting')}
        </Button>
      </Group>
    </>
  );
}
