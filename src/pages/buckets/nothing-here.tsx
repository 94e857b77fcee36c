import { Button } from '@mantine/core';
import { IconDatabase, IconPlus } from '@tabler/icons-react';
import { EmptyState } from '../../components/empty-state.tsx';
import { useText } from '../../components/text/language.ts';

export function NoBuckets({ onCreate }: { onCreate: () => void }) {
  const t = useText('buckets');
  return (
    <EmptyState
      icon={<IconDatabase size={32} stroke={1.25} />}
      title={t('emptyTitle')}
      sentence={t('emptySentence')}
      action={
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={onCreate}>
          {t('createFirst')}
        </Button>
      }
    />
  );
}

export function NoMatch({ query, onClear }: { query: string; onClear: () => void }) {
  const t = useText('buckets');
  return (
    <EmptyState
      title={t('noMatchTitle', { query })}
      sentence={t('noMatchSentence')}
      action={
        <Button variant="default" onClick={onClear}>
          {t('clearSearch')}
        </Button>
      }
    />
  );
}
