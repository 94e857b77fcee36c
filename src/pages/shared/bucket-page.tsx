import type { ReactNode } from 'react';
import { KeyText } from '../../components/key-text.tsx';
import { BarContent } from './bar-content.tsx';
import { BucketNav } from './bucket-nav.tsx';
import styles from './bucket-page.module.css';
import { PageTitle } from './page-title.tsx';

interface BucketPageProps {
  connectionId: string;
  bucket: string;
  /** Of the page, such as `Policy`. */
  title: string;
  /** Beside the title. */
  actions?: ReactNode;
  children: ReactNode;
}

/** The frame of a bucket's pages beside its objects: where one is, the other pages, the title, and what scrolls. */
export function BucketPage({ connectionId, bucket, title, actions, children }: BucketPageProps) {
  return (
    <div className={styles.page}>
      <PageTitle title={`${title} · ${bucket}`} />
      <BarContent>
        <KeyText value={bucket} middleEllipsis />
      </BarContent>
      <BucketNav connectionId={connectionId} bucket={bucket} />
      <div className={styles.scroll}>
        <div className={styles.head}>
          <h1 className={styles.heading}>{title}</h1>
          {actions}
        </div>
        {children}
      </div>
    </div>
  );
}
