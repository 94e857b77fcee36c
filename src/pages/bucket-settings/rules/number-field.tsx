import { TextInput } from '@mantine/core';
import type { ComponentProps } from 'react';

interface NumberFieldProps extends Omit<ComponentProps<typeof TextInput>, 'onChange'> {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** For a whole number. What else is typed stays as it is, and is named. */
export function NumberField({ onChange, ...props }: NumberFieldProps) {
  return (
    <TextInput
      inputMode="numeric"
      autoComplete="off"
      {...props}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
