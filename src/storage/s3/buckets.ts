import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  DeleteBucketCommand,
  HeadBucketCommand,
  ListBucketsCommand,
} from '@aws-sdk/client-s3';
import type { CallOptions } from '../call-options.ts';
import { StorageError } from '../errors.ts';
import { readBytes } from '../http/read-body.ts';
import type { Bucket } from '../types.ts';
import type { S3Caller } from './caller.ts';
import { parseBuckets } from './parse-buckets.ts';

/** All buckets of the account. `not-s3` where the answer is no list of buckets. API: ListBuckets. */
export async function listBuckets(caller: S3Caller, options?: CallOptions): Promise<Bucket[]> {
  const buckets: Bucket[] = [];
  let token: string | undefined;
  do {
    const response = await caller.read(new ListBucketsCommand({ ContinuationToken: token }), options);
    const parsed = parseBuckets(new TextDecoder().decode(await readBytes(response.body)));
    if (!parsed) throw new StorageError('not-s3', { status: response.status });
    buckets.push(...parsed.buckets);
    // A server that goes round in circles is left.
    if (parsed.next !== undefined && parsed.next === token) throw new StorageError('not-supported');
    token = parsed.next;
  } while (token);
  return buckets;
}

/** Whether a bucket is there, and ours to read. API: HeadBucket. */
export async function headBucket(
  caller: S3Caller,
  bucket: string,
  options?: CallOptions,
): Promise<'exists' | 'absent' | 'denied'> {
  try {
    await caller.read(new HeadBucketCommand({ Bucket: bucket }), options);
    return 'exists';
  } catch (error) {
    if (error instanceof StorageError && error.code === 'no-such-bucket') return 'absent';
    if (error instanceof StorageError && error.code === 'access-denied') return 'denied';
    throw error;
  }
}

/**
 * Creates a bucket in `region`, or in the connection's. `bucket-owned-by-you` or `bucket-exists` where the name is
 * taken (AWS in us-east-1 lets the owner create it again). `objectLock` cannot be taken back. API: CreateBucket.
 */
export async function createBucket(
  caller: S3Caller,
  bucket: string,
  { region, objectLock }: { region?: string; objectLock?: boolean } = {},
  options?: CallOptions,
): Promise<void> {
  // us-east-1 has no constraint of that name; the SDK adds the one of the connection's region by itself.
  const constraint = region === 'us-east-1' ? undefined : (region as BucketLocationConstraint | undefined);
  const command = new CreateBucketCommand({
    Bucket: bucket,
    ObjectLockEnabledForBucket: objectLock || undefined,
    ...(constraint && { CreateBucketConfiguration: { LocationConstraint: constraint } }),
  });
  await caller.send(command, options);
}

/** `bucket-not-empty` where anything is left in it, old versions included. API: DeleteBucket. */
export async function deleteBucket(caller: S3Caller, bucket: string, options?: CallOptions): Promise<void> {
  await caller.send(new DeleteBucketCommand({ Bucket: bucket }), options);
}
