import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { CallOptions, MultipartTarget, UploadCallOptions } from '../driver.ts';
import { StorageError } from '../errors.ts';
import type { Part, StoredBytes } from '../types.ts';
import type { S3Caller } from './caller.ts';
import { contentMd5, storedBytes } from './object-head.ts';

/** User guide: "Amazon S3 multipart upload limits". */
export const multipartLimits = { minPartSize: 5 * 1024 ** 2, maxParts: 10_000, maxObjectSize: 5 * 1024 ** 4 };

/** ms; servers join the parts before they answer, which takes minutes for large objects. */
const completeIdleTimeout = 600_000;

function addressOf({ bucket, key, uploadId }: MultipartTarget) {
  return { Bucket: bucket, Key: key, UploadId: uploadId };
}

/** The upload's id. API: CreateMultipartUpload. */
export async function createUpload(
  caller: S3Caller,
  input: { bucket: string; key: string; contentType?: string },
  options?: CallOptions,
): Promise<string> {
  const command = new CreateMultipartUploadCommand({
    Bucket: input.bucket,
    Key: input.key,
    ContentType: input.contentType,
  });
  const { UploadId } = await caller.send(command, options);
  if (!UploadId) throw new StorageError('not-s3');
  return UploadId;
}

/** Replaces the part of that number. `bad-digest` where other bytes arrived than `md5` (hex) says. API: UploadPart. */
export async function uploadPart(
  caller: S3Caller,
  input: MultipartTarget & { partNumber: number; body: Blob; md5: string },
  options?: UploadCallOptions,
): Promise<StoredBytes> {
  const command = new UploadPartCommand({
    ...addressOf(input),
    PartNumber: input.partNumber,
    Body: input.body,
    ContentLength: input.body.size,
    ContentMD5: contentMd5(input.md5),
  });
  return storedBytes(await caller.send(command, options));
}

/**
 * Joins the parts. `invalid-part` where one is missing or differs, `too-small` where one but the last is under 5 MiB,
 * `no-such-upload` where it was completed or aborted already. API: CompleteMultipartUpload.
 */
export async function completeUpload(
  caller: S3Caller,
  input: MultipartTarget & { parts: Part[] },
  options?: CallOptions,
): Promise<StoredBytes> {
  const command = new CompleteMultipartUploadCommand({
    ...addressOf(input),
    MultipartUpload: {
      Parts: input.parts.map(({ partNumber, etag }) => ({ PartNumber: partNumber, ETag: `"${etag}"` })),
    },
  });
  const output = await caller.send(command, { ...options, idleTimeout: completeIdleTimeout });
  if (!output.ETag) throw new StorageError('not-s3');
  return storedBytes(output);
}

/** Frees the parts; succeeds where the upload is gone already. API: AbortMultipartUpload. */
export async function abortUpload(
  caller: S3Caller,
  target: MultipartTarget,
  options?: CallOptions,
): Promise<void> {
  try {
    await caller.send(new AbortMultipartUploadCommand(addressOf(target)), options);
  } catch (error) {
    if (!(error instanceof StorageError) || error.code !== 'no-such-upload') throw error;
  }
}
