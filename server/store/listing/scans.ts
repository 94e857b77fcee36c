import type { Tables } from '../metadata/database.ts';
import type { ObjectRecord, UploadRecord, VersionRecord } from '../metadata/records.ts';
import {
  afterKey,
  beyond,
  bucketRange,
  escapedKey,
  keyOfObjectRow,
  keyOfVersionRow,
  nextRow,
  objectRow,
  uploadRow,
  versionRow,
} from '../metadata/row-keys.ts';
import { mergeVersions } from './merge-versions.ts';
import type { Position, Row, Scan } from './roll-up.ts';

export function objectScan(tables: Tables, bucket: string): Scan<ObjectRecord> {
  return function* (from): Generator<Row<ObjectRecord>> {
    const range = { start: objectStart(bucket, from), end: bucketRange(bucket).end };
    for (const { row, value } of tables.objects.range(range)) yield { key: keyOfObjectRow(row), value };
  };
}

export function uploadScan(tables: Tables, bucket: string): Scan<UploadRecord> {
  return function* (from): Generator<Row<UploadRecord>> {
    const range = { start: uploadStart(bucket, from), end: bucketRange(bucket).end };
    for (const { value } of tables.uploads.range(range)) {
      yield { key: value.key, id: value.uploadId, value };
    }
  };
}

export interface ListedVersion {
  record: VersionRecord;
  isLatest: boolean;
}

/** Every version of every key, newest first within a key. A row's id is the version's `order`. */
export function versionScan(tables: Tables, bucket: string): Scan<ListedVersion> {
  return (from) => {
    const { end } = bucketRange(bucket);
    const current = tables.objects.range({ start: currentStart(tables, bucket, from), end });
    const others = tables.versions.range({ start: versionStart(bucket, from), end });
    const isContinued = from.at === 'after' && from.id !== undefined ? from.key : undefined;
    return mergeVersions(
      map(current, ({ row, value }) => ({ key: keyOfObjectRow(row), record: value })),
      map(others, ({ row, value }) => ({ key: keyOfVersionRow(row), record: value })),
      isContinued,
    );
  };
}

function objectStart(bucket: string, from: Position): Buffer {
  switch (from.at) {
    case 'key':
      return objectRow(bucket, from.key);
    case 'after':
      return nextRow(objectRow(bucket, from.key));
    case 'past-prefix':
      return beyond(objectRow(bucket, from.prefix));
  }
}

/** A listing that goes on among the versions of a key may have the current one, which is newer, still before it. */
function currentStart(tables: Tables, bucket: string, from: Position): Buffer {
  if (from.at !== 'after' || from.id === undefined) return objectStart(bucket, from);
  const row = objectRow(bucket, from.key);
  const current = tables.objects.get(row);
  return current !== undefined && current.order < from.id ? row : nextRow(row);
}

function uploadStart(bucket: string, from: Position): Buffer {
  return from.at === 'after' && from.id !== undefined
    ? nextRow(uploadRow(bucket, from.key, from.id))
    : escapedStart(bucket, from);
}

function versionStart(bucket: string, from: Position): Buffer {
  return from.at === 'after' && from.id !== undefined
    ? nextRow(versionRow(bucket, from.key, from.id))
    : escapedStart(bucket, from);
}

function escapedStart(bucket: string, from: Position): Buffer {
  switch (from.at) {
    case 'key':
      return escapedKey(bucket, from.key);
    case 'after':
      return afterKey(bucket, from.key);
    case 'past-prefix':
      return beyond(escapedKey(bucket, from.prefix));
  }
}

function* map<A, B>(source: Iterable<A>, change: (item: A) => B): Generator<B> {
  for (const item of source) yield change(item);
}
