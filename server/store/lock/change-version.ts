import { objectEvent } from '../events/object-event.ts';
import type { Call } from '../http/call.ts';
import { methodNotAllowed, noSuchKey, noSuchVersion } from '../http/s3-error.ts';
import { queryValue } from '../http/target.ts';
import { requireBucket } from '../metadata/buckets.ts';
import type { Tables } from '../metadata/database.ts';
import { isDeleteMarker, type ObjectRecord } from '../metadata/records.ts';
import { findVersion, updateVersion } from '../metadata/versions.ts';
import { checkVersionId } from '../operations/version-id.ts';

/**
 * Writes a version back as `change` has it, which may throw: its tags or lock, nothing of its content. A delete marker
 * has neither, also when it is meant only because it is the latest. Copies of the version elsewhere follow. `event`
 * is a name such as `s3:ObjectCreated:PutTagging`. Returns the version as it is now.
 */
export async function changeVersion(
  { bucket, key, query, contents, replicator, source, now }: Call,
  event: string,
  change: (object: ObjectRecord, tables: Tables) => ObjectRecord,
): Promise<ObjectRecord> {
  const versionId = queryValue(query, 'versionId');
  checkVersionId(versionId);
  const result = await contents.commit([], (tables) => {
    requireBucket(tables, bucket);
    const version = findVersion(tables, bucket, key, versionId);
    if (version === undefined) {
      throw versionId === undefined ? noSuchKey(key) : noSuchVersion(key, versionId);
    }
    if (isDeleteMarker(version)) {
      throw methodNotAllowed('DeleteMarker', {
        'x-amz-delete-marker': 'true',
        'x-amz-version-id': version.versionId,
      });
    }
    const changed = change(version, tables);
    const replication = replicator.plan(tables, bucket, key, changed) ?? changed.replication;
    updateVersion(tables, bucket, key, { ...changed, replication });
    const versioned = changed.versionId !== 'null';
    const happened = objectEvent(event, bucket, key, changed, source, now(), { versioned });
    return { result: changed, discarded: [], events: [happened] };
  });
  replicator.wake();
  return result;
}
