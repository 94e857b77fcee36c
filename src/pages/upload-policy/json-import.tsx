import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../components/text/language.ts';
import { useAnnounce } from '../shared/announce.tsx';
import { Fold } from '../shared/links/fold.tsx';
import type { PolicyDraft } from './policy-draft.ts';
import { draftOfJson, type ReadJson } from './policy-json.ts';
import styles from './upload-policy.module.css';

interface JsonImportProps {
  bucket: string;
  onDraft: (draft: PolicyDraft) => void;
}

/** Fills the form in from a policy that somebody has already. */
export function JsonImport({ bucket, onDraft }: JsonImportProps) {
  const t = useText('want');
  const announce = useAnnounce();
  const [text, setText] = useState('');
  const [read, setRead] = useState<ReadJson>();
  const take = () => {
    const next = draftOfJson(text, Date.now());
    setRead(next);
    if (!('draft' in next)) return;
    onDraft(next.draft);
    announce(t('jsonTaken'));
  };
  return (
    <Fold summary={t('fromJson')} mustOpen={false}>
      <div className={styles.group}>
        <Textarea
          label={t('jsonText')}
          spellCheck={false}
          autosize
          minRows={3}
          maxRows={10}
          classNames={{ input: styles.mono }}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setRead(undefined);
          }}
        />
        {read ? <Outcome read={read} bucket={bucket} /> : null}
        <Button
          size="xs"
          variant="default"
          className={styles.add}
          disabled={text.trim() === ''}
          onClick={take}
        >
          {t('takeJson')}
        </Button>
      </div>
    </Fold>
  );
}

function Outcome({ read, bucket }: { read: ReadJson; bucket: string }) {
  const t = useText('want');
  if ('draft' in read) {
    return read.namespace === bucket ? null : (
      <p role="status" className={styles.warning}>
        {t('otherNamespace', { namespace: read.namespace, bucket })}
      </p>
    );
  }
  if (read.problems === 'not-json') {
    return (
      <p role="alert" className={styles.error}>
        {t('notJson')}
      </p>
    );
  }
  return (
    <ul role="alert" className={styles.error}>
      {read.problems.map(({ key, problem, message }) => (
        <li key={key}>
          <code>{key}</code>: {t(`problem_${problem}`)}
          {message === undefined ? null : (
            <span className={styles.sdk}>
              {t('sdkSays')} <code>{message}</code>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
