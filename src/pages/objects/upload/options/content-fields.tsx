import { Autocomplete, TextInput } from '@mantine/core';
import { PairsField } from '../../../../components/pairs-field.tsx';
import { useText } from '../../../../components/text/language.ts';
import { objectTagLimits } from '../../../../storage/index.ts';
import styles from './options.module.css';
import { type DraftProblems, headerFields, mostMetadataBytes, type OptionsDraft } from './options-draft.ts';

export interface FieldsProps {
  draft: OptionsDraft;
  problems: DraftProblems;
  /** Also what is only missing. */
  showsAll: boolean;
  change: (part: Partial<OptionsDraft>) => void;
  /** Nothing but a type is kept of what comes back with the bytes. */
  isPlain?: boolean;
}

const suggestions: Record<(typeof headerFields)[number], string[]> = {
  contentType: [
    'application/octet-stream',
    'application/json',
    'application/pdf',
    'image/jpeg',
    'image/png',
    'text/csv',
    'text/html; charset=utf-8',
    'text/plain; charset=utf-8',
  ],
  cacheControl: ['no-cache', 'no-store', 'max-age=3600', 'public, max-age=31536000, immutable'],
  contentDisposition: ['inline', 'attachment'],
  contentEncoding: ['gzip', 'br', 'zstd'],
  contentLanguage: ['en', 'zh-CN', 'zh-TW'],
};

/** What comes back with the bytes: headers. */
export function ContentFields({ draft, problems, change, isPlain = false }: FieldsProps) {
  const t = useText('uploadOptions');
  return (
    <fieldset className={styles.fieldset}>
      <legend>{t('content')}</legend>
      <div className={styles.grid}>
        {(isPlain ? headerFields.slice(0, 1) : headerFields).map((field) => (
          <Autocomplete
            key={field}
            label={t(field)}
            placeholder={field === 'contentType' ? t('contentTypeHint') : undefined}
            data={suggestions[field]}
            value={draft[field]}
            error={problems.headers.includes(field) ? t('headerProblem') : undefined}
            autoComplete="off"
            spellCheck={false}
            comboboxProps={{ withinPortal: false }}
            onChange={(value) => change({ [field]: value })}
          />
        ))}
        {isPlain ? null : (
          <TextInput
            type="datetime-local"
            label={t('expires')}
            value={draft.expires}
            error={problems.expires ? t('timeProblem') : undefined}
            onChange={(event) => change({ expires: event.currentTarget.value })}
          />
        )}
      </div>
    </fieldset>
  );
}

export function MetadataFields({ draft, problems, showsAll, change, isPlain = false }: FieldsProps) {
  const t = useText('uploadOptions');
  return (
    <fieldset className={styles.fieldset}>
      <legend>{t('metadataTitle')}</legend>
      <p className={styles.hint}>{t(isPlain ? 'metadataHintPlain' : 'metadataHint')}</p>
      <PairsField
        pairs={draft.metadata}
        words={{
          key: (number) => t('metadataName', { number }),
          value: (number) => t('metadataValue', { number }),
          remove: (number) => t('removeMetadata', { number }),
          add: t('addMetadata'),
        }}
        errorOf={(index) => {
          const problem = problems.metadata[index];
          return problem && (showsAll || problem !== 'name-missing') ? t(`problem_${problem}`) : undefined;
        }}
        onChange={(metadata) => change({ metadata })}
      />
      {problems.metadataBytes === undefined ? null : (
        <p className={styles.problem} role="alert">
          {t('metadataTooLarge', { bytes: problems.metadataBytes, most: mostMetadataBytes })}
        </p>
      )}
    </fieldset>
  );
}

export function TagFields({ draft, problems, showsAll, change }: FieldsProps) {
  const t = useText('uploadOptions');
  return (
    <fieldset className={styles.fieldset}>
      <legend>{t('tagsTitle')}</legend>
      <PairsField
        pairs={draft.tags}
        words={{
          key: (number) => t('tagKey', { number }),
          value: (number) => t('tagValue', { number }),
          remove: (number) => t('removeTag', { number }),
          add: t('addTag'),
        }}
        errorOf={(index) => {
          const problem = problems.tags[index];
          return problem && (showsAll || problem !== 'key-missing') ? t(`problem_${problem}`) : undefined;
        }}
        onChange={(tags) => change({ tags })}
      />
      {problems.tooManyTags ? (
        <p className={styles.problem} role="alert">
          {t('tooManyTags', { count: draft.tags.length, most: objectTagLimits.tags })}
        </p>
      ) : null}
    </fieldset>
  );
}
