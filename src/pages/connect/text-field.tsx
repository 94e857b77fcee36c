import { PasswordInput, type PasswordInputProps, TextInput, type TextInputProps } from '@mantine/core';
import type { ChangeEvent, FocusEvent, Ref } from 'react';
import type { TextFieldName } from './connect-fields.ts';
import styles from './connect-form.module.css';
import type { ConnectFormState } from './use-connect-form.ts';

interface TextFieldProps {
  form: ConnectFormState;
  name: TextFieldName;
  label: string;
  description?: string;
  placeholder?: string;
  inputMode?: TextInputProps['inputMode'];
  required?: boolean;
}

function propsOf({ form, name, ...rest }: TextFieldProps) {
  return {
    ...rest,
    name,
    value: form.fields[name],
    error: form.problemOf(name),
    withAsterisk: false,
    // Under the field, so that two of them stand on one line.
    inputWrapperOrder: ['label', 'input', 'description', 'error'],
    classNames: { description: styles.below },
    spellCheck: false,
    autoCapitalize: 'none',
    onChange: (event: ChangeEvent<HTMLInputElement>) => form.change({ [name]: event.currentTarget.value }),
    onBlur: (event: FocusEvent) => form.leave(name, event),
  } satisfies TextInputProps & PasswordInputProps;
}

export function TextField(props: TextFieldProps) {
  return <TextInput {...propsOf(props)} autoComplete="off" />;
}

/** `reveal` names the button that shows what was typed. */
export function SecretField({
  reveal,
  inputRef,
  ...props
}: TextFieldProps & { reveal: string; inputRef?: Ref<HTMLInputElement> }) {
  return (
    <PasswordInput
      {...propsOf(props)}
      ref={inputRef}
      // The browser's own store would offer it to other forms of this origin.
      autoComplete="new-password"
      visibilityToggleButtonProps={{ 'aria-label': reveal, tabIndex: 0 }}
    />
  );
}
