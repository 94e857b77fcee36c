import { Button } from '@mantine/core';
import { IconMaximize, IconMinimize } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useText } from '../../components/text/language.ts';
import type { ObjectTabProps, OpenObject } from '../shared/open-object.ts';
import { queryKeys } from '../shared/query-keys.ts';
import { Choice } from './options.tsx';
import { isPacked } from './packed.ts';
import { ObjectKeyProvider } from './preview-error.tsx';
import { createPreviewSource, type PreviewSource } from './preview-source.ts';
import styles from './previews.module.css';
import { previewsOf } from './registry.ts';
import { Unpacked } from './unpacked.tsx';

/** What is in an object, as far as a page can show it, and as much of it as that takes. */
export function PreviewTab({ object }: ObjectTabProps) {
  const t = useText('previews');
  const { storage, bucket, key, head } = object;
  const whole = useMemo(() => queryKeys.object(storage.connectionId, bucket, key), [storage, bucket, key]);
  if (head.size === 0) {
    return (
      <div className={styles.empty}>
        <h2>{t('empty')}</h2>
        <p>{t('emptySentence')}</p>
      </div>
    );
  }
  return (
    <ObjectKeyProvider value={whole}>
      {/* A new look at a changed object begins anew. */}
      <Previews key={`${object.versionId}/${head.etag}`} object={object} />
    </ObjectKeyProvider>
  );
}

function Previews({ object }: ObjectTabProps) {
  const source = useMemo(() => createPreviewSource(object), [object]);
  return isPacked(object.head) ? (
    <Unpacked object={object} source={source}>
      {(unpacked) => <Chosen object={object} source={unpacked} />}
    </Unpacked>
  ) : (
    <Chosen object={object} source={source} />
  );
}

function Chosen({ object: { head, key }, source }: { object: OpenObject; source: PreviewSource }) {
  const t = useText('previews');
  const offered = useMemo(() => previewsOf(head, key), [head, key]);
  const [chosen, setChosen] = useState<string>();
  const [isLarge, setIsLarge] = useState(false);
  const preview = offered.find(({ id }) => id === chosen) ?? offered[0];
  if (!preview) return null;
  const Icon = isLarge ? IconMinimize : IconMaximize;
  return (
    <div className={styles.preview} data-large={isLarge}>
      <div className={styles.bar}>
        <Choice
          label={t('shownAs')}
          value={preview.id}
          options={offered.map(({ id }) => ({ value: id, label: t(`kind_${id}`) }))}
          onChange={setChosen}
        />
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          className={styles.enlarge}
          leftSection={<Icon size={16} aria-hidden />}
          onClick={() => setIsLarge(!isLarge)}
        >
          {t(isLarge ? 'shrink' : 'enlarge')}
        </Button>
      </div>
      <preview.Component source={source} head={head} objectKey={key} onFallback={() => setChosen('hex')} />
    </div>
  );
}
