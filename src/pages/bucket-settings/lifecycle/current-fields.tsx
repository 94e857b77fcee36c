import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useText } from '../../../components/text/language.ts';
import { NumberField } from '../rules/number-field.tsx';
import fields from '../rules/rule-form.module.css';
import styles from '../rules/rules.module.css';
import type { PartProps } from './lifecycle-rule-form.tsx';
import type { RuleDraft } from './rule-draft.ts';

const kinds = ['none', 'days', 'date', 'marker'] as const;

/** What becomes of the current version, and of the delete marker in its place. */
export function CurrentFields({ draft, change, errorOf }: PartProps) {
  const t = useText('rules');
  const { expiration, marker } = draft;
  const error = errorOf('expiration');
  const set = (part: Partial<RuleDraft['expiration']>) => change({ expiration: { ...expiration, ...part } });
  const isTimed = expiration.kind === 'days' || expiration.kind === 'date';
  return (
    <fieldset className={fields.fieldset}>
      <legend>{t('expirationTitle')}</legend>
      <p className={styles.hint}>{t('expirationHint')}</p>
      <div className={fields.pair}>
        <NativeSelect
          label={t('expirationWhat')}
          data={kinds.map((kind) => ({ value: kind, label: t(`expiration_${kind}`) }))}
          value={expiration.kind}
          error={isTimed ? undefined : error}
          onChange={(event) => set({ kind: event.currentTarget.value as (typeof kinds)[number] })}
        />
        {expiration.kind === 'days' ? (
          <NumberField
            label={t('days')}
            value={expiration.days}
            error={error}
            onChange={(days) => set({ days })}
          />
        ) : null}
        {expiration.kind === 'date' ? (
          <TextInput
            type="date"
            label={t('date')}
            description={t('dateHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={expiration.date}
            error={error}
            onChange={(event) => set({ date: event.currentTarget.value })}
          />
        ) : null}
      </div>
      {isTimed ? (
        <Checkbox
          label={t('allVersions')}
          description={t('minioOnly')}
          checked={expiration.allVersions}
          onChange={(event) => set({ allVersions: event.currentTarget.checked })}
        />
      ) : null}
      <Checkbox
        label={t('markerOn')}
        description={t('minioOnly')}
        checked={marker.on}
        onChange={(event) => change({ marker: { ...marker, on: event.currentTarget.checked } })}
      />
      {marker.on ? (
        <div className={fields.indent}>
          <NumberField
            label={t('markerDays')}
            value={marker.days}
            error={errorOf('marker')}
            onChange={(days) => change({ marker: { ...marker, days } })}
          />
        </div>
      ) : null}
    </fieldset>
  );
}
