import { S3Error } from '../http/s3-error.ts';

/** Buckets here have no versioning: there is the version `null` and no other. */
export function checkVersionId(versionId: string | undefined): void {
  if (versionId === undefined || versionId === 'null') return;
  throw new S3Error('NoSuchVersion', 'There is no such version.', { VersionId: versionId });
}
