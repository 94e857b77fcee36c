import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { CallOptions, ListInput, PutInput, UploadCallOptions } from '../driver.ts';
import { StorageError } from '../errors.ts';
import { readBytes } from '../http/read-body.ts';
import type { ByteRange, ListPage, ObjectHead, StoredBytes } from '../types.ts';
import type { S3Caller } from './caller.ts';
import { copySource, refuseUnsendableKey } from './keys.ts';
import { parseListingPage } from './listing/listing-parser.ts';
import { contentMd5, objectHead, sizeOf, storedBytes } from './object-head.ts';

/** ms; servers read and write the whole object before they answer a copy. */
const copyIdleTimeout = 600_000;

/** One page of either version. Keys may hold what XML cannot, so they come encoded. */
function readPage(caller: S3Caller, input: ListInput, from: string | undefined, options?: CallOptions) {
  const wanted = {
    Bucket: input.bucket,
    Prefix: input.prefix || undefined,
    Delimiter: input.delimiter,
    MaxKeys: input.pageSize,
    EncodingType: 'url',
  } as const;
  if (caller.listVersion === 1) {
    return caller.read(new ListObjectsCommand({ ...wanted, Marker: from ?? input.startAfter }), options);
  }
  const after = from === undefined ? { StartAfter: input.startAfter } : { ContinuationToken: from };
  return caller.read(new ListObjectsV2Command({ ...wanted, ...after }), options);
}

/**
 * Pages of a listing, each asked for when it is wanted. `not-s3` where something else answers, `not-supported` where
 * the server knows only version 1 of the call and the profile did not say so. API: ListObjectsV2, ListObjects.
 */
export async function* listObjects(
  caller: S3Caller,
  input: ListInput,
  options?: CallOptions,
): AsyncGenerator<ListPage, void, undefined> {
  let from = input.from;
  do {
    const response = await readPage(caller, input, from, options);
    const listing = await parseListingPage(await readBytes(response.body));
    if (listing.kind === 'not-a-listing') throw new StorageError('not-s3', { status: response.status });
    if (listing.kind === 'no-token' && caller.listVersion === 2) {
      throw new StorageError('not-supported', { status: response.status });
    }
    yield listing.page;
    from = listing.page.next;
  } while (from);
}

/** `no-such-key` also where only the bucket is missing: a HEAD has no room to say which. API: HeadObject. */
export async function headObject(
  caller: S3Caller,
  { bucket, key }: { bucket: string; key: string },
  options?: CallOptions,
): Promise<ObjectHead> {
  const { status, headers } = await caller.read(new HeadObjectCommand({ Bucket: bucket, Key: key }), options);
  return objectHead(key, sizeOf(status, headers) ?? 0, headers);
}

/**
 * The bytes of an object or of a range of it. `head.size` is the whole object's. The body is read as fast as it is
 * drained, and ends with a `StorageError` where the network does. API: GetObject.
 */
export async function getObject(
  caller: S3Caller,
  input: { bucket: string; key: string; range?: ByteRange; ifMatch?: string },
  options: CallOptions = {},
): Promise<{ head: ObjectHead; body: ReadableStream<Uint8Array> }> {
  const { bucket, key, range, ifMatch } = input;
  const headers = {
    ...(range && { range: `bytes=${range.start}-${range.end ?? ''}` }),
    ...(ifMatch && { 'if-match': `"${ifMatch}"` }),
  };
  const command = new GetObjectCommand({ Bucket: bucket, Key: key });
  const response = await caller.read(command, { ...options, headers });
  const size =
    sizeOf(response.status, response.headers) ?? (await headObject(caller, { bucket, key }, options)).size;
  const head = objectHead(key, size, response.headers);
  return { head, body: response.body ?? new Blob([]).stream() };
}

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
    Bucket: input.bucket,
    Key: input.key,
    Body: input.body,
    ContentLength: input.body.size,
    ContentType: input.contentType,
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

/** A copy made by the server, with the source's metadata. Objects up to 5 GiB (more on some servers). API: CopyObject. */
export async function copyObject(
  caller: S3Caller,
  input: { bucket: string; key: string; source: { bucket: string; key: string } },
  options?: CallOptions,
): Promise<StoredBytes> {
  refuseUnsendableKey(input.source.key);
  const command = new CopyObjectCommand({
    Bucket: input.bucket,
    Key: input.key,
    CopySource: copySource(input.source.bucket, input.source.key),
  });
  const output = await caller.send(command, { ...options, idleTimeout: copyIdleTimeout });
  if (!output.CopyObjectResult?.ETag) throw new StorageError('not-s3');
  return storedBytes({ ...output, ETag: output.CopyObjectResult.ETag });
}
