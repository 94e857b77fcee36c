import { IconAlertTriangle, IconClock, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './links.module.css';

interface NoteProps {
  /** `danger` for what cannot be taken back. */
  tone?: 'plain' | 'time' | 'warning' | 'danger';
  children: ReactNode;
}

/** One sentence about a link, with a sign before it. */
export function Note({ tone = 'plain', children }: NoteProps) {
  const Icon = tone === 'time' ? IconClock : tone === 'plain' ? IconInfoCircle : IconAlertTriangle;
  return (
    <div className={styles.note} data-tone={tone}>
      <Icon size={16} aria-hidden />
      <div>{children}</div>
    </div>
  );
}
