import { Modal } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { type TextFunction, useText } from '../../../components/text/language.ts';
import { visiblePieces } from '../../../components/visible-text.ts';
import type { StorageDriver } from '../../../storage/index.ts';
import { useAnnounce } from '../../shared/announce.tsx';
import type { Targets } from '../actions.ts';
import { CopyForm } from './copy-form.tsx';
import { CopyOutcome } from './copy-outcome.tsx';
import { CopyRunning } from './copy-running.tsx';
import { onlyTarget } from './destination.ts';
import { toTryAgain } from './outcome.ts';
import { splitKey } from './rename-key.ts';
import { type RunStep, useCopyRun } from './use-copy-run.ts';

export type CopyMode = 'copy' | 'move' | 'rename';

export interface CopyDialogProps {
  storage: StorageDriver;
  bucket: string;
  /** The folder that is open. */
  prefix: string;
  mode: CopyMode;
  targets: Targets;
  /** A folder to begin with, such as the one that something was dropped on; else the one that is open. */
  destination?: string;
  /** The version in the drawer, which is what is copied of that object. */
  opened?: { key: string | undefined; versionId: string };
  /** One object has another key now; undefined where that is in another bucket. */
  onMoved?: (from: string, to: string | undefined) => void;
  onClose: () => void;
}

/** Where to, and at once what that means; then one button that does just this; then the verdicts. */
export function CopyDialog(props: CopyDialogProps) {
  const { storage, bucket, mode, targets, onMoved, onClose } = props;
  const t = useText('copying');
  const announce = useAnnounce();
  const content = useRef<HTMLDivElement>(null);
  const move = mode !== 'copy';
  const { step, run, halt } = useCopyRun({
    storage,
    move,
    folders: targets.folders,
    onClean: ({ verdicts }, { plan }) => {
      announce(t(`done_${mode}`, { count: verdicts.length }));
      const only = targets.folders.length === 0 ? verdicts[0]?.pair : undefined;
      if (move && only && verdicts.length === 1) {
        onMoved?.(only.from, plan.destination.bucket === bucket ? only.to : undefined);
      }
      onClose();
    },
  });
  const { step: name } = step;
  useEffect(() => {
    // Each step brings its own buttons, and the focus was on those of the last.
    if (name !== 'planning') content.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }, [name]);
  const close = () => {
    // What is under way is brought to its end and shown; a second time closes.
    if (step.step === 'running') return halt();
    onClose();
  };
  return (
    <Modal
      opened
      onClose={close}
      title={titleOf(t, mode, targets, step)}
      size={mode === 'rename' ? 520 : 640}
      returnFocus={false}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div ref={content}>
        {step.step === 'planning' ? (
          <CopyForm {...props} onStart={(order) => void run(order)} onCancel={close} />
        ) : null}
        {step.step === 'running' ? <CopyRunning step={step} mode={mode} onStop={halt} /> : null}
        {step.step === 'done' ? (
          <CopyOutcome
            result={step.result}
            onAgain={() => {
              const pairs = toTryAgain(step.result);
              const bytes = pairs.reduce((sum, { size }) => sum + size, 0);
              void run({ ...step.order, pairs, bytes }, step.result);
            }}
            onClose={close}
          />
        ) : null}
      </div>
    </Modal>
  );
}

function titleOf(t: TextFunction<'copying'>, mode: CopyMode, targets: Targets, step: RunStep): string {
  if (step.step === 'running') return t(`title_running_${mode}`);
  if (step.step === 'done') return t(step.result.ended.by === 'person' ? 'title_stopped' : 'title_ended');
  const only = onlyTarget(targets);
  const count = targets.entries.length + targets.folders.length;
  if (mode === 'rename') return t(targets.folders.length > 0 ? 'title_renameFolder' : 'title_renameObject');
  if (only === undefined) return t(`title_${mode}`, { count });
  const { name, end } = splitKey(only);
  return t(`title_${mode}One`, { name: shown(`${name}${end}`) });
}

/** A name within a sentence, with marks for what would not be seen or lie. */
const shown = (name: string) =>
  visiblePieces(name)
    .map((piece) => (piece.kind === 'text' ? piece.text : `[${piece.mark}]`))
    .join('');
