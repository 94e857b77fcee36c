import { NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { useText } from '../../../components/text/language.ts';
import { type ExpiryUnit, expiryOf, expiryPresets, expiryUnits } from './expiry.ts';
import styles from './links.module.css';

type Preset = (typeof expiryPresets)[number]['id'] | 'exact';

const units = Object.keys(expiryUnits) as ExpiryUnit[];

/** Calls back with whole seconds, or undefined while what is typed is no expiry. A day at first. */
export function ExpiryField({ onChange }: { onChange: (seconds: number | undefined) => void }) {
  const t = useText('links');
  const label = useId();
  const [preset, setPreset] = useState<Preset>('day');
  const [amount, setAmount] = useState('2');
  const [unit, setUnit] = useState<ExpiryUnit>('hours');
  const exact = expiryOf(amount, unit);

  const choose = (value: Preset) => {
    setPreset(value);
    onChange(expiryPresets.find(({ id }) => id === value)?.seconds ?? secondsOf(amount, unit));
  };
  const type = (nextAmount: string, nextUnit: ExpiryUnit) => {
    setAmount(nextAmount);
    setUnit(nextUnit);
    onChange(secondsOf(nextAmount, nextUnit));
  };

  return (
    <div>
      <div className={styles.label} id={label}>
        {t('expires')}
      </div>
      <SegmentedControl
        size="xs"
        aria-labelledby={label}
        value={preset}
        onChange={(value) => choose(value as Preset)}
        data={[...expiryPresets.map(({ id }) => id), 'exact' as const].map((id) => ({
          value: id,
          label: t(`expires_${id}`),
        }))}
      />
      {preset === 'exact' ? (
        <div className={styles.exact}>
          <TextInput
            size="xs"
            aria-label={t('amount')}
            inputMode="decimal"
            value={amount}
            error={'problem' in exact ? t(`expiry_${exact.problem}`) : undefined}
            onChange={(event) => type(event.currentTarget.value, unit)}
          />
          <NativeSelect
            size="xs"
            aria-label={t('unit')}
            value={unit}
            data={units.map((value) => ({ value, label: t(`unit_${value}`) }))}
            onChange={(event) => type(amount, event.currentTarget.value as ExpiryUnit)}
          />
        </div>
      ) : null}
    </div>
  );
}

function secondsOf(amount: string, unit: ExpiryUnit): number | undefined {
  const expiry = expiryOf(amount, unit);
  return 'seconds' in expiry ? expiry.seconds : undefined;
}
