import type { StorageError } from './errors.ts';
import type { Transport } from './http/transport.ts';

type ConnectionCheckName =
  | 'mixed-content'
  | 'reachable' // something answers, and it speaks the protocol (`not-s3`, `not-want` where it does not)
  | 'cors' // the browser lets this page read the answer
  | 'manage-reachable' // the same two of Want's second endpoint
  | 'manage-cors'
  | 'clock'
  | 'keys' // Want's: access key, type and secret in one, for the service does not tell which is wrong
  | 'token' // of somebody else's: that the service takes it
  | 'token-expiry'
  | 'namespace' // where one is named: there, and open to these keys or this token
  | 'key'
  | 'signature'
  | 'region'
  | 'list-buckets' // may fail with `access-denied` on a connection that is fine for known buckets
  | 'etag-exposed';

export interface ConnectionCheck {
  check: ConnectionCheckName;
  /** `skipped`: nothing to check it with, or the answer did not get that far. */
  result: 'passed' | 'failed' | 'skipped';
  error?: StorageError;
  /** The address that the check was about, where it is not the connection's first. */
  endpoint?: string;
}

/** How the checks ask, and what the outer world is to them. */
export interface CheckSurroundings {
  transport?: Transport;
  now: () => number;
  /** Whether anything at all answers at a URL, readable or not. */
  answers: (url: string, signal?: AbortSignal) => Promise<boolean>;
  signal?: AbortSignal;
}

export const passed = (check: ConnectionCheckName): ConnectionCheck => ({ check, result: 'passed' });
export const skipped = (check: ConnectionCheckName): ConnectionCheck => ({ check, result: 'skipped' });
export const failed = (
  check: ConnectionCheckName,
  error: StorageError,
  endpoint?: string,
): ConnectionCheck => ({ check, result: 'failed', error, ...(endpoint !== undefined && { endpoint }) });

/** Whether an error means that no readable answer came. */
export function isSilence(error: StorageError): boolean {
  return error.code === 'network' || error.code === 'timeout' || error.code === 'mixed-content';
}
