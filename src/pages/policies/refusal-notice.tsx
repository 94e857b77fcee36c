import { useText } from '../../components/text/language.ts';
import styles from './policies.module.css';
import { refusalReasons } from './refusal-reasons.ts';

interface RefusalNoticeProps {
  error: unknown;
  /** The draft that was refused. */
  text: string;
  bucket: string;
}

/** What is known to lie behind a refusal, beside the server's own words. */
export function RefusalNotice({ error, text, bucket }: RefusalNoticeProps) {
  const t = useText('policy');
  const { denied, isPublic, warnings } = refusalReasons(error, text, bucket);
  if (!denied && warnings === 0) return null;
  return (
    <div className={styles.dim}>
      {denied ? <p>{t('refusedDenied')}</p> : null}
      {isPublic ? <p>{t('refusedPublic')}</p> : null}
      {warnings > 0 ? <p>{t('refusedWarnings', { count: warnings })}</p> : null}
    </div>
  );
}
