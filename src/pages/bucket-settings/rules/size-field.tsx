import { NativeSelect, TextInput } from '@mantine/core';
import { useText } from '../../../components/text/language.ts';
import { type SizeDraft, type SizeUnit, sizeUnits } from './numbers.ts';
import fields from './rule-form.module.css';

interface SizeFieldProps {
  label: string;
  value: SizeDraft;
  error?: string;
  onChange: (value: SizeDraft) => void;
}

/** A number and its unit. */
export function SizeField({ label, value, error, onChange }: SizeFieldProps) {
  const t = useText('rules');
  return (
    <div className={fields.size}>
      <TextInput
        label={label}
        inputMode="decimal"
        autoComplete="off"
        value={value.text}
        error={error}
        onChange={(event) => onChange({ ...value, text: event.currentTarget.value })}
      />
      <NativeSelect
        aria-label={t('unitOf', { field: label })}
        className={fields.unit}
        data={sizeUnits}
        value={value.unit}
        onChange={(event) => onChange({ ...value, unit: event.currentTarget.value as SizeUnit })}
      />
    </div>
  );
}
