import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { KeyText } from '../../../components/key-text.tsx';
import { useText } from '../../../components/text/language.ts';
import { CopyBox } from '../../shared/links/copy-box.tsx';
import { EndNote } from '../../shared/links/end-note.tsx';
import { isOfSession } from '../../shared/links/expiry.ts';
import { Note } from '../../shared/links/note.tsx';
import { QrToggle } from '../../shared/links/qr-toggle.tsx';
import { ReachNote } from '../../shared/links/reach-note.tsx';
import { paths } from '../../shared/paths.ts';
import { curlCommand } from './curl-command.ts';
import type { LinkMethod } from './link-draft.ts';
import { openedAs } from './opened-as.ts';
import styles from './share.module.css';

interface LinkViewProps {
  connectionId: string;
  bucket: string;
  method: LinkMethod;
  url: string;
  /** What must be sent with it. */
  headers: Record<string, string>;
  expiresAt: Date;
  credentialsExpireAt: Date | undefined;
  objectKey: string;
}

export function LinkView(props: LinkViewProps) {
  const { connectionId, bucket, method, url, headers, expiresAt, credentialsExpireAt, objectKey } = props;
  const t = useText('links');
  return (
    <div className={styles.link}>
      <CopyBox label={t('link')} copyLabel={t('copyLink')} value={url} testId="share-link" />
      <OpenedAsView method={method} url={url} headers={headers} />
      <CopyBox
        label={t('curl')}
        copyLabel={t('copyCurl')}
        value={curlCommand(method, url, objectKey, headers)}
        testId="share-curl"
      />
      {method === 'GET' ? <QrToggle value={url} label={t('qrOfLink', { key: objectKey })} /> : null}
      <EndNote expiresAt={expiresAt} credentialsExpireAt={credentialsExpireAt} bySession={isOfSession(url)} />
      <ReachNote url={url} />
      {method === 'PUT' ? (
        <Note tone="warning">
          <p>{t('putWarning')}</p>
          <Button
            variant="default"
            size="xs"
            className={styles.instead}
            renderRoot={(props) => (
              <Link {...paths.forms.link({ connectionId, bucket }, { key: objectKey })} {...props} />
            )}
          >
            {t('formInstead')}
          </Button>
        </Note>
      ) : null}
      <p className={styles.holder}>{t(`holder_${method}`)}</p>
    </div>
  );
}

/** The request that opens the link, without its signature. */
function OpenedAsView({ method, url, headers }: Pick<LinkViewProps, 'method' | 'url' | 'headers'>) {
  const t = useText('links');
  const opened = openedAs(url);
  return (
    <dl className={styles.opened} aria-label={t('openedAs')}>
      <dt>{t('openedAs')}</dt>
      <dd>
        <span className={styles.method}>{method}</span> <KeyText value={opened.address} />
      </dd>
      {opened.versionId === undefined ? null : (
        <>
          <dt>{t('version')}</dt>
          <dd>
            <KeyText value={opened.versionId} />
          </dd>
        </>
      )}
      {opened.headers.length > 0 ? <dt>{t('answersWith')}</dt> : null}
      {opened.headers.map(([name, value]) => (
        <dd key={name}>
          {name}: <KeyText value={value} />
        </dd>
      ))}
      {Object.entries(headers).map(([name, value]) => (
        <div key={name} className={styles.pair}>
          <dt>{t('mustSend')}</dt>
          <dd>
            {name}: <KeyText value={value} />
          </dd>
        </div>
      ))}
      {method === 'PUT' && Object.keys(headers).length === 0 ? (
        <>
          <dt>{t('mustSend')}</dt>
          <dd>{t('mustSendNothing')}</dd>
        </>
      ) : null}
    </dl>
  );
}
