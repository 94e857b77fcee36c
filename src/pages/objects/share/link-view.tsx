import { IconAlertTriangle, IconClock } from '@tabler/icons-react';
import { CopyButton } from '../../../components/copy-button.tsx';
import { useLanguage, useText } from '../../../components/text/language.ts';
import { curlCommand } from './curl-command.ts';
import { linkEnd } from './expiry.ts';
import { linkReach } from './link-reach.ts';
import styles from './share.module.css';

interface LinkViewProps {
  url: string;
  expiresAt: Date;
  credentialsExpireAt: Date | undefined;
  objectKey: string;
}

export function LinkView({ url, expiresAt, credentialsExpireAt, objectKey }: LinkViewProps) {
  const t = useText('links');
  const language = useLanguage();
  const end = linkEnd(expiresAt, credentialsExpireAt);
  const reach = linkReach(url);
  const host = new URL(url).host;
  const at = end.at.toLocaleString(language, { dateStyle: 'medium', timeStyle: 'medium' });
  return (
    <div className={styles.link}>
      <CopyBox label={t('link')} copyLabel={t('copyLink')} value={url} testId="share-link" />
      <CopyBox
        label={t('curl')}
        copyLabel={t('copyCurl')}
        value={curlCommand(url, objectKey)}
        testId="share-curl"
      />
      <p className={styles.note}>
        <IconClock size={16} aria-hidden />
        <time dateTime={end.at.toISOString()} title={end.at.toISOString()}>
          {t(end.by === 'expiry' ? 'endsByExpiry' : 'endsByCredentials', { time: at })}
        </time>
      </p>
      {reach === 'anywhere' ? null : (
        <p className={`${styles.note} ${styles.warning}`}>
          <IconAlertTriangle size={16} aria-hidden />
          {t(reach === 'this-machine' ? 'onlyThisMachine' : 'onlyThisNetwork', { host })}
        </p>
      )}
      <p className={styles.holder}>{t('holder')}</p>
    </div>
  );
}

interface CopyBoxProps {
  label: string;
  copyLabel: string;
  value: string;
  testId: string;
}

function CopyBox({ label, copyLabel, value, testId }: CopyBoxProps) {
  return (
    <div>
      <div className={styles.label}>{label}</div>
      <div className={styles.box}>
        <textarea
          className={styles.value}
          aria-label={label}
          data-testid={testId}
          readOnly
          rows={3}
          value={value}
          spellCheck={false}
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton value={value} label={copyLabel} />
      </div>
    </div>
  );
}
