import { Alert, Checkbox, Radio, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useText } from '../../../../components/text/language.ts';
import type { FieldsProps } from './content-fields.tsx';
import type { LockState } from './lock-state.ts';
import styles from './options.module.css';
import { type RetentionChoice, timeOf } from './options-draft.ts';

const choices: readonly RetentionChoice[] = ['none', 'GOVERNANCE', 'COMPLIANCE'];

/** What keeps the objects from being deleted; only where the bucket was made for it. */
export function LockFields({ draft, problems, showsAll, change, lock }: FieldsProps & { lock: LockState }) {
  const t = useText('uploadOptions');
  const isOpen = lock.state === 'on' || lock.state === 'unknown';
  const until = timeOf(draft.until);
  const utc = until ? t('untilUtc', { time: until.toISOString().slice(0, 16).replace('T', ' ') }) : '';
  return (
    <fieldset className={styles.fieldset}>
      <legend>{t('protection')}</legend>
      {lock.state === 'on' ? null : (
        <p className={styles.hint} role="status">
          {'reason' in lock
            ? t(lock.state === 'unknown' ? 'lockUnknown' : 'lockUnavailable', { reason: lock.reason })
            : t(lock.state === 'reading' ? 'lockReading' : 'lockNone')}
        </p>
      )}
      <Radio.Group
        label={t('retentionMode')}
        value={draft.retention}
        onChange={(value) => change({ retention: choices.find((choice) => choice === value) })}
      >
        <div className={styles.choices}>
          {choices.map((choice) => (
            <Radio key={choice} value={choice} label={t(`retention_${choice}`)} disabled={!isOpen} />
          ))}
        </div>
      </Radio.Group>
      {draft.retention === 'none' ? null : (
        <TextInput
          type="datetime-local"
          label={t('until')}
          description={utc || undefined}
          value={draft.until}
          error={
            problems.until === 'past'
              ? t('untilPast')
              : showsAll && problems.until === 'missing'
                ? t('untilMissing')
                : undefined
          }
          onChange={(event) => change({ until: event.currentTarget.value })}
        />
      )}
      {draft.retention === 'COMPLIANCE' && until && problems.until === undefined ? (
        <Alert variant="light" color="yellow" p={12} icon={<IconAlertTriangle size={16} aria-hidden />}>
          {t('complianceWarning', { until: utc })}
        </Alert>
      ) : null}
      <Checkbox
        label={t('legalHold')}
        description={t('legalHoldHint')}
        disabled={!isOpen}
        checked={draft.legalHold}
        onChange={(event) => change({ legalHold: event.currentTarget.checked })}
      />
    </fieldset>
  );
}
