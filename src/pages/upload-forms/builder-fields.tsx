import { NativeSelect, TextInput } from '@mantine/core';
import { Choice } from '../../components/choice.tsx';
import { KeyText } from '../../components/key-text.tsx';
import { useText } from '../../components/text/language.ts';
import { ExpiryField } from '../shared/links/expiry-field.tsx';
import { Fold } from '../shared/links/fold.tsx';
import { usePublicOrigin } from '../shared/links/public-origin.ts';
import { PublicOriginField } from '../shared/links/public-origin-field.tsx';
import type { FormDraft, FormDraftProblem, FormDraftProblems } from './form-draft.ts';
import { MetadataPairs } from './metadata-pairs.tsx';
import { SizeRange } from './size-range.tsx';
import styles from './upload-forms.module.css';

interface BuilderFieldsProps {
  draft: FormDraft;
  problems: FormDraftProblems;
  onChange: (change: Partial<FormDraft>) => void;
  connectionId: string;
  endpoint: string;
  bucket: string;
}

const keyKinds = ['prefix', 'exact'] as const;
const typeKinds = ['any', 'prefix', 'exact'] as const;
const text = { spellCheck: false, autoCapitalize: 'none', autoComplete: 'off' } as const;

export function BuilderFields({ draft, problems, onChange, ...place }: BuilderFieldsProps) {
  const t = useText('forms');
  const { problem } = usePublicOrigin(place.connectionId);
  const why = (which: FormDraftProblem | undefined) => which && t(`problem_${which}`);
  return (
    <>
      <Choice
        label={t('name')}
        value={draft.keyKind}
        options={keyKinds.map((value) => ({ value, label: t(`name_${value}`) }))}
        onChange={(keyKind) => onChange({ keyKind })}
      />
      <div>
        <TextInput
          {...text}
          label={t(draft.keyKind === 'exact' ? 'key' : 'prefix')}
          placeholder={draft.keyKind === 'exact' ? 'reports/2026/march.pdf' : 'inbox/'}
          value={draft.key}
          error={draft.key === '' ? undefined : why(problems.key)}
          required={draft.keyKind === 'exact'}
          onChange={(event) => onChange({ key: event.currentTarget.value })}
        />
        <p className={styles.under}>
          {t(draft.keyKind === 'exact' ? 'storedAs' : 'storedUnder')}{' '}
          <KeyText value={`${place.bucket}/${draft.key}${draft.keyKind === 'exact' ? '' : t('fileName')}`} />
        </p>
      </div>
      <Choice
        label={t('type')}
        value={draft.typeKind}
        options={typeKinds.map((value) => ({ value, label: t(`type_${value}`) }))}
        onChange={(typeKind) => onChange({ typeKind })}
      />
      {draft.typeKind === 'any' ? null : (
        <TextInput
          {...text}
          label={t(`typeIs_${draft.typeKind}`)}
          placeholder={draft.typeKind === 'exact' ? 'application/pdf' : 'image/'}
          value={draft.type}
          error={draft.type === '' ? undefined : why(problems.type)}
          required
          onChange={(event) => onChange({ type: event.currentTarget.value })}
        />
      )}
      <SizeRange draft={draft} min={why(problems.min)} max={why(problems.max)} onChange={onChange} />
      <ExpiryField onChange={(seconds) => onChange({ seconds })} />
      <Fold summary={t('more')} mustOpen={Object.keys(problems.metadata).length > 0 || problem !== undefined}>
        <div className={styles.group}>
          <MetadataPairs
            pairs={draft.metadata}
            errorOf={(index) => why(problems.metadata[index])}
            onChange={(metadata) => onChange({ metadata })}
          />
          <NativeSelect
            label={t('status')}
            description={t('statusAbout')}
            value={String(draft.successStatus)}
            data={['200', '201', '204'].map((value) => ({ value, label: t(`status_${value as '200'}`) }))}
            onChange={(event) =>
              onChange({ successStatus: Number(event.currentTarget.value) as FormDraft['successStatus'] })
            }
          />
          <PublicOriginField connectionId={place.connectionId} endpoint={place.endpoint} />
        </div>
      </Fold>
    </>
  );
}
