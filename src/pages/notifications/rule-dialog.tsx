import { Autocomplete, Button, Input, Modal, SegmentedControl, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useText } from '../../components/text/language.ts';
import type { NotificationTargets } from '../../storage/index.ts';
import { EventChecklist } from '../shared/bucket-events/event-checklist.tsx';
import { eventGroups } from '../shared/bucket-events/event-names.ts';
import { KeptXml } from '../shared/setting-editor/kept-xml.tsx';
import styles from './notifications.module.css';
import { OverlapList } from './overlap-list.tsx';
import { findOverlaps, type NotificationRule } from './overlaps.ts';
import {
  arnSuggestions,
  hasProblem,
  isTarget,
  kindOfArn,
  kinds,
  namesOf,
  type RuleKind,
  ruleProblems,
} from './rule-form.ts';

interface RuleDialogProps {
  rule: NotificationRule;
  isNew: boolean;
  others: readonly NotificationRule[];
  targets: NotificationTargets | undefined;
  onClose: () => void;
  onDone: (rule: NotificationRule) => void;
}

/** One rule, into the draft and not to the server. */
export function RuleDialog({ rule, isNew, others, targets, onClose, onDone }: RuleDialogProps) {
  const t = useText('notifications');
  const shell = useText('shell');
  const [draft, setDraft] = useState(rule);
  const [showsAll, setShowsAll] = useState(false);
  const change = (more: Partial<NotificationRule>) => setDraft((before) => ({ ...before, ...more }));

  const problems = ruleProblems(draft);
  // What is merely not there yet is no mistake before the person is done.
  const problemOf = (field: keyof typeof problems) => {
    const problem = problems[field];
    const isUnfinished = problem === 'arn_empty' || problem === 'arn_form';
    return problem && (showsAll || !isUnfinished) ? t(problem) : undefined;
  };
  const names = namesOf(targets, [draft.arn, ...others.map(({ arn }) => arn)]);
  const all = [...others, draft];
  const overlaps = findOverlaps(all, names).filter(({ rules }) => rules.includes(others.length));

  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The page's own form is around this dialog, in React's eyes.
    event.stopPropagation();
    setShowsAll(true);
    if (!hasProblem(problems)) onDone(draft);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(isNew ? 'newRule' : 'editRule')}
      size={640}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <TargetFields
          draft={draft}
          others={others}
          targets={targets}
          isMinio={names === 'minio'}
          error={problemOf('arn')}
          onChange={change}
        />
        <EventChecklist
          label={t('events')}
          groups={eventGroups(names, rule.events)}
          chosen={draft.events}
          error={problemOf('events')}
          onChange={(events) => change({ events })}
        />
        <div className={styles.filters}>
          <TextInput
            label={t('prefix')}
            description={t('prefixHint')}
            value={draft.prefix ?? ''}
            error={problemOf('prefix')}
            spellCheck={false}
            autoCapitalize="none"
            autoComplete="off"
            onChange={(event) => change({ prefix: event.currentTarget.value || undefined })}
          />
          <TextInput
            label={t('suffix')}
            description={t('suffixHint')}
            value={draft.suffix ?? ''}
            error={problemOf('suffix')}
            spellCheck={false}
            autoCapitalize="none"
            autoComplete="off"
            onChange={(event) => change({ suffix: event.currentTarget.value || undefined })}
          />
        </div>
        <TextInput
          label={t('id')}
          description={t('idHint')}
          value={draft.id ?? ''}
          error={problemOf('id')}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => change({ id: event.currentTarget.value || undefined })}
        />
        <KeptXml kept={[...draft.keptAboutKeys, ...draft.keptInFilter, ...draft.kept]} />
        <OverlapList rules={all} overlaps={overlaps} edited={others.length} />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {shell('cancel')}
          </Button>
          <Button type="submit">{t('keepRule')}</Button>
        </div>
      </form>
    </Modal>
  );
}

interface TargetFieldsProps {
  draft: NotificationRule;
  others: readonly NotificationRule[];
  targets: NotificationTargets | undefined;
  isMinio: boolean;
  error: string | undefined;
  onChange: (more: Partial<NotificationRule>) => void;
}

function TargetFields({ draft, others, targets, isMinio, error, onChange }: TargetFieldsProps) {
  const t = useText('notifications');
  const suggestions = arnSuggestions(draft.kind, others, targets);
  const told = targets?.arns.length;
  const hint = () => {
    if (told === undefined) return t('arnUnknown');
    if (targets && draft.arn !== '' && !isTarget(draft.arn, targets))
      return <span className={styles.warn}>{t('notATarget')}</span>;
    return told === 0 ? t('arnNone') : t('arnSuggested', { count: told });
  };
  return (
    <>
      <Input.Wrapper
        label={t('kind')}
        labelElement="div"
        description={isMinio && draft.kind !== 'queue' ? t('queuesOnly') : undefined}
        inputWrapperOrder={['label', 'input', 'description']}
      >
        <div>
          <SegmentedControl
            aria-label={t('kind')}
            value={draft.kind}
            data={kinds.map((kind) => ({ value: kind, label: t(`kind_${kind}`) }))}
            onChange={(kind) => onChange({ kind: kind as RuleKind })}
          />
        </div>
      </Input.Wrapper>
      <Autocomplete
        label={t('arn')}
        description={hint()}
        placeholder={t('arnPlaceholder')}
        value={draft.arn}
        error={error}
        data={suggestions}
        openOnFocus={false}
        filter={({ options, search }) =>
          // Of one that is chosen already all the others are offered, too.
          suggestions.includes(search)
            ? options
            : options.filter((option) => 'value' in option && option.value.includes(search.trim()))
        }
        spellCheck={false}
        autoCapitalize="none"
        autoComplete="off"
        data-autofocus
        comboboxProps={{ withinPortal: true }}
        onChange={(arn) => onChange({ arn: arn.trim(), kind: kindOfArn(arn.trim()) ?? draft.kind })}
      />
    </>
  );
}
