import type { Tables } from '../metadata/database.ts';
import { isDeleteMarker, type ReplicationStatus, type VersionRecord } from '../metadata/records.ts';
import { findSetting } from '../metadata/settings.ts';
import { versioningOf } from '../versions/versioning-status.ts';
import { chooseRules, type ReplicatedChange } from './choose-rules.ts';
import type { ReplicationRule } from './replication-setting.ts';
import { putTask, versionTask } from './replication-task.ts';

interface Located {
  bucket: string;
  key: string;
}

/** Inside the commit that makes or changes a version. `now` is Unix ms. `only` leaves rules out. */
export function planCopy(
  tables: Tables,
  { bucket, key }: Located,
  version: VersionRecord,
  now: number,
  only: (rule: ReplicationRule) => boolean = () => true,
): ReplicationStatus | undefined {
  const change = isDeleteMarker(version) ? 'delete-marker' : 'object';
  const rules = rulesFor(tables, { bucket, key }, version, change).filter(only);
  if (rules.length === 0) return undefined;
  putTask(tables, now, versionTask('copy', bucket, key, version, rules));
  return 'PENDING';
}

/** Inside the commit that removes a version for good. */
export function planRemoval(
  tables: Tables,
  { bucket, key }: Located,
  version: VersionRecord,
  now: number,
): void {
  const rules = rulesFor(tables, { bucket, key }, version, 'removal');
  if (rules.length > 0) putTask(tables, now, versionTask('removal', bucket, key, version, rules));
}

/** Replicas go no further. What is encrypted with a customer's key cannot be read here, and is not replicated. */
function rulesFor(
  tables: Tables,
  { bucket, key }: Located,
  version: VersionRecord,
  change: ReplicatedChange,
): ReplicationRule[] {
  const setting = findSetting(tables, bucket, 'replication');
  if (setting === undefined || version.replication === 'REPLICA') return [];
  if (versioningOf(findSetting(tables, bucket, 'versioning'), key) !== 'enabled') return [];
  if (isDeleteMarker(version)) return chooseRules(setting.rules, { key, size: 0, tags: [] }, change);
  if (version.encryption?.kind === 'SSE-C') return [];
  return chooseRules(setting.rules, { key, size: version.size, tags: version.tags ?? [] }, change);
}
