import { Textarea } from '@mantine/core';
import { type Ref, useEffect } from 'react';
import { useText } from '../../components/text/language.ts';
import { PolicyFacts } from '../shared/want-policy/policy-facts.tsx';
import styles from './connect-form.module.css';
import { understandToken } from './read-token.ts';
import type { ConnectFormState } from './use-connect-form.ts';

interface TokenFieldProps {
  form: ConnectFormState;
  inputRef: Ref<HTMLTextAreaElement>;
}

/** ms; timers know no longer one. */
const longestWait = 2 ** 31 - 1;

/** A pasted token, and what it allows, before anything is sent. */
export function TokenField({ form, inputRef }: TokenFieldProps) {
  const t = useText('connect');
  const { uploadToken } = form.fields;
  const { read, policy, complaints = [] } = understandToken(uploadToken, Date.now());
  const { change } = form;
  const end = policy?.expiration ?? -1;
  useEffect(() => {
    const wait = end - Date.now();
    if (end === -1 || wait <= 0 || wait > longestWait) return;
    // With it the form's problems change, though nothing is typed.
    // A timer may be a little early.
    const timer = setTimeout(() => change({}), wait + 50);
    return () => clearTimeout(timer);
  }, [end, change]);
  return (
    <>
      <Textarea
        ref={inputRef}
        label={t('uploadToken')}
        description={t('uploadTokenSentence')}
        name="uploadToken"
        value={uploadToken}
        error={form.problemOf('uploadToken')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autosize
        minRows={3}
        maxRows={5}
        spellCheck={false}
        autoCapitalize="none"
        autoComplete="off"
        classNames={{ input: styles.code, description: styles.below }}
        onChange={(event) => form.change({ uploadToken: event.currentTarget.value })}
        onBlur={(event) => form.leave('uploadToken', event)}
      />
      {read ? (
        <section className={styles.group} aria-labelledby="token-allows">
          <h2 id="token-allows" className={styles.heading}>
            {t('tokenAllows')}
          </h2>
          <p className={styles.about}>
            {t('tokenSigner', { accessKeyId: read.accessKeyId, type: read.type })}
          </p>
          {complaints.map((complaint) => (
            <code key={complaint} className={styles.example}>
              {complaint}
            </code>
          ))}
          <PolicyFacts policy={policy} text={read.policy} />
        </section>
      ) : null}
    </>
  );
}
