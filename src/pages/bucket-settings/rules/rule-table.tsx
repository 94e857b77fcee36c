import { ActionIcon, Switch } from '@mantine/core';
import { IconCopy, IconPencil, IconTrash } from '@tabler/icons-react';
import { KeyText } from '../../../components/key-text.tsx';
import { useText } from '../../../components/text/language.ts';
import { type Phrase, Phrases } from './phrases.tsx';
import styles from './rules.module.css';
import { shownName } from './shown-name.ts';

export interface RuleRow {
  id: string | undefined;
  /** Under the name. */
  note?: string;
  enabled: boolean;
  about: readonly Phrase[];
  does: readonly Phrase[];
}

interface RuleTableProps {
  label: string;
  rows: readonly RuleRow[];
  /** Why no further rule can be had. */
  isFull: boolean;
  onEnable: (index: number, enabled: boolean) => void;
  onEdit: (index: number) => void;
  onCopy: (index: number) => void;
  onDelete: (index: number) => void;
}

/** Rules in words. What is done here changes the form; nothing is saved by it. */
export function RuleTable({ label, rows, isFull, onEnable, onEdit, onCopy, onDelete }: RuleTableProps) {
  const t = useText('rules');
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('rule')}</th>
          <th scope="col">{t('about')}</th>
          <th scope="col">{t('does')}</th>
          <th scope="col" className={styles.enabled}>
            {t('enabled')}
          </th>
          <th scope="col" className={styles.actions}>
            <span className="visually-hidden">{t('actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => {
          const rule = row.id === undefined ? t('unnamed', { number: index + 1 }) : shownName(row.id);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: ids may be missing, or there twice, until the server saw them
            <tr key={index} data-off={!row.enabled || undefined}>
              <th scope="row" className={styles.id}>
                {row.id === undefined ? (
                  <span className={styles.dim}>{rule}</span>
                ) : (
                  <KeyText value={row.id} />
                )}
                {row.note ? <span className={styles.note}>{row.note}</span> : null}
              </th>
              <td>
                <Phrases phrases={row.about} />
              </td>
              <td>
                <Phrases phrases={row.does} />
              </td>
              <td className={styles.enabled}>
                <Switch
                  size="xs"
                  aria-label={t('ruleOn', { rule })}
                  checked={row.enabled}
                  onChange={(event) => onEnable(index, event.currentTarget.checked)}
                />
              </td>
              <td className={styles.actions}>
                <RowAction icon={IconPencil} label={t('editRule', { rule })} onClick={() => onEdit(index)} />
                <RowAction
                  icon={IconCopy}
                  label={isFull ? t('mostRules') : t('copyRule', { rule })}
                  isDisabled={isFull}
                  onClick={() => onCopy(index)}
                />
                <RowAction
                  icon={IconTrash}
                  label={t('deleteRule', { rule })}
                  onClick={() => onDelete(index)}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

interface RowActionProps {
  icon: typeof IconCopy;
  label: string;
  isDisabled?: boolean;
  onClick: () => void;
}

function RowAction({ icon: Icon, label, isDisabled, onClick }: RowActionProps) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={28}
      aria-label={label}
      title={label}
      disabled={isDisabled}
      onClick={onClick}
    >
      <Icon size={16} aria-hidden />
    </ActionIcon>
  );
}
