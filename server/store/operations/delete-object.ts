import type { Call, Operation } from '../http/call.ts';
import { checkWriteConditions } from '../http/conditions.ts';
import { preconditionFailed } from '../http/s3-error.ts';
import { queryValue } from '../http/target.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { isDeleteMarker } from '../metadata/records.ts';
import { findVersion } from '../metadata/versions.ts';
import { deleteObjectVersion } from '../objects/delete-object-version.ts';
import { checkVersionId } from './version-id.ts';

/**
 * Done is done: a key that has no object is no error, but for a delete that names the ETag it means.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html
 */
export const deleteObject: Operation = async (call) => {
  const { bucket, key, query, headers, contents, source } = call;
  const versionId = queryValue(query, 'versionId');
  checkVersionId(versionId);
  const bypassGovernance = bypassesGovernance(call, key);
  const conditions = { ifAbsent: false, ifMatch: headers.get('if-match') };
  const outcome = await contents.commit([], (tables) => {
    requireBucket(tables, bucket);
    const version = findVersion(tables, bucket, key, versionId);
    const object = version === undefined || isDeleteMarker(version) ? undefined : version;
    checkWriteConditions(conditions, object, () => preconditionFailed('If-Match'));
    const target = { bucket, key, versionId };
    const done = deleteObjectVersion(call, tables, target, { bypassGovernance, source });
    return { result: done, discarded: done.discarded, events: done.events };
  });
  call.replicator.wake();
  return {
    status: 204,
    headers: {
      ...(outcome.deleteMarker ? { 'x-amz-delete-marker': 'true' } : {}),
      ...(outcome.versionId === undefined ? {} : { 'x-amz-version-id': outcome.versionId }),
    },
  };
};

/** Asked for by name and allowed: else a lock in governance mode holds for everyone. */
export function bypassesGovernance({ headers, access, bucket }: Call, key: string): boolean {
  if (headers.get('x-amz-bypass-governance-retention')?.toLowerCase() !== 'true') return false;
  return access.allows({ action: 's3:BypassGovernanceRetention', bucket, key });
}
