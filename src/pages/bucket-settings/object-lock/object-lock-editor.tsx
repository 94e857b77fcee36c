import { NativeSelect, Radio, TextInput } from '@mantine/core';
import { IconLockOpen } from '@tabler/icons-react';
import { EmptyState } from '../../../components/empty-state.tsx';
import { useText } from '../../../components/text/language.ts';
import { KeptXml } from '../../shared/setting-editor/kept-xml.tsx';
import { type FormFields, SettingForm } from '../../shared/setting-editor/setting-form.tsx';
import { SettingView } from '../../shared/setting-editor/setting-view.tsx';
import type { EditorProps } from '../bucket-setting.ts';
import styles from '../editor.module.css';
import { amountProblem, most, noticeFor, type ObjectLockForm, toForm, toValue } from './object-lock-form.ts';

export function ObjectLockEditor({ bucket, title }: EditorProps) {
  const t = useText('settings');
  return (
    <>
      <p className={styles.about}>{t('objectLockAbout')}</p>
      <SettingView bucket={bucket} name="object-lock" title={title}>
        {(document) =>
          document.value === undefined ? (
            <EmptyState
              icon={<IconLockOpen size={32} stroke={1.25} />}
              title={t('objectLockNone')}
              sentence={t('objectLockNoneSentence')}
            />
          ) : (
            <SettingForm
              bucket={bucket}
              name="object-lock"
              title={title}
              document={document}
              toForm={toForm}
              toValue={toValue}
              noticeOf={(value) => {
                const notice = value && noticeFor(value);
                return (
                  notice && { text: t(`objectLockNotice_${notice}`), asksForName: notice === 'compliance' }
                );
              }}
            >
              {(fields) => (
                <>
                  <Fields {...fields} />
                  <KeptXml kept={document.value?.kept ?? []} />
                </>
              )}
            </SettingForm>
          )
        }
      </SettingView>
    </>
  );
}

const modes = ['none', 'GOVERNANCE', 'COMPLIANCE'] as const;

function Fields({ form, change, showsAll }: FormFields<ObjectLockForm>) {
  const t = useText('settings');
  const problem = amountProblem(form);
  // Nothing typed yet is wrong only for who wants to save it.
  const isTold = problem !== undefined && (problem !== 'amountMissing' || showsAll);
  return (
    <>
      <Radio.Group
        label={t('objectLockMode')}
        description={t('objectLockModeHint')}
        value={form.mode}
        onChange={(mode) => change({ mode: mode as ObjectLockForm['mode'] })}
      >
        <div className={styles.choices}>
          {modes.map((mode) => (
            <Radio
              key={mode}
              value={mode}
              label={t(`objectLock_${mode}`)}
              description={t(`objectLockMeans_${mode}`)}
            />
          ))}
        </div>
      </Radio.Group>
      {form.mode === 'none' ? null : (
        <div className={styles.period}>
          <TextInput
            label={t('objectLockAmount')}
            value={form.amount}
            error={isTold ? t(`problem_${problem}`, { most: most[form.unit] }) : undefined}
            inputMode="numeric"
            autoComplete="off"
            w={180}
            onChange={(event) => change({ amount: event.currentTarget.value })}
          />
          <NativeSelect
            label={t('objectLockUnit')}
            value={form.unit}
            w={120}
            data={[
              { value: 'days', label: t('objectLockUnit_days') },
              { value: 'years', label: t('objectLockUnit_years') },
            ]}
            onChange={(event) => change({ unit: event.currentTarget.value as ObjectLockForm['unit'] })}
          />
        </div>
      )}
    </>
  );
}
