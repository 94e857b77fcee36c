import { CopyObjectCommand } from '@aws-sdk/client-s3';
import type { CallOptions } from '../call-options.ts';
import { StorageError } from '../errors.ts';
import type { CopyInput } from '../object-operations.ts';
import type { StoredBytes } from '../types.ts';
import type { S3Caller } from './caller.ts';
import { copySource, refuseUnsendableBucket, refuseUnsendableKey } from './keys.ts';
import { storedBytes } from './object-head.ts';
import { copySourceKeyInput, placementInput, propertiesInput } from './object-options.ts';

/** ms; servers read and write the whole object before they answer a copy. */
const copyIdleTimeout = 600_000;

/**
 * A copy made by the server. What the input does not replace is kept. Objects up to 5 GiB (more on some servers).
 * API: CopyObject.
 */
export async function copyObject(
  caller: S3Caller,
  input: CopyInput,
  options?: CallOptions,
): Promise<StoredBytes> {
  const { source, properties, conditions = {} } = input;
  refuseUnsendableBucket(source.bucket);
  refuseUnsendableKey(source.key);
  const command = new CopyObjectCommand({
    ...(properties && { ...propertiesInput(properties), MetadataDirective: 'REPLACE' }),
    ...placementInput(input),
    ...(input.tags && { TaggingDirective: 'REPLACE' }),
    ...copySourceKeyInput(source.customerKey),
    Bucket: input.bucket,
    Key: input.key,
    CopySource: copySource(source.bucket, source.key, source.versionId),
    CopySourceIfMatch: conditions.sourceIfMatch && `"${conditions.sourceIfMatch}"`,
    CopySourceIfNoneMatch: conditions.sourceIfNoneMatch && `"${conditions.sourceIfNoneMatch}"`,
    CopySourceIfModifiedSince: conditions.sourceIfModifiedSince,
    CopySourceIfUnmodifiedSince: conditions.sourceIfUnmodifiedSince,
    IfNoneMatch: conditions.onlyIfAbsent ? '*' : undefined,
  });
  const output = await caller.send(command, { ...options, idleTimeout: copyIdleTimeout });
  if (!output.CopyObjectResult?.ETag) throw new StorageError('not-s3');
  return storedBytes({ ...output, ETag: output.CopyObjectResult.ETag });
}
