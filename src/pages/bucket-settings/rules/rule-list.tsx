import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import { EmptyState } from '../../../components/empty-state.tsx';
import { useText } from '../../../components/text/language.ts';
import { useAnnounce } from '../../shared/announce.tsx';
import { copiedId } from './rule-id.ts';
import { type RuleRow, RuleTable } from './rule-table.tsx';
import styles from './rules.module.css';
import { shownName } from './shown-name.ts';

interface AnyRule {
  id?: string;
  enabled: boolean;
}

/** What a form needs to write one rule. */
export interface RuleFormProps<Rule> {
  /** Undefined: a new one. */
  rule: Rule | undefined;
  others: readonly Rule[];
  onPut: (rule: Rule) => void;
  onClose: () => void;
}

interface RuleListProps<Rule extends AnyRule> {
  label: string;
  empty: { icon: ReactNode; title: string; sentence: string };
  rules: readonly Rule[];
  rowOf: (rule: Rule) => Pick<RuleRow, 'note' | 'about' | 'does'>;
  /** What else a copy must not share with the other rules. */
  copyOf?: (rule: Rule, rules: readonly Rule[]) => Rule;
  onChange: (rules: readonly Rule[]) => void;
  form: (props: RuleFormProps<Rule>) => ReactNode;
}

/** No bucket takes more. */
const mostRules = 1000;

/** The rules of a setting in their order, and what can be done with each. Nothing is saved by it. */
export function RuleList<Rule extends AnyRule>(props: RuleListProps<Rule>) {
  const { label, empty, rules, rowOf, copyOf = (rule) => rule, onChange, form } = props;
  const t = useText('rules');
  const announce = useAnnounce();
  const [open, setOpen] = useState<number | 'new'>();
  const list = useRef<HTMLDivElement>(null);
  const opener = useRef<Element>(null);

  const isFull = rules.length >= mostRules;
  const nameOf = ({ id }: AnyRule) => (id === undefined ? t('unnamedHere') : shownName(id));
  // After the dialog or the row is gone; what opened the dialog may be gone too.
  const giveFocus = () =>
    setTimeout(() => {
      const { current } = opener;
      if (current instanceof HTMLElement && current.isConnected) current.focus();
      else list.current?.querySelector<HTMLElement>('[data-add]')?.focus();
    });
  const edit = (which: number | 'new') => {
    opener.current = document.activeElement;
    setOpen(which);
  };
  const close = () => {
    setOpen(undefined);
    giveFocus();
  };
  const put = (rule: Rule) => {
    onChange(open === 'new' ? [...rules, rule] : rules.map((other, at) => (at === open ? rule : other)));
    announce(t('putInDraft'));
    close();
  };

  const add = (
    <Button
      variant="default"
      size="xs"
      data-add
      leftSection={<IconPlus size={14} aria-hidden />}
      disabled={isFull}
      onClick={() => edit('new')}
    >
      {t(rules.length === 0 ? 'addFirst' : 'addRule')}
    </Button>
  );

  return (
    <div ref={list} className={styles.list}>
      {rules.length === 0 ? (
        <EmptyState {...empty} action={add} />
      ) : (
        <RuleTable
          label={label}
          rows={rules.map((rule) => ({ id: rule.id, enabled: rule.enabled, ...rowOf(rule) }))}
          isFull={isFull}
          onEnable={(index, enabled) =>
            onChange(rules.map((rule, at) => (at === index ? { ...rule, enabled } : rule)))
          }
          onEdit={edit}
          onCopy={(index) => {
            const rule = rules[index];
            if (rule === undefined) return;
            const ids = rules.flatMap(({ id }) => id ?? []);
            onChange(rules.toSpliced(index + 1, 0, { ...copyOf(rule, rules), id: copiedId(rule.id, ids) }));
            announce(t('copiedInDraft', { rule: nameOf(rule) }));
          }}
          onDelete={(index) => {
            const rule = rules[index];
            if (rule === undefined) return;
            onChange(rules.toSpliced(index, 1));
            announce(t('deletedFromDraft', { rule: nameOf(rule) }));
            opener.current = null;
            giveFocus();
          }}
        />
      )}
      {rules.length === 0 ? null : (
        <div className={styles.tools}>
          {add}
          {isFull ? <span className={styles.hint}>{t('mostRules')}</span> : null}
        </div>
      )}
      {open === undefined
        ? null
        : form({
            rule: open === 'new' ? undefined : rules[open],
            others: rules.filter((_, at) => at !== open),
            onPut: put,
            onClose: close,
          })}
    </div>
  );
}
