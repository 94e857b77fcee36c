import { KeyText } from '../../../../components/key-text.tsx';
import { type TextFunction, useLanguage, useText } from '../../../../components/text/language.ts';
import type { ObjectHead, Retention } from '../../../../storage/index.ts';
import { parseExpiration, parseRestore } from '../header-words.ts';
import { formatMoment, Moment } from './moment.tsx';
import styles from './properties.module.css';
import { Exact, Group, Properties, Property } from './property.tsx';

/** How the server keeps the object, and for how long. */
export function Keeping({ head, onTags }: { head: ObjectHead; onTags: () => void }) {
  const t = useText('detail');
  const { encryption, retention, tagCount = 0 } = head;
  return (
    <Group title={t('group_keeping')}>
      <Properties>
        {/* Servers leave out the usual one. */}
        <Property name={t('property_class')}>{head.storageClass ?? 'STANDARD'}</Property>
        <Property name={t('property_encryption')}>{t(`encryption_${encryption?.kind ?? 'none'}`)}</Property>
        <Property name={t('property_kmsKey')} copy={encryption?.keyId} mono>
          {encryption?.keyId}
        </Property>
        <Property name={t('property_retention')}>
          {retention ? <RetentionWords retention={retention} /> : null}
        </Property>
        <Property name={t('property_hold')}>{head.legalHold ? t('holdOn') : null}</Property>
        <Property name={t('property_tags')}>
          {tagCount > 0 ? (
            <button type="button" className={styles.toTab} onClick={onTags}>
              {t('tags', { count: tagCount })}
            </button>
          ) : null}
        </Property>
        <Property name={t('property_replication')}>{replicationWords(t, head.replicationStatus)}</Property>
        <Property name={t('property_expiration')}>
          {head.expiration ? <ExpirationWords header={head.expiration} /> : null}
        </Property>
        <Property name={t('property_restore')}>
          {head.restore ? <RestoreWords header={head.restore} /> : null}
        </Property>
      </Properties>
    </Group>
  );
}

function RetentionWords({ retention: { mode, until } }: { retention: Retention }) {
  const t = useText('detail');
  const language = useLanguage();
  const over = until.getTime() <= Date.now();
  return (
    <>
      <span title={until.toISOString()}>
        {t(`retention_${mode}`, { date: formatMoment(until, language) })}
      </span>
      <Exact>{t(over ? 'retentionOver' : `retention_${mode}_means`)}</Exact>
    </>
  );
}

const replicationStates = ['PENDING', 'COMPLETED', 'FAILED', 'REPLICA'] as const;

/** What no document names is shown as it came. */
function replicationWords(t: TextFunction<'detail'>, status: string | undefined) {
  const known = replicationStates.find((state) => state === status || `${status}D` === state);
  return known ? t(`replication_${known}`) : status;
}

function ExpirationWords({ header }: { header: string }) {
  const t = useText('detail');
  const expiration = parseExpiration(header);
  if (!expiration) return <KeyText value={header} />;
  return (
    <>
      <Moment time={expiration.date} />
      {expiration.rule ? <Exact>{t('expirationRule', { rule: expiration.rule })}</Exact> : null}
    </>
  );
}

function RestoreWords({ header }: { header: string }) {
  const t = useText('detail');
  const language = useLanguage();
  const restore = parseRestore(header);
  if (!restore) return <KeyText value={header} />;
  if (restore.ongoing) return t('restoring');
  return restore.until ? t('restoredUntil', { date: formatMoment(restore.until, language) }) : t('restored');
}
