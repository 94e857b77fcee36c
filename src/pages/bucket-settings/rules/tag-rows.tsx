import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useText } from '../../../components/text/language.ts';
import type { TagDraft } from './filter-draft.ts';
import fields from './rule-form.module.css';

interface TagRowsProps {
  tags: readonly TagDraft[];
  errorOf: (index: number) => string | undefined;
  onChange: (tags: readonly TagDraft[]) => void;
}

/** Tags, a row each: key and value. */
export function TagRows({ tags, errorOf, onChange }: TagRowsProps) {
  const t = useText('rules');
  const change = (index: number, part: Partial<TagDraft>) =>
    onChange(tags.map((tag, at) => (at === index ? { ...tag, ...part } : tag)));
  return (
    <div className={fields.tags}>
      <span className={fields.label}>{t('tags')}</span>
      {tags.map((tag, index) => {
        const error = errorOf(index);
        const number = index + 1;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: tags have no identity but their place, and no state
          <div key={index} className={fields.tag}>
            <TextInput
              aria-label={t('tagKey', { number })}
              autoComplete="off"
              spellCheck={false}
              value={tag.key}
              error={error}
              onChange={(event) => change(index, { key: event.currentTarget.value })}
            />
            <span aria-hidden className={fields.equals}>
              =
            </span>
            <TextInput
              aria-label={t('tagValue', { number })}
              autoComplete="off"
              spellCheck={false}
              value={tag.value}
              onChange={(event) => change(index, { value: event.currentTarget.value })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={t('removeTag', { number })}
              title={t('removeTag', { number })}
              onClick={() => onChange(tags.filter((_, at) => at !== index))}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </div>
        );
      })}
      <Button
        variant="default"
        size="xs"
        className={fields.add}
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => onChange([...tags, { key: '', value: '' }])}
      >
        {t('addTag')}
      </Button>
    </div>
  );
}
