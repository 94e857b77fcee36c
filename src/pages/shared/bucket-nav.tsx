import { Link } from '@tanstack/react-router';
import { useText } from '../../components/text/language.ts';
import styles from './bucket-nav.module.css';
import { hasPage } from './bucket-pages.ts';
import { useConnection } from './connection.tsx';
import { bucketPages, paths } from './paths.ts';

interface BucketNavProps {
  connectionId: string;
  bucket: string;
}

/** The pages of a bucket, one of them marked as the one that is shown. */
export function BucketNav({ connectionId, bucket }: BucketNavProps) {
  const t = useText('shell');
  const { storage } = useConnection();
  const params = { connectionId, bucket };
  return (
    <nav aria-label={t('bucketPages', { bucket })} className={styles.nav}>
      <Link
        {...paths.bucket.link(params)}
        activeOptions={{ exact: true, includeSearch: false }}
        className={styles.page}
      >
        {t('page_objects')}
      </Link>
      {bucketPages
        .filter((page) => hasPage(storage, page))
        .map((page) => (
          <Link
            key={page}
            {...paths[page].link(params)}
            activeOptions={{ includeSearch: false }}
            className={styles.page}
          >
            {t(`page_${page}`)}
          </Link>
        ))}
    </nav>
  );
}
