import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useText } from '../../components/text/language.ts';
import type { FormDraft } from './form-draft.ts';
import styles from './upload-forms.module.css';

type Pair = FormDraft['metadata'][number];

interface MetadataPairsProps {
  pairs: readonly Pair[];
  errorOf: (id: number) => string | undefined;
  onChange: (pairs: readonly Pair[]) => void;
}

/** User metadata that every file of the form gets: whoever uploads can neither leave it out nor change it. */
export function MetadataPairs({ pairs, errorOf, onChange }: MetadataPairsProps) {
  const t = useText('forms');
  const change = (id: number, part: Partial<Pair>) =>
    onChange(pairs.map((pair) => (pair.id === id ? { ...pair, ...part } : pair)));
  const nextId = 1 + Math.max(0, ...pairs.map(({ id }) => id));
  const text = { autoComplete: 'off', spellCheck: false } as const;
  return (
    <div className={styles.pairs}>
      <span className={styles.label}>{t('metadata')}</span>
      {pairs.map(({ id, name, value }, index) => {
        const number = index + 1;
        return (
          <div key={id} className={styles.pair}>
            <TextInput
              {...text}
              aria-label={t('metadataName', { number })}
              placeholder={t('metadataNameExample')}
              value={name}
              error={errorOf(id)}
              onChange={(event) => change(id, { name: event.currentTarget.value })}
            />
            <TextInput
              {...text}
              aria-label={t('metadataValue', { number })}
              value={value}
              onChange={(event) => change(id, { value: event.currentTarget.value })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={t('removeMetadata', { number })}
              title={t('removeMetadata', { number })}
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
        onClick={() => onChange([...pairs, { id: nextId, name: '', value: '' }])}
      >
        {t('addMetadata')}
      </Button>
    </div>
  );
}
