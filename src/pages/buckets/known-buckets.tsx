import { ActionIcon } from '@mantine/core';
import { IconDatabase, IconX } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { KeyText } from '../../components/key-text.tsx';
import { useText } from '../../components/text/language.ts';
import { useConnection, useConnections } from '../shared/connection.tsx';
import { OpenBucketForm } from '../shared/open-bucket-form.tsx';
import { paths } from '../shared/paths.ts';
import styles from './known-buckets.module.css';
import { isBucketAddress } from './name-feedback.ts';

/** What there is instead of a list: buckets opened by name, and a field for the next one. */
export function KnownBuckets({ denied }: { denied: boolean }) {
  const t = useText('buckets');
  const { connectionId, storage, bucketNames } = useConnection();
  const { rememberBucket, forgetBucket } = useConnections();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<string>();
  const [looking, setLooking] = useState(false);

  const open = async (bucket: string) => {
    setProblem(isBucketAddress(bucket) ? undefined : t('problem_characters'));
    if (!isBucketAddress(bucket)) return;
    setLooking(true);
    // A silent or refusing server may still answer for a part of the bucket: its page says what it finds.
    const found = await storage.buckets?.head(bucket).catch(() => 'denied' as const);
    setLooking(false);
    if (found === 'absent') {
      setProblem(t('byNameAbsent', { name: bucket }));
      return;
    }
    rememberBucket(connectionId, bucket);
    await navigate(paths.bucket.link({ connectionId, bucket }));
  };

  return (
    <div className={styles.known}>
      {denied ? (
        <div className={styles.title}>
          <h2>{t('byNameTitle')}</h2>
          <p>{t('byNameSentence')}</p>
        </div>
      ) : null}
      <OpenBucketForm onOpen={(bucket) => void open(bucket)} isOpening={looking} problem={problem} />
      {bucketNames.length > 0 ? (
        <section>
          <h2>{t('byNameKnown')}</h2>
          <ul>
            {bucketNames.map((name) => (
              <li key={name} className={styles.row}>
                <Link {...paths.bucket.link({ connectionId, bucket: name })}>
                  <IconDatabase size={16} aria-hidden />
                  <KeyText value={name} middleEllipsis />
                </Link>
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
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}
