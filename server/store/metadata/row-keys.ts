import { orderBytes } from '../versions/version-order.ts';

/**
 * Rows are ordered by bytes. A key is stored as its UTF-8, whose byte order is the order that S3 lists in (JavaScript
 * compares strings by UTF-16 unit, which differs beyond U+FFFF). Bucket names hold no NUL, so NUL ends them.
 *
 * objects: bucket 0 key                 the current version of each key, one row a key, so that no listing ever
 *                                       walks through old versions
 * versions: bucket 0 key* 0 1 ~order    all other versions of a key, newest first: the 16 bytes of a version's order
 *                                       are inverted
 * uploads: bucket 0 key* 0 1 upload id  key* has each NUL doubled as 0 255: then it can be told from its end, and
 *                                       a key still sorts before all keys that begin with it
 * parts:   upload id 0 part number      two bytes, big-endian
 */
const end = Buffer.from([0, 1]);
const beyondEnd = Buffer.from([0, 2]);
const orderLength = 16;

export interface RowRange {
  /** Included. */
  start: Buffer;
  /** Excluded. */
  end: Buffer;
}

export const objectRow = (bucket: string, key: string) => Buffer.from(`${bucket}\0${key}`, 'utf8');

export const bucketRange = (bucket: string): RowRange => ({
  start: Buffer.from(`${bucket}\0`, 'utf8'),
  end: Buffer.from(`${bucket}\x01`, 'utf8'),
});

export const keyOfObjectRow = (row: Buffer) => row.toString('utf8', row.indexOf(0) + 1);

export const uploadRow = (bucket: string, key: string, uploadId: string) =>
  Buffer.concat([escapedKey(bucket, key), end, Buffer.from(uploadId, 'latin1')]);

/** Just behind every upload, or version, of this key. */
export const afterKey = (bucket: string, key: string) => Buffer.concat([escapedKey(bucket, key), beyondEnd]);

export const versionRow = (bucket: string, key: string, order: string) =>
  Buffer.concat([escapedKey(bucket, key), end, orderBytes(order).map((byte) => byte ^ 0xff)]);

export const versionRange = (bucket: string, key: string): RowRange => ({
  start: Buffer.concat([escapedKey(bucket, key), end]),
  end: afterKey(bucket, key),
});

export function keyOfVersionRow(row: Buffer): string {
  const escaped = row.toString('latin1', row.indexOf(0) + 1, row.length - orderLength - end.length);
  return Buffer.from(escaped.replaceAll('\0\xff', '\0'), 'latin1').toString('utf8');
}

/** At or before the first row of uploads or versions whose key begins with this. */
export const escapedKey = (bucket: string, key: string) => {
  const escaped = Buffer.from(key, 'utf8').toString('latin1').replaceAll('\0', '\0\xff');
  return Buffer.concat([Buffer.from(`${bucket}\0`, 'utf8'), Buffer.from(escaped, 'latin1')]);
};

export const partRow = (uploadId: string, partNumber: number) =>
  Buffer.concat([Buffer.from(uploadId, 'latin1'), Buffer.from([0, partNumber >> 8, partNumber & 0xff])]);

export const partRange = (uploadId: string): RowRange => ({
  start: Buffer.from(`${uploadId}\0`, 'latin1'),
  end: Buffer.from(`${uploadId}\x01`, 'latin1'),
});

export const nextRow = (row: Buffer) => Buffer.concat([row, Buffer.from([0])]);

/** The first row behind all that begin with `start`. */
export function beyond(start: Buffer): Buffer {
  let length = start.length;
  while (length > 1 && start[length - 1] === 0xff) length -= 1;
  const successor = Buffer.from(start.subarray(0, length));
  successor[length - 1] = (successor[length - 1] ?? 0) + 1;
  return successor;
}
