import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { arrivedAt, type ObjectEntry, type StorageDriver, type Transfer } from '../../../storage/index.ts';
import { useTransferEngine } from '../../shared/transfer-engine.tsx';
import { showArrived } from '../queries.ts';

const gatherFor = 300;

/** The lists follow what arrives, a few times a second at most. */
export function useFollowUploads(storage: StorageDriver, bucket: string): void {
  const engine = useTransferEngine();
  const client = useQueryClient();
  useEffect(() => {
    let arrived: ObjectEntry[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      timer = undefined;
      showArrived(client, storage, bucket, arrived);
      arrived = [];
    };
    const stop = engine.onVerified((transfer) => {
      const place = arrivedAt(transfer);
      if (transfer.connectionId !== storage.connectionId || place.bucket !== bucket) return;
      arrived.push(entryOf(transfer, place.key));
      timer ??= setTimeout(flush, gatherFor);
    });
    return () => {
      stop();
      if (timer === undefined) return;
      clearTimeout(timer);
      flush();
    };
  }, [engine, client, storage, bucket]);
}

/** As the next listing will show it; what the server chose by itself is not known yet. */
function entryOf({ size, state }: Transfer, key: string): ObjectEntry {
  return { key, size, lastModified: new Date(), etag: state.phase === 'verified' ? state.etag : '' };
}
