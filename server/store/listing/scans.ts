import type { Tables } from '../metadata/database.ts';
import type { ObjectRecord, UploadRecord } from '../metadata/records.ts';
import {
  afterUploadsOf,
  beyond,
  bucketRange,
  keyOfObjectRow,
  nextRow,
  objectRow,
  uploadKey,
  uploadRow,
} from '../metadata/row-keys.ts';
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

function uploadStart(bucket: string, from: Position): Buffer {
  switch (from.at) {
    case 'key':
      return uploadKey(bucket, from.key);
    case 'after':
      return from.id === undefined
        ? afterUploadsOf(bucket, from.key)
        : nextRow(uploadRow(bucket, from.key, from.id));
    case 'past-prefix':
      return beyond(uploadKey(bucket, from.prefix));
  }
}
