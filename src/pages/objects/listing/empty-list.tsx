import { Button } from '@mantine/core';
import { IconArrowBounce, IconFolderOpen, IconHistory, IconSearchOff, IconUpload } from '@tabler/icons-react';
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
  if (place.after !== undefined) {
    return (
      <EmptyState
        icon={<IconArrowBounce size={32} />}
        title={t('nothingFrom')}
        sentence={<Named sentence={t('nothingFromSentence')} name={place.after} />}
        action={
          <Button variant="default" onClick={() => go({ after: undefined })}>
            {t('jumpBack')}
          </Button>
        }
      />
    );
  }
  if (place.q !== '') {
    return (
      <EmptyState
        icon={<IconSearchOff size={32} />}
        title={t('noMatch')}
        sentence={<Named sentence={t('noMatchSentence')} name={place.prefix + place.q} />}
        action={
          <Button variant="default" onClick={() => go({ q: '' }, { replace: true })}>
            {t('clearSearch')}
          </Button>
        }
      />
    );
  }
  if (place.versions) {
    return (
      <EmptyState
        icon={<IconHistory size={32} />}
        title={t('noVersions')}
        sentence={t('noVersionsSentence')}
        action={<Button onClick={onUpload}>{t('uploadFiles')}</Button>}
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

function Named({ sentence, name }: { sentence: string; name: string }) {
  return (
    <>
      {sentence}
      <br />
      <KeyText value={name} />
    </>
  );
}
