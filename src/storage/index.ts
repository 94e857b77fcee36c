import type { ConnectionProfile } from './connection.ts';
import type { Credentials } from './credentials.ts';
import type { StorageDriver } from './driver.ts';

export { type BucketNameProblem, bucketNameProblem } from './bucket-name.ts';
export { type ConnectionProfile, connectionId, type ProfileProblem, parseProfile } from './connection.ts';
export { type ConnectionCheck, checkConnection } from './connection-check.ts';
export type { Credentials } from './credentials.ts';
export type { ListInput, StorageDriver } from './driver.ts';
export { StorageError, type StorageErrorCode } from './errors.ts';
export { createTransferEngine } from './transfer/transfer-engine.ts';
export type {
  Transfer,
  TransferEngine,
  TransferId,
  TransferSnapshot,
  TransferState,
  TransferTotals,
} from './transfer/transfer-types.ts';
export type { Bucket, DeleteOutcome, ListPage, ObjectEntry, ObjectHead } from './types.ts';

/**
 * Opens a connection: nothing is sent before the driver's first call. Without credentials it is anonymous. The code
 * that speaks S3 is loaded by this call, so that a page which is not connected does not carry it.
 */
export async function openStorage(connection: {
  profile: ConnectionProfile;
  credentials?: Credentials;
}): Promise<StorageDriver> {
  const { createS3Driver } = await import('./s3/s3-driver.ts');
  return createS3Driver(connection);
}
