import { ActionIcon } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { CopyButton } from '../../components/copy-button.tsx';
import { KeyText } from '../../components/key-text.tsx';
import { useText } from '../../components/text/language.ts';
import type { NotificationTargets } from '../../storage/index.ts';
import { useEventWord } from '../shared/bucket-events/event-words.ts';
import styles from './notifications.module.css';
import type { NotificationRule } from './overlaps.ts';
import { isTarget, shortArn } from './rule-form.ts';

interface RulesTableProps {
  rules: readonly NotificationRule[];
  targets: NotificationTargets | undefined;
  onEdit: (place: number) => void;
  onRemove: (place: number) => void;
}

const columns = ['target', 'kind', 'events', 'prefix', 'suffix', 'id'] as const;

export function RulesTable({ rules, targets, onEdit, onRemove }: RulesTableProps) {
  const t = useText('notifications');
  const narrow = useMediaQuery('(max-width: 900px)', undefined, { getInitialValueInEffect: false }) ?? false;
  return (
    <table className={styles.table} aria-label={t('table')}>
      <thead>
        <tr>
          {(narrow ? (['target', 'events'] as const) : columns).map((column) => (
            <th key={column} scope="col" className={styles[column]}>
              {t(`column_${column}`)}
            </th>
          ))}
          <th scope="col" className={styles.actions}>
            <span className="visually-hidden">{t('column_actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rules.map((rule, place) => {
          const name = shortArn(rule.arn);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: two rules may be alike in all; their place is what they are
            <tr key={place}>
              <th scope="row" className={styles.target}>
                <span className={styles.arn} title={rule.arn}>
                  <KeyText value={name} />
                  <CopyButton value={rule.arn} label={t('copyArn', { name })} />
                </span>
                {narrow ? <span className={styles.under}>{t(`kind_${rule.kind}`)}</span> : null}
                {targets && !isTarget(rule.arn, targets) ? (
                  <span className={styles.notTarget}>{t('notATarget')}</span>
                ) : null}
              </th>
              {narrow ? null : <td className={styles.kind}>{t(`kind_${rule.kind}`)}</td>}
              <td className={styles.events}>
                <EventWords rule={rule} />
                {narrow ? <UnderFilter rule={rule} /> : null}
              </td>
              {narrow ? null : <OwnColumns rule={rule} />}
              <td className={styles.actions}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={28}
                  aria-label={t('editName', { name })}
                  title={t('editName', { name })}
                  onClick={() => onEdit(place)}
                >
                  <IconPencil size={16} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={28}
                  aria-label={t('removeName', { name })}
                  title={t('removeName', { name })}
                  onClick={() => onRemove(place)}
                >
                  <IconTrash size={16} aria-hidden />
                </ActionIcon>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function EventWords({ rule: { events } }: { rule: NotificationRule }) {
  const eventWord = useEventWord();
  return (
    <ul>
      {events.map((event) => (
        <li key={event} title={event}>
          {eventWord(event)}
        </li>
      ))}
    </ul>
  );
}

function OwnColumns({ rule }: { rule: NotificationRule }) {
  return (
    <>
      <td className={styles.prefix}>
        <Filter value={rule.prefix} />
        <Further rule={rule} />
      </td>
      <td className={styles.suffix}>
        <Filter value={rule.suffix} />
      </td>
      <td className={styles.id}>{rule.id === undefined ? '–' : <KeyText value={rule.id} />}</td>
    </>
  );
}

/** The same below the events, where there is no room for columns. */
function UnderFilter({ rule }: { rule: NotificationRule }) {
  const t = useText('notifications');
  const parts = [
    { label: t('column_prefix'), value: rule.prefix },
    { label: t('column_suffix'), value: rule.suffix },
    { label: t('column_id'), value: rule.id },
  ].filter(({ value }) => value !== undefined && value !== '');
  return (
    <>
      <dl className={styles.under}>
        {parts.map(({ label, value = '' }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <KeyText value={value} />
            </dd>
          </div>
        ))}
      </dl>
      <Further rule={rule} />
    </>
  );
}

function Filter({ value }: { value: string | undefined }) {
  const t = useText('notifications');
  return value ? <KeyText value={value} /> : <span className={styles.dim}>{t('anyKey')}</span>;
}

function Further({ rule: { keptAboutKeys, keptInFilter } }: { rule: NotificationRule }) {
  const t = useText('notifications');
  const kept = [...keptAboutKeys, ...keptInFilter];
  if (kept.length === 0) return null;
  return (
    <span className={styles.under} title={kept.join('\n')}>
      {t('furtherFilter')}
    </span>
  );
}
