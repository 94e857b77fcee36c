import { Checkbox } from '@mantine/core';
import { useText } from '../../../components/text/language.ts';
import { NumberField } from '../rules/number-field.tsx';
import fields from '../rules/rule-form.module.css';
import type { PartProps } from './lifecycle-rule-form.tsx';

export function UploadFields({ draft: { abort }, change, errorOf }: PartProps) {
  const t = useText('rules');
  return (
    <fieldset className={fields.fieldset}>
      <legend>{t('abortTitle')}</legend>
      <Checkbox
        label={t('abortOn')}
        description={t('abortHint')}
        checked={abort.on}
        onChange={(event) => change({ abort: { ...abort, on: event.currentTarget.checked } })}
      />
      {abort.on ? (
        <div className={fields.indent}>
          <NumberField
            label={t('abortDays')}
            value={abort.days}
            error={errorOf('abort')}
            onChange={(days) => change({ abort: { ...abort, days } })}
          />
        </div>
      ) : null}
    </fieldset>
  );
}
