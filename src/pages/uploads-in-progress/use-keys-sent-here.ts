import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { useConnection } from '../shared/connection.tsx';
import { isActive } from '../shared/transfer-batch.ts';
import { useTransferEngine } from '../shared/transfer-engine.tsx';

/** Keys of this bucket that this page itself is uploading: their uploads are not left over from anything. */
export function useKeysSentHere(bucket: string): ReadonlySet<string> {
  const engine = useTransferEngine();
  const { connectionId } = useConnection();
  // A text, so that progress alone changes nothing.
  const getKeys = useCallback(() => {
    const keys = engine
      .getSnapshot()
      .transfers.filter(
        (transfer) =>
          transfer.connectionId === connectionId && transfer.bucket === bucket && isActive(transfer.state),
      )
      .map(({ key }) => key);
    return JSON.stringify(keys);
  }, [engine, connectionId, bucket]);
  const keys = useSyncExternalStore(engine.subscribe, getKeys);
  return useMemo(() => new Set(JSON.parse(keys) as string[]), [keys]);
}
