import { Button, Loader } from '@mantine/core';
import { useText } from '../../../components/text/language.ts';
import styles from './upload.module.css';
import type { UploadStep } from './use-upload.ts';

/** While a drop is being read and compared: how far, and the way out. */
export function UploadStrip({ step, onCancel }: { step: UploadStep; onCancel: () => void }) {
  const t = useText('objects');
  if (step.step !== 'collecting' && step.step !== 'checking') return null;
  return (
    <div role="status" className={styles.strip}>
      <Loader size={14} aria-hidden />
      {step.step === 'collecting'
        ? t('collecting', { count: step.found })
        : t('checking', { count: step.count })}
      <Button size="compact-xs" variant="subtle" color="gray" onClick={onCancel}>
        {t('cancel')}
      </Button>
    </div>
  );
}
