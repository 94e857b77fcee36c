import { Checkbox, Radio, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useText } from '../../../components/text/language.ts';
import { useConnection } from '../../shared/connection.tsx';
import { KeptXml } from '../../shared/setting-editor/kept-xml.tsx';
import { type FormFields, SettingForm } from '../../shared/setting-editor/setting-form.tsx';
import { SettingView } from '../../shared/setting-editor/setting-view.tsx';
import { ShownAs } from '../../shared/setting-editor/shown-as.tsx';
import { settingQuery } from '../../shared/setting-editor/use-setting.ts';
import type { EditorProps } from '../bucket-setting.ts';
import styles from '../editor.module.css';
import { noticeFor, prefixProblem, toForm, toValue, type VersioningForm } from './versioning-form.ts';

export function VersioningEditor({ bucket, title }: EditorProps) {
  const t = useText('settings');
  return (
    <>
      <p className={styles.about}>{t('versioningAbout')}</p>
      <SettingView bucket={bucket} name="versioning" title={title}>
        {(document) => (
          <SettingForm
            bucket={bucket}
            name="versioning"
            title={title}
            document={document}
            toForm={toForm}
            toValue={toValue}
            noticeOf={(value, before) => {
              const notice = value && noticeFor(value, before);
              return notice && { text: t(`versioningNotice_${notice}`) };
            }}
          >
            {(fields) => (
              <>
                <Fields {...fields} bucket={bucket} wasSet={document.value !== undefined} />
                <KeptXml kept={document.value?.kept ?? []} />
              </>
            )}
          </SettingForm>
        )}
      </SettingView>
    </>
  );
}

interface FieldsProps extends FormFields<VersioningForm> {
  bucket: string;
  wasSet: boolean;
}

function Fields({ bucket, wasSet, form, change }: FieldsProps) {
  const t = useText('settings');
  // The list beside has read it already; a lock needs every version.
  const lock = useQuery(settingQuery(useConnection(), bucket, 'object-lock'));
  const isLocked = lock.data?.value !== undefined;
  const problem = prefixProblem(form);
  return (
    <>
      <Radio.Group
        label={t('versioningStatus')}
        value={form.status}
        onChange={(status) => change({ status: status as VersioningForm['status'] })}
      >
        <div className={styles.choices}>
          {wasSet ? null : (
            <Radio value="never" label={t('versioningNever')} description={t('versioningNeverMeans')} />
          )}
          <Radio value="Enabled" label={t('versioningEnabled')} description={t('versioningEnabledMeans')} />
          <Radio
            value="Suspended"
            label={t('versioningSuspended')}
            description={t(isLocked ? 'versioningLocked' : 'versioningSuspendedMeans')}
            disabled={isLocked && form.status !== 'Suspended'}
          />
        </div>
      </Radio.Group>
      {form.status === 'Enabled' ? (
        <details
          className={styles.details}
          open={form.excludedPrefixes !== '' || form.excludeFolders || undefined}
        >
          <summary>{t('versioningExclusions')}</summary>
          <div>
            <p className={styles.none}>{t('versioningExclusionsMean')}</p>
            <div>
              <Textarea
                className={styles.wide}
                label={t('versioningPrefixes')}
                description={t('versioningPrefixesHint')}
                value={form.excludedPrefixes}
                error={problem ? t(`problem_${problem}`) : undefined}
                autosize
                minRows={2}
                maxRows={12}
                spellCheck={false}
                autoCapitalize="none"
                styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
                onChange={(event) => change({ excludedPrefixes: event.currentTarget.value })}
              />
              <ShownAs value={form.excludedPrefixes.replaceAll('\n', '')} />
            </div>
            <Checkbox
              label={t('versioningFolders')}
              description={t('versioningFoldersHint')}
              checked={form.excludeFolders}
              onChange={(event) => change({ excludeFolders: event.currentTarget.checked })}
            />
          </div>
        </details>
      ) : null}
    </>
  );
}
