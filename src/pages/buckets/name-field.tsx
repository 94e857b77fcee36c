import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../components/text/language.ts';
import styles from './dialogs.module.css';
import { nameFeedback } from './name-feedback.ts';
import { type NameCheck, useNameCheck } from './use-name-check.ts';

interface NameFieldProps {
  name: string;
  /** Create was pressed: what is wrong is said whether the field was left or not. */
  asked: boolean;
  /** The server's own word on this name. */
  refusal: string | undefined;
  onChange: (name: string) => void;
}

const words = {
  looking: 'nameLooking',
  free: 'nameFree',
  taken: 'nameTaken',
  denied: 'nameDenied',
} as const satisfies Record<Exclude<NameCheck, 'none'>, string>;

/** The name of a bucket to be: its rules while it is typed, then whether the server has one of that name. */
export function NameField({ name, asked, refusal, onChange }: NameFieldProps) {
  const t = useText('buckets');
  const [left, setLeft] = useState(false);
  const check = useNameCheck(name);
  const feedback = nameFeedback(name);
  const isQuiet = feedback.tone === 'none' || (feedback.tone === 'later' && !left && !asked);
  return (
    <div>
      <TextInput
        label={t('newName')}
        description={t('newNameSentence')}
        value={name}
        error={refusal ?? (isQuiet ? undefined : t(`problem_${feedback.problem}`))}
        maxLength={80}
        spellCheck={false}
        autoCapitalize="none"
        autoComplete="off"
        data-autofocus
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={() => setLeft(name !== '')}
      />
      <p role="status" className={styles.check} data-check={check}>
        {check === 'none' || refusal !== undefined ? null : t(words[check])}
      </p>
      {feedback.tone === 'none' && name.includes('.') ? (
        <p className={styles.hint}>{t('dotsWarning')}</p>
      ) : null}
    </div>
  );
}
