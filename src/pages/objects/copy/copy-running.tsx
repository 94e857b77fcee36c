import { Button, Group } from '@mantine/core';
import { ProgressBar } from '../../../components/progress-bar.tsx';
import { formatBytes } from '../../../components/text/format.ts';
import { useLanguage, useText } from '../../../components/text/language.ts';
import styles from './copy.module.css';
import type { CopyMode } from './copy-dialog.tsx';
import type { RunStep } from './use-copy-run.ts';

interface CopyRunningProps {
  step: Extract<RunStep, { step: 'running' }>;
  mode: CopyMode;
  onStop: () => void;
}

export function CopyRunning({ step: { order, progress, isStopping }, mode, onStop }: CopyRunningProps) {
  const t = useText('copying');
  const language = useLanguage();
  const count = order.pairs.length;
  // Bytes where there are any, and a little for each object: many small ones take their time too.
  const weight = order.bytes + count * 65_536;
  return (
    <div className={styles.form}>
      <ProgressBar
        label={t(`title_running_${mode}`)}
        value={(progress.bytes + progress.ended * 65_536) / weight}
        tone={isStopping ? 'paused' : 'running'}
      />
      <p className={styles.total} role="status">
        {t('progress', {
          done: progress.ended,
          count,
          bytes: formatBytes(progress.bytes, language),
          total: formatBytes(order.bytes, language),
        })}
      </p>
      {progress.failed > 0 ? (
        <p className={styles.problem}>{t('progressFailed', { count: progress.failed })}</p>
      ) : null}
      {isStopping ? <p className={styles.dim}>{t('stopping')}</p> : null}
      <Group justify="flex-end">
        <Button variant="default" onClick={onStop} disabled={isStopping} data-autofocus>
          {t('stop')}
        </Button>
      </Group>
    </div>
  );
}
