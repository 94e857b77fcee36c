import { IconExternalLink } from '@tabler/icons-react';
import { CopyButton } from '../../../components/copy-button.tsx';
import { KeyText } from '../../../components/key-text.tsx';
import { formatBytes } from '../../../components/text/format.ts';
import { useLanguage, useText } from '../../../components/text/language.ts';
import type { UploadReceipt } from '../../../storage/index.ts';
import { Fold } from '../links/fold.tsx';
import styles from './receipt.module.css';
import { type ReceiptField, readableAnswer, receiptFields } from './receipt-fields.ts';

/** What the service said of a file that it has stored: each field to be copied, and the answer as it came. */
export function ReceiptCard({ receipt }: { receipt: UploadReceipt }) {
  const t = useText('receipt');
  const fields = receiptFields(receipt);
  const answer = readableAnswer(receipt.answer);
  return (
    <div className={styles.card} data-testid="receipt">
      {fields.length === 0 ? (
        <p className={styles.dim}>{t(receipt.answer === '' ? 'emptyAnswer' : 'ownAnswer')}</p>
      ) : (
        <dl className={styles.fields}>
          {fields.map((field) => (
            <div key={field.name} className={styles.field}>
              <dt className={styles.name}>{field.name}</dt>
              <dd className={styles.value}>
                <span className={styles.text} data-testid={`receipt-${field.name}`}>
                  <FieldValue field={field} />
                </span>
                <CopyButton value={field.value} label={t('copyField', { name: field.name })} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {receipt.answer === '' ? null : (
        <Fold summary={t('raw')} mustOpen={fields.length === 0}>
          <div className={styles.raw}>
            {/* It scrolls by the keyboard too. */}
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls */}
            <section className={styles.answer} aria-label={t('raw')} tabIndex={0}>
              <pre data-testid="receipt-answer">{answer}</pre>
            </section>
            <CopyButton value={receipt.answer} label={t('copyAll')} />
          </div>
        </Fold>
      )}
    </div>
  );
}

function FieldValue({ field: { value, size, time, link } }: { field: ReceiptField }) {
  const t = useText('receipt');
  const language = useLanguage();
  if (link !== undefined) {
    return (
      <a href={link} target="_blank" rel="noopener noreferrer" className={styles.link} title={t('open')}>
        <KeyText value={value} />
        <IconExternalLink size={14} role="img" aria-label={t('newTab')} />
      </a>
    );
  }
  if (size !== undefined) {
    return (
      <>
        {value} {size < 1024 ? null : <span className={styles.dim}>{formatBytes(size, language)}</span>}
      </>
    );
  }
  if (time) {
    return (
      <>
        {value}{' '}
        <time dateTime={time.toISOString()} title={time.toISOString()} className={styles.dim}>
          {time.toLocaleString(language, { dateStyle: 'medium', timeStyle: 'medium' })}
        </time>
      </>
    );
  }
  return <KeyText value={value} />;
}
