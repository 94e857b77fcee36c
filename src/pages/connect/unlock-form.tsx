import { Button, PasswordInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useText } from '../../components/text/language.ts';
import { type ConnectionProfile, connectionId, openSecrets } from '../../storage/index.ts';
import type { Connection } from '../shared/connections.ts';
import { ErrorView } from '../shared/error-view.tsx';
import { fieldsOfProfile } from './connect-fields.ts';
import styles from './connect-form.module.css';
import { parseFields } from './parse-fields.ts';
import { withKeys } from './with-keys.ts';

interface UnlockFormProps {
  profile: ConnectionProfile;
  /** What lies in the browser's storage for it. */
  sealed: unknown;
  onConnect: (connection: Connection) => Promise<void>;
  /** The passphrase is lost, or other keys are wanted. */
  onByHand: () => void;
}

/** A profile whose secrets are here, behind a passphrase: nothing else is asked for. */
export function UnlockForm({ profile, sealed, onConnect, onByHand }: UnlockFormProps) {
  const t = useText('credentials');
  const [passphrase, setPassphrase] = useState('');
  const [problem, setProblem] = useState<'wrongPassphrase' | 'damaged'>();
  const [error, setError] = useState<unknown>();
  const [opening, setOpening] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);

  const open = async () => {
    const opened = await openSecrets(sealed, passphrase, connectionId(profile));
    if ('problem' in opened) {
      setProblem(opened.problem === 'damaged' ? 'damaged' : 'wrongPassphrase');
      input.current?.select();
      return;
    }
    const parsed = parseFields({ ...fieldsOfProfile(profile), ...opened.secrets });
    if ('connection' in parsed) await onConnect(await withKeys(parsed.connection));
    else setProblem('damaged');
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setError(undefined);
    setOpening(true);
    void open()
      .catch(setError)
      .finally(() => setOpening(false));
  };

  return (
    <form
      className={styles.form}
      onSubmit={submit}
      noValidate
      autoComplete="off"
      aria-labelledby="unlock-title"
    >
      <div>
        <h2 id="unlock-title" className={styles.title}>
          {t('unlock', { name: profile.name })}
        </h2>
        <p className={styles.about}>{t('unlockSentence')}</p>
        <p className={styles.example}>
          {profile.accessKeyId} · {profile.endpoint}
        </p>
      </div>
      <PasswordInput
        ref={input}
        label={t('passphrase')}
        name="passphrase"
        value={passphrase}
        error={problem && t(problem)}
        autoComplete="off"
        visibilityToggleButtonProps={{ 'aria-label': t('revealPassphrase'), tabIndex: 0 }}
        onChange={(event) => {
          setPassphrase(event.currentTarget.value);
          setProblem(undefined);
        }}
      />
      <div className={styles.actions}>
        <Button type="submit" loading={opening} disabled={passphrase === ''}>
          {t('unlockConnect')}
        </Button>
        <Button variant="default" disabled={opening} onClick={onByHand}>
          {t('unlockByHand')}
        </Button>
      </div>
      {error ? <ErrorView error={error} /> : null}
    </form>
  );
}
