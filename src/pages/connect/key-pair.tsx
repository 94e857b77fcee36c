import type { Ref } from 'react';
import { useText } from '../../components/text/language.ts';
import styles from './connect-form.module.css';
import { SecretField, TextField } from './text-field.tsx';
import type { ConnectFormState } from './use-connect-form.ts';

interface KeyPairProps {
  form: ConnectFormState;
  secretRef: Ref<HTMLInputElement>;
}

/** An access key and its secret. */
export function KeyPair({ form, secretRef }: KeyPairProps) {
  const t = useText('connect');
  return (
    <div className={styles.pair}>
      <TextField form={form} name="accessKeyId" label={t('accessKeyId')} />
      <SecretField
        form={form}
        name="secretAccessKey"
        label={t('secretAccessKey')}
        reveal={t('reveal')}
        inputRef={secretRef}
      />
    </div>
  );
}
