import { isDeleteMarker, type ObjectRecord, type VersionRecord } from '../metadata/records.ts';
import type { EventSource, StoreEvent } from './store-event.ts';

/** Events that make a version: their record's order is theirs. */
const makesVersion = /^s3:ObjectCreated:(?:Put|Post|Copy|CompleteMultipartUpload)$|:DeleteMarkerCreated$/;
const removes = /^s3:(?:ObjectRemoved|LifecycleExpiration|LifecycleDelMarkerExpiration):/;

/**
 * Something that happened to an object. `record` is the version that was made, read, changed or removed, where there
 * is one; `versioned` says whether its id means anything, as it does once the bucket has had versioning.
 */
export function objectEvent(
  name: string,
  bucket: string,
  key: string,
  record: VersionRecord | undefined,
  source: EventSource,
  time: number,
  { versioned }: { versioned: boolean },
): StoreEvent {
  const event: StoreEvent = { name, bucket, key, time, source };
  if (record === undefined) return event;
  if (versioned) event.versionId = record.versionId;
  if (makesVersion.test(name)) event.order = record.order;
  if (!isDeleteMarker(record) && !removes.test(name)) event.object = madeObject(record);
  return event;
}

export const bucketEvent = (
  name: 's3:BucketCreated:*' | 's3:BucketRemoved:*',
  bucket: string,
  source: EventSource,
  time: number,
): StoreEvent => ({ name, bucket, key: '', time, source });

function madeObject({ size, etag, headers, metadata }: ObjectRecord): StoreEvent['object'] {
  const contentType = headers['content-type'];
  const userMetadata: Record<string, string> = {};
  if (contentType !== undefined) userMetadata['content-type'] = contentType;
  for (const [name, value] of Object.entries(metadata)) userMetadata[metadataHeader(name)] = value;
  return { size, etag, contentType, userMetadata };
}

/** As MinIO spells it: each word of the header's name begins with a capital. */
const metadataHeader = (name: string) =>
  `x-amz-meta-${name}`.replace(
    /(^|-)([a-z])/g,
    (_, dash: string, letter: string) => dash + letter.toUpperCase(),
  );
