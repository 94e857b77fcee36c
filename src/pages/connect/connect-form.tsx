import { Button } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useText } from '../../components/text/language.ts';
import { useAnnounce } from '../shared/announce.tsx';
import type { Connection } from '../shared/connections.ts';
import { checkOutcome } from './check-outcome.ts';
import { CheckReport } from './check-report.tsx';
import { type ConnectFields, withRegion } from './connect-fields.ts';
import styles from './connect-form.module.css';
import { KeepFields } from './keep-fields.tsx';
import { canSeal } from './parse-fields.ts';
import { ProtocolFields } from './protocol-fields.tsx';
import { RequestFields } from './request-fields.tsx';
import { ServerFields } from './server-fields.tsx';
import { SignInFields } from './sign-in-fields.tsx';
import { useCheckName } from './use-check-text.ts';
import { useConnectForm } from './use-connect-form.ts';
import { useConnectionCheck } from './use-connection-check.ts';
import { WantFields } from './want-fields.tsx';

export interface ConnectOptions {
  keepForTab: boolean;
  bucket?: string;
  /** The secrets are kept behind it. */
  passphrase?: string;
}

interface ConnectFormProps {
  start: ConnectFields;
  /** The rest is filled in: only the secret is missing. */
  focusSecret: boolean;
  onConnect: (connection: Connection, options: ConnectOptions) => Promise<void>;
}

export function ConnectForm({ start, focusSecret, onConnect }: ConnectFormProps) {
  const t = useText('connect');
  const announce = useAnnounce();
  const nameOf = useCheckName();
  const [entering, setEntering] = useState(false);
  const { state, run, reset } = useConnectionCheck();
  const form = useConnectForm(start, reset);
  const element = useRef<HTMLFormElement>(null);
  const secret = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const { fields, parsed } = form;

  useEffect(() => {
    if (focusSecret) secret.current?.focus();
  }, [focusSecret]);

  const enter = async (connection: Connection, bucket?: string) => {
    setEntering(true);
    await onConnect(connection, {
      keepForTab: fields.keepForTab,
      bucket,
      passphrase: fields.seal && canSeal(fields) ? fields.passphrase : undefined,
    });
    setEntering(false);
  };

  const check = async (andConnect: boolean) => {
    const wrong = form.tellAll();
    if (!('connection' in parsed)) {
      element.current?.querySelector<HTMLElement>(`[name="${wrong}"]`)?.focus();
      return;
    }
    const { bucket } = parsed;
    try {
      const { connection, results } = await run(parsed.connection, bucket);
      const outcome = checkOutcome(results, connection.profile.protocol);
      // With a bucket at hand it does not matter that the others cannot be listed.
      const mayGo = outcome === 'go' || (outcome === 'by-name' && bucket !== undefined);
      if (mayGo && andConnect) await enter(connection, bucket);
      else if (mayGo) announce(t('announcePassed'), 'heard');
      else {
        const failed = results.find(({ result }) => result === 'failed');
        if (failed) announce(t('announceFailed', { check: nameOf(failed) }), 'heard');
      }
    } catch {
      // Ended by the person, who sees the form again.
    }
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void check(true);
  };

  const running = state.phase === 'running';
  const named = 'connection' in parsed ? parsed.bucket : undefined;
  return (
    <form
      ref={element}
      className={styles.form}
      onSubmit={submit}
      noValidate
      aria-label={t('form')}
      autoComplete="off"
    >
      <ProtocolFields form={form} />
      {fields.protocol === 'want' ? (
        <WantFields form={form} secretRef={secret} />
      ) : (
        <>
          <ServerFields form={form} />
          <SignInFields form={form} wantsToken={start.sessionToken !== ''} secretRef={secret} />
        </>
      )}
      <RequestFields form={form} />
      <KeepFields form={form} />
      <div className={styles.actions}>
        <Button type="submit" loading={entering} disabled={running}>
          {t('connect')}
        </Button>
        <Button variant="default" disabled={running || entering} onClick={() => void check(false)}>
          {t('check')}
        </Button>
        {running ? (
          <Button variant="subtle" color="gray" onClick={reset}>
            {t('stop')}
          </Button>
        ) : null}
      </div>
      <CheckReport
        state={state}
        onUseRegion={(region) => form.change(withRegion(fields, region))}
        onConnect={(connection, bucket) => void enter(connection, bucket ?? named)}
      />
    </form>
  );
}
