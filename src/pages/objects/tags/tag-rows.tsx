import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useText } from '../../../components/text/language.ts';
import { objectTagLimits, type Tag } from '../../../storage/index.ts';
import { ShownAs } from '../../shared/setting-editor/shown-as.tsx';
import styles from './tags.module.css';
import { problemsOf } from './tags-form.ts';

interface TagRowsProps {
  rows: readonly Tag[];
  /** Keys without values, for what is to be removed. */
  keysOnly?: boolean;
  label: string;
  onChange: (rows: Tag[]) => void;
}

/** Tags, a row each. What is wrong stands at its field. */
export function TagRows({ rows, keysOnly = false, label, onChange }: TagRowsProps) {
  const t = useText('protection');
  const list = useRef<HTMLDivElement>(null);
  const count = useRef(rows.length);
  const problems = problemsOf(rows);
  // A new row is written into.
  useEffect(() => {
    const before = count.current;
    count.current = rows.length;
    if (rows.length !== before + 1) return;
    const drawn = list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [];
    drawn[drawn.length - 1]?.querySelector('input')?.focus();
  }, [rows.length]);
  const set = (index: number, part: Partial<Tag>) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));
  const remove = (index: number) => {
    onChange(rows.filter((_, at) => at !== index));
    // The button that was pressed has gone.
    list.current?.querySelector<HTMLElement>('[data-add]')?.focus();
  };
  const isFull = !keysOnly && rows.length >= objectTagLimits.tags;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in every browser
    <div ref={list} role="group" aria-label={label} className={styles.form}>
      {rows.length > 0 ? (
        <div className={styles.rows}>
          <div className={`${styles.heads} ${keysOnly ? styles.keyOnly : ''}`} aria-hidden>
            <span>{t('tagKey')}</span>
            {keysOnly ? null : <span>{t('tagValue')}</span>}
          </div>
          {rows.map(({ key, value }, index) => {
            const problem = problems[index];
            const told = problem && !(keysOnly && problem === 'key-twice') ? t(`tag_${problem}`) : undefined;
            const isOfValue = problem === 'value-too-long';
            const number = index + 1;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place, and no state
              <div key={index} className={`${styles.row} ${keysOnly ? styles.keyOnly : ''}`} data-row>
                <div>
                  <TextInput
                    aria-label={t('tagKeyNth', { number })}
                    value={key}
                    error={isOfValue ? undefined : told}
                    spellCheck={false}
                    autoCapitalize="none"
                    autoComplete="off"
                    onChange={(event) => set(index, { key: event.currentTarget.value })}
                  />
                  <ShownAs value={key} />
                </div>
                {keysOnly ? null : (
                  <div>
                    <TextInput
                      aria-label={t('tagValueNth', { number })}
                      value={value}
                      error={isOfValue ? told : undefined}
                      spellCheck={false}
                      autoCapitalize="none"
                      autoComplete="off"
                      onChange={(event) => set(index, { value: event.currentTarget.value })}
                    />
                    <ShownAs value={value} />
                  </div>
                )}
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={34}
                  aria-label={key === '' ? t('tagRemoveNth', { number }) : t('tagRemove', { key })}
                  onClick={() => remove(index)}
                >
                  <IconTrash size={16} aria-hidden />
                </ActionIcon>
              </div>
            );
          })}
        </div>
      ) : null}
      <Button
        data-add
        variant="default"
        size="xs"
        className={styles.add}
        leftSection={<IconPlus size={14} aria-hidden />}
        disabled={isFull}
        onClick={() => onChange([...rows, { key: '', value: '' }])}
      >
        {t('tagAdd')}
      </Button>
      {isFull ? <p className={styles.none}>{t('tagsFull')}</p> : null}
    </div>
  );
}
