import { methodNotAllowed, noSuchKey, noSuchVersion } from '../http/s3-error.ts';
import { isOrder, newOrder } from '../versions/version-order.ts';
import type { VersioningStatus } from '../versions/versioning-status.ts';
import { type Discarded, letGoOfContent } from './contents.ts';
import type { Tables } from './database.ts';
import { isDeleteMarker, type ObjectRecord, type VersionRecord } from './records.ts';
import { objectRow, versionRange, versionRow } from './row-keys.ts';

/**
 * A key's versions. The latest one stands in `objects` unless it is a delete marker; all others stand in `versions`.
 * So a key without a row in `objects` either has no version at all or a delete marker as its latest.
 */
export function findVersion(
  tables: Tables,
  bucket: string,
  key: string,
  versionId?: string,
): VersionRecord | undefined {
  const row = objectRow(bucket, key);
  const current = tables.objects.get(row);
  if (versionId === undefined) return current ?? newestNotCurrent(tables, bucket, key);
  if (current?.versionId === versionId) return current;
  const order = versionId === 'null' ? tables.nullVersions.get(row) : versionId;
  if (order === undefined || !isOrder(order)) return undefined;
  const found = tables.versions.get(versionRow(bucket, key, order));
  return found?.versionId === versionId ? found : undefined;
}

/** The object that a read is about, or the reason why there is none. */
export function requireVersion(
  tables: Tables,
  bucket: string,
  key: string,
  versionId?: string,
): ObjectRecord {
  const version = findVersion(tables, bucket, key, versionId);
  if (version === undefined) throw versionId === undefined ? noSuchKey(key) : noSuchVersion(key, versionId);
  if (!isDeleteMarker(version)) return version;
  const headers = { 'x-amz-delete-marker': 'true', 'x-amz-version-id': version.versionId };
  throw versionId === undefined
    ? noSuchKey(key, headers)
    : methodNotAllowed('DeleteMarker', {
        ...headers,
        'last-modified': new Date(version.modified).toUTCString(),
      });
}

/** Newest first. */
export function* versionsOf(
  tables: Tables,
  bucket: string,
  key: string,
): Generator<{ record: VersionRecord; isLatest: boolean }> {
  const current = tables.objects.get(objectRow(bucket, key));
  let isLatest = current === undefined;
  if (current !== undefined) yield { record: current, isLatest: true };
  for (const { value } of tables.versions.range(versionRange(bucket, key))) {
    yield { record: value, isLatest };
    isLatest = false;
  }
}

/** Writes a version back that was read in this commit, with other tags, lock or replication status. */
export function updateVersion(tables: Tables, bucket: string, key: string, version: VersionRecord): void {
  const row = objectRow(bucket, key);
  if (!isDeleteMarker(version) && tables.objects.get(row)?.order === version.order) {
    tables.objects.put(row, version);
  } else tables.versions.put(versionRow(bucket, key, version.order), version);
}

/** The id and place of a version that is about to be made. */
export function nextVersion(
  tables: Tables,
  bucket: string,
  key: string,
  status: VersioningStatus,
  now: number,
): Pick<VersionRecord, 'versionId' | 'order'> {
  const order = newOrder(now, findVersion(tables, bucket, key)?.order);
  return { order, versionId: status === 'enabled' ? order : 'null' };
}

/** Puts a version in its place among those of its key. Returns what a version of the same id leaves behind. */
export function placeVersion(
  tables: Tables,
  bucket: string,
  key: string,
  version: VersionRecord,
): Discarded[] {
  const { discarded } = takeOut(tables, bucket, key, version.versionId);
  const row = objectRow(bucket, key);
  const current = tables.objects.get(row);
  const latest = current ?? newestNotCurrent(tables, bucket, key);
  if (latest !== undefined && latest.order > version.order) {
    // A replica that is older than what the key has here.
    putNotCurrent(tables, bucket, key, version);
    if (current === undefined) promote(tables, bucket, key);
    return discarded;
  }
  if (current !== undefined) putNotCurrent(tables, bucket, key, current);
  if (isDeleteMarker(version)) {
    if (current !== undefined) tables.objects.remove(row);
    putNotCurrent(tables, bucket, key, version);
  } else tables.objects.put(row, version);
  return discarded;
}

/** Nothing happens where there is no such version. The version before a removed latest one becomes the latest. */
export function removeVersion(
  tables: Tables,
  bucket: string,
  key: string,
  versionId: string,
): { removed: VersionRecord | undefined; discarded: Discarded[] } {
  const taken = takeOut(tables, bucket, key, versionId);
  if (taken.removed !== undefined) promote(tables, bucket, key);
  return taken;
}

function takeOut(
  tables: Tables,
  bucket: string,
  key: string,
  versionId: string,
): { removed: VersionRecord | undefined; discarded: Discarded[] } {
  const removed = findVersion(tables, bucket, key, versionId);
  if (removed === undefined) return { removed, discarded: [] };
  const row = objectRow(bucket, key);
  if (tables.objects.get(row)?.order === removed.order) tables.objects.remove(row);
  else removeNotCurrent(tables, bucket, key, removed);
  return { removed, discarded: isDeleteMarker(removed) ? [] : [letGoOfContent(tables, removed.content)] };
}

/** After its latest version went: the next one is the latest, and stands in `objects` if it is an object. */
function promote(tables: Tables, bucket: string, key: string): void {
  const row = objectRow(bucket, key);
  if (tables.objects.has(row)) return;
  const newest = newestNotCurrent(tables, bucket, key);
  if (newest === undefined || isDeleteMarker(newest)) return;
  removeNotCurrent(tables, bucket, key, newest);
  tables.objects.put(row, newest);
}

function newestNotCurrent(tables: Tables, bucket: string, key: string): VersionRecord | undefined {
  for (const { value } of tables.versions.range(versionRange(bucket, key))) return value;
  return undefined;
}

function putNotCurrent(tables: Tables, bucket: string, key: string, version: VersionRecord): void {
  tables.versions.put(versionRow(bucket, key, version.order), version);
  if (version.versionId === 'null') tables.nullVersions.put(objectRow(bucket, key), version.order);
}

function removeNotCurrent(tables: Tables, bucket: string, key: string, version: VersionRecord): void {
  tables.versions.remove(versionRow(bucket, key, version.order));
  if (version.versionId === 'null') tables.nullVersions.remove(objectRow(bucket, key));
}
