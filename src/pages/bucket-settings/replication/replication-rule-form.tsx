import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useText } from '../../../components/text/language.ts';
import type { ReplicationRule } from '../../../storage/index.ts';
import { bucketsQuery } from '../../shared/buckets-query.ts';
import { useConnection } from '../../shared/connection.tsx';
import { KeptXml } from '../../shared/setting-editor/kept-xml.tsx';
import { FilterFields } from '../rules/filter-fields.tsx';
import { NumberField } from '../rules/number-field.tsx';
import { RuleDialog } from '../rules/rule-dialog.tsx';
import fields from '../rules/rule-form.module.css';
import type { RuleFormProps } from '../rules/rule-list.tsx';
import styles from '../rules/rules.module.css';
import { useRuleErrors } from '../rules/use-rule-errors.ts';
import { DestinationFields } from './destination-fields.tsx';
import {
  newRule,
  type ReplicationDraft,
  replicationProblems,
  ruleDraft,
  ruleOf,
  targetsOf,
} from './replication-draft.ts';

interface ReplicationRuleFormProps extends RuleFormProps<ReplicationRule> {
  bucket: string;
}

export function ReplicationRuleForm(props: ReplicationRuleFormProps) {
  const { bucket, rule, others, onPut, onClose } = props;
  const t = useText('rules');
  const form = useRef<HTMLFormElement>(null);
  // Who may not list buckets types the name; nothing waits for the list.
  const buckets = useQuery(bucketsQuery(useConnection()));
  const listed = (buckets.data ?? []).map(({ name }) => name).filter((name) => name !== bucket);
  const [begun] = useState(() =>
    rule === undefined ? newRule(others, listed) : ruleDraft(rule, others, listed),
  );
  const [draft, setDraft] = useState(begun);
  const { errorOf, check } = useRuleErrors(replicationProblems(draft, others, bucket), form);
  const change = (part: Partial<ReplicationDraft>) => setDraft((before) => ({ ...before, ...part }));
  const isFirstForm = rule !== undefined && rule.priority === undefined;
  return (
    <RuleDialog
      isNew={rule === undefined}
      form={form}
      id={draft.id}
      idError={errorOf('id')}
      enabled={draft.enabled}
      kept={rule?.kept ?? []}
      onChange={change}
      onPut={() => {
        if (!check()) return;
        const isUntouched = rule !== undefined && JSON.stringify(draft) === JSON.stringify(begun);
        onPut(isUntouched ? rule : ruleOf(draft));
      }}
      onClose={onClose}
    >
      <DestinationFields
        draft={draft}
        listed={listed}
        targets={targetsOf(rule === undefined ? others : [...others, rule])}
        errorOf={errorOf}
        change={change}
      />
      <KeptXml kept={rule?.destinationKept ?? []} />
      <FilterFields filter={draft.filter} errorOf={errorOf} onChange={(filter) => change({ filter })} />
      <fieldset className={fields.fieldset}>
        <legend>{t('how')}</legend>
        <NumberField
          label={t('priority')}
          description={t('priorityHint')}
          value={draft.priority}
          error={errorOf('priority')}
          onChange={(priority) => change({ priority })}
        />
        {isFirstForm ? <p className={styles.hint}>{t('firstFormNotice')}</p> : null}
        <Checkbox
          label={t('deleteMarkers')}
          description={t('deleteMarkersHint')}
          error={errorOf('deleteMarkers')}
          checked={draft.deleteMarkers}
          onChange={(event) => change({ deleteMarkers: event.currentTarget.checked })}
        />
        <Checkbox
          label={t('versionDeletes')}
          description={t('versionDeletesHint')}
          checked={draft.versionDeletes}
          onChange={(event) => change({ versionDeletes: event.currentTarget.checked })}
        />
        <Checkbox
          label={t('existingObjects')}
          description={t('existingObjectsHint')}
          checked={draft.existingObjects}
          onChange={(event) => change({ existingObjects: event.currentTarget.checked })}
        />
      </fieldset>
    </RuleDialog>
  );
}
