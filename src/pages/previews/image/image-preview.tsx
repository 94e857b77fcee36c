import { SegmentedControl } from '@mantine/core';
import { useEffect, useState } from 'react';
import { formatBytes } from '../../../components/text/format.ts';
import { useLanguage, useText } from '../../../components/text/language.ts';
import { BytesView } from '../bytes-view.tsx';
import { contentTypeOf } from '../content-type.ts';
import { NoPreview } from '../no-preview.tsx';
import type { PreviewProps } from '../preview-source.ts';
import styles from '../previews.module.css';
import imageStyles from './image.module.css';

/** Bytes that are read for a picture. */
const limit = 32 * 1024 ** 2;

export function ImagePreview(props: PreviewProps) {
  const t = useText('previews');
  const language = useLanguage();
  const { source, head, objectKey, onFallback } = props;
  const [broken, setBroken] = useState(false);
  if (source.size > limit || broken) {
    const reason = broken ? t('imageBroken') : t('imageTooLarge', { limit: formatBytes(limit, language) });
    return <NoPreview head={head} objectKey={objectKey} reason={reason} onFallback={onFallback} />;
  }
  return (
    <BytesView source={source} end={source.size}>
      {(bytes) => (
        <Picture bytes={bytes} type={contentTypeOf(head, objectKey) ?? ''} onBroken={() => setBroken(true)} />
      )}
    </BytesView>
  );
}

interface PictureProps {
  bytes: Uint8Array<ArrayBuffer>;
  type: string;
  onBroken: () => void;
}

/** In an `img`, where no script of an SVG runs and nothing is fetched by it. */
function Picture({ bytes, type, onBroken }: PictureProps) {
  const t = useText('previews');
  const [url, setUrl] = useState<string>();
  const [size, setSize] = useState<{ width: number; height: number }>();
  const [zoom, setZoom] = useState('fit');
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes], { type }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, type]);
  return (
    <>
      <div className={styles.options}>
        <SegmentedControl
          size="xs"
          aria-label={t('zoom')}
          value={zoom}
          onChange={setZoom}
          data={[
            { value: 'fit', label: t('zoomFit') },
            { value: 'full', label: '100 %' },
          ]}
        />
        {size ? <span>{t('imageSize', size)}</span> : null}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reached by keyboard */}
      <section className={`${styles.pane} ${imageStyles.board}`} tabIndex={0} aria-label={t('content')}>
        {url ? (
          <img
            src={url}
            alt={t('imageAlt')}
            data-zoom={zoom}
            className={imageStyles.picture}
            onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
              setSize({ width: naturalWidth, height: naturalHeight })
            }
            onError={onBroken}
          />
        ) : null}
      </section>
    </>
  );
}
