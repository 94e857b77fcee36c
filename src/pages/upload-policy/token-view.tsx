import { useLanguage, useText } from '../../components/text/language.ts';
import { CopyBox } from '../shared/links/copy-box.tsx';
import { Note } from '../shared/links/note.tsx';
import styles from './upload-policy.module.css';

interface TokenViewProps {
  /** The policy's JSON, as it is signed. */
  text: string;
  token: string;
  /** Unix ms, or -1. */
  expiration: number;
  bucket: string;
}

/** What is signed and what comes of it, to be given to somebody who has no keys. */
export function TokenView({ text, token, expiration, bucket }: TokenViewProps) {
  const t = useText('want');
  const language = useLanguage();
  const time = new Date(expiration).toLocaleString(language, { dateStyle: 'full', timeStyle: 'medium' });
  return (
    <div className={styles.panel}>
      <Note tone={expiration === -1 ? 'danger' : 'warning'}>
        {expiration === -1 ? t('holderNever', { bucket }) : t('holder', { bucket, time })}
      </Note>
      <CopyBox
        label={t('policyJson')}
        copyLabel={t('copyPolicy')}
        value={text}
        testId="policy-json"
        rows={4}
      />
      <CopyBox label={t('token')} copyLabel={t('copyToken')} value={token} testId="policy-token" rows={8} />
      <CopyBox
        label={t('header')}
        copyLabel={t('copyHeader')}
        value={`Authorization: ${token}`}
        testId="policy-header"
        rows={8}
      />
      <p className={styles.dim}>{t('signedHere')}</p>
    </div>
  );
}
