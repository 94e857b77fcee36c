import { Button, Checkbox, PasswordInput, SegmentedControl, TextInput, UnstyledButton } from '@mantine/core';
import { type FocusEvent, type FormEvent, useEffect, useRef, useState } from 'react';
import { useText } from '../../components/text/language.ts';
import { useAnnounce } from '../shared/announce.tsx';
import type { Connection } from '../shared/connections.ts';
import { checkOutcome } from './check-outcome.ts';
import { CheckReport } from './check-report.tsx';
import {
  applyPreset,
  type ConnectFields,
  type FieldProblem,
  parseFields,
  presets,
  withRegion,
} from './connect-fields.ts';
import styles from './connect-form.module.css';
import { useConnectionCheck } from './use-connection-check.ts';

interface ConnectFormProps {
  start: ConnectFields;
  /** The rest is filled in: only the secret is missing. */
  focusSecret: boolean;
  onConnect: (connection: Connection, options: { keepForTab: boolean; bucket?: string }) => Promise<void>;
}

type ProblemField = FieldProblem['field'];

const everyField: readonly ProblemField[] = ['endpoint', 'region', 'accessKeyId', 'secretAccessKey'];

export function ConnectForm({ start, focusSecret, onConnect }: ConnectFormProps) {
  const t = useText('connect');
  const announce = useAnnounce();
  const [fields, setFields] = useState(start);
  const [touched, setTouched] = useState<ReadonlySet<ProblemField>>(new Set());
  const [entering, setEntering] = useState(false);
  const { state, run, reset } = useConnectionCheck();
  const form = useRef<HTMLFormElement>(null);
  const secret = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (focusSecret) secret.current?.focus();
  }, [focusSecret]);

  const parsed = parseFields(fields);
  const problems = 'problems' in parsed ? parsed.problems : [];

  const change = (changed: Partial<ConnectFields>) => {
    setFields((before) => ({ ...before, ...changed }));
    // What was found is true of other fields.
    if (!('keepForTab' in changed)) reset();
  };
  const touch = (...names: readonly ProblemField[]) => setTouched((before) => new Set([...before, ...names]));

  /** Not for a press on a button: Connect tells every problem itself, and a line that appears now would move it away from under the press. */
  const leave = (name: ProblemField, { relatedTarget }: FocusEvent) => {
    if (!(relatedTarget instanceof HTMLButtonElement)) touch(name);
  };

  /** A field is wrong once it was left, or as soon as what is typed can no longer become right. */
  const problemOf = (field: ProblemField): string | undefined => {
    const found = problems.find((candidate) => candidate.field === field);
    if (
      !found ||
      !(touched.has(field) || found.problem === 'characters' || found.problem === 'credentials')
    ) {
      return undefined;
    }
    return t(`${found.field}_${found.problem}` as Parameters<typeof t>[0]);
  };

  const enter = async (connection: Connection, bucket?: string) => {
    setEntering(true);
    await onConnect(connection, { keepForTab: fields.keepForTab, bucket });
    setEntering(false);
  };

  const check = async (andConnect: boolean) => {
    touch(...everyField);
    if (!('connection' in parsed)) {
      const [first] = problems;
      form.current?.querySelector<HTMLElement>(`[name="${first?.field}"]`)?.focus();
      return;
    }
    try {
      const results = await run(parsed.connection);
      if (checkOutcome(results) !== 'go') {
        const failed = results.find(({ result }) => result === 'failed');
        if (failed) announce(t('announceFailed', { check: t(`check_${failed.check}`) }), 'heard');
      } else if (andConnect) await enter(parsed.connection);
      else announce(t('announcePassed'), 'heard');
    } catch {
      // Ended by the person, who sees the form again.
    }
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void check(true);
  };

  const running = state.phase === 'running';
  const host = fields.endpoint.replace(/^[a-z]+:\/\//i, '').replace(/\/.*$/, '') || 's3.example.com';
  return (
    <form
      ref={form}
      className={styles.form}
      onSubmit={submit}
      noValidate
      aria-label={t('form')}
      autoComplete="off"
    >
      <div className={styles.presets}>
        <span id="presets">{t('presets')}</span>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand in the same line */}
        <div role="group" aria-labelledby="presets">
          {presets.map((preset) => (
            <UnstyledButton
              key={preset.name}
              className={styles.preset}
              onClick={() => {
                setFields((before) => applyPreset(before, preset));
                reset();
              }}
            >
              {preset.name}
            </UnstyledButton>
          ))}
        </div>
      </div>

      <TextInput
        label={t('endpoint')}
        name="endpoint"
        inputMode="url"
        placeholder={t('endpointPlaceholder')}
        value={fields.endpoint}
        error={problemOf('endpoint')}
        required
        withAsterisk={false}
        spellCheck={false}
        autoCapitalize="none"
        onChange={(event) => change({ endpoint: event.currentTarget.value })}
        onBlur={(event) => leave('endpoint', event)}
      />
      <div className={styles.pair}>
        <TextInput
          label={t('name')}
          name="name"
          placeholder={t('namePlaceholder')}
          value={fields.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <TextInput
          label={t('region')}
          name="region"
          placeholder="us-east-1"
          value={fields.region}
          error={problemOf('region')}
          spellCheck={false}
          autoCapitalize="none"
          onChange={(event) => change({ region: event.currentTarget.value })}
          onBlur={(event) => leave('region', event)}
        />
      </div>
      <div className={styles.field}>
        <span id="addressing" className={styles.label}>
          {t('addressing')}
        </span>
        <div className={styles.addressing}>
          <SegmentedControl
            size="sm"
            aria-labelledby="addressing"
            value={fields.addressing}
            onChange={(addressing) => change({ addressing })}
            data={[
              { value: 'path', label: t('addressingPath') },
              { value: 'virtual-host', label: t('addressingVirtualHost') },
            ]}
          />
          <code className={styles.example}>
            {t(fields.addressing === 'path' ? 'addressingPathExample' : 'addressingVirtualHostExample', {
              host,
            })}
          </code>
        </div>
      </div>

      <fieldset className={styles.keys}>
        <legend className="visually-hidden">{t('keys')}</legend>
        <div className={styles.pair}>
          <TextInput
            label={t('accessKeyId')}
            name="accessKeyId"
            value={fields.anonymous ? '' : fields.accessKeyId}
            disabled={fields.anonymous}
            error={fields.anonymous ? undefined : problemOf('accessKeyId')}
            spellCheck={false}
            autoCapitalize="none"
            autoComplete="off"
            onChange={(event) => change({ accessKeyId: event.currentTarget.value })}
            onBlur={(event) => leave('accessKeyId', event)}
          />
          <PasswordInput
            ref={secret}
            label={t('secretAccessKey')}
            name="secretAccessKey"
            value={fields.anonymous ? '' : fields.secretAccessKey}
            disabled={fields.anonymous}
            error={fields.anonymous ? undefined : problemOf('secretAccessKey')}
            autoComplete="new-password"
            visibilityToggleButtonProps={{ 'aria-label': t('reveal'), tabIndex: 0 }}
            onChange={(event) => change({ secretAccessKey: event.currentTarget.value })}
            onBlur={(event) => leave('secretAccessKey', event)}
          />
        </div>
        {fields.anonymous ? null : (
          <details className={styles.temporary} open={start.sessionToken !== '' || undefined}>
            <summary>{t('temporary')}</summary>
            <PasswordInput
              label={t('sessionToken')}
              description={t('sessionTokenSentence')}
              name="sessionToken"
              value={fields.sessionToken}
              autoComplete="new-password"
              visibilityToggleButtonProps={{ 'aria-label': t('revealToken'), tabIndex: 0 }}
              onChange={(event) => change({ sessionToken: event.currentTarget.value })}
            />
          </details>
        )}
        <Checkbox
          label={t('anonymous')}
          checked={fields.anonymous}
          onChange={(event) => change({ anonymous: event.currentTarget.checked })}
        />
        <Checkbox
          label={t('keepForTab')}
          description={t('keepForTabSentence')}
          checked={fields.keepForTab}
          onChange={(event) => change({ keepForTab: event.currentTarget.checked })}
        />
      </fieldset>

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
        onUseRegion={(region) => {
          setFields((before) => withRegion(before, region));
          reset();
        }}
        onConnect={(connection, bucket) => void enter(connection, bucket)}
      />
    </form>
  );
}
