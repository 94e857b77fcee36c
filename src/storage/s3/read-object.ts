import { GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import type { CallOptions } from '../call-options.ts';
import { StorageError } from '../errors.ts';
import type { TransportResponse } from '../http/transport.ts';
import type { GetInput, HeadInput } from '../object-operations.ts';
import type { ObjectHead } from '../types.ts';
import type { S3Caller } from './caller.ts';
import { objectHead, sizeOf } from './object-head.ts';
import { customerKeyHeaders } from './object-options.ts';
import { readRefusal } from './object-refusal.ts';

/**
 * What is known of an object or of one version of it. A HEAD has no room to say what is wrong, so that `no-such-key`
 * may also mean the bucket; `no-such-version`, `delete-marker`, `customer-key-needed`, `customer-key-wrong` and
 * `customer-key-refused` are told apart, where need be by a GET of the first byte. API: HeadObject.
 */
export async function headObject(
  caller: S3Caller,
  input: HeadInput,
  options?: CallOptions,
): Promise<ObjectHead> {
  try {
    const { status, headers } = await sendHead(caller, input, options);
    return objectHead(input.key, sizeOf(status, headers) ?? 0, headers);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    throw readRefusal(await withCode(error, caller, input, options), input);
  }
}

function sendHead(
  caller: S3Caller,
  { bucket, key, versionId, customerKey, withChecksums }: HeadInput,
  options?: CallOptions,
): Promise<TransportResponse> {
  if (!customerKey && !withChecksums) {
    const command = { Bucket: bucket, Key: key, VersionId: versionId, ChecksumMode: 'ENABLED' } as const;
    return caller.read(new HeadObjectCommand(command), options);
  }
  const headers = { ...customerKeyHeaders(customerKey), 'x-amz-checksum-mode': 'ENABLED' };
  return caller.plain({ method: 'HEAD', bucket, key, query: versionQuery(versionId), headers }, options);
}

/** The server's code for a 400 that came without one; the error as it is where there is none to be had. */
async function withCode(
  error: StorageError,
  caller: S3Caller,
  input: HeadInput,
  options?: CallOptions,
): Promise<StorageError> {
  if (error.status !== 400 || error.serviceCode !== undefined) return error;
  try {
    const { body } = await sendGet(caller, { ...input, range: { start: 0, end: 0 } }, options);
    await body?.cancel();
    return error;
  } catch (spoken) {
    return spoken instanceof StorageError && spoken.status === 400 ? spoken : error;
  }
}

/**
 * The bytes of an object or of a range of it. `head.size` is the whole object's. The body is read as fast as it is
 * drained, and ends with a `StorageError` where the network does. Fails as `headObject` does, and with
 * `precondition-failed`. API: GetObject.
 */
export async function getObject(
  caller: S3Caller,
  input: GetInput,
  options: CallOptions = {},
): Promise<{ head: ObjectHead; body: ReadableStream<Uint8Array> }> {
  try {
    const response = await sendGet(caller, input, options);
    const size = sizeOf(response.status, response.headers) ?? (await headObject(caller, input, options)).size;
    const head = objectHead(input.key, size, response.headers);
    return { head, body: response.body ?? new Blob([]).stream() };
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    throw readRefusal(error, input, input.range === undefined && input.ifMatch === undefined);
  }
}

function sendGet(
  caller: S3Caller,
  { bucket, key, versionId, customerKey, range, ifMatch, asStored }: GetInput,
  options?: CallOptions,
): Promise<TransportResponse> {
  const headers = {
    ...(range && { range: `bytes=${range.start}-${range.end ?? ''}` }),
    ...(ifMatch && { 'if-match': `"${ifMatch}"` }),
    ...customerKeyHeaders(customerKey),
  };
  if (customerKey) {
    const query = {
      ...versionQuery(versionId),
      ...(asStored && { 'response-content-encoding': 'identity' }),
    };
    return caller.plain({ method: 'GET', bucket, key, query, headers }, options);
  }
  const command = new GetObjectCommand({
    Bucket: bucket,
    Key: key,
    VersionId: versionId,
    ResponseContentEncoding: asStored ? 'identity' : undefined,
  });
  return caller.read(command, { ...options, headers });
}

const versionQuery = (versionId: string | undefined): Record<string, string> =>
  versionId === undefined ? {} : { versionId };
