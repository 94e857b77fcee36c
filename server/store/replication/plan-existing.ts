import type { Row } from '../listing/roll-up.ts';
import type { ListedVersion } from '../listing/scans.ts';
import { versionScan } from '../listing/scans.ts';
import { findBucket } from '../metadata/buckets.ts';
import type { Tables } from '../metadata/database.ts';
import { updateVersion } from '../metadata/versions.ts';
import { planCopy } from './plan-replication.ts';
import { type ExistingTask, putTask } from './replication-task.ts';

/** Versions that are looked at in one commit. */
const step = 200;

/**
 * Inside a commit: one step through what a bucket had before a rule came that asks for it. Versions that were planned
 * once are left alone. Its next step comes behind what it planned, in a row of its own.
 */
export function planExisting(
  tables: Tables,
  row: Buffer,
  { bucket, after }: ExistingTask,
  now: number,
): void {
  tables.replications.remove(row);
  if (findBucket(tables, bucket) === undefined) return;
  const from = after === undefined ? ({ at: 'key', key: '' } as const) : ({ at: 'after', ...after } as const);
  const rows: Row<ListedVersion>[] = [];
  for (const found of versionScan(tables, bucket)(from)) {
    rows.push(found);
    if (rows.length === step) break;
  }
  for (const { key, value } of rows) {
    const { record } = value;
    if (record.replication !== undefined) continue;
    const asksForIt = ({ existingObjects }: { existingObjects?: string }) => existingObjects === 'Enabled';
    const replication = planCopy(tables, { bucket, key }, record, now, asksForIt);
    if (replication !== undefined) updateVersion(tables, bucket, key, { ...record, replication });
  }
  const last = rows.length < step ? undefined : rows.at(-1);
  if (last !== undefined) {
    putTask(tables, now, { kind: 'existing', bucket, after: { key: last.key, id: last.value.record.order } });
  }
}
