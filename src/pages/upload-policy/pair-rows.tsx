import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useText } from '../../components/text/language.ts';
import { nextId, type Pair, type PairKind, pairProblems } from './pairs.ts';
import styles from './upload-policy.module.css';

interface PairRowsProps {
  kind: PairKind;
  pairs: readonly Pair[];
  onChange: (pairs: readonly Pair[]) => void;
}

/** `meta-…` or `var-…` of an upload, a row each. */
export function PairRows({ kind, pairs, onChange }: PairRowsProps) {
  const t = useText('want');
  const problems = pairProblems(kind, pairs);
  const change = (id: number, part: Partial<Pair>) =>
    onChange(pairs.map((pair) => (pair.id === id ? { ...pair, ...part } : pair)));
  const typed = { autoComplete: 'off', spellCheck: false, autoCapitalize: 'none' } as const;
  return (
    <fieldset className={styles.pairs}>
      <legend className={styles.label}>
        {t(`pairs_${kind}`)} <code className={styles.key}>{kind}</code>
      </legend>
      {pairs.map(({ id, name, value }, index) => {
        const row = { kind, number: index + 1 };
        const problem = problems[id];
        return (
          <div key={id} className={styles.pair}>
            <TextInput
              {...typed}
              aria-label={t('pairName', row)}
              placeholder={t('pairNameExample')}
              value={name}
              error={problem && problem !== 'value' ? t(`pair_${problem}`) : undefined}
              onChange={(event) => change(id, { name: event.currentTarget.value })}
            />
            <TextInput
              {...typed}
              aria-label={t('pairValue', row)}
              value={value}
              error={problem === 'value' ? t('pair_value') : undefined}
              onChange={(event) => change(id, { value: event.currentTarget.value })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={t('removePair', row)}
              title={t('removePair', row)}
              onClick={() => onChange(pairs.filter((pair) => pair.id !== id))}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </div>
        );
      })}
      <Button
        variant="default"
        size="xs"
        className={styles.add}
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => onChange([...pairs, { id: nextId(pairs), name: '', value: '' }])}
      >
        {t(`addPair_${kind}`)}
      </Button>
    </fieldset>
  );
}
