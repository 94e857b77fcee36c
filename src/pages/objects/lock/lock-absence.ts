import { StorageError } from '../../../storage/index.ts';

/** The server knows the call: what lacks is the lock of this bucket. */
const bucketCodes = ['InvalidRequest', 'ObjectLockConfigurationNotFoundError'];

/** Why objects cannot be locked here; undefined where that is not what an error says. */
export function lockAbsence(error: unknown): 'bucket' | 'server' | undefined {
  if (!(error instanceof StorageError) || error.code !== 'not-supported') return undefined;
  return bucketCodes.includes(error.serviceCode ?? '') ? 'bucket' : 'server';
}
