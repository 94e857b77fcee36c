import { Button, Checkbox, Radio, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useLanguage, useText } from '../../../components/text/language.ts';
import type { Retention } from '../../../storage/index.ts';
import { formatUntil } from './format-until.ts';
import styles from './lock.module.css';
import {
  complianceWord,
  daysFrom,
  isImpossible,
  localText,
  problemOf,
  type RetentionForm,
  retentionModes,
} from './retention-form.ts';

interface RetentionFieldsProps {
  form: RetentionForm;
  /** What is there, where it is known. */
  current: Retention | undefined;
  /** When this was opened, ms. */
  now: number;
  onChange: (form: RetentionForm) => void;
}

const quick = { day: 1, month: 30, year: 365, years: 7 * 365 + 2 } as const;

/** Mode and end. What is not possible is there, with its reason. */
export function RetentionFields({ form, current, now, onChange }: RetentionFieldsProps) {
  const t = useText('protection');
  const language = useLanguage();
  const problem = problemOf(form, current, now);
  const time = new Date(form.until);
  const utc = Number.isNaN(time.getTime()) ? undefined : time.toISOString().replace('.000', '');
  // That nothing was changed yet is no error.
  const wrong =
    problem === undefined || problem === 'same'
      ? undefined
      : t(`until_${problem}`, { until: current ? formatUntil(current.until, language) : '' });
  return (
    <>
      <Radio.Group
        label={t('retentionMode')}
        value={form.mode}
        onChange={(mode) => onChange({ ...form, mode: mode as RetentionForm['mode'] })}
      >
        <div className={styles.choices}>
          {retentionModes.map((mode) => {
            const impossible = isImpossible(mode, current, now);
            return (
              <Radio
                key={mode}
                value={mode}
                disabled={impossible}
                label={t(`mode_${mode}`)}
                description={t(
                  impossible && mode !== 'COMPLIANCE' ? `means_${mode}_impossible` : `means_${mode}`,
                )}
                data-autofocus={mode === form.mode || undefined}
              />
            );
          })}
        </div>
      </Radio.Group>
      {form.mode === 'none' ? null : (
        <div>
          <TextInput
            type="datetime-local"
            label={t('until')}
            description={utc === undefined ? undefined : t('untilHint', { utc })}
            value={form.until}
            min={localText(new Date(now))}
            error={wrong}
            maw={300}
            onChange={(event) => onChange({ ...form, until: event.currentTarget.value })}
          />
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a row in every browser */}
          <div role="group" aria-label={t('quick')} className={styles.quick}>
            <span className={styles.dim} aria-hidden>
              {t('quick')}
            </span>
            {(['day', 'month', 'year', 'years'] as const).map((span) => (
              <Button
                key={span}
                size="compact-xs"
                variant="default"
                onClick={() => onChange({ ...form, until: daysFrom(Date.now(), quick[span]) })}
              >
                {t(`quick_${span}`)}
              </Button>
            ))}
          </div>
        </div>
      )}
    </>
  );
}

/** Off, asked for by name. */
export function BypassField(props: { sentence: string; checked: boolean; onChange: (on: boolean) => void }) {
  const t = useText('protection');
  return (
    <Checkbox
      color="red"
      label={t('bypass')}
      description={props.sentence}
      checked={props.checked}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
    />
  );
}

/** Before nobody can undo it. */
export function ComplianceField(props: { warning: string; typed: string; onType: (typed: string) => void }) {
  const t = useText('protection');
  return (
    <>
      <div className={styles.warning}>
        <IconAlertTriangle size={16} aria-hidden />
        <p>{props.warning}</p>
      </div>
      <TextInput
        label={t('complianceType')}
        placeholder={complianceWord}
        value={props.typed}
        spellCheck={false}
        autoComplete="off"
        maw={300}
        onChange={(event) => props.onType(event.currentTarget.value)}
      />
    </>
  );
}
