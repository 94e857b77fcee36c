import { Radio } from '@mantine/core';
import type { Ref } from 'react';
import { useText } from '../../components/text/language.ts';
import { type SignInMethod, signInMethods } from './connect-fields.ts';
import styles from './connect-form.module.css';
import { Further } from './further.tsx';
import { KeyPair } from './key-pair.tsx';
import { SessionFields } from './session-fields.tsx';
import { SecretField } from './text-field.tsx';
import type { ConnectFormState } from './use-connect-form.ts';

interface SignInFieldsProps {
  form: ConnectFormState;
  /** The token of the profile's temporary keys is wanted. */
  wantsToken: boolean;
  secretRef: Ref<HTMLInputElement>;
}

/** Who comes: the way to sign in, and what that way needs. */
export function SignInFields({ form, wantsToken, secretRef }: SignInFieldsProps) {
  const t = useText('connect');
  const own = useText('credentials');
  const { method } = form.fields;
  const nameOf = (each: SignInMethod) => (each === 'anonymous' ? t('anonymous') : own(`method_${each}`));
  return (
    <div className={styles.keys}>
      <Radio.Group
        label={own('signIn')}
        value={method}
        onChange={(value) => form.change({ method: signInMethods.find((each) => each === value) })}
      >
        <div className={styles.methods}>
          {signInMethods.map((each) => (
            <Radio key={each} value={each} label={nameOf(each)} size="sm" />
          ))}
        </div>
      </Radio.Group>
      {method === 'assume-role' || method === 'web-identity' ? (
        <p className={styles.about}>{own(`about_${method}`)}</p>
      ) : null}
      {method === 'keys' || method === 'assume-role' ? <KeyPair form={form} secretRef={secretRef} /> : null}
      {method === 'keys' ? (
        <Further summary={t('temporary')} startsOpen={wantsToken}>
          <SecretField
            form={form}
            name="sessionToken"
            label={t('sessionToken')}
            description={t('sessionTokenSentence')}
            reveal={t('revealToken')}
          />
        </Further>
      ) : null}
      {method === 'web-identity' ? (
        <SecretField
          form={form}
          name="webIdentityToken"
          label={own('webIdentityToken')}
          reveal={own('revealWebIdentityToken')}
          inputRef={secretRef}
        />
      ) : null}
      {method === 'assume-role' || method === 'web-identity' ? <SessionFields form={form} /> : null}
    </div>
  );
}
