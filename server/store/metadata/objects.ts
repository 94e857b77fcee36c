import { noSuchKey, S3Error } from '../http/s3-error.ts';
import { type Discarded, letGoOfContent } from './contents.ts';
import type { Tables } from './database.ts';
import type { ObjectRecord } from './records.ts';
import { objectRow } from './row-keys.ts';

const maxKeyBytes = 1024;

export const findObject = (tables: Tables, bucket: string, key: string) =>
  tables.objects.get(objectRow(bucket, key));

export function requireObject(tables: Tables, bucket: string, key: string): ObjectRecord {
  const object = findObject(tables, bucket, key);
  if (object === undefined) throw noSuchKey(key);
  return object;
}

/** Returns what the object that was there before leaves behind. */
export function putObjectRecord(
  tables: Tables,
  bucket: string,
  key: string,
  record: ObjectRecord,
): Discarded[] {
  const replaced = findObject(tables, bucket, key);
  tables.objects.put(objectRow(bucket, key), record);
  return replaced === undefined ? [] : [letGoOfContent(tables, replaced.content)];
}

/** Nothing happens where there is no such object. */
export function removeObject(tables: Tables, bucket: string, key: string): Discarded[] {
  const object = findObject(tables, bucket, key);
  if (object === undefined) return [];
  tables.objects.remove(objectRow(bucket, key));
  return [letGoOfContent(tables, object.content)];
}

export function checkKeyLength(key: string): void {
  const bytes = Buffer.byteLength(key, 'utf8');
  if (bytes <= maxKeyBytes) return;
  throw new S3Error('KeyTooLongError', 'The key is too long.', {
    Size: String(bytes),
    MaxSizeAllowed: String(maxKeyBytes),
  });
}
