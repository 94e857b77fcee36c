import { Checkbox, Radio, TextInput } from '@mantine/core';
import { useText } from '../../../components/text/language.ts';
import { KeptXml } from '../../shared/setting-editor/kept-xml.tsx';
import { type FormFields, SettingForm } from '../../shared/setting-editor/setting-form.tsx';
import { SettingView } from '../../shared/setting-editor/setting-view.tsx';
import { ShownAs } from '../../shared/setting-editor/shown-as.tsx';
import type { EditorProps } from '../bucket-setting.ts';
import styles from '../editor.module.css';
import {
  type EncryptionForm,
  keyProblem,
  knownAlgorithms,
  takesKey,
  toForm,
  toValue,
} from './encryption-form.ts';

export function EncryptionEditor({ bucket, title }: EditorProps) {
  const t = useText('settings');
  return (
    <>
      <p className={styles.about}>{t('encryptionAbout')}</p>
      <SettingView bucket={bucket} name="encryption" title={title}>
        {({ value, ...document }) => (
          <SettingForm
            bucket={bucket}
            name="encryption"
            title={title}
            document={{ value, ...document }}
            toForm={toForm}
            toValue={toValue}
            noticeOf={(next) => ({
              text: t(
                next === undefined
                  ? 'encryptionNotice_off'
                  : takesKey(next.algorithm)
                    ? 'encryptionNotice_kms'
                    : 'encryptionNotice_on',
              ),
            })}
          >
            {(fields) => (
              <>
                <Fields {...fields} found={value?.algorithm} />
                <KeptXml
                  kept={[
                    ...(value?.keptInDefault ?? []),
                    ...(value?.kept ?? []),
                    ...(value?.keptBesideRule ?? []),
                  ]}
                />
              </>
            )}
          </SettingForm>
        )}
      </SettingView>
    </>
  );
}

/** A colon in the name of a text would name its catalogue. */
const textNames = { AES256: 'aes', 'aws:kms': 'kms', 'aws:kms:dsse': 'dsse' } as const;

interface FieldsProps extends FormFields<EncryptionForm> {
  /** What the server has, which may be none of the known. */
  found: string | undefined;
}

function Fields({ form, change, found }: FieldsProps) {
  const t = useText('settings');
  const problem = keyProblem(form);
  const isForeign = found && !knownAlgorithms.some((known) => known === found);
  return (
    <>
      <Radio.Group
        label={t('encryptionAlgorithm')}
        value={form.algorithm}
        onChange={(algorithm) => change({ algorithm })}
      >
        <div className={styles.choices}>
          <Radio value="" label={t('encryptionOff')} description={t('encryptionOffMeans')} />
          {knownAlgorithms.map((algorithm) => (
            <Radio
              key={algorithm}
              value={algorithm}
              label={t(`encryption_${textNames[algorithm]}`)}
              description={t(`encryptionMeans_${textNames[algorithm]}`)}
            />
          ))}
          {isForeign ? <Radio value={found} label={found} description={t('encryptionForeign')} /> : null}
        </div>
      </Radio.Group>
      {takesKey(form.algorithm) ? (
        <>
          <div className={styles.wide}>
            <TextInput
              label={t('encryptionKey')}
              description={t('encryptionKeyHint')}
              value={form.kmsKeyId}
              error={problem ? t(`problem_${problem}`) : undefined}
              spellCheck={false}
              autoCapitalize="none"
              autoComplete="off"
              styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
              onChange={(event) => change({ kmsKeyId: event.currentTarget.value })}
            />
            <ShownAs value={form.kmsKeyId.trim()} />
          </div>
          <Checkbox
            label={t('encryptionBucketKey')}
            description={t('encryptionBucketKeyHint')}
            checked={form.bucketKey}
            onChange={(event) => change({ bucketKey: event.currentTarget.checked })}
          />
        </>
      ) : null}
    </>
  );
}
