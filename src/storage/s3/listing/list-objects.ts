import { ListObjectsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { CallOptions } from '../../call-options.ts';
import { StorageError } from '../../errors.ts';
import { readBytes } from '../../http/read-body.ts';
import type { ListInput } from '../../object-operations.ts';
import type { ListPage } from '../../types.ts';
import type { S3Caller } from '../caller.ts';
import { parseListingPage } from './listing-parser.ts';

/** One page of either version. Keys may hold what XML cannot, so they come encoded. */
function readPage(caller: S3Caller, input: ListInput, from: string | undefined, options?: CallOptions) {
  const { bucket, prefix, delimiter, startAfter, pageSize } = input;
  const wanted = {
    Bucket: bucket,
    Prefix: prefix || undefined,
    Delimiter: delimiter,
    MaxKeys: pageSize,
    EncodingType: 'url',
  } as const;
  if (caller.listVersion === 1) {
    return caller.read(new ListObjectsCommand({ ...wanted, Marker: from ?? startAfter }), options);
  }
  const after = from === undefined ? { StartAfter: startAfter } : { ContinuationToken: from };
  if (!input.withMetadata) return caller.read(new ListObjectsV2Command({ ...wanted, ...after }), options);
  // An extension that the SDK's command has no room for.
  const query = {
    'list-type': '2',
    metadata: 'true',
    'encoding-type': 'url',
    ...(prefix && { prefix }),
    ...(delimiter && { delimiter }),
    ...(pageSize && { 'max-keys': String(pageSize) }),
    ...(from === undefined
      ? startAfter !== undefined && { 'start-after': startAfter }
      : { 'continuation-token': from }),
  };
  return caller.plain({ method: 'GET', bucket, query }, options);
}

/**
 * Pages of a listing, each asked for when it is wanted. `not-s3` where something else answers, `not-supported` where
 * the server knows only version 1 of the call and the profile did not say so. User metadata comes by version 2 alone.
 * API: ListObjectsV2, ListObjects; `metadata=true` is MinIO's.
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
