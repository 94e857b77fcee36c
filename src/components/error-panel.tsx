import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { CopyButton } from './copy-button.tsx';
import styles from './error-panel.module.css';
import { useText } from './text/language.ts';

interface ErrorPanelProps {
  title: string;
  /** What happened. */
  sentence: string;
  /** What to do about it. */
  cure: string;
  /** For a report: code, status, request id. */
  details?: readonly { label: string; value: string }[];
  onRetry?: () => void;
  /** Further ways out, beside Retry. */
  actions?: ReactNode;
}

export function ErrorPanel({ title, sentence, cure, details = [], onRetry, actions }: ErrorPanelProps) {
  const t = useText('shell');
  return (
    <section role="alert" className={styles.panel}>
      <IconAlertTriangle size={18} className={styles.icon} aria-hidden />
      <div className={styles.body}>
        <h2 className={styles.title}>{title}</h2>
        <p>{sentence}</p>
        <p className={styles.cure}>{cure}</p>
        {onRetry || actions ? (
          <div className={styles.actions}>
            {onRetry ? (
              <Button variant="default" size="xs" onClick={onRetry}>
                {t('retry')}
              </Button>
            ) : null}
            {actions}
          </div>
        ) : null}
        {details.length > 0 ? (
          <details className={styles.details}>
            <summary>{t('details')}</summary>
            <dl>
              {details.map(({ label, value }) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
            <CopyButton
              value={details.map(({ label, value }) => `${label}: ${value}`).join('\n')}
              label={t('copyDetails')}
            />
          </details>
        ) : null}
      </div>
    </section>
  );
}
