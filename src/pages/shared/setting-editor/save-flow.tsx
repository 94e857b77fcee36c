import { Button, Modal, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useText } from '../../../components/text/language.ts';
import type { SettingDocument, SettingName, SettingValues } from '../../../storage/index.ts';
import { DocumentDiff } from './document-diff.tsx';
import { Refused } from './refused.tsx';
import styles from './setting-editor.module.css';
import { useSaveFlow } from './use-save-flow.ts';

interface SaveFlowProps<N extends SettingName> {
  bucket: string;
  name: N;
  /** Of the setting, such as `Encryption`. */
  title: string;
  /** What the change was made on. */
  base: SettingDocument<SettingValues[N]>;
  /** Undefined: the setting is taken away. */
  value: SettingValues[N] | undefined;
  /** What this change does that cannot be undone. */
  notice?: ReactNode;
  /** Asks for the bucket's name before it is saved. */
  asksForName?: boolean;
  /** What is known to lie behind a refusal, beside the server's own words. */
  explainRefusal?: (error: unknown) => ReactNode;
  /** Closed without having saved; with the server's refusal, if there was one. */
  onClose: (refusal?: unknown) => void;
  onSaved: () => void;
  /** The person keeps what somebody else saved meanwhile. */
  onTheirs: (theirs: SettingDocument<SettingValues[N]>) => void;
}

/**
 * Shows what a change does to the document, and saves it when that was seen. Where somebody else has saved meanwhile,
 * nothing is overwritten unasked: theirs is shown, and either stays or is replaced. Where the server dropped a part
 * of what was sent, that is shown too.
 */
export function SaveFlow<N extends SettingName>(props: SaveFlowProps<N>) {
  const { bucket, title, base, value, notice, asksForName = false, onClose, onSaved, onTheirs } = props;
  const t = useText('settings');
  const shell = useText('shell');
  const { step, error, isBusy, save, after, linesOf } = useSaveFlow(props);
  const [typed, setTyped] = useState('');
  const isRemoval = value === undefined;
  const isChanged = step.step === 'changed';

  if (step.step === 'altered') {
    return (
      <FlowDialog title={t('alteredTitle')} onClose={onSaved}>
        <p role="status">{t('alteredSentence')}</p>
        <DocumentDiff label={t('alteredTitle')} before={after} after={linesOf(step.stored)} />
        <div className={styles.actions}>
          <Button onClick={onSaved} data-autofocus>
            {shell('close')}
          </Button>
        </div>
      </FlowDialog>
    );
  }

  return (
    <FlowDialog
      title={isChanged ? t('changedTitle') : t(isRemoval ? 'removeTitle' : 'reviewTitle', { title })}
      onClose={() => onClose(error)}
    >
      {isChanged ? (
        <>
          <p role="alert">{t('changedSentence')}</p>
          <div>
            <h3>{t('changedByThem')}</h3>
            <DocumentDiff label={t('changedByThem')} before={linesOf(base)} after={linesOf(step.theirs)} />
          </div>
        </>
      ) : null}
      <div>
        <h3>{t(isChanged ? 'changedByYou' : 'changeOfDocument', { bucket })}</h3>
        <DocumentDiff
          label={t(isChanged ? 'changedByYou' : 'changeOfDocument', { bucket })}
          before={linesOf(isChanged ? step.theirs : base)}
          after={after}
        />
      </div>
      {notice ? (
        <div className={styles.warning}>
          <IconAlertTriangle size={16} aria-hidden />
          <div>{notice}</div>
        </div>
      ) : null}
      {asksForName ? (
        <TextInput
          label={t('typeName', { bucket })}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
      ) : null}
      {error ? <Refused error={error} /> : null}
      {error ? props.explainRefusal?.(error) : null}
      <div className={styles.actions}>
        <Button variant="default" onClick={() => onClose(error)} data-autofocus>
          {shell('cancel')}
        </Button>
        {isChanged ? (
          <Button variant="default" disabled={isBusy} onClick={() => onTheirs(step.theirs)}>
            {t('keepTheirs')}
          </Button>
        ) : null}
        <Button
          color={isRemoval || isChanged ? 'red' : undefined}
          loading={isBusy}
          disabled={asksForName && typed !== bucket}
          onClick={() => void save()}
        >
          {t(isChanged ? 'saveOver' : isRemoval ? 'removeIt' : 'save', { title })}
        </Button>
      </div>
    </FlowDialog>
  );
}

function FlowDialog({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const shell = useText('shell');
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={680}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <div className={styles.flow}>{children}</div>
    </Modal>
  );
}
