import { Autocomplete, Radio, TextInput } from '@mantine/core';
import { useText } from '../../../../components/text/language.ts';
import type { FieldsProps } from './content-fields.tsx';
import { KeyField } from './key-field.tsx';
import styles from './options.module.css';
import type { EncryptionChoice } from './options-draft.ts';

/** Of AWS; others have some of them, and their own. */
const usualClasses = [
  'STANDARD',
  'REDUCED_REDUNDANCY',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER_IR',
  'GLACIER',
  'DEEP_ARCHIVE',
];
const choices: readonly EncryptionChoice[] = ['default', 'sse-s3', 'sse-kms', 'sse-c'];

interface StorageFieldsProps extends FieldsProps {
  /** How far a key of one's own may be sent: over plain http only to this machine. */
  keyTravels: 'safely' | 'locally' | 'in-the-clear';
  keySetBefore: string | undefined;
}

export function StorageFields(props: StorageFieldsProps) {
  const { draft, problems, change, keyTravels, keySetBefore } = props;
  const t = useText('uploadOptions');
  return (
    <fieldset className={styles.fieldset}>
      <legend>{t('storage')}</legend>
      <Autocomplete
        label={t('storageClass')}
        description={t('storageClassHint')}
        data={usualClasses}
        value={draft.storageClass}
        error={problems.storageClass ? t('storageClassProblem') : undefined}
        autoComplete="off"
        spellCheck={false}
        comboboxProps={{ withinPortal: false }}
        onChange={(storageClass) => change({ storageClass })}
      />
      <Radio.Group
        label={t('encryption')}
        value={draft.encryption}
        onChange={(value) => change({ encryption: choices.find((choice) => choice === value) })}
      >
        <div className={styles.choices}>
          {choices.map((choice) => {
            const isOwn = choice === 'sse-c';
            const isClear = isOwn && keyTravels === 'in-the-clear';
            return (
              <Radio
                key={choice}
                value={choice}
                label={t(`encryption_${choice}`)}
                disabled={isClear}
                description={
                  isClear
                    ? t('keyInsecure')
                    : isOwn && keyTravels === 'locally'
                      ? t('keyLocalOnly')
                      : undefined
                }
              />
            );
          })}
        </div>
      </Radio.Group>
      {draft.encryption === 'sse-kms' ? (
        <TextInput
          label={t('kmsKeyId')}
          description={t('kmsKeyIdHint')}
          value={draft.kmsKeyId}
          error={problems.kmsKeyId ? t('headerProblem') : undefined}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => change({ kmsKeyId: event.currentTarget.value })}
        />
      ) : null}
      {draft.encryption === 'sse-c' ? <KeyField {...props} wasSet={keySetBefore} /> : null}
    </fieldset>
  );
}
