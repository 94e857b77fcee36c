import { IconPlugOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useText } from '../../../components/text/language.ts';
import styles from './setting-editor.module.css';
import { unavailableReason } from './unavailable-reason.ts';

interface UnavailableProps {
  /** What is lacking, such as `CORS`. */
  title: string;
  error: unknown;
  /** What was asked, such as `GET ?cors`. */
  request: string;
}

/** A feature that this server lacks: no fault, and nothing to retry. */
export function Unavailable({ title, error, request }: UnavailableProps) {
  const t = useText('settings');
  return (
    <UnavailableNote title={t('unavailableTitle', { title })} sentence={t('unavailableSentence')}>
      {t('unavailableReason')} <code className={styles.code}>{unavailableReason(error, request)}</code>
    </UnavailableNote>
  );
}

interface UnavailableNoteProps {
  title: string;
  sentence: string;
  /** Where it stands among the page's headings. */
  heading?: 'h2' | 'h3';
  /** What was seen of the server. */
  children: ReactNode;
}

/** The same where the reason is more than an answer. */
export function UnavailableNote({
  title,
  sentence,
  heading: Heading = 'h3',
  children,
}: UnavailableNoteProps) {
  return (
    <section className={styles.unavailable}>
      <IconPlugOff size={18} className={styles.noteIcon} aria-hidden />
      <div>
        <Heading className={styles.noteTitle}>{title}</Heading>
        <p>{sentence}</p>
        <p className={styles.dim}>{children}</p>
      </div>
    </section>
  );
}
