import { Checkbox } from '@mantine/core';
import { useText } from '../../../components/text/language.ts';
import { NumberField } from '../rules/number-field.tsx';
import fields from '../rules/rule-form.module.css';
import type { PartProps } from './lifecycle-rule-form.tsx';
import type { RuleDraft } from './rule-draft.ts';

export function OldVersionFields({ draft: { noncurrent }, change, errorOf }: PartProps) {
  const t = useText('rules');
  const set = (part: Partial<RuleDraft['noncurrent']>) => change({ noncurrent: { ...noncurrent, ...part } });
  return (
    <fieldset className={fields.fieldset}>
      <legend>{t('noncurrentTitle')}</legend>
      <Checkbox
        label={t('noncurrentOn')}
        checked={noncurrent.on}
        onChange={(event) => set({ on: event.currentTarget.checked })}
      />
      {noncurrent.on ? (
        <div className={`${fields.indent} ${fields.pair}`}>
          <NumberField
            label={t('noncurrentDays')}
            value={noncurrent.days}
            error={errorOf('noncurrent')}
            onChange={(days) => set({ days })}
          />
          <NumberField
            label={t('keepNewest')}
            description={t('keepNewestHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={noncurrent.keepNewest}
            error={errorOf('noncurrentKeep')}
            onChange={(keepNewest) => set({ keepNewest })}
          />
        </div>
      ) : null}
    </fieldset>
  );
}
