import { useRef, useState } from 'react';
import { useText } from '../../../components/text/language.ts';
import type { LifecycleRule } from '../../../storage/index.ts';
import { FilterFields } from '../rules/filter-fields.tsx';
import { RuleDialog } from '../rules/rule-dialog.tsx';
import fields from '../rules/rule-form.module.css';
import type { RuleFormProps } from '../rules/rule-list.tsx';
import styles from '../rules/rules.module.css';
import { useRuleErrors } from '../rules/use-rule-errors.ts';
import { CurrentFields } from './current-fields.tsx';
import { MoveFields } from './move-fields.tsx';
import { OldVersionFields } from './old-version-fields.tsx';
import { newRule, type RuleDraft, ruleDraft, ruleOf, ruleProblems } from './rule-draft.ts';
import { UploadFields } from './upload-fields.tsx';

/** What the fields of one part of a rule need. */
export interface PartProps {
  draft: RuleDraft;
  change: (part: Partial<RuleDraft>) => void;
  errorOf: (field: string) => string | undefined;
}

export function LifecycleRuleForm({ rule, others, onPut, onClose }: RuleFormProps<LifecycleRule>) {
  const t = useText('rules');
  const form = useRef<HTMLFormElement>(null);
  const [begun] = useState(() => (rule === undefined ? newRule : ruleDraft(rule)));
  const [draft, setDraft] = useState(begun);
  const taken = others.flatMap(({ id }) => id ?? []);
  const { errorOf, check } = useRuleErrors(ruleProblems(draft, taken), form);
  const change = (part: Partial<RuleDraft>) => setDraft((before) => ({ ...before, ...part }));
  const part: PartProps = { draft, change, errorOf };
  const noAction = errorOf('action');
  return (
    <RuleDialog
      isNew={rule === undefined}
      form={form}
      id={draft.id}
      idError={errorOf('id')}
      enabled={draft.enabled}
      kept={draft.kept}
      onChange={change}
      onPut={() => {
        if (!check()) return;
        const isUntouched = rule !== undefined && JSON.stringify(draft) === JSON.stringify(begun);
        onPut(isUntouched ? rule : ruleOf(draft));
      }}
      onClose={onClose}
    >
      <FilterFields
        filter={draft.filter}
        errorOf={errorOf}
        hasSizes
        onChange={(filter) => change({ filter })}
      />
      {noAction ? (
        <p role="alert" className={fields.problem} data-problem tabIndex={-1}>
          {noAction}
        </p>
      ) : null}
      <CurrentFields {...part} />
      <OldVersionFields {...part} />
      <MoveFields {...part} />
      <UploadFields {...part} />
      <p className={styles.hint}>{t('daysHint')}</p>
    </RuleDialog>
  );
}
