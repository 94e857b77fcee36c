import type { ReactNode } from 'react';
import { useText } from '../../components/text/language.ts';
import { PageTitle } from '../shared/page-title.tsx';
import styles from './server-page.module.css';

interface ServerFrameProps {
  /** Below the title. */
  sentence: string;
  tools: ReactNode;
  identity: ReactNode;
  /** What it can do. */
  children: ReactNode;
}

/** Who answers, and what it can do, however that is known. */
export function ServerFrame({ sentence, tools, identity, children }: ServerFrameProps) {
  const t = useText('server');
  return (
    <div className={styles.page}>
      <PageTitle title={t('title')} />
      <header className={styles.head}>
        <div className={styles.title}>
          <h1>{t('title')}</h1>
          <p>{sentence}</p>
        </div>
        <div className={styles.tools}>{tools}</div>
      </header>
      <section aria-labelledby="server-identity">
        <h2 id="server-identity">{t('identity')}</h2>
        {identity}
      </section>
      <section aria-labelledby="server-features">
        <h2 id="server-features">{t('features')}</h2>
        {children}
      </section>
    </div>
  );
}
