import type { ConnectCheck } from './use-connection-check.ts';

/**
 * What a finished check allows. `go`: nothing failed. `by-name`: the account's buckets cannot be listed from here,
 * but a bucket may still answer. `limited`: usable, with something to set right. `stop`: no request would succeed.
 */
export type CheckOutcome = 'go' | 'by-name' | 'limited' | 'stop';

export function checkOutcome(results: readonly ConnectCheck[]): CheckOutcome {
  const failed = new Set(results.filter(({ result }) => result === 'failed').map(({ check }) => check));
  if (failed.size === 0) return results.length === 0 ? 'stop' : 'go';
  // Calls are signed with the server's time, so a wrong clock alone stops nothing, if the checks after it ran.
  const ran = new Set(results.filter(({ result }) => result === 'passed').map(({ check }) => check));
  if (failed.has('clock') && (ran.has('signature') || ran.has('list-buckets'))) failed.delete('clock');
  // AWS, RGW and Garage answer browsers per bucket only: the account's own address has no CORS there.
  const perBucket = failed.delete('cors') || failed.delete('list-buckets');
  failed.delete('etag-exposed');
  if (failed.size > 0) return 'stop';
  return perBucket ? 'by-name' : 'limited';
}
