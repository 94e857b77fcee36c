import { TextInput } from '@mantine/core';
import { IconArrowsRight } from '@tabler/icons-react';
import { useLanguage, useText } from '../../../components/text/language.ts';
import { isXmlText, StorageError } from '../../../storage/index.ts';
import { KeptXml } from '../../shared/setting-editor/kept-xml.tsx';
import { type FormFields, SettingForm } from '../../shared/setting-editor/setting-form.tsx';
import { SettingView } from '../../shared/setting-editor/setting-view.tsx';
import { ShownAs } from '../../shared/setting-editor/shown-as.tsx';
import type { EditorProps } from '../bucket-setting.ts';
import editor from '../editor.module.css';
import { filterPhrases } from '../rules/filter-phrases.ts';
import { RuleList } from '../rules/rule-list.tsx';
import styles from '../rules/rules.module.css';
import { localBucketOf } from './destination.ts';
import { RemoteTarget } from './remote-target.tsx';
import { inOneForm, nextPriority } from './replication-draft.ts';
import { type ReplicationForm, refusalHint, toForm, toValue } from './replication-form.ts';
import { ReplicationRuleForm } from './replication-rule-form.tsx';
import { rulePhrases } from './rule-phrases.ts';
import { VersioningNotice } from './versioning-notice.tsx';

export function ReplicationEditor({ bucket, title }: EditorProps) {
  const t = useText('rules');
  return (
    <>
      <p className={editor.about}>{t('replicationAbout')}</p>
      <SettingView bucket={bucket} name="replication" title={title}>
        {(document) => (
          <SettingForm
            bucket={bucket}
            name="replication"
            title={title}
            document={document}
            toForm={toForm}
            toValue={toValue}
            isWide
            noticeOf={(value) => (value === undefined ? { text: t('replicationRemoved') } : undefined)}
            explainRefusal={(error, form) => <Explanation error={error} bucket={bucket} form={form} />}
          >
            {(fields) => (
              <>
                <VersioningNotice bucket={bucket} />
                <Rules {...fields} bucket={bucket} />
                {fields.form.rules.length > 0 ? <Role {...fields} /> : null}
                <KeptXml kept={document.value?.kept ?? []} />
                <details className={styles.more}>
                  <summary>{t('onMinio')}</summary>
                  <RemoteTarget bucket={bucket} />
                </details>
              </>
            )}
          </SettingForm>
        )}
      </SettingView>
    </>
  );
}

function Rules({ bucket, form: { rules }, change }: FormFields<ReplicationForm> & { bucket: string }) {
  const t = useText('rules');
  const language = useLanguage();
  return (
    <RuleList
      label={t('replicationRules')}
      empty={{
        icon: <IconArrowsRight size={32} stroke={1.25} />,
        title: t('replicationEmptyTitle'),
        sentence: t('replicationEmptySentence'),
      }}
      rules={rules}
      rowOf={(rule) => ({
        note: rule.priority === undefined ? undefined : t('priorityOf', { priority: rule.priority }),
        about: filterPhrases(rule.filter, t, language),
        does: rulePhrases(rule, t),
      })}
      copyOf={(rule, all) => (rule.priority === undefined ? rule : { ...rule, priority: nextPriority(all) })}
      onChange={(changed) => change({ rules: inOneForm(changed) })}
      form={(props) => <ReplicationRuleForm {...props} bucket={bucket} />}
    />
  );
}

function Role({ form: { role }, change }: FormFields<ReplicationForm>) {
  const t = useText('rules');
  return (
    <div className={editor.wide}>
      <TextInput
        label={t('role')}
        description={t('roleHint')}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={role}
        error={isXmlText(role) ? undefined : t('problem_characters')}
        onChange={(event) => change({ role: event.currentTarget.value })}
      />
      <ShownAs value={role} />
    </div>
  );
}

interface ExplanationProps {
  error: unknown;
  bucket: string;
  form: ReplicationForm;
}

/** What is known to lie behind a refusal, and what to do about it. */
function Explanation({ error, bucket, form }: ExplanationProps) {
  const t = useText('rules');
  const hint = error instanceof StorageError ? refusalHint(error.serviceCode, form) : undefined;
  if (hint === undefined) return null;
  if (hint !== 'target') return <p className={styles.explain}>{t(`hint_${hint}`)}</p>;
  const destination = form.rules.map((rule) => localBucketOf(rule.destination)).find(Boolean);
  return <RemoteTarget bucket={bucket} destination={destination} />;
}
