import { CopyButton } from '../../components/copy-button.tsx';
import { useText } from '../../components/text/language.ts';
import type { ConnectionProfile } from '../../storage/index.ts';
import { corsCommand, corsConfiguration, wantCorsHeaders } from './cors-configuration.ts';
import styles from './cors-help.module.css';

/** What to set on the server so that it answers this page, ready to copy. */
export function CorsHelp({ profile: { protocol, endpoint } }: { profile: ConnectionProfile }) {
  const t = useText('connect');
  const { origin } = window.location;
  if (protocol === 'want') {
    return (
      <div className={styles.help}>
        <Snippet title={t('wantCorsTitle')} text={wantCorsHeaders(origin)} label={t('copyWantCors')} />
      </div>
    );
  }
  const variables = `MINIO_API_CORS_ALLOW_ORIGIN=${origin}\nRUSTFS_CORS_ALLOWED_ORIGINS=${origin}`;
  return (
    <div className={styles.help}>
      <Snippet title={t('corsPerBucket')} text={corsConfiguration(origin)} label={t('copyCorsRule')} />
      <Snippet wrap title={t('corsCommand')} text={corsCommand(endpoint)} label={t('copyCorsCommand')} />
      <Snippet title={t('corsServerWide')} text={variables} label={t('copyCorsVariable')} />
    </div>
  );
}

interface SnippetProps {
  title: string;
  text: string;
  label: string;
  /** One long line. */
  wrap?: boolean;
}

function Snippet({ title, text, label, wrap = false }: SnippetProps) {
  return (
    <figure className={styles.snippet}>
      <figcaption>
        {title}
        <CopyButton value={text} label={label} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <pre tabIndex={0} data-wrap={wrap}>
        {text}
      </pre>
    </figure>
  );
}
