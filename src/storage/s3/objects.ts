import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { CallOptions, UploadCallOptions } from '../call-options.ts';
import type { PutInput } from '../object-operations.ts';
import type { StoredBytes } from '../types.ts';
import type { S3Caller } from './caller.ts';
import { contentMd5, storedBytes } from './object-head.ts';
import { writeInput } from './object-options.ts';

/**
 * Stores an object in one request. With `md5` the server refuses other bytes (`bad-digest`). `etag-hidden` where the
 * object was stored and CORS hides its ETag. API: PutObject.
 */
export async function putObject(
  caller: S3Caller,
  input: PutInput,
  options?: UploadCallOptions,
): Promise<StoredBytes> {
  const command = new PutObjectCommand({
    ...writeInput(input),
    Bucket: input.bucket,
    Key: input.key,
    Body: input.body,
    ContentLength: input.body.size,
    ContentMD5: input.md5 && contentMd5(input.md5),
    IfNoneMatch: input.onlyIfAbsent ? '*' : undefined,
  });
  return storedBytes(await caller.send(command, options));
}

/** Succeeds for a key that is not there. In a versioned bucket it adds a delete marker. API: DeleteObject. */
export async function deleteObject(
  caller: S3Caller,
  { bucket, key }: { bucket: string; key: string },
  options?: CallOptions,
): Promise<void> {
  await caller.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }), options);
}
