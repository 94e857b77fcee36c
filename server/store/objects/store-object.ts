import { objectEvent } from '../events/object-event.ts';
import type { EventSource, StoreEvent } from '../events/store-event.ts';
import type { StoreContext } from '../http/call.ts';
import { checkWriteConditions, type WriteConditions } from '../http/conditions.ts';
import { noSuchKey } from '../http/s3-error.ts';
import { withDefaultRetention } from '../lock/default-retention.ts';
import { lockRefusal } from '../lock/lock-guard.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { type Discarded, referToContent } from '../metadata/contents.ts';
import type { Tables } from '../metadata/database.ts';
import { findObject } from '../metadata/objects.ts';
import type { Content, Layout, ObjectDescription, ObjectRecord, ObjectTraits } from '../metadata/records.ts';
import { isDeleteMarker, type VersionRecord } from '../metadata/records.ts';
import { findSetting } from '../metadata/settings.ts';
import { findVersion, nextVersion, placeVersion } from '../metadata/versions.ts';
import { versioningOf } from '../versions/versioning-status.ts';

export interface ObjectTarget {
  bucket: string;
  key: string;
}

/** An object whose bytes are on the disk and which is not in the store yet. */
export interface NewObject extends ObjectDescription, ObjectTraits {
  size: number;
  /** Without quotes. */
  etag: string;
  content: Content;
  /** The files that nothing refers to yet; none where all are referred to, as those of a completed upload are. */
  layout: Layout;
  checksum: ObjectRecord['checksum'];
  uploadId?: string;
  /** What the version is elsewhere, of which this is the copy that replication makes. */
  replica?: Pick<VersionRecord, 'versionId' | 'order' | 'modified'>;
}

export interface WriteOptions {
  conditions?: WriteConditions;
  /** The event's name, such as `s3:ObjectCreated:Put`. */
  event: string;
  source: EventSource;
}

/** Makes an object, or another version of it, in a commit of its own. */
export async function storeObject(
  store: StoreContext,
  target: ObjectTarget,
  object: NewObject,
  options: WriteOptions,
): Promise<ObjectRecord> {
  const record = await store.contents.commit(
    object.layout.map(({ id }) => id),
    (tables) => {
      checkWritable(store, tables, target, options.conditions);
      return insertObject(store, tables, target, object, options);
    },
  );
  store.replicator.wake();
  return record;
}

/** What must hold before a write: asked before the body is read, to spare it, and in the commit, where it counts. */
export function checkWritable(
  store: Pick<StoreContext, 'now'>,
  tables: Tables,
  { bucket, key }: ObjectTarget,
  conditions: WriteConditions = { ifAbsent: false },
): void {
  requireBucket(tables, bucket);
  checkWriteConditions(conditions, findObject(tables, bucket, key), () => noSuchKey(key));
  const status = versioningOf(findSetting(tables, bucket, 'versioning'), key);
  const replaced = status === 'enabled' ? undefined : findVersion(tables, bucket, key, 'null');
  if (replaced === undefined || isDeleteMarker(replaced)) return;
  const refusal = lockRefusal(replaced.lock, store.now(), false);
  if (refusal !== undefined) throw refusal;
}

/** Inside a commit, after `checkWritable`. Every object comes to be here, by whatever way its bytes came. */
export function insertObject(
  { now, profile, replicator }: Pick<StoreContext, 'now' | 'profile' | 'replicator'>,
  tables: Tables,
  { bucket, key }: ObjectTarget,
  { layout, replica, ...object }: NewObject,
  { event, source }: WriteOptions,
): { result: ObjectRecord; discarded: Discarded[]; events: StoreEvent[] } {
  const time = now();
  const setting = findSetting(tables, bucket, 'versioning');
  const lockSetting = findSetting(tables, bucket, 'object-lock');
  const record: ObjectRecord = {
    uploadId: undefined,
    ...object,
    lock: replica ? object.lock : withDefaultRetention(object.lock, lockSetting, time, profile),
    modified: time,
    ...(replica ?? nextVersion(tables, bucket, key, versioningOf(setting, key), time)),
  };
  record.replication = replica ? 'REPLICA' : replicator.plan(tables, bucket, key, record);
  if (layout.length > 0) referToContent(tables, record.content, layout);
  const discarded = placeVersion(tables, bucket, key, record);
  const created = objectEvent(event, bucket, key, record, source, time, { versioned: setting !== undefined });
  return { result: record, discarded, events: [created] };
}
