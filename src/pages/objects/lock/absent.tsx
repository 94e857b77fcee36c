import { IconLockOpen } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useText } from '../../../components/text/language.ts';
import { paths } from '../../shared/paths.ts';
import { UnavailableNote } from '../../shared/setting-editor/unavailable.tsx';
import { unavailableReason } from '../../shared/setting-editor/unavailable-reason.ts';
import styles from './lock.module.css';

interface AbsentProps {
  connectionId: string;
  bucket: string;
  lacking: 'bucket' | 'server';
  error: unknown;
  /** What was asked, such as `GET ?retention`. */
  request: string;
}

/** Nothing can be locked here, and why. */
export function Absent({ connectionId, bucket, lacking, error, request }: AbsentProps) {
  const t = useText('protection');
  if (lacking === 'server') {
    return (
      <UnavailableNote title={t('unavailableTitle')} sentence={t('unavailableSentence')}>
        <code>{unavailableReason(error, request)}</code>
      </UnavailableNote>
    );
  }
  return (
    <section className={styles.state}>
      <IconLockOpen size={18} aria-hidden />
      <div>
        <h3 className={styles.heading}>{t('noLockTitle')}</h3>
        <p className={styles.dim}>{t('noLockSentence')}</p>
        <Link {...paths.settings.link({ connectionId, bucket }, { open: 'object-lock' })}>
          {t('noLockLink')}
        </Link>
      </div>
    </section>
  );
}
