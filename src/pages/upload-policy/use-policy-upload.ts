import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { useText } from '../../components/text/language.ts';
import { arrivedAt, type StorageDriver, type Transfer } from '../../storage/index.ts';
import { useAnnounce } from '../shared/announce.tsx';
import { queryKeys } from '../shared/query-keys.ts';
import { useTransferEngine } from '../shared/transfer-engine.tsx';
import { createUploadLog } from './upload-log.ts';
import type { ReadyUploads } from './upload-panel.tsx';

/** Queues uploads under a policy, and follows those that were begun here. */
export function usePolicyUpload(
  storage: StorageDriver,
  bucket: string,
): { begun: readonly Transfer[]; upload: (policy: string, uploads: ReadyUploads) => void } {
  const t = useText('want');
  const engine = useTransferEngine();
  const announce = useAnnounce();
  const [log] = useState(() => createUploadLog(engine));
  const begun = useSyncExternalStore(log.subscribe, log.getSnapshot);
  const client = useQueryClient();
  const { connectionId } = storage;
  useEffect(
    () =>
      engine.onVerified((transfer) => {
        if (transfer.connectionId !== connectionId) return;
        const place = arrivedAt(transfer);
        // Lists and properties that were seen before are asked for again when they are next looked at.
        void client.invalidateQueries({ queryKey: queryKeys.objects(connectionId, place.bucket) });
        void client.invalidateQueries({ queryKey: queryKeys.object(connectionId, place.bucket, place.key) });
      }),
    [engine, client, connectionId],
  );
  const upload = useCallback(
    (text: string, { files, metadata, variables }: ReadyUploads) => {
      const uploadPolicy = { text, ...(Object.keys(variables).length > 0 && { variables }) };
      const options = { uploadPolicy, ...(Object.keys(metadata).length > 0 && { metadata }) };
      log.add(engine.upload({ storage, bucket, files, options }));
      announce(t('queued', { count: files.length }), 'heard');
    },
    [engine, storage, bucket, log, announce, t],
  );
  return { begun, upload };
}
