import { KeyText } from '../../components/key-text.tsx';
import { formatBytes } from '../../components/text/format.ts';
import { useLanguage, useText } from '../../components/text/language.ts';
import type { FormTerms } from '../../storage/index.ts';
import { type DropForm, hasSession } from '../shared/drop-link/drop-link.ts';
import { linkEnd } from '../shared/links/expiry.ts';
import styles from './drop.module.css';

/** To whom, where, what and until when, read from what was signed. */
export function DropTerms({ drop }: { drop: DropForm }) {
  const t = useText('forms');
  const language = useLanguage();
  const { terms, form } = drop;
  const { key, contentType, metadata } = terms;
  const { host } = new URL(form.url);
  const end = linkEnd(terms.expiresAt, drop.sessionEndsAt);
  const time = end.at.toLocaleString(language, { dateStyle: 'full', timeStyle: 'short' });
  return (
    <>
      <p className={styles.lead}>{t('dropLead', { host })}</p>
      <dl className={styles.terms} aria-label={t('conditions')}>
        <dt>{t('to')}</dt>
        <dd>
          <KeyText value={host} />
        </dd>
        <dt>{t('into')}</dt>
        <dd>
          <KeyText value={`${terms.bucket}/${'exact' in key ? key.exact : key.prefix}`} />
          <span className={styles.under}>{t('exact' in key ? 'intoExact' : 'intoPrefix')}</span>
        </dd>
        <dt>{t('size')}</dt>
        <dd>{sizeWords(t, terms.size, (bytes) => formatBytes(bytes, language))}</dd>
        <dt>{t('type')}</dt>
        <dd>{contentType ? typeWords(t, contentType) : t('anyType')}</dd>
        <dt>{t('until')}</dt>
        <dd>
          <time dateTime={end.at.toISOString()} title={end.at.toISOString()}>
            {time}
          </time>
          {end.by === 'credentials' ? <span className={styles.under}>{t('untilSession')}</span> : null}
          {end.by === 'expiry' && !drop.sessionEndsAt && hasSession(terms) ? (
            <span className={styles.under}>{t('untilUnknown')}</span>
          ) : null}
        </dd>
        {Object.keys(metadata).length > 0 ? <dt>{t('metadata')}</dt> : null}
        {Object.entries(metadata).map(([name, value]) => (
          <dd key={name}>
            {name} = <KeyText value={value} />
          </dd>
        ))}
      </dl>
    </>
  );
}

type Text = ReturnType<typeof useText<'forms'>>;

function sizeWords(t: Text, size: FormTerms['size'], format: (bytes: number) => string): string {
  if (!size) return t('sizeAny');
  if (size.min === 0) return t('sizeMax', { max: format(size.max) });
  return t('sizeRange', { min: format(size.min), max: format(size.max) });
}

function typeWords(t: Text, contentType: NonNullable<FormTerms['contentType']>): string {
  if ('exact' in contentType) return t('typeOnly', { type: contentType.exact });
  return contentType.prefix === '' ? t('anyType') : t('typeBegins', { type: contentType.prefix });
}
