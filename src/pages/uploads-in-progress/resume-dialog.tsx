import { Button, FileButton, Group, Modal } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { KeyText } from '../../components/key-text.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { formatBytes } from '../../components/text/format.ts';
import { useLanguage, useText } from '../../components/text/language.ts';
import type { IncompleteUpload, StorageDriver } from '../../storage/index.ts';
import { useAnnounce } from '../shared/announce.tsx';
import { ErrorView } from '../shared/error-view.tsx';
import styles from './dialogs.module.css';
import { type ResumeStep, useResume } from './use-resume.ts';

interface ResumeDialogProps {
  storage: StorageDriver;
  bucket: string;
  upload: IncompleteUpload;
  onClose: () => void;
}

/** Finishes an upload with a local file: compared first, shown, and only then sent, as any upload is. */
export function ResumeDialog({ storage, bucket, upload, onClose }: ResumeDialogProps) {
  const t = useText('uploads');
  const language = useLanguage();
  const announce = useAnnounce();
  const { step, choose } = useResume(storage, bucket, upload);
  const content = useRef<HTMLDivElement>(null);
  const { step: name } = step;
  useEffect(() => {
    if (name !== 'comparing') content.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }, [name]);

  const start = () => {
    if (step.step !== 'fits') return;
    step.check.start();
    announce(t('resumed', { key: upload.key }));
    onClose();
  };
  const fits = step.step === 'fits';
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('resumeTitle')}
      size={560}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div ref={content}>
        <p className={styles.subject}>
          <KeyText value={upload.key} />
        </p>
        <p>{t('resumeSentence')}</p>
        <StepView step={step} />
        <Group justify="flex-end" gap={8} mt={16}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          {step.step === 'comparing' ? null : (
            <FileButton
              onChange={(file) => file && void choose(file)}
              inputProps={{ 'data-testid': 'resume-file' } as object}
            >
              {(props) => (
                <Button {...props} variant={fits ? 'default' : 'filled'} data-autofocus={!fits || undefined}>
                  {t(step.step === 'choose' ? 'chooseFile' : 'chooseOther')}
                </Button>
              )}
            </FileButton>
          )}
          {fits ? (
            <Button onClick={start} data-autofocus>
              {step.check.bytesToSend === 0
                ? t('completeButton')
                : t('resumeButton', { bytes: formatBytes(step.check.bytesToSend, language) })}
            </Button>
          ) : null}
        </Group>
      </div>
    </Modal>
  );
}

function StepView({ step }: { step: ResumeStep }) {
  const t = useText('uploads');
  const language = useLanguage();
  switch (step.step) {
    case 'choose':
      return null;
    case 'comparing': {
      const [done, total] = [formatBytes(step.compared, language), formatBytes(step.total, language)];
      return (
        <>
          <ChosenFile file={step.file} />
          <p role="status" className={styles.status}>
            {step.total > 0 ? t('compared', { done, total }) : t('comparing')}
          </p>
          <ProgressBar
            label={t('comparing')}
            value={step.total > 0 ? step.compared / step.total : undefined}
          />
        </>
      );
    }
    case 'misfit':
      return (
        <>
          <ChosenFile file={step.file} />
          <div role="alert" className={styles.misfit}>
            <h3>{t('misfit')}</h3>
            <p>{t(`misfit_${step.why}`)}</p>
            <p>{t('nothingSent')}</p>
          </div>
        </>
      );
    case 'failed':
      return (
        <>
          <ChosenFile file={step.file} />
          <ErrorView error={step.error} />
        </>
      );
    case 'fits':
      return (
        <>
          <ChosenFile file={step.file} />
          <Fit step={step} />
        </>
      );
  }
}

function ChosenFile({ file }: { file: File }) {
  const t = useText('uploads');
  const language = useLanguage();
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{t('chosenFile')}</dt>
        <dd>
          <KeyText value={file.name} /> ({formatBytes(file.size, language)})
        </dd>
      </div>
    </dl>
  );
}

function Fit({ step: { check, replaces } }: { step: Extract<ResumeStep, { step: 'fits' }> }) {
  const t = useText('uploads');
  const language = useLanguage();
  const there = { bytes: formatBytes(check.matchingBytes, language), count: check.matching };
  return (
    <>
      <dl className={styles.facts}>
        <div>
          <dt>{t('alreadyThere')}</dt>
          <dd>{t('partsOfBytes', there)}</dd>
        </div>
        {check.different > 0 ? (
          <div>
            <dt>{t('differing')}</dt>
            <dd>{t('differingParts', { count: check.different })}</dd>
          </div>
        ) : null}
        <div>
          <dt>{t('toSend')}</dt>
          <dd>{formatBytes(check.bytesToSend, language)}</dd>
        </div>
      </dl>
      <p role="status" className="visually-hidden">
        {t('fits')}
      </p>
      {replaces ? <p className={styles.notice}>{t('replaces')}</p> : null}
    </>
  );
}
