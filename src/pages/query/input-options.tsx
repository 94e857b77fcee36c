import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../components/text/language.ts';
import { type DraftProblem, type InputDraft, namedDelimiters } from './input-draft.ts';
import styles from './query.module.css';

interface InputOptionsProps {
  draft: InputDraft;
  /** What was guessed; something else stands here where the person changed it. */
  guess: InputDraft;
  problem: DraftProblem | undefined;
  onChange: (draft: InputDraft) => void;
}

/** How the server is to read the object: guessed, and the person's to change. */
export function InputOptions({ draft, guess, problem, onChange }: InputOptionsProps) {
  const t = useText('query');
  const change = (part: Partial<InputDraft>) => onChange({ ...draft, ...part });
  const isChanged = JSON.stringify(draft) !== JSON.stringify(guess);
  const source = isChanged ? 'changed' : guess.kind === '' ? 'notGuessed' : 'guessed';
  return (
    <section className={styles.options} aria-label={t('input')}>
      <h2 className={styles.label}>{t('input')}</h2>
      <div className={styles.fields}>
        <NativeSelect
          size="xs"
          label={t('format')}
          value={draft.kind}
          error={problem === 'choose-format' ? t('problem_choose-format') : undefined}
          data={[
            ...(draft.kind === '' ? [{ value: '', label: t('format_choose') }] : []),
            ...(['csv', 'json', 'parquet'] as const).map((kind) => ({
              value: kind,
              label: t(`format_${kind}`),
            })),
          ]}
          onChange={(event) => change({ kind: event.currentTarget.value as InputDraft['kind'] })}
        />
        {draft.kind === 'parquet' || draft.kind === '' ? null : (
          <NativeSelect
            size="xs"
            label={t('compression')}
            value={draft.compression}
            data={(['NONE', 'GZIP', 'BZIP2'] as const).map((value) => ({
              value,
              label: t(`compression_${value}`),
            }))}
            onChange={(event) =>
              change({ compression: event.currentTarget.value as InputDraft['compression'] })
            }
          />
        )}
        {draft.kind === 'json' ? (
          <NativeSelect
            size="xs"
            className={styles.wideField}
            label={t('jsonType')}
            value={draft.jsonType}
            data={(['LINES', 'DOCUMENT'] as const).map((value) => ({ value, label: t(`jsonType_${value}`) }))}
            onChange={(event) => change({ jsonType: event.currentTarget.value as InputDraft['jsonType'] })}
          />
        ) : null}
        {draft.kind === 'csv' ? <CsvFields draft={draft} problem={problem} onChange={change} /> : null}
      </div>
      {draft.kind === 'parquet' ? <p className={styles.help}>{t('parquetHelp')}</p> : null}
      <p className={styles.help}>
        {t(source)}{' '}
        {isChanged ? (
          <button type="button" className={styles.textButton} onClick={() => onChange(guess)}>
            {t('guessAgain')}
          </button>
        ) : null}
      </p>
    </section>
  );
}

interface CsvFieldsProps {
  draft: InputDraft;
  problem: DraftProblem | undefined;
  onChange: (part: Partial<InputDraft>) => void;
}

function CsvFields({ draft, problem, onChange }: CsvFieldsProps) {
  const t = useText('query');
  const isNamed = draft.fieldDelimiter in namedDelimiters;
  const [isTyped, setTyped] = useState(!isNamed);
  const delimiterProblem =
    problem === 'delimiter' || problem === 'same' ? t(`problem_${problem}`) : undefined;
  return (
    <>
      <NativeSelect
        size="xs"
        label={t('header')}
        value={draft.header}
        data={(['USE', 'NONE', 'IGNORE'] as const).map((value) => ({ value, label: t(`header_${value}`) }))}
        onChange={(event) => onChange({ header: event.currentTarget.value as InputDraft['header'] })}
      />
      <NativeSelect
        size="xs"
        label={t('delimiter')}
        value={isNamed && !isTyped ? draft.fieldDelimiter : 'other'}
        error={isTyped ? undefined : delimiterProblem}
        data={[
          ...Object.entries(namedDelimiters).map(([value, name]) => ({
            value,
            label: t(`delimiter_${name}`),
          })),
          { value: 'other', label: t('delimiter_else') },
        ]}
        onChange={(event) => {
          const { value } = event.currentTarget;
          setTyped(value === 'other');
          if (value !== 'other') onChange({ fieldDelimiter: value });
        }}
      />
      {isTyped ? (
        <MarkField
          className={styles.wideField}
          label={t('otherDelimiter')}
          description={t('markHelp')}
          value={draft.fieldDelimiter}
          error={delimiterProblem}
          onChange={(fieldDelimiter) => onChange({ fieldDelimiter })}
        />
      ) : null}
      <details
        className={styles.further}
        open={problem === 'quote' || problem === 'record-delimiter' ? true : undefined}
      >
        <summary>{t('further')}</summary>
        <div className={styles.fields}>
          <MarkField
            label={t('quote')}
            value={draft.quote}
            error={problem === 'quote' ? t('problem_quote') : undefined}
            onChange={(quote) => onChange({ quote })}
          />
          <MarkField
            label={t('quoteEscape')}
            value={draft.quoteEscape}
            onChange={(quoteEscape) => onChange({ quoteEscape })}
          />
          <MarkField
            label={t('comments')}
            value={draft.comments}
            onChange={(comments) => onChange({ comments })}
          />
          <MarkField
            label={t('recordDelimiter')}
            value={draft.recordDelimiter}
            error={problem === 'record-delimiter' ? t('problem_record-delimiter') : undefined}
            onChange={(recordDelimiter) => onChange({ recordDelimiter })}
          />
          <Checkbox
            size="xs"
            className={styles.wideField}
            label={t('quotedRecordDelimiter')}
            checked={draft.quotedRecordDelimiter}
            onChange={(event) => onChange({ quotedRecordDelimiter: event.currentTarget.checked })}
          />
        </div>
      </details>
    </>
  );
}

interface MarkFieldProps {
  label: string;
  value: string;
  description?: string;
  error?: string;
  className?: string;
  onChange: (value: string) => void;
}

function MarkField({ onChange, ...field }: MarkFieldProps) {
  return (
    <TextInput
      {...field}
      size="xs"
      spellCheck={false}
      autoCapitalize="none"
      autoComplete="off"
      classNames={{ input: styles.mono }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
