import { S3Error } from '../http/s3-error.ts';
import type { Tables } from './database.ts';
import { objectRow } from './row-keys.ts';

const maxKeyBytes = 1024;

/** The current version of a key, if that is no delete marker. */
export const findObject = (tables: Tables, bucket: string, key: string) =>
  tables.objects.get(objectRow(bucket, key));

export function checkKeyLength(key: string): void {
  const bytes = Buffer.byteLength(key, 'utf8');
  if (bytes <= maxKeyBytes) return;
  throw new S3Error('KeyTooLongError', 'The key is too long.', {
    Size: String(bytes),
    MaxSizeAllowed: String(maxKeyBytes),
  });
}
