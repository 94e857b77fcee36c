import type { StoreEvent } from '../events/store-event.ts';
import type { StoreContext } from '../http/call.ts';
import { lockRefusal } from '../lock/lock-guard.ts';
import type { Discarded } from '../metadata/contents.ts';
import type { Tables } from '../metadata/database.ts';
import { isDeleteMarker } from '../metadata/records.ts';
import { findSetting } from '../metadata/settings.ts';
import { findVersion } from '../metadata/versions.ts';
import { deleteObjectVersion } from '../objects/delete-object-version.ts';
import { versioningOf } from '../versions/versioning-status.ts';
import type { Decision } from './decide.ts';
import { lifecycleEventName, lifecycleSource } from './lifecycle-event.ts';

/**
 * Inside a commit. Never throws over a lock: a commit that has written may not. What lifecycle does stays in its
 * bucket: S3 replicates none of it, as the other bucket may have a lifecycle of its own.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-what-is-isnt-replicated.html
 */
export function applyDecision(
  { now, profile }: Pick<StoreContext, 'now' | 'profile'>,
  tables: Tables,
  { bucket, key }: { bucket: string; key: string },
  decision: Decision,
): { discarded: readonly Discarded[]; events: readonly StoreEvent[] } {
  const versionId = decision.action === 'remove' ? decision.versionId : undefined;
  if (versionId === undefined && replacesLocked(tables, bucket, key, now())) return nothing;
  const { discarded, events } = deleteObjectVersion(
    { now, profile, replicator: noReplication },
    tables,
    { bucket, key, versionId },
    { bypassGovernance: false, source: lifecycleSource },
  );
  const renamed = events.map((event) => ({
    ...event,
    name: lifecycleEventName(decision, profile, event.name.endsWith(':DeleteMarkerCreated')),
  }));
  return { discarded, events: renamed };
}

/** A delete marker of a bucket whose versioning is suspended takes the place of the version `null`. */
function replacesLocked(tables: Tables, bucket: string, key: string, now: number): boolean {
  if (versioningOf(findSetting(tables, bucket, 'versioning'), key) === 'enabled') return false;
  const replaced = findVersion(tables, bucket, key, 'null');
  if (replaced === undefined || isDeleteMarker(replaced)) return false;
  return lockRefusal(replaced.lock, now, false) !== undefined;
}

const nothing = { discarded: [], events: [] };

const noReplication = { plan: () => undefined, planRemoval: () => undefined, wake: () => undefined };
