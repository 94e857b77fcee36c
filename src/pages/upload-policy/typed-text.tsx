import { Textarea, TextInput } from '@mantine/core';
import { Bytes } from '../../components/bytes.tsx';
import { useText } from '../../components/text/language.ts';
import type { WantPolicy } from '../../storage/index.ts';
import { RefusalText, ThereText } from './staged-files.tsx';
import type { Checked } from './upload-check.ts';
import { isType, type UploadDraft } from './upload-draft.ts';
import styles from './upload-policy.module.css';

interface TypedTextProps {
  draft: UploadDraft;
  size: number;
  check: Checked | undefined;
  policy: WantPolicy | undefined;
  onChange: (change: Partial<UploadDraft>) => void;
}

const typed = { spellCheck: false, autoCapitalize: 'none', autoComplete: 'off' } as const;

/** A file that is typed in: UTF-8, as it stands. */
export function TypedText({ draft, size, check, policy, onChange }: TypedTextProps) {
  const t = useText('want');
  const refusal = check?.refusal;
  const isNamed = draft.textName !== '';
  return (
    <div className={styles.group}>
      <div className={styles.nameAndType}>
        <TextInput
          {...typed}
          label={t('textName')}
          placeholder="notes.txt"
          required
          value={draft.textName}
          onChange={(event) => onChange({ textName: event.currentTarget.value })}
        />
        <TextInput
          {...typed}
          label={t('textType')}
          value={draft.textType}
          error={isType(draft.textType) ? undefined : t('noType')}
          onChange={(event) => onChange({ textType: event.currentTarget.value })}
        />
      </div>
      <Textarea
        {...typed}
        label={t('text')}
        autosize
        minRows={5}
        maxRows={16}
        classNames={{ input: styles.mono }}
        value={draft.text}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
      />
      <p className={styles.dim}>
        <Bytes value={size} /> {check?.isThere ? <ThereText policy={policy} /> : null}
      </p>
      {refusal && (isNamed || refusal !== 'name-empty') ? (
        <p className={styles.error}>
          <RefusalText refusal={refusal} policy={policy} />
        </p>
      ) : null}
    </div>
  );
}
