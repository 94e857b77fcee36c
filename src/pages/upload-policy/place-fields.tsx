import { TextInput } from '@mantine/core';
import { useText } from '../../components/text/language.ts';
import { asksFor, type Places, type UploadDraft } from './upload-draft.ts';
import styles from './upload-policy.module.css';

interface PlaceFieldsProps {
  places: Places;
  draft: UploadDraft;
  onChange: (change: Partial<UploadDraft>) => void;
}

/** Folder and name, as far as the policy leaves them open. */
export function PlaceFields({ places, draft, onChange }: PlaceFieldsProps) {
  const t = useText('want');
  const typed = { spellCheck: false, autoCapitalize: 'none', autoComplete: 'off' } as const;
  const [only] = draft.files;
  const canRename = draft.kind === 'files' && draft.files.length === 1 && only !== undefined;
  return (
    <div className={styles.nameAndType}>
      {asksFor(places, 'dir') ? (
        <TextInput
          {...typed}
          label={t('askedDir')}
          placeholder="/"
          value={draft.dir}
          onChange={(event) => onChange({ dir: event.currentTarget.value })}
        />
      ) : (
        <p className={styles.dim}>{t('dirIsSet')}</p>
      )}
      {canRename && asksFor(places, 'name') ? (
        <TextInput
          {...typed}
          label={t('askedName')}
          value={draft.rename ?? only.name}
          onChange={(event) => onChange({ rename: event.currentTarget.value })}
        />
      ) : asksFor(places, 'name') ? null : (
        <p className={styles.dim}>{t('nameIsSet')}</p>
      )}
    </div>
  );
}
