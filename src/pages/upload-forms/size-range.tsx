import { NativeSelect, TextInput } from '@mantine/core';
import { useText } from '../../components/text/language.ts';
import { type FormDraft, type SizeUnit, sizeUnits } from './form-draft.ts';
import styles from './upload-forms.module.css';

interface SizeRangeProps {
  draft: FormDraft;
  min: string | undefined;
  max: string | undefined;
  onChange: (change: Partial<FormDraft>) => void;
}

const units = Object.keys(sizeUnits) as SizeUnit[];

/** Both ends as a number with a unit; either may stay empty. */
export function SizeRange({ draft, min, max, onChange }: SizeRangeProps) {
  const t = useText('forms');
  const ends = [
    { label: t('min'), text: draft.min, unit: draft.minUnit, error: min, field: 'min', unitField: 'minUnit' },
    { label: t('max'), text: draft.max, unit: draft.maxUnit, error: max, field: 'max', unitField: 'maxUnit' },
  ] as const;
  return (
    <div className={styles.range}>
      {ends.map(({ label, text, unit, error, field, unitField }) => (
        <div key={field} className={styles.size}>
          <TextInput
            label={label}
            inputMode="decimal"
            autoComplete="off"
            placeholder={t('noLimit')}
            value={text}
            error={error}
            onChange={(event) => onChange({ [field]: event.currentTarget.value })}
          />
          <NativeSelect
            aria-label={t('unitOf', { field: label })}
            className={styles.unit}
            data={units}
            value={unit}
            onChange={(event) => onChange({ [unitField]: event.currentTarget.value as SizeUnit })}
          />
        </div>
      ))}
    </div>
  );
}
