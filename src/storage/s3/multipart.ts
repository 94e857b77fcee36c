import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import type { CallOptions, UploadCallOptions } from '../call-options.ts';
import type { MultipartOperations, MultipartTarget } from '../driver.ts';
import { StorageError } from '../errors.ts';
import type { StoredBytes, WriteOptions } from '../types.ts';
import type { S3Caller } from './caller.ts';
import { copySource, refuseUnsendableBucket, refuseUnsendableKey } from './keys.ts';
import { contentMd5, storedBytes } from './object-head.ts';
import { copySourceKeyInput, customerKeyInput, writeInput } from './object-options.ts';

/** User guide: "Amazon S3 multipart upload limits". */
export const multipartLimits = { minPartSize: 5 * 1024 ** 2, maxParts: 10_000, maxObjectSize: 5 * 1024 ** 4 };

/** ms; servers join or copy parts before they answer, which takes minutes for large objects. */
const joinIdleTimeout = 600_000;

function addressOf({ bucket, key, uploadId }: MultipartTarget) {
  return { Bucket: bucket, Key: key, UploadId: uploadId };
}

/** The upload's id. API: CreateMultipartUpload. */
export async function createUpload(
  caller: S3Caller,
  input: { bucket: string; key: string } & WriteOptions,
  options?: CallOptions,
): Promise<string> {
  const command = new CreateMultipartUploadCommand({
    ...writeInput(input),
    Bucket: input.bucket,
    Key: input.key,
  });
  const { UploadId } = await caller.send(command, options);
  if (!UploadId) throw new StorageError('not-s3');
  return UploadId;
}

/** Replaces the part of that number. `bad-digest` where other bytes arrived than `md5` (hex) says. API: UploadPart. */
export async function uploadPart(
  caller: S3Caller,
  input: Parameters<MultipartOperations['uploadPart']>[0],
  options?: UploadCallOptions,
): Promise<StoredBytes> {
  const command = new UploadPartCommand({
    ...addressOf(input),
    ...customerKeyInput(input.customerKey),
    PartNumber: input.partNumber,
    Body: input.body,
    ContentLength: input.body.size,
    ContentMD5: contentMd5(input.md5),
  });
  return storedBytes(await caller.send(command, options));
}

/** A part taken from another object by the server. API: UploadPartCopy. */
export async function copyPart(
  caller: S3Caller,
  input: Parameters<MultipartOperations['copyPart']>[0],
  options?: CallOptions,
): Promise<StoredBytes> {
  const { source, range, sourceIfMatch } = input;
  refuseUnsendableBucket(source.bucket);
  refuseUnsendableKey(source.key);
  const command = new UploadPartCopyCommand({
    ...addressOf(input),
    ...customerKeyInput(input.customerKey),
    ...copySourceKeyInput(source.customerKey),
    PartNumber: input.partNumber,
    CopySource: copySource(source.bucket, source.key, source.versionId),
    CopySourceRange: `bytes=${range.start}-${range.end}`,
    CopySourceIfMatch: sourceIfMatch && `"${sourceIfMatch}"`,
  });
  const output = await caller.send(command, { ...options, idleTimeout: joinIdleTimeout });
  if (!output.CopyPartResult?.ETag) throw new StorageError('not-s3');
  return storedBytes({ ...output, ETag: output.CopyPartResult.ETag });
}

/**
 * Joins the parts. `invalid-part` where one is missing or differs, `too-small` where one but the last is under 5 MiB,
 * `no-such-upload` where it was completed or aborted already. API: CompleteMultipartUpload.
 */
export async function completeUpload(
  caller: S3Caller,
  input: Parameters<MultipartOperations['complete']>[0],
  options?: CallOptions,
): Promise<StoredBytes> {
  const command = new CompleteMultipartUploadCommand({
    ...addressOf(input),
    ...customerKeyInput(input.customerKey),
    MultipartUpload: {
      Parts: input.parts.map(({ partNumber, etag }) => ({ PartNumber: partNumber, ETag: `"${etag}"` })),
    },
    IfNoneMatch: input.onlyIfAbsent ? '*' : undefined,
  });
  const output = await caller.send(command, { ...options, idleTimeout: joinIdleTimeout });
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
