import { encryptionHeaders } from '../encryption/encryption-headers.ts';
import { readingKey } from '../encryption/reading-key.ts';
import { objectEvent } from '../events/object-event.ts';
import { type ByteRange, parseRange } from '../http/byte-range.ts';
import type { Call, Operation } from '../http/call.ts';
import { checkReadConditions, matchesETag } from '../http/conditions.ts';
import { checksumHeaders, objectHeaders, responseOverrides } from '../http/object-headers.ts';
import { S3Error } from '../http/s3-error.ts';
import { queryValue } from '../http/target.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { layoutOf } from '../metadata/contents.ts';
import type { Tables } from '../metadata/database.ts';
import type { ObjectRecord } from '../metadata/records.ts';
import { readHeaders } from '../objects/reply-headers.ts';
import { parsePartNumber } from './part-number.ts';
import { readableVersion } from './readable-version.ts';

/**
 * GetObject and HeadObject: the same answer, with and without the bytes.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export const readObject: Operation = async (call) => {
  const { bucket, key, headers, query, metadata, contents, method } = call;
  const { tables } = metadata;
  requireBucket(tables, bucket);
  const object = readableVersion(call, queryValue(query, 'versionId'));
  const encryptionKey = readingKey(object.encryption, headers, call.isPrivate, '');
  checkReadConditions(headers, object);
  const overrides = responseOverrides(query);
  if (call.access.accessKeyId === undefined && call.profile === 'aws' && Object.keys(overrides).length > 0) {
    throw new S3Error('InvalidRequest', 'Only a signed request may choose headers of the answer.');
  }
  const partial = partialRead(call, tables, object);
  const isPartial = partial?.range !== undefined;
  const length = partial?.range === undefined ? object.size : partial.range.last - partial.range.first + 1;
  // A checksum of the whole would be compared with the bytes of the part.
  const withChecksum = !isPartial && headers.get('x-amz-checksum-mode')?.toUpperCase() === 'ENABLED';
  const name = `s3:ObjectAccessed:${method === 'HEAD' ? 'Head' : 'Get'}`;
  const versioned = object.versionId !== 'null';
  call.events.notify([objectEvent(name, bucket, key, object, call.source, call.now(), { versioned })]);
  return {
    status: isPartial ? 206 : 200,
    headers: {
      ...objectHeaders(object),
      ...encryptionHeaders(object.encryption, headers),
      ...readHeaders(call, object),
      ...overrides,
      ...(withChecksum ? checksumHeaders(object.checksum) : {}),
      ...partial?.headers,
      'content-length': length,
    },
    body: method === 'HEAD' ? undefined : await contents.read(object, partial?.range, encryptionKey),
  };
};

interface PartialRead {
  /** Undefined: all there is, as of the single part of an empty object. */
  range: ByteRange | undefined;
  headers: Record<string, string>;
}

function partialRead(
  { headers, query }: Call,
  tables: Tables,
  object: ObjectRecord,
): PartialRead | undefined {
  const partNumber = queryValue(query, 'partNumber');
  const header = headers.get('range');
  if (partNumber !== undefined) {
    if (header !== undefined) {
      throw new S3Error('InvalidRequest', 'A read takes Range or partNumber, not both.');
    }
    return partRead(tables, object, parsePartNumber(partNumber));
  }
  if (!rangeStillHolds(headers.get('if-range'), object)) return undefined;
  const range = parseRange(header, object.size);
  return range && { range, headers: contentRange(range, object.size) };
}

/** https://www.rfc-editor.org/rfc/rfc9110#section-13.1.5 */
function rangeStillHolds(ifRange: string | undefined, object: ObjectRecord): boolean {
  if (ifRange === undefined) return true;
  if (ifRange.startsWith('"')) return matchesETag(ifRange, object.etag);
  return Date.parse(ifRange) === Math.floor(object.modified / 1000) * 1000;
}

function partRead(tables: Tables, object: ObjectRecord, partNumber: number): PartialRead {
  const sizes =
    object.content.kind === 'layout'
      ? layoutOf(tables, object.content, object.size).map(({ size }) => size)
      : [object.size];
  const size = sizes[partNumber - 1];
  if (size === undefined) {
    throw new S3Error('InvalidPartNumber', 'The object has no such part.', {
      PartNumberRequested: String(partNumber),
      ActualPartCount: String(sizes.length),
    });
  }
  const headers: Record<string, string> =
    object.content.kind === 'layout' ? { 'x-amz-mp-parts-count': String(sizes.length) } : {};
  if (size === 0) return { range: undefined, headers };
  const first = sizes.slice(0, partNumber - 1).reduce((sum, before) => sum + before, 0);
  const range = { first, last: first + size - 1 };
  return { range, headers: { ...headers, ...contentRange(range, object.size) } };
}

const contentRange = ({ first, last }: ByteRange, size: number) => ({
  'content-range': `bytes ${first}-${last}/${size}`,
});
