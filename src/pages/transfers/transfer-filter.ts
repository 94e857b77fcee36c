import type { Transfer, TransferTotals } from '../../storage/index.ts';
import type { TransferFilter } from '../shared/paths.ts';
import { isActive } from '../shared/transfer-batch.ts';

export function filterTransfers(transfers: readonly Transfer[], filter: TransferFilter): readonly Transfer[] {
  switch (filter) {
    case 'all':
      return transfers;
    case 'active':
      return transfers.filter((transfer) => isActive(transfer.state));
    case 'failed':
    case 'verified':
      return transfers.filter((transfer) => transfer.state.phase === filter);
  }
}

/** How many transfers each filter shows. */
export function filterCounts(totals: TransferTotals): Record<TransferFilter, number> {
  return { all: totals.count, active: totals.active, failed: totals.failed, verified: totals.verified };
}
