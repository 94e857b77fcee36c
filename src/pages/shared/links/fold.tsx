import { type ReactNode, useState } from 'react';
import styles from './links.module.css';

interface FoldProps {
  summary: string;
  /** Something in it must be seen, such as a field that is wrong; it stays open when that is put right. */
  mustOpen: boolean;
  children: ReactNode;
}

/** What few need, folded away. */
export function Fold({ summary, mustOpen, children }: FoldProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details
      className={styles.fold}
      open={isOpen || mustOpen}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
    >
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
