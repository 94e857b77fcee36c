import { objectEvent } from '../events/object-event.ts';
import type { StoreEvent } from '../events/store-event.ts';
import type { Call, Operation } from '../http/call.ts';
import type { RequestHeaders } from '../http/request-headers.ts';
import { methodNotAllowed, S3Error } from '../http/s3-error.ts';
import { queryValue } from '../http/target.ts';
import { versionScan } from '../listing/scans.ts';
import { requireBucket } from '../metadata/buckets.ts';
import type { Discarded } from '../metadata/contents.ts';
import type { Tables } from '../metadata/database.ts';
import type { VersionRecord } from '../metadata/records.ts';
import { findSetting } from '../metadata/settings.ts';
import { removeVersion, versionsOf } from '../metadata/versions.ts';
import { deleteBucket, removeEmptyBucket } from '../operations/delete-bucket.ts';
import { deleteObject } from '../operations/delete-object.ts';

const header = 'x-minio-force-delete';

/** Versions that go in one commit: others wait for as long as that takes. */
const batch = 1000;

/**
 * MinIO's: a bucket goes with all that is in it. What a lock or a replication keeps is not taken in this way.
 * https://github.com/minio/minio/blob/master/cmd/bucket-handlers.go
 */
export const forceDeleteBucket: Operation = async (call) => {
  const { bucket, access, metadata } = call;
  if (!isForced(call.headers)) return deleteBucket(call);
  access.require({ action: 's3:ForceDeleteBucket', bucket });
  requireBucket(metadata.tables, bucket);
  await inBatches(call, (tables) => {
    requireBucket(tables, bucket);
    const isKept = (['object-lock', 'replication'] as const).some(
      (name) => findSetting(tables, bucket, name) !== undefined,
    );
    if (isKept) throw methodNotAllowed('Bucket');
    const { isLast, discarded, events } = removeSome(call, tables, '');
    if (!isLast) return { result: false, discarded, events };
    const removed = removeEmptyBucket(call, tables);
    return {
      result: true,
      discarded: [...discarded, ...removed.discarded],
      events: [...events, ...removed.events],
    };
  });
  return { status: 204 };
};

/**
 * MinIO's: a key and all that is below it as in a folder go, with their versions. So `logs` and `logs/` are the same
 * here, and `logs-old` is something else.
 */
export const forceDeletePrefix: Operation = async (call) => {
  const { bucket, key, query } = call;
  if (!isForced(call.headers)) return deleteObject(call);
  if (queryValue(query, 'versionId') !== undefined) {
    throw new S3Error('InvalidRequest', `${header} deletes every version, so it takes no versionId.`);
  }
  const folder = key.replace(/\/+$/, '');
  // What would be left is the whole bucket, and nobody who names a key means that.
  if (folder === '') throw new S3Error('InvalidRequest', `${header} takes a key that is not slashes alone.`);
  await inBatches(call, (tables) => {
    requireBucket(tables, bucket);
    if (findSetting(tables, bucket, 'object-lock') !== undefined) {
      throw new S3Error('XMinioAdminInvalidArgument', 'A bucket with object lock has no forced deletes.');
    }
    const { isLast, discarded, events } = removeSome(call, tables, folder);
    return { result: isLast, discarded, events };
  });
  return { status: 204 };
};

/** Commits the change again and again until it says that it was the last. */
async function inBatches(
  { contents }: Call,
  change: (tables: Tables) => { result: boolean; discarded: Discarded[]; events: StoreEvent[] },
): Promise<void> {
  while (!(await contents.commit([], change))) {
    // Others have their turn between two commits.
  }
}

/** Removes versions of the keys at and below a folder, `''` for all of the bucket, as many as a commit may hold. */
function removeSome({ bucket, access, source, now }: Call, tables: Tables, folder: string) {
  const found = [...take(versionsBelow(tables, bucket, folder), batch)];
  for (const { key } of found) access.require({ action: 's3:DeleteObjectVersion', bucket, key });
  const discarded: Discarded[] = [];
  const versioned = findSetting(tables, bucket, 'versioning') !== undefined;
  const events = found.map(({ key, record }) => {
    discarded.push(...removeVersion(tables, bucket, key, record.versionId).discarded);
    return objectEvent('s3:ObjectRemoved:Delete', bucket, key, record, source, now(), { versioned });
  });
  return { isLast: found.length < batch, discarded, events };
}

interface KeyVersion {
  key: string;
  record: VersionRecord;
}

function* versionsBelow(tables: Tables, bucket: string, folder: string): Generator<KeyVersion> {
  for (const { record } of versionsOf(tables, bucket, folder)) yield { key: folder, record };
  const below = folder === '' ? '' : `${folder}/`;
  for (const { key, value } of versionScan(tables, bucket)({ at: 'key', key: below })) {
    if (!key.startsWith(below)) return;
    yield { key, record: value.record };
  }
}

function* take<T>(items: Iterable<T>, count: number): Generator<T> {
  let taken = 0;
  for (const item of items) {
    if (taken === count) return;
    taken += 1;
    yield item;
  }
}

/** The values are those that MinIO takes for a yes and a no. */
function isForced(headers: RequestHeaders): boolean {
  const value = headers.get(header) ?? '';
  if (/^(?:1|t|T|true|TRUE|True)$/.test(value)) return true;
  if (/^(?:0|f|F|false|FALSE|False)$/.test(value)) return false;
  throw new S3Error('InvalidRequest', `${header} is true or false.`);
}
