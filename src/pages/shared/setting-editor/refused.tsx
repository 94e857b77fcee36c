import { useText } from '../../../components/text/language.ts';
import { StorageError } from '../../../storage/index.ts';
import { ErrorView } from '../error-view.tsx';
import styles from './setting-editor.module.css';

/** Why a change was not saved. Where the server gave a reason in words, those words come first. */
export function Refused({ error }: { error: unknown }) {
  const t = useText('settings');
  if (!(error instanceof StorageError) || !error.serviceMessage) return <ErrorView error={error} />;
  const answer = [error.status, error.serviceCode].filter(Boolean).join(' ');
  return (
    <section role="alert" className={styles.refused}>
      <h3 className={styles.noteTitle}>{t('refusedTitle')}</h3>
      <p>
        <q>{error.serviceMessage}</q> <code className={styles.code}>{answer}</code>
      </p>
      <p className={styles.dim}>
        {t(error.code === 'not-supported' ? 'refusedNotSupported' : 'refusedSentence')}
      </p>
    </section>
  );
}
