import type { ReactNode } from 'react';
import { CopyButton } from '../../../components/copy-button.tsx';
import { KeyText } from '../../../components/key-text.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { formatBytes, formatExactBytes } from '../../../components/text/format.ts';
import { useLanguage, useText } from '../../../components/text/language.ts';
import type { ObjectHead } from '../../../storage/index.ts';
import styles from './properties.module.css';

export function PropertyList({ head, bucket }: { head: ObjectHead; bucket: string }) {
  const t = useText('objects');
  const language = useLanguage();
  const metadata = Object.entries(head.metadata);
  return (
    <>
      <dl className={styles.list}>
        <Property name={t('property_key')} copy={head.key}>
          <KeyText value={head.key} />
        </Property>
        <Property name={t('property_bucket')}>{bucket}</Property>
        <Property name={t('column_size')}>
          {formatBytes(head.size, language)}
          {head.size >= 1024 ? (
            <span className={styles.exact}>{formatExactBytes(head.size, language)}</span>
          ) : null}
        </Property>
        <Property name={t('column_modified')}>
          {head.lastModified ? (
            <>
              <RelativeTime time={head.lastModified} />
              <span className={styles.exact}>{head.lastModified.toISOString()}</span>
            </>
          ) : null}
        </Property>
        <Property name="ETag" copy={head.etag} mono>
          {head.etag}
        </Property>
        <Property name={t('property_type')}>{head.contentType}</Property>
        <Property name={t('property_encoding')}>{head.contentEncoding}</Property>
        <Property name={t('property_disposition')}>{head.contentDisposition}</Property>
        <Property name={t('property_cache')}>{head.cacheControl}</Property>
        <Property name={t('column_class')}>{head.storageClass}</Property>
        <Property name={t('property_version')} copy={head.versionId} mono>
          {head.versionId}
        </Property>
      </dl>
      {metadata.length > 0 ? (
        <>
          <h2 className={styles.heading}>{t('metadata')}</h2>
          <dl className={styles.list}>
            {metadata.map(([name, value]) => (
              <Property key={name} name={name} copy={value}>
                <KeyText value={value} />
              </Property>
            ))}
          </dl>
        </>
      ) : null}
    </>
  );
}

interface PropertyProps {
  name: string;
  children: ReactNode;
  copy?: string;
  mono?: boolean;
}

function Property({ name, children, copy, mono = false }: PropertyProps) {
  const t = useText('objects');
  if (children === undefined || children === null || children === '') return null;
  return (
    <div className={styles.property}>
      <dt>{name}</dt>
      <dd className={mono ? styles.mono : undefined}>
        <span>{children}</span>
        {copy ? <CopyButton value={copy} label={t('copy', { name })} /> : null}
      </dd>
    </div>
  );
}
