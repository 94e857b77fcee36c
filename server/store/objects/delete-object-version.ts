import { objectEvent } from '../events/object-event.ts';
import type { EventSource, StoreEvent } from '../events/store-event.ts';
import type { StoreContext } from '../http/call.ts';
import { lockRefusal } from '../lock/lock-guard.ts';
import type { Discarded } from '../metadata/contents.ts';
import type { Tables } from '../metadata/database.ts';
import { type DeleteMarkerRecord, isDeleteMarker, type VersionRecord } from '../metadata/records.ts';
import { findSetting } from '../metadata/settings.ts';
import { findVersion, nextVersion, placeVersion, removeVersion } from '../metadata/versions.ts';
import { versioningOf } from '../versions/versioning-status.ts';

export interface DeleteTarget {
  bucket: string;
  key: string;
  /** Absent: the key itself, which in a bucket with versioning gets a delete marker. */
  versionId?: string;
}

export interface DeleteOptions {
  bypassGovernance: boolean;
  source: EventSource;
  /** What the events are named after: a person's delete, or a lifecycle rule's. */
  cause?: 's3:ObjectRemoved' | 's3:LifecycleExpiration';
}

export interface DeleteOutcome {
  /** Of the version that was made or removed, where the bucket has or had versioning. */
  versionId?: string;
  /** A delete marker was made, or removed. */
  deleteMarker: boolean;
  discarded: Discarded[];
  events: StoreEvent[];
}

type Deleting = Pick<StoreContext, 'now' | 'profile' | 'replicator'>;

/**
 * Inside a commit; throws before it writes anything. What is not there is no error: it is gone.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html
 */
export function deleteObjectVersion(
  store: Deleting,
  tables: Tables,
  target: DeleteTarget,
  options: DeleteOptions,
): DeleteOutcome {
  return target.versionId === undefined
    ? deleteKey(store, tables, target, options)
    : deleteVersion(store, tables, { ...target, versionId: target.versionId }, options);
}

function deleteVersion(
  { now, replicator }: Deleting,
  tables: Tables,
  { bucket, key, versionId }: Required<DeleteTarget>,
  { bypassGovernance, source, cause = 's3:ObjectRemoved' }: DeleteOptions,
): DeleteOutcome {
  const version = findVersion(tables, bucket, key, versionId);
  if (version === undefined) return { versionId, deleteMarker: false, discarded: [], events: [] };
  checkUnlocked(version, now(), bypassGovernance);
  const { discarded } = removeVersion(tables, bucket, key, versionId);
  if (cause === 's3:ObjectRemoved') replicator.planRemoval(tables, bucket, key, version);
  const event = objectEvent(`${cause}:Delete`, bucket, key, version, source, now(), { versioned: true });
  return { versionId, deleteMarker: isDeleteMarker(version), discarded, events: [event] };
}

function deleteKey(
  { now, profile, replicator }: Deleting,
  tables: Tables,
  { bucket, key }: DeleteTarget,
  { bypassGovernance, source, cause = 's3:ObjectRemoved' }: DeleteOptions,
): DeleteOutcome {
  const time = now();
  const status = versioningOf(findSetting(tables, bucket, 'versioning'), key);
  const latest = findVersion(tables, bucket, key);
  if (status === 'off') {
    if (latest === undefined) {
      // MinIO tells of deletes that found nothing.
      const name = 's3:ObjectRemoved:NoOP';
      const nothing = objectEvent(name, bucket, key, undefined, source, time, { versioned: false });
      return { deleteMarker: false, discarded: [], events: profile === 'minio' ? [nothing] : [] };
    }
    checkUnlocked(latest, time, bypassGovernance);
    const { discarded } = removeVersion(tables, bucket, key, latest.versionId);
    const event = objectEvent(`${cause}:Delete`, bucket, key, latest, source, time, { versioned: false });
    return { deleteMarker: false, discarded, events: [event] };
  }
  if (profile === 'minio' && (latest === undefined || isDeleteMarker(latest))) {
    // MinIO stacks no delete markers.
    return { versionId: latest?.versionId, deleteMarker: latest !== undefined, discarded: [], events: [] };
  }
  const replaced = status === 'suspended' ? findVersion(tables, bucket, key, 'null') : undefined;
  if (replaced !== undefined) checkUnlocked(replaced, time, bypassGovernance);
  const marker: DeleteMarkerRecord = {
    deleteMarker: true,
    modified: time,
    ...nextVersion(tables, bucket, key, status, time),
  };
  marker.replication = replicator.plan(tables, bucket, key, marker);
  const discarded = placeVersion(tables, bucket, key, marker);
  const name = `${cause}:DeleteMarkerCreated`;
  const event = objectEvent(name, bucket, key, marker, source, time, { versioned: true });
  return { versionId: marker.versionId, deleteMarker: true, discarded, events: [event] };
}

function checkUnlocked(version: VersionRecord, now: number, bypassGovernance: boolean): void {
  const refusal = isDeleteMarker(version) ? undefined : lockRefusal(version.lock, now, bypassGovernance);
  if (refusal !== undefined) throw refusal;
}
