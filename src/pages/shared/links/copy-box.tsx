import { useId } from 'react';
import { CopyButton } from '../../../components/copy-button.tsx';
import styles from './links.module.css';

interface CopyBoxProps {
  label: string;
  copyLabel: string;
  value: string;
  testId: string;
  rows?: number;
  /** Lines as they are, where each has a meaning. */
  keepLines?: boolean;
}

/** Something long to be taken along: selected as a whole, and copied by one click. */
export function CopyBox({ label, copyLabel, value, testId, rows = 3, keepLines = false }: CopyBoxProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className={styles.boxLabel}>
        {label}
      </label>
      <div className={styles.box}>
        <textarea
          id={id}
          className={styles.value}
          data-testid={testId}
          data-wrap={keepLines ? 'off' : undefined}
          readOnly
          rows={rows}
          value={value}
          spellCheck={false}
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton value={value} label={copyLabel} />
      </div>
    </div>
  );
}
