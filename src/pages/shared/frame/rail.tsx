import { IconArrowsUpDown, IconDatabase, IconList, IconServer } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { KeyText } from '../../../components/key-text.tsx';
import { SearchField } from '../../../components/search-field.tsx';
import { useText } from '../../../components/text/language.ts';
import { bucketsQuery, knownBuckets } from '../buckets-query.ts';
import { useConnection } from '../connection.tsx';
import { lazyPart } from '../lazy-part.ts';
import { paths } from '../paths.ts';
import { KeysEndIfAny } from '../session-keys/lazy-session-keys.tsx';
import styles from './rail.module.css';
import { railBuckets } from './rail-buckets.ts';

const AsCodeButton = lazyPart(
  ['code'],
  async () => (await import('../as-code/as-code-button.tsx')).AsCodeButton,
);

const searchFrom = 10;

/** The buckets, the one of the address marked, and the ways to the other pages. */
export function Rail() {
  const t = useText('shell');
  const connection = useConnection();
  const { connectionId, storage } = connection;
  const query = useQuery(bucketsQuery(connection));
  const { bucket: current } = useParams({ strict: false });
  const [filter, setFilter] = useState('');
  // Without a list there are still the buckets that were opened by name.
  const unlisted = query.error !== null || !storage.buckets;
  const names = query.data?.map(({ name }) => name) ?? (unlisted ? knownBuckets(connection) : []);
  const { shown, more } = railBuckets(names, { filter, current });

  return (
    <div className={styles.rail}>
      <Link
        {...paths.buckets.link({ connectionId })}
        activeOptions={{ exact: true, includeSearch: false }}
        className={styles.heading}
      >
        <IconList size={16} aria-hidden />
        {t(storage.buckets ? 'buckets' : 'namespaces')}
      </Link>
      {names.length >= searchFrom ? (
        <div className={styles.search}>
          <SearchField small label={t('filterBuckets')} value={filter} onChange={setFilter} />
        </div>
      ) : null}
      <ul className={styles.list}>
        {shown.map((name) => (
          <li key={name}>
            <Link
              {...paths.bucket.link({ connectionId, bucket: name })}
              activeOptions={{ includeSearch: false }}
              className={styles.bucket}
            >
              <IconDatabase size={14} aria-hidden />
              <KeyText value={name} middleEllipsis />
            </Link>
          </li>
        ))}
      </ul>
      {query.isLoading ? <RailSkeleton /> : null}
      <RailNote text={note()} />
      {more > 0 ? (
        <Link {...paths.buckets.link({ connectionId }, { q: filter })} className={styles.note}>
          {t('moreBuckets', { count: more })}
        </Link>
      ) : null}
      <div className={styles.foot}>
        <KeysEndIfAny keys={storage.keys} />
        <Link {...paths.server.link({ connectionId })} className={styles.heading}>
          <IconServer size={16} aria-hidden />
          {t('server')}
        </Link>
        <Link {...paths.transfers.link({ connectionId })} className={styles.heading}>
          <IconArrowsUpDown size={16} aria-hidden />
          {t('transfers')}
        </Link>
        {storage.journal ? (
          <Suspense fallback={<div className={styles.later} />}>
            <AsCodeButton className={styles.heading} />
          </Suspense>
        ) : null}
      </div>
    </div>
  );

  function note(): string {
    if (query.data === undefined) return query.error && names.length === 0 ? t('bucketsFailed') : '';
    if (names.length === 0) return t('noBuckets');
    return shown.length === 0 ? t('noBucketMatches') : '';
  }
}

function RailNote({ text }: { text: string }) {
  return text === '' ? null : <p className={styles.note}>{text}</p>;
}

function RailSkeleton() {
  return (
    <div aria-hidden>
      {['60%', '45%', '70%'].map((width) => (
        <div key={width} className={styles.skeleton} style={{ width }} />
      ))}
    </div>
  );
}
