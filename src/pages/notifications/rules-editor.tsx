import { Button } from '@mantine/core';
import { IconBell, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { useText } from '../../components/text/language.ts';
import type { NotificationTargets } from '../../storage/index.ts';
import { KeptXml } from '../shared/setting-editor/kept-xml.tsx';
import styles from './notifications.module.css';
import { OverlapList } from './overlap-list.tsx';
import { findOverlaps, type NotificationRule } from './overlaps.ts';
import { RuleDialog } from './rule-dialog.tsx';
import { namesOf, newRule, withRule } from './rule-form.ts';
import { RulesTable } from './rules-table.tsx';

interface RulesEditorProps {
  /** The draft. */
  rules: readonly NotificationRule[];
  kept: readonly string[];
  targets: NotificationTargets | undefined;
  onChange: (rules: readonly NotificationRule[]) => void;
}

/** The rules of the draft: nothing is saved here. */
export function RulesEditor({ rules, kept, targets, onChange }: RulesEditorProps) {
  const t = useText('notifications');
  /** The place of a rule, or a new one. */
  const [edited, setEdited] = useState<number | 'new'>();
  const names = namesOf(
    targets,
    rules.map(({ arn }) => arn),
  );
  const add = (
    <Button
      variant={rules.length === 0 ? 'filled' : 'default'}
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => setEdited('new')}
    >
      {t('addRule')}
    </Button>
  );
  return (
    <div className={styles.rules}>
      {rules.length === 0 ? (
        <EmptyState
          icon={<IconBell size={32} />}
          title={t('empty')}
          sentence={t('emptySentence')}
          action={add}
        />
      ) : (
        <>
          <div className={styles.tools}>
            <h2 className={styles.count}>{t('count', { count: rules.length })}</h2>
            {add}
          </div>
          <RulesTable
            rules={rules}
            targets={targets}
            onEdit={setEdited}
            onRemove={(place) => onChange(rules.filter((_, index) => index !== place))}
          />
        </>
      )}
      <OverlapList rules={rules} overlaps={findOverlaps(rules, names)} />
      <KeptXml kept={kept} />
      {edited === undefined ? null : (
        <RuleDialog
          rule={(edited === 'new' ? undefined : rules[edited]) ?? newRule}
          isNew={edited === 'new'}
          others={rules.filter((_, index) => index !== edited)}
          targets={targets}
          onClose={() => setEdited(undefined)}
          onDone={(rule) => {
            onChange(edited === 'new' ? withRule(rules, rule) : rules.with(edited, rule));
            setEdited(undefined);
          }}
        />
      )}
    </div>
  );
}
