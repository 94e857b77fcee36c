import { Button, Group, Modal } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { ProgressBar } from '../../../components/progress-bar.tsx';
import { formatBytes } from '../../../components/text/format.ts';
import { useLanguage, useText } from '../../../components/text/language.ts';
import type { StorageDriver, VersionRef } from '../../../storage/index.ts';
import { ErrorView } from '../../shared/error-view.tsx';
import { type Targets, versionsOf } from '../actions.ts';
import { DeleteVersionsOutcome } from './delete-versions-outcome.tsx';
import { DeleteVersionsPlan } from './delete-versions-plan.tsx';
import { type DeleteVersionsStep, useDeleteVersions } from './use-delete-versions.ts';

interface DeleteVersionsDialogProps {
  storage: StorageDriver;
  bucket: string;
  targets: Targets;
  /** What has gone by then. */
  onClose: (gone: readonly VersionRef[]) => void;
}

/** Versions and delete markers, for ever: a plan, one button that deletes it and nothing else, the verdicts. */
export function DeleteVersionsDialog({ storage, bucket, targets, onClose }: DeleteVersionsDialogProps) {
  const t = useText('versions');
  const { step, planAgain, remove, halt } = useDeleteVersions({
    storage,
    bucket,
    versions: versionsOf(targets),
    folders: targets.folders,
    onClean: onClose,
  });
  const content = useRef<HTMLDivElement>(null);
  const { step: name } = step;
  useEffect(() => {
    // Each step brings its own buttons, and the focus was on those of the last.
    if (name !== 'counting') content.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }, [name]);
  const close = () => {
    if (step.step === 'deleting') return halt();
    onClose(step.step === 'done' ? step.result.deleted : []);
  };
  return (
    <Modal
      opened
      onClose={close}
      title={useTitle(step)}
      size={600}
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
          <DeleteVersionsPlan
            plan={step.plan}
            folders={targets.folders}
            onDelete={(bypass) => void remove(step.plan.versions, bypass)}
            onCancel={close}
          />
        ) : null}
        {step.step === 'deleting' ? <Deleting step={step} onStop={halt} /> : null}
        {step.step === 'done' ? (
          <DeleteVersionsOutcome
            result={step.result}
            onDeleteLeft={() => void remove(step.result.left, step.bypass, step.result)}
            onClose={close}
          />
        ) : null}
      </div>
    </Modal>
  );
}

function useTitle(step: DeleteVersionsStep): string {
  const t = useText('versions');
  switch (step.step) {
    case 'counting':
      return t('counting');
    case 'uncounted':
      return t('uncounted');
    case 'planned':
      return t('deleteTitle', { count: step.plan.versions.length });
    case 'deleting':
      return t('deleting', { count: step.total });
    case 'done': {
      const { deleted, failed, left } = step.result;
      const count = deleted.length + failed.length + left.length;
      return t('deletedPartly', { count, deleted: deleted.length });
    }
  }
}

type StepOf<S extends DeleteVersionsStep['step']> = Extract<DeleteVersionsStep, { step: S }>;

function Counting({ step, onCancel }: { step: StepOf<'counting'>; onCancel: () => void }) {
  const t = useText('versions');
  const language = useLanguage();
  const { count, bytes } = step.progress;
  return (
    <>
      <p role="status">{t('found', { count, bytes: formatBytes(bytes, language) })}</p>
      <ProgressBar label={t('counting')} />
      <Group justify="flex-end" mt={16}>
        <Button variant="default" onClick={onCancel} data-autofocus>
          {t('cancel')}
        </Button>
      </Group>
    </>
  );
}

function Deleting({ step, onStop }: { step: StepOf<'deleting'>; onStop: () => void }) {
  const t = useText('versions');
  return (
    <>
      <p role="status">{t('doneOf', { count: step.total, done: step.done })}</p>
      <ProgressBar value={step.done / step.total} label={t('deleting', { count: step.total })} />
      <Group justify="flex-end" mt={16}>
        <Button variant="default" disabled={step.stopping} onClick={onStop} data-autofocus>
          {step.stopping ? t('stopping') : t('stop')}
        </Button>
      </Group>
    </>
  );
}
