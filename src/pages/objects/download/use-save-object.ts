import { useState } from 'react';
import { useText } from '../../../components/text/language.ts';
import type { StorageDriver } from '../../../storage/index.ts';
import { useAnnounce } from '../../shared/announce.tsx';
import { useTransferEngine } from '../../shared/transfer-engine.tsx';
import type { ListedEntry } from '../listing/listed-entry.ts';
import { rangeFileName } from './byte-range.ts';
import { fileNameOf } from './download-link.ts';
import { fileTarget, memoryTarget, pickedFile } from './file-targets.ts';
import { localName } from './local-path.ts';
import { pickFile } from './pickers.ts';
import { followLink } from './use-download.ts';

interface SaveObjectOptions {
  storage: StorageDriver;
  bucket: string;
  entry: ListedEntry;
  customerKey: Uint8Array | undefined;
  onStarted: () => void;
}

/** ms after which a browser has surely begun to save what it was handed. */
const handedOver = 60_000;

export function useSaveObject({ storage, bucket, entry, customerKey, onStarted }: SaveObjectOptions) {
  const t = useText('objects');
  const engine = useTransferEngine();
  const announce = useAnnounce();
  const [error, setError] = useState<unknown>();

  async function save(plan: 'file' | 'memory', range: { start: number; end: number } | undefined) {
    const { key, versionId } = entry;
    const whole = localName(fileNameOf(key));
    const name = range ? rangeFileName(whole, range) : whole;
    setError(undefined);
    try {
      const handle = plan === 'file' ? await pickFile(name) : undefined;
      if (plan === 'file' && !handle) return;
      const target = handle
        ? fileTarget(pickedFile(handle))
        : memoryTarget((file) => {
            const url = URL.createObjectURL(file);
            followLink(url, name);
            setTimeout(() => URL.revokeObjectURL(url), handedOver);
          });
      const size = range ? range.end + 1 - range.start : entry.size;
      engine.download({ storage, bucket, files: [{ key, versionId, customerKey, range, size, target }] });
      announce(t('saveStarted', { count: 1 }));
      onStarted();
    } catch (failure) {
      setError(failure);
    }
  }
  return { save, error };
}
