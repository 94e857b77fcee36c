import { objectEvent } from '../events/object-event.ts';
import type { StoreEvent } from '../events/store-event.ts';
import type { Tables } from '../metadata/database.ts';
import { updateVersion } from '../metadata/versions.ts';
import { findSource, replicationSource } from './replicate-version.ts';
import type { QueuedTask, TaskDestination, VersionTask } from './replication-task.ts';

/**
 * Inside a commit: notes how it went with one destination. With the last one the task is done, the source has its
 * status, and that is an event. Nothing happens where the task is gone.
 */
export function settleDestination(
  tables: Tables,
  { row }: Pick<QueuedTask, 'row'>,
  bucket: string,
  state: 'COMPLETED' | 'FAILED',
  now: number,
): readonly StoreEvent[] {
  const task = tables.replications.get(row);
  if (task === undefined || task.kind === 'existing') return [];
  const destinations = task.destinations.map((destination) =>
    destination.bucket === bucket ? { ...destination, state } : destination,
  );
  if (destinations.some(isPending)) {
    tables.replications.put(row, { ...task, destinations });
    return [];
  }
  tables.replications.remove(row);
  return finishTask(tables, { ...task, destinations }, now);
}

export const isPending = ({ state }: TaskDestination) => state === 'PENDING';

function finishTask(tables: Tables, task: VersionTask, now: number): readonly StoreEvent[] {
  const hasFailed = task.destinations.some(({ state }) => state === 'FAILED');
  const source = task.kind === 'copy' ? findSource(tables, task) : undefined;
  if (source === undefined) return [];
  const replication = hasFailed ? 'FAILED' : 'COMPLETED';
  updateVersion(tables, task.bucket, task.key, { ...source, replication });
  const name = `s3:Replication:Operation${hasFailed ? 'Failed' : 'Completed'}Replication`;
  return [objectEvent(name, task.bucket, task.key, source, replicationSource, now, { versioned: true })];
}
