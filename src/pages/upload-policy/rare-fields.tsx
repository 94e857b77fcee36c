import { TextInput } from '@mantine/core';
import type { ComponentProps, ReactNode } from 'react';
import { useText } from '../../components/text/language.ts';
import type { WantPolicy } from '../../storage/index.ts';
import { Note } from '../shared/links/note.tsx';
import { KeyLabel } from './key-label.tsx';
import type { PolicyDraft, TextKey } from './policy-draft.ts';
import { TemplateField } from './template-field.tsx';
import styles from './upload-policy.module.css';

export const rareKeys = [
  'callbackUrl',
  'callbackHost',
  'callbackBody',
  'callbackBodyType',
  'returnBody',
  'returnUrl',
] as const satisfies readonly TextKey[];

type RareKey = (typeof rareKeys)[number];

interface RareFieldsProps {
  draft: PolicyDraft;
  error: (key: keyof WantPolicy) => ReactNode;
  template: (name: 'callbackBody' | 'returnBody') => ComponentProps<typeof TemplateField>;
  onChange: (change: Partial<PolicyDraft>) => void;
}

const typed = { spellCheck: false, autoCapitalize: 'none', autoComplete: 'off' } as const;

/** Who is told of an upload, and what is answered. */
export function RareFields({ draft, error, template, onChange }: RareFieldsProps) {
  const t = useText('want');
  const line = (key: RareKey, placeholder: string) => (
    <TextInput
      {...typed}
      label={<KeyLabel name={key} />}
      placeholder={placeholder}
      value={draft[key]}
      error={error(key)}
      onChange={(event) => onChange({ [key]: event.currentTarget.value })}
    />
  );
  const isIdle =
    draft.callbackUrl === '' &&
    [draft.callbackHost, draft.callbackBody, draft.callbackBodyType].some((value) => value !== '');
  return (
    <div className={styles.group}>
      {line('callbackUrl', 'https://app.example.com/uploaded')}
      {isIdle ? <Note tone="warning">{t('callbackIdle')}</Note> : null}
      {line('callbackHost', 'app.example.com')}
      <TemplateField {...template('callbackBody')} rows={2} description={t('callbackBodyAbout')} />
      {line('callbackBodyType', 'application/x-www-form-urlencoded; charset=utf-8')}
      <TemplateField {...template('returnBody')} rows={2} description={t('returnBodyAbout')} />
      {line('returnUrl', 'https://app.example.com/done')}
      {draft.returnUrl === '' ? null : <Note tone="warning">{t('returnUrlAbout')}</Note>}
    </div>
  );
}
