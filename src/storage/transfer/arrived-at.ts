import { keyOfPath } from '../want/want-path.ts';
import type { Transfer } from './transfer-types.ts';

/** Where the object of an upload is: an upload policy may have put it somewhere else than it was asked for. */
export function arrivedAt({ bucket, key, state }: Transfer): { bucket: string; key: string } {
  const receipt = state.phase === 'verified' ? state.receipt : undefined;
  if (receipt?.dir === undefined || receipt.name === undefined) return { bucket, key };
  return {
    bucket: receipt.namespace || bucket,
    key: keyOfPath({ dir: receipt.dir, name: receipt.name }),
  };
}
