import type { Call } from '../http/call.ts';
import { S3Error } from '../http/s3-error.ts';
import type { ObjectRecord } from '../metadata/records.ts';
import { requireVersion } from '../metadata/versions.ts';
import { checkVersionId } from './version-id.ts';

/**
 * The object that a read is about. Whoever may not list the bucket does not learn which keys it lacks either: that is
 * AccessDenied then (MinIO tells).
 */
export function readableVersion(
  { bucket, key, metadata, access }: Pick<Call, 'bucket' | 'key' | 'metadata' | 'access'>,
  versionId: string | undefined,
): ObjectRecord {
  checkVersionId(versionId);
  try {
    return requireVersion(metadata.tables, bucket, key, versionId);
  } catch (error) {
    const isMissing = error instanceof S3Error && error.code === 'NoSuchKey';
    if (!isMissing || access.allows({ action: 's3:ListBucket', bucket })) throw error;
    throw new S3Error('AccessDenied', 'Access denied.').orInMinio('NoSuchKey', error.message);
  }
}
