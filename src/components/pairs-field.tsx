import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useRef } from 'react';
import styles from './pairs-field.module.css';

export interface Pair {
  key: string;
  value: string;
}

interface PairsFieldProps {
  pairs: readonly Pair[];
  /** Names of the fields and buttons of the row with that number, from 1 on. */
  words: {
    key: (number: number) => string;
    value: (number: number) => string;
    remove: (number: number) => string;
    add: string;
  };
  /** What is wrong with the key of a pair, and with its value. */
  errorOf: (index: number) => string | undefined;
  valueErrorOf?: (index: number) => string | undefined;
  onChange: (pairs: readonly Pair[]) => void;
}

/** Names and values, a row each. A new row is written into at once; where one went, the focus is on adding. */
export function PairsField({ pairs, words, errorOf, valueErrorOf, onChange }: PairsFieldProps) {
  const add = useRef<HTMLButtonElement>(null);
  const added = useRef(false);
  const set = (index: number, part: Partial<Pair>) =>
    onChange(pairs.map((pair, at) => (at === index ? { ...pair, ...part } : pair)));
  return (
    <div className={styles.pairs}>
      {pairs.map(({ key, value }, index) => {
        const number = index + 1;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place, and no state
          <div key={index} className={styles.pair}>
            <TextInput
              ref={(field) => {
                if (!field || !added.current || number !== pairs.length) return;
                added.current = false;
                field.focus();
              }}
              aria-label={words.key(number)}
              placeholder={words.key(number)}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={key}
              error={errorOf(index)}
              onChange={(event) => set(index, { key: event.currentTarget.value })}
            />
            <TextInput
              aria-label={words.value(number)}
              placeholder={words.value(number)}
              autoComplete="off"
              spellCheck={false}
              value={value}
              error={valueErrorOf?.(index)}
              onChange={(event) => set(index, { value: event.currentTarget.value })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={words.remove(number)}
              title={words.remove(number)}
              onClick={() => {
                onChange(pairs.filter((_, at) => at !== index));
                add.current?.focus();
              }}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </div>
        );
      })}
      <Button
        ref={add}
        variant="default"
        size="xs"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => {
          added.current = true;
          onChange([...pairs, { key: '', value: '' }]);
        }}
      >
        {words.add}
      </Button>
    </div>
  );
}
