import { NativeSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { Choice } from '../../components/choice.tsx';
import { KeyText } from '../../components/key-text.tsx';
import { useText } from '../../components/text/language.ts';
import type { WantPolicy } from '../../storage/index.ts';
import { Fold } from '../shared/links/fold.tsx';
import { ExpiryChoice } from './expiry-choice.tsx';
import { KeyLabel, ProblemText } from './key-label.tsx';
import type { PolicyDraft, ReadDraft, SizeUnit } from './policy-draft.ts';
import { sizeUnits } from './policy-draft.ts';
import { RareFields, rareKeys } from './rare-fields.tsx';
import { TemplateField } from './template-field.tsx';
import styles from './upload-policy.module.css';

interface PolicyFieldsProps {
  bucket: string;
  draft: PolicyDraft;
  read: ReadDraft;
  /** Names of the own variables that there are values for. */
  own: readonly string[];
  onChange: (change: Partial<PolicyDraft>) => void;
}

const units = Object.keys(sizeUnits) as SizeUnit[];
const typed = { spellCheck: false, autoCapitalize: 'none', autoComplete: 'off' } as const;

/** Every key of a policy; what few need is folded. */
export function PolicyFields({ bucket, draft, read, own, onChange }: PolicyFieldsProps) {
  const t = useText('want');
  const { problems, unknown, expiration } = read;
  const error = (key: keyof WantPolicy): ReactNode =>
    problems[key] ? <ProblemText problem={problems[key]} /> : undefined;
  const template = (name: 'dir' | 'name' | 'callbackBody' | 'returnBody') => ({
    name,
    own,
    value: draft[name],
    error: error(name),
    unknown: unknown[name],
    onChange: (value: string) => onChange({ [name]: value }),
  });
  return (
    <>
      <dl className={styles.fixed}>
        <dt>
          <KeyLabel name="namespace" />
        </dt>
        <dd>
          <KeyText value={bucket} />
        </dd>
      </dl>
      <ExpiryChoice
        draft={draft}
        expiration={problems.expiration ? undefined : expiration}
        error={error('expiration')}
        onChange={onChange}
      />
      <Choice
        label={<KeyLabel name="insertOnly" />}
        value={String(draft.insertOnly)}
        options={[
          { value: '0', label: t('insertOnly_0') },
          { value: '1', label: t('insertOnly_1') },
        ]}
        onChange={(value) => onChange({ insertOnly: value === '1' ? 1 : 0 })}
      />
      <TemplateField {...template('dir')} placeholder={t('asAsked')} />
      <TemplateField {...template('name')} placeholder={t('asAsked')} />
      <div className={styles.size}>
        <TextInput
          {...typed}
          label={<KeyLabel name="sizeLimit" />}
          inputMode="decimal"
          placeholder={t('noLimit')}
          value={draft.sizeLimit}
          error={error('sizeLimit')}
          onChange={(event) => onChange({ sizeLimit: event.currentTarget.value })}
        />
        <NativeSelect
          aria-label={t('sizeUnit')}
          className={styles.unit}
          data={units}
          value={draft.sizeUnit}
          onChange={(event) => onChange({ sizeUnit: event.currentTarget.value as SizeUnit })}
        />
      </div>
      <TextInput
        {...typed}
        label={<KeyLabel name="mimeLimit" />}
        placeholder="image/*;video/mp4"
        value={draft.mimeLimit}
        error={error('mimeLimit')}
        onChange={(event) => onChange({ mimeLimit: event.currentTarget.value })}
      />
      <Choice
        label={<KeyLabel name="detectMime" />}
        value={draft.detectMime}
        options={(['', '0', '1'] as const).map((value) => ({ value, label: t(`detectMime_${value}`) }))}
        onChange={(detectMime) => onChange({ detectMime })}
      />
      <Fold summary={t('rare')} mustOpen={rareKeys.some((key) => problems[key] || draft[key] !== '')}>
        <RareFields draft={draft} error={error} template={template} onChange={onChange} />
      </Fold>
    </>
  );
}
