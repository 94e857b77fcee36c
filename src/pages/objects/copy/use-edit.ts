import { useQueryClient } from '@tanstack/react-query';
import {
  type CopyChanges,
  type CopyVerdict,
  type ObjectHead,
  runCopy,
  type StorageDriver,
} from '../../../storage/index.ts';
import { customerKeyOf } from '../../shared/customer-keys/customer-keys.ts';
import { queryKeys } from '../../shared/query-keys.ts';
import { showArrived } from '../queries.ts';

/** Copies one object onto itself with other properties, if it is still the one that was shown. */
export function useEdit(storage: StorageDriver, bucket: string, key: string, head: ObjectHead) {
  const client = useQueryClient();
  return async (changes: CopyChanges): Promise<CopyVerdict> => {
    const { connectionId } = storage;
    const { size, etag, lastModified = new Date(0) } = head;
    const { verdicts } = await runCopy(
      {
        bucket,
        destination: { bucket, strip: '', prepend: '' },
        pairs: [{ from: key, to: key, size, etag, lastModified }],
      },
      {
        storage,
        move: false,
        replace: new Set([key]),
        changes,
        conditions: { sourceIfMatch: etag, sourceIfUnmodifiedSince: head.lastModified },
        customerKeyOf: (ref) => customerKeyOf({ connectionId, ...ref }),
        stop: new AbortController().signal,
      },
    );
    const verdict: CopyVerdict = verdicts[0]?.verdict ?? { kind: 'left' };
    if ('copy' in verdict) {
      const { copy } = verdict;
      showArrived(client, storage, bucket, [
        {
          key,
          size: copy.size,
          etag: copy.etag,
          lastModified: copy.lastModified ?? new Date(),
          storageClass: copy.storageClass,
        },
      ]);
    }
    await client.invalidateQueries({ queryKey: queryKeys.object(connectionId, bucket, key) });
    return verdict;
  };
}
