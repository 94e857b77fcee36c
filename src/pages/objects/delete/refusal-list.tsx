import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useLanguage, useText } from '../../../components/text/language.ts';
import type { StorageDriver } from '../../../storage/index.ts';
import { queryKeys } from '../../shared/query-keys.ts';
import { formatUntil } from '../lock/format-until.ts';
import styles from './delete.module.css';
import { nameOf } from './delete-plan.ts';
import { DoomedName } from './doomed-name.tsx';
import { type LockReason, lockReasons } from './lock-reasons.ts';
import type { Refusal } from './run-delete.ts';

interface RefusalListProps {
  storage: StorageDriver;
  bucket: string;
  failed: readonly Refusal[];
}

const shownAtMost = 200;

/** What the server refused, each with its code, its words, and the lock where it is one. */
export function RefusalList({ storage, bucket, failed }: RefusalListProps) {
  const t = useText('deleting');
  const { locks } = storage;
  const names = failed.map(nameOf);
  const { data: reasons } = useQuery({
    queryKey: queryKeys.object(storage.connectionId, bucket, '', 'lock-reasons', names),
    queryFn: ({ signal }) =>
      locks ? lockReasons(locks, bucket, failed, { signal, now: Date.now() }) : new Map<string, LockReason>(),
    enabled: failed.some(({ versionId }) => versionId !== undefined),
    structuralSharing: false,
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <section>
      <p>{t('deleteFailed', { count: failed.length })}</p>
      <ul className={styles.list} aria-label={t('deleteFailed', { count: failed.length })}>
        {failed.slice(0, shownAtMost).map((refusal) => (
          <li key={nameOf(refusal)} className={styles.refused}>
            <DoomedName doomed={refusal} />
            <span className={styles.more} title={refusal.message}>
              {refusal.code === 'not-confirmed' ? t('deleteUnconfirmed') : refusal.code}
            </span>
            <Reason reason={reasons?.get(nameOf(refusal))} message={refusal.message} />
          </li>
        ))}
      </ul>
      {failed.length > shownAtMost ? (
        <p className={styles.more}>{t('andMore', { count: failed.length - shownAtMost })}</p>
      ) : null}
    </section>
  );
}

/** The lock, once it is known; else the server's own words. */
function Reason({ reason, message }: { reason: LockReason | undefined; message: string }) {
  const t = useText('deleting');
  const language = useLanguage();
  if (!reason) return message === '' ? null : <span className={styles.reason}>{message}</span>;
  const { retention, legalHold } = reason;
  return (
    <span className={styles.reason}>
      <IconLock size={14} aria-hidden />
      {retention
        ? t('deleteLockedUntil', { mode: retention.mode, until: formatUntil(retention.until, language) })
        : null}
      {retention && legalHold ? ' · ' : null}
      {legalHold ? t('deleteHeld') : null}
    </span>
  );
}
