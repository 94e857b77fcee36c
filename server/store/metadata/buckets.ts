import { noSuchBucket, S3Error } from '../http/s3-error.ts';
import type { Tables } from './database.ts';
import type { BucketRecord } from './records.ts';

const bucketRow = (name: string) => Buffer.from(name, 'utf8');

export const findBucket = (tables: Tables, name: string) => tables.buckets.get(bucketRow(name));

export function requireBucket(tables: Tables, name: string): BucketRecord {
  const bucket = findBucket(tables, name);
  if (bucket === undefined) throw noSuchBucket(name);
  return bucket;
}

export const putBucket = (tables: Tables, name: string, record: BucketRecord) =>
  tables.buckets.put(bucketRow(name), record);

export const removeBucket = (tables: Tables, name: string) => tables.buckets.remove(bucketRow(name));

/** In the order of their names. */
export function* listBucketRecords(
  tables: Tables,
  after: string,
): Generator<{ name: string } & BucketRecord> {
  const start = Buffer.from(`${after}\0`, 'utf8');
  for (const { row, value } of tables.buckets.range({ start, end: Buffer.from([0xff]) })) {
    yield { name: row.toString('utf8'), ...value };
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export function checkBucketName(name: string): void {
  const isValid =
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
    !name.includes('..') &&
    !/^\d{1,3}(?:\.\d{1,3}){3}$/.test(name) &&
    !/^(?:xn--|sthree-|amzn-s3-demo-)/.test(name) &&
    !/(?:-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(name);
  if (!isValid) {
    throw new S3Error('InvalidBucketName', 'The name breaks the rules for bucket names.', {
      BucketName: name,
    });
  }
}
