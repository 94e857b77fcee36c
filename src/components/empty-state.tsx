import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

interface EmptyStateProps {
  /** One icon, decorative. */
  icon?: ReactNode;
  title: string;
  /** What to do first. */
  sentence?: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ icon, title, sentence, action }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      {icon ? (
        <div className={styles.icon} aria-hidden>
          {icon}
        </div>
      ) : null}
      <h2 className={styles.title}>{title}</h2>
      {sentence ? <p className={styles.sentence}>{sentence}</p> : null}
      {action ? <div className={styles.action}>{action}</div> : null}
    </div>
  );
}
