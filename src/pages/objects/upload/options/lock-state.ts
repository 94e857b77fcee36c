import type { SettingDocument, SettingValues } from '../../../../storage/index.ts';
import { StorageError } from '../../../../storage/index.ts';
import { unavailableReason } from '../../../shared/setting-editor/unavailable-reason.ts';

/** Whether objects of the bucket can be locked. `unknown`: one may not read it, and may perhaps do it. */
export type LockState =
  | { state: 'reading' | 'on' | 'none' }
  | { state: 'unknown' | 'unavailable'; reason: string };

export function lockState(
  document: SettingDocument<SettingValues['object-lock']> | undefined,
  error: unknown,
): LockState {
  if (document) return { state: document.value === undefined ? 'none' : 'on' };
  if (!error) return { state: 'reading' };
  const isLacking = error instanceof StorageError && error.code === 'not-supported';
  return {
    state: isLacking ? 'unavailable' : 'unknown',
    reason: unavailableReason(error, 'GET ?object-lock'),
  };
}

/** How a key of one's own reaches this endpoint. */
export function keyTravels(endpoint: string, isLoopback: (hostname: string) => boolean) {
  const { protocol, hostname } = new URL(endpoint);
  if (protocol === 'https:') return 'safely';
  return isLoopback(hostname) ? 'locally' : 'in-the-clear';
}
