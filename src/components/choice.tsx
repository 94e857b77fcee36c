import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import styles from './choice.module.css';

interface ChoiceProps<Value extends string> {
  label: ReactNode;
  value: Value;
  options: { value: Value; label: string }[];
  onChange: (value: Value) => void;
}

/** One of a few, all in sight, under a label. */
export function Choice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  const id = useId();
  return (
    <div>
      <div className={styles.label} id={id}>
        {label}
      </div>
      <SegmentedControl
        size="xs"
        aria-labelledby={id}
        value={value}
        data={options}
        onChange={(chosen) => {
          const option = options.find((each) => each.value === chosen);
          if (option) onChange(option.value);
        }}
      />
    </div>
  );
}
