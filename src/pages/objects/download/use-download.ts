import { useCallback, useState } from 'react';
import { useText } from '../../../components/text/language.ts';
import { type ObjectEntry, type StorageDriver, StorageError } from '../../../storage/index.ts';
import { useAnnounce } from '../../shared/announce.tsx';
import { contentDisposition, fileNameOf } from './download-link.ts';

/** Seconds in which the browser must begin; one that runs goes on beyond it. */
const beginWithin = 3600;

/**
 * Hands an object to the browser's own download manager, which streams it to disk: nothing passes through memory
 * here. A HEAD goes before, so that an error is shown in the page and not as an XML page in its place.
 */
export function useDownload(storage: StorageDriver, bucket: string) {
  const t = useText('objects');
  const announce = useAnnounce();
  const [failure, setFailure] = useState<{ entry: ObjectEntry; error: unknown }>();

  const download = useCallback(
    async (entry: ObjectEntry) => {
      setFailure(undefined);
      const { key } = entry;
      try {
        if (!storage.presign) throw new StorageError('not-supported');
        await storage.objects.head({ bucket, key });
        const { url } = await storage.presign.presign({
          method: 'GET',
          bucket,
          key,
          expiresIn: beginWithin,
          responseContentDisposition: contentDisposition('attachment', key),
        });
        followLink(url, fileNameOf(key));
        announce(t('downloadStarted', { name: fileNameOf(key) }));
      } catch (error) {
        setFailure({ entry, error });
      }
    },
    [storage, bucket, announce, t],
  );
  const dismiss = useCallback(() => setFailure(undefined), []);
  return { download, failure, dismiss };
}

function followLink(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.rel = 'noreferrer';
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
}
