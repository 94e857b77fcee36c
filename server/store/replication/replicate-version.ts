import { describeEncryption, type EncryptionKey } from '../encryption/object-encryption.ts';
import { objectEvent } from '../events/object-event.ts';
import type { EventSource, StoreEvent } from '../events/store-event.ts';
import { ownerId, type StoreContext } from '../http/call.ts';
import { S3Error } from '../http/s3-error.ts';
import { lockRefusal } from '../lock/lock-guard.ts';
import { requireBucket } from '../metadata/buckets.ts';
import type { Discarded } from '../metadata/contents.ts';
import type { Tables } from '../metadata/database.ts';
import {
  type DeleteMarkerRecord,
  isDeleteMarker,
  type Layout,
  type ObjectRecord,
  type VersionRecord,
} from '../metadata/records.ts';
import { findSetting } from '../metadata/settings.ts';
import { findVersion, placeVersion, removeVersion, updateVersion } from '../metadata/versions.ts';
import { insertObject } from '../objects/store-object.ts';
import { isVersioned } from './check-buckets.ts';
import type { TaskDestination, VersionTask } from './replication-task.ts';

/** The store did it, at nobody's request. */
export const replicationSource: EventSource = {
  requestId: '',
  principalId: ownerId,
  address: '',
  userAgent: 'replication',
};

/** What a commit did, for `contents.commit`. */
interface Done {
  discarded: readonly Discarded[];
  events: readonly StoreEvent[];
}

const nothing: Done = { discarded: [], events: [] };

/**
 * Brings one version to one destination, or takes it from there, and runs `finish` in the same commit. Doing it again
 * changes nothing. Throws S3Error where trying again is of no use.
 */
export async function replicateVersion(
  store: StoreContext,
  task: VersionTask,
  destination: TaskDestination,
  finish: (tables: Tables) => readonly StoreEvent[],
): Promise<void> {
  const { tables } = store.metadata;
  const source = task.kind === 'copy' ? findSource(tables, task) : undefined;
  const isToCopy =
    source !== undefined && !isDeleteMarker(source) && findReplica(tables, task, destination) === undefined;
  const fresh = isToCopy ? await copyContent(store, source, destination.bucket) : undefined;
  const files = fresh?.layout.map(({ id }) => id) ?? [];
  await store.contents.commit(files, (inCommit) => {
    const done = change(store, inCommit, task, destination, fresh);
    return { result: undefined, discarded: done.discarded, events: [...done.events, ...finish(inCommit)] };
  });
}

interface FreshContent extends Pick<ObjectRecord, 'content' | 'etag' | 'encryption'> {
  layout: Layout;
}

/** Encrypted like the source, or else as the destination's bucket has it. */
async function copyContent(
  { contents, metadata }: StoreContext,
  source: ObjectRecord,
  bucket: string,
): Promise<FreshContent> {
  if (source.encryption?.kind === 'SSE-C') throw new S3Error('InvalidRequest', 'The customer has the key.');
  const fromKey: EncryptionKey | undefined = source.encryption;
  const toKey =
    fromKey ?? (findSetting(metadata.tables, bucket, 'encryption') && { kind: 'SSE-S3' as const });
  return { ...(await contents.rewrite(source, fromKey, toKey)), encryption: describeEncryption(toKey) };
}

function change(
  store: StoreContext,
  tables: Tables,
  task: VersionTask,
  destination: TaskDestination,
  fresh: FreshContent | undefined,
): Done {
  const unused = {
    discarded: [{ lease: undefined, files: fresh?.layout.flatMap(({ id }) => id ?? []) ?? [] }],
    events: [],
  };
  if (task.kind === 'removal') return removeReplica(store, tables, task, destination);
  const source = findSource(tables, task);
  // Removed meanwhile: then nobody misses the copy.
  if (source === undefined) return unused;
  requireBucket(tables, destination.bucket);
  if (!isVersioned(tables, destination.bucket)) {
    throw new S3Error('InvalidBucketState', 'The destination bucket keeps no versions any more.');
  }
  const replica = findReplica(tables, task, destination);
  if (replica !== undefined) {
    updateReplica(tables, task, destination, source, replica);
    return unused;
  }
  checkReplaceable(store, tables, task, destination);
  if (isDeleteMarker(source)) return placeMarker(store, tables, task, destination, source);
  // The replica was there when this began and is gone now: the next try copies the bytes.
  if (fresh === undefined) throw new Error('A replica was removed while it was brought up to date.');
  const { versionId, order, modified, replication: _, uploadId: __, ...traits } = source;
  const object = {
    ...traits,
    ...fresh,
    storageClass: destination.storageClass ?? source.storageClass,
    replica: { versionId, order, modified },
  };
  const options = { event: 's3:ObjectCreated:Put', source: replicationSource };
  return insertObject(store, tables, { bucket: destination.bucket, key: task.key }, object, options);
}

/** What may change in a version: its bytes never do. */
function updateReplica(
  tables: Tables,
  { key }: VersionTask,
  { bucket }: TaskDestination,
  source: VersionRecord,
  replica: VersionRecord,
): void {
  if (isDeleteMarker(source) || isDeleteMarker(replica)) return;
  const { tags, lock } = source;
  updateVersion(tables, bucket, key, { ...replica, tags, lock });
}

function placeMarker(
  { now }: StoreContext,
  tables: Tables,
  { key }: VersionTask,
  { bucket }: TaskDestination,
  { versionId, order, modified }: DeleteMarkerRecord,
): Done {
  const marker: DeleteMarkerRecord = {
    deleteMarker: true,
    versionId,
    order,
    modified,
    replication: 'REPLICA',
  };
  const discarded = placeVersion(tables, bucket, key, marker);
  const name = 's3:ObjectRemoved:DeleteMarkerCreated';
  const event = objectEvent(name, bucket, key, marker, replicationSource, now(), { versioned: true });
  return { discarded, events: [event] };
}

/** Only what replication made: a version `null` of the same key may be somebody's own. */
function removeReplica(
  { now }: StoreContext,
  tables: Tables,
  task: VersionTask,
  destination: TaskDestination,
): Done {
  const { key, versionId } = task;
  const { bucket } = destination;
  const replica = findReplica(tables, task, destination);
  if (replica?.replication !== 'REPLICA') return nothing;
  const refusal = isDeleteMarker(replica) ? undefined : lockRefusal(replica.lock, now(), false);
  if (refusal !== undefined) throw refusal;
  const { discarded } = removeVersion(tables, bucket, key, versionId);
  const name = 's3:ObjectRemoved:Delete';
  const event = objectEvent(name, bucket, key, replica, replicationSource, now(), { versioned: true });
  return { discarded, events: [event] };
}

/** A version `null` takes the place of the one that the destination has. */
function checkReplaceable(
  { now }: StoreContext,
  tables: Tables,
  { key, versionId }: VersionTask,
  { bucket }: TaskDestination,
): void {
  const replaced = findVersion(tables, bucket, key, versionId);
  if (replaced === undefined || isDeleteMarker(replaced)) return;
  const refusal = lockRefusal(replaced.lock, now(), false);
  if (refusal !== undefined) throw refusal;
}

export const findSource = (tables: Tables, task: VersionTask) => sameVersion(tables, task.bucket, task);

const findReplica = (tables: Tables, task: VersionTask, { bucket }: TaskDestination) =>
  sameVersion(tables, bucket, task);

function sameVersion(
  tables: Tables,
  bucket: string,
  { key, versionId, order }: VersionTask,
): VersionRecord | undefined {
  const found = findVersion(tables, bucket, key, versionId);
  return found?.order === order ? found : undefined;
}
