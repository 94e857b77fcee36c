import { ActionIcon, Autocomplete, Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useText } from '../../../components/text/language.ts';
import { NumberField } from '../rules/number-field.tsx';
import fields from '../rules/rule-form.module.css';
import styles from '../rules/rules.module.css';
import type { PartProps } from './lifecycle-rule-form.tsx';
import { newNoncurrentTransition, newTransition } from './rule-draft.ts';

/** Amazon's, from warm to cold; other servers have names of their own. */
const classes = ['STANDARD_IA', 'INTELLIGENT_TIERING', 'ONEZONE_IA', 'GLACIER_IR', 'GLACIER', 'DEEP_ARCHIVE'];

/** A list with one of its entries changed, or left out. */
const changed = <T,>(list: readonly T[], index: number, part: Partial<T>) =>
  list.map((entry, at) => (at === index ? { ...entry, ...part } : entry));
const without = <T,>(list: readonly T[], index: number) => list.filter((_, at) => at !== index);

/** Moves to another storage class, of the current version and of old ones. */
export function MoveFields({ draft, change, errorOf }: PartProps) {
  const t = useText('rules');
  const { transitions, noncurrentTransitions } = draft;
  return (
    <fieldset className={fields.fieldset}>
      <legend>{t('transitionsTitle')}</legend>
      <p className={styles.hint}>{t('transitionHint')}</p>
      {transitions.map((move, index) => {
        const set = (part: Partial<typeof move>) =>
          change({ transitions: changed(transitions, index, part) });
        const error = errorOf(`transition${index}`);
        return (
          <Move
            // biome-ignore lint/suspicious/noArrayIndexKey: moves have no identity but their place
            key={index}
            label={t('move', { number: index + 1 })}
            storageClass={move.storageClass}
            classError={errorOf(`transition${index}Class`)}
            onClass={(storageClass) => set({ storageClass })}
            removeLabel={t('removeMove', { number: index + 1 })}
            onRemove={() => change({ transitions: without(transitions, index) })}
          >
            <NativeSelect
              label={t('when')}
              data={(['days', 'date'] as const).map((kind) => ({ value: kind, label: t(`when_${kind}`) }))}
              value={move.kind}
              onChange={(event) => set({ kind: event.currentTarget.value as 'days' | 'date' })}
            />
            {move.kind === 'days' ? (
              <NumberField
                label={t('days')}
                value={move.days}
                error={error}
                onChange={(days) => set({ days })}
              />
            ) : (
              <TextInput
                type="date"
                label={t('date')}
                value={move.date}
                error={error}
                onChange={(event) => set({ date: event.currentTarget.value })}
              />
            )}
          </Move>
        );
      })}
      {noncurrentTransitions.map((move, index) => {
        const set = (part: Partial<typeof move>) =>
          change({ noncurrentTransitions: changed(noncurrentTransitions, index, part) });
        return (
          <Move
            // biome-ignore lint/suspicious/noArrayIndexKey: moves have no identity but their place
            key={index}
            label={t('moveOld', { number: index + 1 })}
            storageClass={move.storageClass}
            classError={errorOf(`noncurrentTransition${index}Class`)}
            onClass={(storageClass) => set({ storageClass })}
            removeLabel={t('removeMoveOld', { number: index + 1 })}
            onRemove={() => change({ noncurrentTransitions: without(noncurrentTransitions, index) })}
          >
            <NumberField
              label={t('daysOld')}
              value={move.days}
              error={errorOf(`noncurrentTransition${index}`)}
              onChange={(days) => set({ days })}
            />
            <NumberField
              label={t('keepNewestShort')}
              value={move.keepNewest}
              error={errorOf(`noncurrentTransition${index}Keep`)}
              onChange={(keepNewest) => set({ keepNewest })}
            />
          </Move>
        );
      })}
      <div className={styles.tools}>
        <AddButton onClick={() => change({ transitions: [...transitions, newTransition] })}>
          {t('addMove')}
        </AddButton>
        <AddButton
          onClick={() =>
            change({ noncurrentTransitions: [...noncurrentTransitions, newNoncurrentTransition] })
          }
        >
          {t('addMoveOld')}
        </AddButton>
      </div>
    </fieldset>
  );
}

interface MoveProps {
  label: string;
  storageClass: string;
  classError: string | undefined;
  onClass: (storageClass: string) => void;
  removeLabel: string;
  onRemove: () => void;
  /** When: two fields. */
  children: ReactNode;
}

function Move({ label, storageClass, classError, onClass, removeLabel, onRemove, children }: MoveProps) {
  const t = useText('rules');
  return (
    <fieldset className={fields.move} aria-label={label}>
      {children}
      <Autocomplete
        label={t('storageClass')}
        data={classes}
        value={storageClass}
        error={classError}
        spellCheck={false}
        autoCapitalize="none"
        onChange={onClass}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size={34}
        className={fields.moveEnd}
        aria-label={removeLabel}
        title={removeLabel}
        onClick={onRemove}
      >
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </fieldset>
  );
}

function AddButton({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={onClick}>
      {children}
    </Button>
  );
}
