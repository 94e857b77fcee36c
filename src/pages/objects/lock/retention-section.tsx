import { Button } from '@mantine/core';
import { IconLock, IconLockOpen } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { formatDuration, formatRelativeTime } from '../../../components/text/format.ts';
import { useLanguage, useText } from '../../../components/text/language.ts';
import { type Retention, retentionChangeNeeds } from '../../../storage/index.ts';
import { Refused } from '../../shared/setting-editor/refused.tsx';
import { formatUntil } from './format-until.ts';
import styles from './lock.module.css';
import { BypassField, ComplianceField, RetentionFields } from './retention-fields.tsx';
import { complianceWord, problemOf, toForm, wantedOf } from './retention-form.ts';
import type { RetentionChange } from './use-protection.ts';

interface RetentionSectionProps {
  current: Retention | undefined;
  isSaving: boolean;
  error: unknown;
  /** Resolves once it is saved; a refusal comes as `error`. */
  onSave: (change: RetentionChange) => Promise<boolean>;
  /** The error is of no interest any more. */
  onReset: () => void;
}

/** What is, and on demand the form to change it. */
export function RetentionSection(props: RetentionSectionProps) {
  const { current, onReset, onSave } = props;
  const t = useText('protection');
  const [isOpen, setIsOpen] = useState(false);
  const begin = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    // The button that was pressed has gone.
    if (wasOpen.current && !isOpen) begin.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  const close = () => {
    onReset();
    setIsOpen(false);
  };
  return (
    <section className={styles.section} aria-label={t('retentionTitle')}>
      <h3 className={styles.heading}>{t('retentionTitle')}</h3>
      <RetentionState current={current} />
      {isOpen ? (
        <RetentionChangeForm
          {...props}
          onCancel={close}
          onSave={async (change) => {
            const saved = await onSave(change);
            if (saved) setIsOpen(false);
            return saved;
          }}
        />
      ) : (
        <Button
          ref={begin}
          size="xs"
          variant="default"
          className={styles.begin}
          onClick={() => setIsOpen(true)}
        >
          {t(current ? 'retentionChange' : 'retentionSet')}
        </Button>
      )}
    </section>
  );
}

function RetentionState({ current }: { current: Retention | undefined }) {
  const t = useText('protection');
  const language = useLanguage();
  const isOn = current !== undefined && current.until.getTime() > Date.now();
  const when = current && formatRelativeTime(current.until, language);
  return (
    <div className={styles.state} data-locked={isOn || undefined}>
      {isOn ? <IconLock size={18} aria-hidden /> : <IconLockOpen size={18} aria-hidden />}
      <div>
        {current && isOn ? (
          <>
            <strong>{t(`mode_${current.mode}`)}</strong>
            <p>{t(`retention_${current.mode}`, { until: formatUntil(current.until, language) })}</p>
            <span className={styles.ends} title={current.until.toISOString()}>
              {t('retentionLeft', {
                span: formatDuration((current.until.getTime() - Date.now()) / 1000, language),
              })}
            </span>
          </>
        ) : (
          <p>{current ? t('retentionOver', { when: when ?? '' }) : t('retentionNone')}</p>
        )}
      </div>
    </div>
  );
}

interface ChangeFormProps extends RetentionSectionProps {
  onCancel: () => void;
}

function RetentionChangeForm({ current, isSaving, error, onSave, onCancel }: ChangeFormProps) {
  const t = useText('protection');
  const language = useLanguage();
  const [now] = useState(Date.now);
  const [form, setForm] = useState(() => toForm(current, now));
  const [bypass, setBypass] = useState(false);
  const [typed, setTyped] = useState('');
  const element = useRef<HTMLFormElement>(null);
  useEffect(() => {
    element.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }, []);
  const problem = problemOf(form, current, now);
  const wanted = wantedOf(form, current);
  const isRemoval = form.mode === 'none';
  const needsBypass = !problem && retentionChangeNeeds(current, wanted, now) === 'bypass';
  const asksForWord = !problem && wanted?.mode === 'COMPLIANCE';
  const isBlocked =
    problem !== undefined ||
    (needsBypass && !bypass) ||
    (asksForWord && typed.trim() !== complianceWord) ||
    (isRemoval && current === undefined);
  const bypassGovernance = needsBypass && bypass;
  const label = isRemoval ? 'retentionRemove' : 'retentionSave';
  return (
    <form
      ref={element}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBlocked && !isSaving) void onSave({ wanted, bypassGovernance });
      }}
    >
      <RetentionFields form={form} current={current} now={now} onChange={setForm} />
      {needsBypass ? (
        <BypassField sentence={t('bypassNeeded')} checked={bypass} onChange={setBypass} />
      ) : null}
      {asksForWord && wanted ? (
        <ComplianceField
          warning={t('complianceWarning', { until: formatUntil(wanted.until, language) })}
          typed={typed}
          onType={setTyped}
        />
      ) : null}
      {error ? <Refused error={error} /> : null}
      <div className={styles.actions}>
        <Button variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button
          type="submit"
          color={asksForWord || needsBypass ? 'red' : undefined}
          disabled={isBlocked}
          loading={isSaving}
        >
          {t(bypassGovernance ? `${label}Bypassing` : label)}
        </Button>
      </div>
    </form>
  );
}
