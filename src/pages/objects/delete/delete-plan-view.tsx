import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { KeyText } from '../../../components/key-text.tsx';
import { formatBytes, formatExactBytes } from '../../../components/text/format.ts';
import { useLanguage, useText } from '../../../components/text/language.ts';
import styles from './delete.module.css';
import { type DeletePlan, type DeleteTargets, isTypedCount, mustBeTyped } from './delete-plan.ts';

interface DeletePlanViewProps {
  plan: DeletePlan;
  targets: DeleteTargets;
  onDelete: () => void;
  onCancel: () => void;
}

const samples = 6;

export function DeletePlanView({ plan, targets, onDelete, onCancel }: DeletePlanViewProps) {
  const t = useText('objects');
  const language = useLanguage();
  const [typed, setTyped] = useState('');
  const count = plan.keys.length;
  if (count === 0) {
    return (
      <>
        <p>{t('deleteNothing')}</p>
        <Group justify="flex-end" mt={16}>
          <Button onClick={onCancel} data-autofocus>
            {t('close')}
          </Button>
        </Group>
      </>
    );
  }
  const bytes = formatBytes(plan.bytes, language);
  const blocked = mustBeTyped(plan) && !isTypedCount(typed, plan);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!blocked) onDelete();
      }}
    >
      {targets.folders.length > 0 ? (
        <>
          <p>{t('deleteFolders', { count: targets.folders.length })}</p>
          <ul className={styles.list}>
            {targets.folders.map((prefix) => (
              <li key={prefix}>
                <KeyText value={prefix} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <p className={styles.total} title={formatExactBytes(plan.bytes, language)}>
        {t('deleteTotal', { count, bytes })}
      </p>
      <ul className={styles.list} aria-label={t('deleteSamples')}>
        {plan.keys.slice(0, samples).map((key) => (
          <li key={key}>
            <KeyText value={key} />
          </li>
        ))}
      </ul>
      {count > samples ? <p className={styles.more}>{t('andMore', { count: count - samples })}</p> : null}
      <p className={styles.warning}>{t('deleteForGood')}</p>
      {mustBeTyped(plan) ? (
        <TextInput
          mt={12}
          label={t('deleteType', { number: count.toLocaleString(language) })}
          value={typed}
          inputMode="numeric"
          autoComplete="off"
          data-autofocus
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      ) : null}
      <Group justify="flex-end" gap={8} mt={16}>
        <Button variant="default" onClick={onCancel} data-autofocus={!mustBeTyped(plan) || undefined}>
          {t('cancel')}
        </Button>
        <Button type="submit" color="red" disabled={blocked}>
          {t('deleteButton', { count, bytes })}
        </Button>
      </Group>
    </form>
  );
}
