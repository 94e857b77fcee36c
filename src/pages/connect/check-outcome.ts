import type { ConnectionProfile } from '../../storage/index.ts';
import type { ConnectCheck } from './use-connection-check.ts';

/**
 * What a finished check allows. `go`: nothing failed. `by-name`: the account's buckets cannot be listed from here,
 * but a bucket may still answer. `limited`: usable, with something to set right. `stop`: no request would succeed.
 */
export type CheckOutcome = 'go' | 'by-name' | 'limited' | 'stop';

export function checkOutcome(
  results: readonly ConnectCheck[],
  protocol: ConnectionProfile['protocol'],
): CheckOutcome {
  const wrong = results.filter(({ result }) => result === 'failed');
  if (wrong.length === 0) return results.length === 0 ? 'stop' : 'go';
  const failed = new Set(wrong.map(({ check }) => check));
  // Calls are signed with the server's time, so a wrong clock alone stops nothing, if the checks after it ran.
  const ran = new Set(results.filter(({ result }) => result === 'passed').map(({ check }) => check));
  const goesOn = (['signature', 'list-buckets', 'keys'] as const).some((check) => ran.has(check));
  if (failed.has('clock') && goesOn) failed.delete('clock');
  return protocol === 'want' ? wantOutcome(failed, wrong) : s3Outcome(failed);
}

function s3Outcome(failed: Set<ConnectCheck['check']>): CheckOutcome {
  // AWS, RGW and Garage answer browsers per bucket only: the account's own address has no CORS there.
  const perBucket = failed.delete('cors') || failed.delete('list-buckets');
  failed.delete('etag-exposed');
  if (failed.size > 0) return 'stop';
  return perBucket ? 'by-name' : 'limited';
}

function wantOutcome(failed: Set<ConnectCheck['check']>, wrong: readonly ConnectCheck[]): CheckOutcome {
  // Uploads go without the manage endpoint.
  failed.delete('manage-reachable');
  failed.delete('manage-cors');
  // Who may not look into a namespace may be allowed to upload into it.
  const namespace = wrong.find(({ check }) => check === 'namespace');
  if (namespace?.error?.code === 'access-denied') failed.delete('namespace');
  return failed.size > 0 ? 'stop' : 'limited';
}
