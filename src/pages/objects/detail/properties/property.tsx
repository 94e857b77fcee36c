import type { ReactNode } from 'react';
import { CopyButton } from '../../../../components/copy-button.tsx';
import { KeyText } from '../../../../components/key-text.tsx';
import { useText } from '../../../../components/text/language.ts';
import styles from './properties.module.css';

interface PropertyProps {
  name: string;
  /** Nothing is drawn where there is nothing. */
  children: ReactNode;
  /** What a button beside it copies. */
  copy?: string;
  mono?: boolean;
  /** The name comes from outside, as metadata does. */
  foreign?: boolean;
}

export function Property({ name, children, copy, mono = false, foreign = false }: PropertyProps) {
  const t = useText('detail');
  if (children === undefined || children === null || children === '') return null;
  return (
    <div className={styles.property}>
      <dt className={foreign ? styles.mono : undefined}>{foreign ? <KeyText value={name} /> : name}</dt>
      <dd className={mono ? styles.mono : undefined}>
        <div className={styles.value}>{children}</div>
        {copy ? <CopyButton value={copy} label={t('copy', { name })} /> : null}
      </dd>
    </div>
  );
}

/** A second, quieter line of a value. */
export function Exact({ children }: { children: ReactNode }) {
  return <span className={styles.exact}>{children}</span>;
}

interface GroupProps {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}

export function Group({ title, action, children }: GroupProps) {
  return (
    <section>
      <div className={styles.groupHead}>
        <h2 className={styles.groupTitle}>{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}

export function Properties({ children }: { children: ReactNode }) {
  return <dl className={styles.list}>{children}</dl>;
}

export function Note({ children }: { children: ReactNode }) {
  return <p className={styles.note}>{children}</p>;
}
