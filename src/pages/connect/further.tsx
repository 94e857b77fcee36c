import { type ReactNode, useState } from 'react';
import styles from './connect-form.module.css';

interface FurtherProps {
  summary: string;
  /** Something in it is filled in. */
  startsOpen: boolean;
  /** Something in it is wrong, and must be seen. */
  hasProblem?: boolean;
  children: ReactNode;
}

/** What few need, folded. Once open, only the person closes it. */
export function Further({ summary, startsOpen, hasProblem = false, children }: FurtherProps) {
  const [open, setOpen] = useState(startsOpen);
  return (
    <details
      className={styles.further}
      open={open || hasProblem}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{summary}</summary>
      <div className={styles.group}>{children}</div>
    </details>
  );
}
