import type { StorageDriver, TransferEngine, TransferId, WriteOptions } from '../../../../storage/index.ts';
import { rememberCustomerKey } from '../../../shared/customer-keys/customer-keys.ts';

/** Objects that were stored with a key of one's own open with it, from when they are there. */
export function keepKey(
  engine: Pick<TransferEngine, 'onVerified'>,
  { connectionId }: Pick<StorageDriver, 'connectionId'>,
  ids: readonly TransferId[],
  options: WriteOptions | undefined,
): void {
  const encryption = options?.encryption;
  if (encryption?.kind !== 'sse-c') return;
  const awaited = new Set(ids);
  const stop = engine.onVerified(({ id, bucket, key }) => {
    if (!awaited.delete(id)) return;
    rememberCustomerKey({ connectionId, bucket, key }, encryption.customerKey);
    if (awaited.size === 0) stop();
  });
}
