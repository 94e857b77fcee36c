import { Button, Group, Modal } from '@mantine/core';
import { KeyText } from '../../../components/key-text.tsx';
import { useText } from '../../../components/text/language.ts';
import { ErrorView } from '../../shared/error-view.tsx';
import styles from './upload.module.css';
import { chosenUploads, type UploadPlan } from './upload-plan.ts';
import type { UploadStep } from './use-upload.ts';

interface UploadDialogProps {
  step: UploadStep;
  onQueue: (plan: UploadPlan, existing: 'replace' | 'skip') => void;
  onCancel: () => void;
}

/** What a person must know or say before anything is sent. */
export function UploadDialog({ step, onQueue, onCancel }: UploadDialogProps) {
  const t = useText('objects');
  if (step.step !== 'review' && step.step !== 'nothing' && step.step !== 'unchecked') return null;
  const { plan } = step;
  const title =
    step.step === 'nothing'
      ? t('nothingToUpload')
      : step.step === 'unchecked'
        ? t('uploadUnchecked')
        : plan.existing.size > 0
          ? t('existsTitle', { count: plan.existing.size })
          : t('refusedTitle', { count: plan.refused.length });
  return (
    <Modal opened onClose={onCancel} title={title} size={560} closeButtonProps={{ 'aria-label': t('close') }}>
      <div className={styles.sections}>
        {step.step === 'unchecked' ? <ErrorView error={step.error} /> : null}
        {step.step === 'nothing' && plan.refused.length === 0 ? <p>{t('nothingSentence')}</p> : null}
        <Existing plan={plan} />
        <Refused plan={plan} />
        <EmptyFolders plan={plan} />
      </div>
      <Choices step={step} plan={plan} onQueue={onQueue} onCancel={onCancel} />
    </Modal>
  );
}

function Choices({ step, plan, onQueue, onCancel }: UploadDialogProps & { plan: UploadPlan }) {
  const t = useText('objects');
  if (step.step === 'nothing') {
    return (
      <Group justify="flex-end" gap={8} mt={16}>
        <Button onClick={onCancel} data-autofocus>
          {t('close')}
        </Button>
      </Group>
    );
  }
  const existing = plan.existing.size;
  const others = chosenUploads(plan, 'skip').length;
  return (
    <Group justify="flex-end" gap={8} mt={16}>
      <Button variant="default" onClick={onCancel} data-autofocus>
        {t('cancel')}
      </Button>
      {existing > 0 && others > 0 ? (
        <Button variant="default" onClick={() => onQueue(plan, 'skip')}>
          {t('uploadOthers', { count: others })}
        </Button>
      ) : null}
      {existing > 0 ? (
        <Button color="red" onClick={() => onQueue(plan, 'replace')}>
          {t('replace', { count: existing })}
        </Button>
      ) : (
        <Button onClick={() => onQueue(plan, 'replace')}>
          {step.step === 'unchecked' ? t('uploadAnyway') : t('uploadCount', { count: plan.uploads.length })}
        </Button>
      )}
    </Group>
  );
}

const shownAtMost = 200;

function Existing({ plan }: { plan: UploadPlan }) {
  const t = useText('objects');
  if (plan.existing.size === 0) return null;
  const keys = plan.uploads.filter(({ key }) => plan.existing.has(key)).map(({ key }) => key);
  return (
    <section>
      <p>{t('existsSentence', { total: plan.uploads.length })}</p>
      <ul className={styles.list}>
        {keys.slice(0, shownAtMost).map((key) => (
          <li key={key}>
            <KeyText value={key} />
          </li>
        ))}
      </ul>
      <More count={keys.length - shownAtMost} />
    </section>
  );
}

function Refused({ plan }: { plan: UploadPlan }) {
  const t = useText('objects');
  if (plan.refused.length === 0) return null;
  return (
    <section>
      <p>{t('refusedSentence')}</p>
      <ul className={styles.list}>
        {plan.refused.slice(0, shownAtMost).map(({ path, refusal }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same path may be refused twice
          <li key={index} className={styles.refused}>
            <KeyText value={path} />
            <span className={styles.why}>{t(`refusal_${refusal}`)}</span>
          </li>
        ))}
      </ul>
      <More count={plan.refused.length - shownAtMost} />
    </section>
  );
}

function EmptyFolders({ plan }: { plan: UploadPlan }) {
  const t = useText('objects');
  if (plan.emptyFolders.length === 0) return null;
  return (
    <section>
      <p>{t('emptyFolders', { count: plan.emptyFolders.length })}</p>
      <ul className={styles.list}>
        {plan.emptyFolders.slice(0, shownAtMost).map((folder) => (
          <li key={folder}>
            <KeyText value={folder} />
          </li>
        ))}
      </ul>
      <More count={plan.emptyFolders.length - shownAtMost} />
    </section>
  );
}

function More({ count }: { count: number }) {
  const t = useText('objects');
  return count > 0 ? <p className={styles.more}>{t('andMore', { count })}</p> : null;
}
