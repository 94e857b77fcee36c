import { Button } from '@mantine/core';
import { IconFolderOpen, IconSearchOff, IconUpload } from '@tabler/icons-react';
import { EmptyState } from '../../../components/empty-state.tsx';
import { KeyText } from '../../../components/key-text.tsx';
import { useText } from '../../../components/text/language.ts';
import type { Go, Place } from './use-place.ts';

interface EmptyListProps {
  place: Place;
  go: Go;
  onUpload: () => void;
}

/** Nothing here: says why, and what to do first. */
export function EmptyList({ place, go, onUpload }: EmptyListProps) {
  const t = useText('objects');
  if (place.q !== '') {
    return (
      <EmptyState
        icon={<IconSearchOff size={32} />}
        title={t('noMatch')}
        sentence={
          <>
            {t('noMatchSentence')}
            <br />
            <KeyText value={place.prefix + place.q} />
          </>
        }
        action={
          <Button variant="default" onClick={() => go({ q: '' }, { replace: true })}>
            {t('clearSearch')}
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={place.prefix === '' ? <IconUpload size={32} /> : <IconFolderOpen size={32} />}
      title={t(place.prefix === '' ? 'emptyBucket' : 'emptyFolder')}
      sentence={t(place.prefix === '' ? 'emptyBucketSentence' : 'emptyFolderSentence')}
      action={<Button onClick={onUpload}>{t('uploadFiles')}</Button>}
    />
  );
}
