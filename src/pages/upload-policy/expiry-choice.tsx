import { SegmentedControl, TextInput } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { useLanguage, useText } from '../../components/text/language.ts';
import { KeyLabel } from './key-label.tsx';
import { type Expiry, expiries, localDateTime, type PolicyDraft, spans } from './policy-draft.ts';
import styles from './upload-policy.module.css';

interface ExpiryChoiceProps {
  draft: Pick<PolicyDraft, 'expiry' | 'from' | 'exact'>;
  /** Unix ms as they are signed; undefined while it is no time. */
  expiration: number | undefined;
  error: ReactNode;
  onChange: (change: Partial<PolicyDraft>) => void;
}

/** A span from now, a day and time, or never; as it is sent below it. */
export function ExpiryChoice({ draft, expiration, error, onChange }: ExpiryChoiceProps) {
  const t = useText('want');
  const language = useLanguage();
  const label = useId();
  const choose = (expiry: Expiry) => {
    const { from } = draft;
    const before =
      draft.expiry === 'exact' || draft.expiry === 'never' ? undefined : from + spans[draft.expiry];
    onChange({
      expiry,
      from: Date.now(),
      ...(expiry === 'exact' &&
        draft.exact === '' && { exact: localDateTime(before ?? Date.now() + spans.day) }),
    });
  };
  return (
    <div>
      <div className={styles.label} id={label}>
        <KeyLabel name="expiration" />
      </div>
      <SegmentedControl
        size="xs"
        aria-labelledby={label}
        value={draft.expiry}
        onChange={(value) => choose(expiries.find((each) => each === value) ?? 'day')}
        data={expiries.map((value) => ({ value, label: t(`expiry_${value}`) }))}
      />
      {draft.expiry === 'exact' ? (
        <TextInput
          className={styles.exact}
          type="datetime-local"
          step={1}
          aria-label={t('exactTime')}
          value={draft.exact}
          error={error}
          onChange={(event) => onChange({ exact: event.currentTarget.value })}
        />
      ) : error ? (
        <p className={styles.error}>{error}</p>
      ) : null}
      {expiration === undefined ? null : (
        <p className={styles.under}>
          {expiration === -1
            ? t('endsNever')
            : t('endsAt', {
                time: new Date(expiration).toLocaleString(language, {
                  dateStyle: 'medium',
                  timeStyle: 'medium',
                }),
              })}{' '}
          <code>{expiration}</code>
        </p>
      )}
    </div>
  );
}
