import { Radio, SegmentedControl } from '@mantine/core';
import type { Ref } from 'react';
import { useText } from '../../components/text/language.ts';
import { keyTypes, wantMethods } from './connect-fields.ts';
import styles from './connect-form.module.css';
import { KeyPair } from './key-pair.tsx';
import { TextField } from './text-field.tsx';
import { TokenField } from './token-field.tsx';
import type { ConnectFormState } from './use-connect-form.ts';

interface WantFieldsProps {
  form: ConnectFormState;
  /** What is left to be given for a profile used before. */
  secretRef: Ref<HTMLInputElement | HTMLTextAreaElement>;
}

/** A Want service and who signs for it: the secret key in this page, or somebody else before. */
export function WantFields({ form, secretRef }: WantFieldsProps) {
  const t = useText('connect');
  const own = useText('credentials');
  const { fields, change } = form;
  const byKeys = fields.wantMethod === 'keys';
  return (
    <>
      <TextField
        form={form}
        name="endpoint"
        label={t('wantEndpoint')}
        placeholder={t('wantEndpointPlaceholder')}
        inputMode="url"
        required
      />
      {byKeys ? (
        <TextField
          form={form}
          name="manageEndpoint"
          label={t('manageEndpoint')}
          description={t('manageEndpointSentence')}
          placeholder={fields.endpoint.trim() || t('manageEndpointPlaceholder')}
          inputMode="url"
        />
      ) : null}
      <TextField form={form} name="name" label={t('name')} placeholder={t('namePlaceholder')} />
      <div className={styles.keys}>
        <Radio.Group
          label={own('signIn')}
          value={fields.wantMethod}
          onChange={(value) => change({ wantMethod: wantMethods.find((each) => each === value) })}
        >
          <div className={styles.methods}>
            {wantMethods.map((each) => (
              <Radio
                key={each}
                value={each}
                label={each === 'keys' ? own('method_keys') : t('wantMethod_token')}
                size="sm"
              />
            ))}
          </div>
        </Radio.Group>
        {byKeys ? (
          <KeyFields form={form} secretRef={secretRef as Ref<HTMLInputElement>} />
        ) : (
          <TokenField form={form} inputRef={secretRef as Ref<HTMLTextAreaElement>} />
        )}
      </div>
    </>
  );
}

function KeyFields({ form, secretRef }: { form: ConnectFormState; secretRef: Ref<HTMLInputElement> }) {
  const t = useText('connect');
  const { keyType } = form.fields;
  return (
    <>
      <KeyPair form={form} secretRef={secretRef} />
      <div>
        <span id="key-type" className={styles.label}>
          {t('keyType')}
        </span>
        <div className={styles.addressing}>
          <SegmentedControl
            size="sm"
            aria-labelledby="key-type"
            aria-describedby="key-type-sentence"
            value={keyType}
            onChange={(value) => form.change({ keyType: value })}
            data={[...keyTypes]}
          />
          <span id="key-type-sentence" className={styles.about}>
            {t('keyTypeSentence')}
          </span>
        </div>
      </div>
      <TextField form={form} name="bucket" label={t('namespace')} description={t('namespaceSentence')} />
    </>
  );
}
