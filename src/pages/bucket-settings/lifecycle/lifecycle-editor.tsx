import { IconHourglassLow } from '@tabler/icons-react';
import { useLanguage, useText } from '../../../components/text/language.ts';
import { StorageError } from '../../../storage/index.ts';
import { KeptXml } from '../../shared/setting-editor/kept-xml.tsx';
import { type FormFields, SettingForm } from '../../shared/setting-editor/setting-form.tsx';
import { SettingView } from '../../shared/setting-editor/setting-view.tsx';
import type { EditorProps } from '../bucket-setting.ts';
import editor from '../editor.module.css';
import { CommandLine } from '../rules/command-line.tsx';
import { filterPhrases } from '../rules/filter-phrases.ts';
import { RuleList } from '../rules/rule-list.tsx';
import styles from '../rules/rules.module.css';
import { actionPhrases } from './action-phrases.ts';
import { CalendarPanel } from './calendar-panel.tsx';
import { deletionNotice, type LifecycleForm, toForm, toValue } from './lifecycle-form.ts';
import { LifecycleRuleForm } from './lifecycle-rule-form.tsx';
import { refusalHint } from './refusal-hint.ts';

export function LifecycleEditor({ bucket, title }: EditorProps) {
  const t = useText('rules');
  return (
    <>
      <p className={editor.about}>{t('lifecycleAbout')}</p>
      <SettingView bucket={bucket} name="lifecycle" title={title}>
        {(document) => (
          <SettingForm
            bucket={bucket}
            name="lifecycle"
            title={title}
            document={document}
            toForm={toForm}
            toValue={toValue}
            isWide
            noticeOf={(value, before) => {
              const notice = deletionNotice(value, before);
              if (notice === undefined) return undefined;
              const { count, isAboutAll } = notice;
              return {
                text: t(isAboutAll ? 'deletesAllNotice' : 'deletesNotice', { count, bucket }),
                asksForName: isAboutAll,
              };
            }}
            explainRefusal={(error, form) => <Explanation error={error} form={form} />}
          >
            {(fields) => (
              <>
                <Rules {...fields} />
                <KeptXml kept={document.value?.kept ?? []} />
                {fields.form.rules.length > 0 ? (
                  <CalendarPanel bucket={bucket} rules={fields.form.rules} />
                ) : null}
              </>
            )}
          </SettingForm>
        )}
      </SettingView>
    </>
  );
}

function Rules({ form: { rules }, change }: FormFields<LifecycleForm>) {
  const t = useText('rules');
  const language = useLanguage();
  return (
    <RuleList
      label={t('lifecycleRules')}
      empty={{
        icon: <IconHourglassLow size={32} stroke={1.25} />,
        title: t('lifecycleEmptyTitle'),
        sentence: t('lifecycleEmptySentence'),
      }}
      rules={rules}
      rowOf={(rule) => ({
        about: filterPhrases(rule.filter, t, language),
        does: actionPhrases(rule, t, language),
      })}
      onChange={(changed) => change({ rules: changed })}
      form={(props) => <LifecycleRuleForm {...props} />}
    />
  );
}

/** What is known to lie behind a refusal, and what to do about it. */
function Explanation({ error, form }: { error: unknown; form: LifecycleForm }) {
  const t = useText('rules');
  const hint = error instanceof StorageError ? refusalHint(error.serviceCode, form.rules) : undefined;
  if (hint === undefined) return null;
  return (
    <div className={styles.explain}>
      <p>{t(`hint_${hint}`)}</p>
      {hint === 'tier' ? (
        <CommandLine command="mc ilm tier add s3 ALIAS TIER --endpoint https://HOST --access-key KEY --secret-key SECRET --bucket BUCKET" />
      ) : null}
    </div>
  );
}
