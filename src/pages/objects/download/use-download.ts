import { useCallback, useState } from 'react';
import { useText } from '../../../components/text/language.ts';
import { type ObjectEntry, type StorageDriver, StorageError } from '../../../storage/index.ts';
import { useAnnounce } from '../../shared/announce.tsx';
import { customerKeyOf } from '../../shared/customer-keys/customer-keys.ts';
import type { Targets } from '../actions.ts';
import { contentDisposition, fileNameOf } from './download-link.ts';
import { handsOver } from './save-plan.ts';

/** Seconds in which the browser must begin; one that runs goes on beyond it. */
const beginWithin = 3600;

/** A row, or one version of it. */
type Downloaded = ObjectEntry & { versionId?: string };

/**
 * Hands an object to the browser's own download manager, which streams it to disk: nothing passes through memory
 * here. A HEAD goes before, so that an error is shown in the page and not as an XML page in its place.
 */
export function useDownload(storage: StorageDriver, bucket: string) {
  const t = useText('objects');
  const announce = useAnnounce();
  const [failure, setFailure] = useState<{ entry: Downloaded; error: unknown }>();

  const download = useCallback(
    async (entry: Downloaded) => {
      setFailure(undefined);
      const { key, versionId } = entry;
      try {
        if (!storage.presign) throw new StorageError('not-supported');
        await storage.objects.head({ bucket, key, versionId });
        const { url } = await storage.presign.presign({
          method: 'GET',
          bucket,
          key,
          versionId,
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
  const canHandOver = (targets: Targets) => {
    const key = targets.entries[0]?.key ?? '';
    const isKeyed = customerKeyOf({ connectionId: storage.connectionId, bucket, key }) !== undefined;
    return handsOver(targets, { canPresign: storage.presign !== undefined, isKeyed });
  };
  return { download, failure, dismiss, handsOver: canHandOver };
}

/** As a click on a link that downloads. */
export function followLink(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.rel = 'noreferrer';
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
}
