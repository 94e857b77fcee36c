import type { Transfer, TransferSnapshot } from '../../storage/index.ts';

const ended: ReadonlySet<Transfer['state']['phase']> = new Set(['verified', 'failed', 'cancelled']);

/** The transfers of a connection that still have something to do. */
export function unfinishedTransfers({ transfers }: TransferSnapshot, connectionId: string): Transfer[] {
  return transfers.filter(
    (transfer) => transfer.connectionId === connectionId && !ended.has(transfer.state.phase),
  );
}
