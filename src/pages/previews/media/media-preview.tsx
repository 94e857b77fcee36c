import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { formatBytes } from '../../../components/text/format.ts';
import { useLanguage, useText } from '../../../components/text/language.ts';
import { BytesView } from '../bytes-view.tsx';
import { contentTypeOf } from '../content-type.ts';
import { NoPreview } from '../no-preview.tsx';
import { PreviewError } from '../preview-error.tsx';
import type { PreviewProps } from '../preview-source.ts';
import styles from '../previews.module.css';
import { keptFor } from '../use-bytes.ts';
import mediaStyles from './media.module.css';

/** Bytes that are read at once where no link would do. */
const limit = 64 * 1024 ** 2;

/** Sound and film: the browser reads what it plays by ranges of a signed link. */
export function MediaPreview(props: PreviewProps) {
  const t = useText('previews');
  const language = useLanguage();
  const { source, head, objectKey, onFallback } = props;
  const type = contentTypeOf(head, objectKey) ?? '';
  if (source.url) return <Linked {...props} url={source.url} type={type} />;
  if (source.size > limit) {
    const reason = t('mediaTooLarge', { limit: formatBytes(limit, language) });
    return <NoPreview head={head} objectKey={objectKey} reason={reason} onFallback={onFallback} />;
  }
  return (
    <BytesView source={source} end={source.size}>
      {(bytes) => <FromBytes {...props} bytes={bytes} type={type} />}
    </BytesView>
  );
}

function Linked({ url, type, ...props }: PreviewProps & { url: () => Promise<string>; type: string }) {
  const { source } = props;
  const query = useQuery({
    queryKey: [...source.queryKey, 'link'],
    // An element that fails says nothing of the cause: a first byte, asked for in our own way, does.
    queryFn: async ({ signal }) => {
      await source.read(0, 1, { signal });
      return url();
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: keptFor,
  });
  if (query.data) return <Player {...props} url={query.data} type={type} />;
  if (query.error) return <PreviewError error={query.error} onRetry={() => void query.refetch()} />;
  return <div className={styles.skeleton} aria-busy />;
}

function FromBytes({
  bytes,
  type,
  ...props
}: PreviewProps & { bytes: Uint8Array<ArrayBuffer>; type: string }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes], { type }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, type]);
  return url ? <Player {...props} url={url} type={type} /> : null;
}

function Player({ url, type, head, objectKey, onFallback }: PreviewProps & { url: string; type: string }) {
  const t = useText('previews');
  const [broken, setBroken] = useState(false);
  if (broken)
    return <NoPreview head={head} objectKey={objectKey} reason={t('mediaBroken')} onFallback={onFallback} />;
  const shared = { src: url, controls: true, preload: 'metadata', onError: () => setBroken(true) } as const;
  return type.startsWith('audio/') ? (
    <audio {...shared} aria-label={t('content')} className={mediaStyles.audio} />
  ) : (
    <video {...shared} aria-label={t('content')} className={mediaStyles.video} />
  );
}
