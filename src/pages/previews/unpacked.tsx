import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { formatBytes } from '../../components/text/format.ts';
import { useLanguage, useText } from '../../components/text/language.ts';
import type { OpenObject } from '../shared/open-object.ts';
import { NoPreview } from './no-preview.tsx';
import { Note } from './options.tsx';
import { PreviewError } from './preview-error.tsx';
import { memorySource, type PreviewSource } from './preview-source.ts';
import styles from './previews.module.css';
import { readAtMost } from './read-at-most.ts';
import { keptFor } from './use-bytes.ts';

/** Bytes of an object that is unpacked at all, and bytes that are taken of what comes out. */
const largestPacked = 8 * 1024 ** 2;
const largestUnpacked = 32 * 1024 ** 2;

interface UnpackedProps {
  object: OpenObject;
  source: PreviewSource;
  children: (source: PreviewSource) => ReactNode;
}

/** An object that is stored packed, as the browser hands it over: read whole where that is little. */
export function Unpacked({ object, source, children }: UnpackedProps) {
  const t = useText('previews');
  const language = useLanguage();
  const { storage, bucket, key, versionId, customerKey, head } = object;
  const coding = head.contentEncoding ?? '';
  const query = useQuery({
    queryKey: [...source.queryKey, 'unpacked'],
    enabled: head.size <= largestPacked,
    queryFn: async ({ signal }) => {
      const wanted = { bucket, key, versionId, customerKey, ifMatch: head.etag || undefined };
      const { body } = await storage.objects.get(wanted, { signal });
      return readAtMost(body, largestUnpacked);
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: keptFor,
  });
  const unpacked = useMemo(
    () => query.data && memorySource(query.data, source.queryKey),
    [query.data, source.queryKey],
  );
  if (head.size > largestPacked) {
    const reason = t('packedTooLarge', { coding, limit: formatBytes(largestPacked, language) });
    return <NoPreview head={head} objectKey={key} reason={reason} />;
  }
  if (unpacked) {
    const sizes = {
      packed: formatBytes(head.size, language),
      unpacked: formatBytes(unpacked.size, language),
    };
    return (
      <>
        <div className={styles.preview}>
          <Note>
            {t(unpacked.size < largestUnpacked ? 'unpacked' : 'unpackedPartly', { coding, ...sizes })}
          </Note>
        </div>
        {children(unpacked)}
      </>
    );
  }
  if (query.error) return <PreviewError error={query.error} onRetry={() => void query.refetch()} />;
  return <div className={styles.skeleton} aria-busy />;
}
