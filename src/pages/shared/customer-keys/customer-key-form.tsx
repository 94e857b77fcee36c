import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../../components/text/language.ts';
import styles from './customer-key-form.module.css';
import { forgetCustomerKey, type KeyedObject, rememberCustomerKey } from './customer-keys.ts';
import { type CustomerKeyProblem, parseCustomerKey } from './parse-customer-key.ts';

interface CustomerKeyFormProps {
  object: KeyedObject;
  /** What the server said: no key came, another than it wants, or one where it wants none. */
  state: 'needed' | 'wrong' | 'refused';
}

/**
 * Asks for the key that an object was stored with (SSE-C) and keeps it in memory, for whoever reads the object next.
 * Its words are those of the feature `detail`.
 */
export function CustomerKeyForm({ object, state }: CustomerKeyFormProps) {
  const t = useText('detail');
  if (state !== 'refused') return <EnterKey object={object} wrong={state === 'wrong'} />;
  return (
    <section role="alert" className={styles.form}>
      <h2 className={styles.title}>{t('keyRefusedTitle')}</h2>
      <p className={styles.dim}>{t('keyRefusedSentence')}</p>
      <Button size="xs" variant="default" onClick={() => forgetCustomerKey(object)}>
        {t('keyForget')}
      </Button>
    </section>
  );
}

function EnterKey({ object, wrong }: { object: KeyedObject; wrong: boolean }) {
  const t = useText('detail');
  const [text, setText] = useState('');
  // Of the key that was sent last; gone as soon as another one is written.
  const [fault, setFault] = useState<CustomerKeyProblem | 'wrong' | undefined>(wrong ? 'wrong' : undefined);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        const parsed = parseCustomerKey(text);
        if (parsed.kind === 'problem') return setFault(parsed.problem);
        setText('');
        rememberCustomerKey(object, parsed.key);
      }}
    >
      <h2 className={styles.title}>{t('keyTitle')}</h2>
      <p className={styles.dim}>{t('keySentence')}</p>
      <PasswordInput
        label={t('keyField')}
        description={t('keyHint')}
        value={text}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        error={fault && (fault === 'wrong' ? t('keyWrong') : t(`key_${fault}`))}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setFault(undefined);
        }}
      />
      <div className={styles.foot}>
        <Button type="submit" size="xs">
          {t('keyOpen')}
        </Button>
      </div>
    </form>
  );
}
