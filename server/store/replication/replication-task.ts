import { randomBytes } from 'node:crypto';
import type { Tables } from '../metadata/database.ts';
import type { VersionRecord } from '../metadata/records.ts';
import { nextRow } from '../metadata/row-keys.ts';
import type { ReplicationRule } from './replication-setting.ts';

/** What is still to be done, in a row of the table `replications`. */
export type ReplicationTask = VersionTask | ExistingTask;

/** A version goes to other buckets, or goes from them. */
export interface VersionTask {
  kind: 'copy' | 'removal';
  bucket: string;
  key: string;
  versionId: string;
  /** Tells a version `null` from another one that took its place. */
  order: string;
  destinations: readonly TaskDestination[];
}

export interface TaskDestination {
  bucket: string;
  /** Absent: that of the object. */
  storageClass?: string;
  state: 'PENDING' | 'COMPLETED' | 'FAILED';
}

/** What a bucket had before a rule came that asks for it. Walked through in small steps, each of which leaves this. */
export interface ExistingTask {
  kind: 'existing';
  bucket: string;
  /** The version that was looked at last. */
  after?: { key: string; id: string };
}

const range = { start: Buffer.alloc(0), end: Buffer.from([0xff]) };

/** Rows are in the order of time: `now` is Unix ms. */
export function putTask(tables: Tables, now: number, task: ReplicationTask): void {
  const time = Math.floor(now).toString(16).padStart(12, '0');
  tables.replications.put(Buffer.from(time + randomBytes(8).toString('hex'), 'latin1'), task);
}

export interface QueuedTask {
  row: Buffer;
  task: ReplicationTask;
}

/** The first `count` of those that `isReady` lets pass. */
export function firstTasks(tables: Tables, count: number, isReady: (row: Buffer) => boolean): QueuedTask[] {
  const found: QueuedTask[] = [];
  for (const { row, value } of tables.replications.range({ ...range, start: nextRow(range.start) })) {
    if (!isReady(row)) continue;
    found.push({ row, task: value });
    if (found.length === count) break;
  }
  return found;
}

export const versionTask = (
  kind: VersionTask['kind'],
  bucket: string,
  key: string,
  { versionId, order }: VersionRecord,
  rules: readonly ReplicationRule[],
): VersionTask => ({
  kind,
  bucket,
  key,
  versionId,
  order,
  destinations: rules.map(({ destination }) => ({
    bucket: destination.bucket,
    storageClass: destination.storageClass,
    state: 'PENDING',
  })),
});
