import { ActionIcon } from '@mantine/core';
import { IconDatabase, IconX } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { KeyText } from '../../components/key-text.tsx';
import { useText } from '../../components/text/language.ts';
import { knownBuckets } from '../shared/buckets-query.ts';
import { useConnection, useConnections } from '../shared/connection.tsx';
import { OpenBucketForm } from '../shared/open-bucket-form.tsx';
import { paths } from '../shared/paths.ts';
import { isAbsentBucket } from './is-absent-bucket.ts';
import styles from './known-buckets.module.css';
import { isBucketAddress } from './name-feedback.ts';

interface KnownBucketsProps {
  /** Why there is no list. */
  because: 'failed' | 'denied' | 'no-list';
}

/** What there is instead of a list: buckets opened by name, and a field for the next one. */
export function KnownBuckets({ because }: KnownBucketsProps) {
  const t = useText('buckets');
  const connection = useConnection();
  const { connectionId, storage } = connection;
  const names = knownBuckets(connection);
  // A token is for one of them.
  const isGiven = storage.uploadPolicies?.pasted !== undefined;
  const { rememberBucket, forgetBucket } = useConnections();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<string>();
  const [looking, setLooking] = useState(false);

  const open = async (bucket: string) => {
    setProblem(isBucketAddress(bucket) ? undefined : t('problem_characters'));
    if (!isBucketAddress(bucket)) return;
    setLooking(true);
    // A silent or refusing server may still answer for a part of the bucket: its page says what it finds.
    const isAbsent = await isAbsentBucket(storage, bucket);
    setLooking(false);
    if (isAbsent) {
      setProblem(t(because === 'no-list' ? 'namespaceAbsent' : 'byNameAbsent', { name: bucket }));
      return;
    }
    rememberBucket(connectionId, bucket);
    await navigate(paths.bucket.link({ connectionId, bucket }));
  };

  return (
    <div className={styles.known}>
      {isGiven ? (
        <Reason title={t('tokenTitle')} sentence={t('tokenSentence')} />
      ) : because === 'no-list' ? (
        <Reason title={t('noListTitle')} sentence={t('noListSentence')} />
      ) : because === 'denied' ? (
        <Reason title={t('byNameTitle')} sentence={t('byNameSentence')} />
      ) : null}
      {isGiven ? null : (
        <OpenBucketForm
          kind={because === 'no-list' ? 'namespace' : 'bucket'}
          onOpen={(bucket) => void open(bucket)}
          isOpening={looking}
          problem={problem}
        />
      )}
      {names.length > 0 ? (
        <section>
          <h2>{t(isGiven ? 'tokenFor' : 'byNameKnown')}</h2>
          <ul>
            {names.map((name) => (
              <li key={name} className={styles.row}>
                <Link {...paths.bucket.link({ connectionId, bucket: name })}>
                  <IconDatabase size={16} aria-hidden />
                  <KeyText value={name} middleEllipsis />
                </Link>
                {isGiven ? null : (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size={28}
                    aria-label={t('forgetName', { name })}
                    title={t('forgetName', { name })}
                    onClick={() => forgetBucket(connectionId, name)}
                  >
                    <IconX size={14} aria-hidden />
                  </ActionIcon>
                )}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}

function Reason({ title, sentence }: { title: string; sentence: string }) {
  return (
    <div className={styles.title}>
      <h2>{title}</h2>
      <p>{sentence}</p>
    </div>
  );
}
