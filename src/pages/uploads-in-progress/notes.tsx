import { Button, TextInput } from '@mantine/core';
import { IconStack2 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { useText } from '../../components/text/language.ts';
import { paths } from '../shared/paths.ts';
import styles from './uploads.module.css';

/** What a listing from memory leaves out, and the way past it. */
export function MemoryNote({ onLookUp }: { onLookUp: (key: string) => void }) {
  const t = useText('uploads');
  const [key, setKey] = useState('');
  return (
    <section className={styles.memory}>
      <h2>{t('memoryTitle')}</h2>
      <p>{t('memorySentence')}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (key !== '') onLookUp(key);
        }}
      >
        <TextInput
          size="xs"
          label={t('lookUpLabel')}
          value={key}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setKey(event.currentTarget.value)}
        />
        <Button type="submit" size="xs" variant="default" disabled={key === ''}>
          {t('lookUp')}
        </Button>
      </form>
    </section>
  );
}

interface NoUploadsProps {
  connectionId: string;
  bucket: string;
  /** MinIO, which takes no lifecycle rule for uploads. */
  fromMemory: boolean;
}

/** Most buckets have none, and few people know that there could be. */
export function NoUploads({ connectionId, bucket, fromMemory }: NoUploadsProps) {
  const t = useText('uploads');
  return (
    <EmptyState
      icon={<IconStack2 size={32} stroke={1.25} />}
      title={t(fromMemory ? 'emptyMinioTitle' : 'emptyTitle')}
      sentence={t(fromMemory ? 'emptyMinioSentence' : 'emptySentence')}
      action={
        fromMemory ? null : (
          <Button
            variant="default"
            renderRoot={(props) => (
              <Link {...props} {...paths.settings.link({ connectionId, bucket }, { open: 'lifecycle' })} />
            )}
          >
            {t('emptyAction')}
          </Button>
        )
      }
    />
  );
}

export function NoMatch({ prefix, onClear }: { prefix: string; onClear: () => void }) {
  const t = useText('uploads');
  return (
    <EmptyState
      title={t('noMatchTitle')}
      sentence={t('noMatchSentence', { prefix })}
      action={
        <Button variant="default" onClick={onClear}>
          {t('clearFilter')}
        </Button>
      }
    />
  );
}
