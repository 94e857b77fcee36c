import type { Operation } from './http/call.ts';
import type { RequestHeaders } from './http/request-headers.ts';
import { notImplemented } from './http/s3-error.ts';
import type { Level, Query } from './http/target.ts';
import { abortMultipartUpload } from './operations/abort-multipart-upload.ts';
import { completeMultipartUpload } from './operations/complete-multipart-upload.ts';
import { copyObject } from './operations/copy-object.ts';
import { createBucket } from './operations/create-bucket.ts';
import { createMultipartUpload } from './operations/create-multipart-upload.ts';
import { deleteBucket } from './operations/delete-bucket.ts';
import { deleteObject } from './operations/delete-object.ts';
import { deleteObjects } from './operations/delete-objects.ts';
import { getBucketLocation } from './operations/get-bucket-location.ts';
import { headBucket } from './operations/head-bucket.ts';
import { listBuckets } from './operations/list-buckets.ts';
import { listMultipartUploads } from './operations/list-multipart-uploads.ts';
import { listObjects } from './operations/list-objects.ts';
import { listObjectsV2 } from './operations/list-objects-v2.ts';
import { listParts } from './operations/list-parts.ts';
import { putObject } from './operations/put-object.ts';
import { readObject } from './operations/read-object.ts';
import { uploadPart } from './operations/upload-part.ts';
import { uploadPartCopy } from './operations/upload-part-copy.ts';

export interface Route {
  method: string;
  level: Level;
  /** The sub-resources of the query: these and no others. */
  subresources: readonly string[];
  /** A header that makes it another operation. */
  header?: string;
  /** Whose checksum an `x-amz-checksum-*` header is: that of the body, or of the object that results. */
  checksumOf: 'body' | 'object';
  operation: Operation;
}

const copies = { header: 'x-amz-copy-source' };

/** Everything that the store does. What has no line here is NotImplemented and changes nothing. */
const routes: readonly Route[] = [
  route('GET', 'service', [], listBuckets),
  route('PUT', 'bucket', [], createBucket),
  route('HEAD', 'bucket', [], headBucket),
  route('DELETE', 'bucket', [], deleteBucket),
  route('GET', 'bucket', [], listObjects),
  route('GET', 'bucket', ['list-type'], listObjectsV2),
  route('GET', 'bucket', ['location'], getBucketLocation),
  route('GET', 'bucket', ['uploads'], listMultipartUploads),
  route('POST', 'bucket', ['delete'], deleteObjects),
  route('GET', 'object', [], readObject),
  route('GET', 'object', ['partNumber'], readObject),
  route('HEAD', 'object', [], readObject),
  route('HEAD', 'object', ['partNumber'], readObject),
  route('PUT', 'object', [], copyObject, copies),
  route('PUT', 'object', [], putObject),
  route('DELETE', 'object', [], deleteObject),
  route('POST', 'object', ['uploads'], createMultipartUpload),
  route('PUT', 'object', ['partNumber', 'uploadId'], uploadPartCopy, copies),
  route('PUT', 'object', ['partNumber', 'uploadId'], uploadPart),
  route('GET', 'object', ['uploadId'], listParts),
  route('POST', 'object', ['uploadId'], completeMultipartUpload, { checksumOf: 'object' }),
  route('DELETE', 'object', ['uploadId'], abortMultipartUpload),
];

/** What makes a request another one than that for the bucket or object itself, whether it is done here or not. */
const subresources = new Set(
  `abac accelerate acl analytics annotation append attributes cors delete encryption events intelligent-tiering
  inventory legal-hold lifecycle list-type location logging metadataConfiguration metadataInventoryTable
  metadataJournalTable metadataTable metrics notification object-lock ownershipControls partNumber policy
  policyStatus publicAccessBlock renameObject replication replication-metrics requestPayment restore retention
  select select-type session tagging torrent uploadId uploads versioning versions website`.split(/\s+/),
);

/** Parameters that say more of a request and never make it another, in so far as they may come without a value. */
const plainParameters = new Set(
  `bucket-region continuation-token delimiter encoding-type fetch-owner key-marker marker max-buckets max-keys
  max-parts max-uploads part-number-marker prefix start-after upload-id-marker version-id-marker versionId
  x-id`.split(/\s+/),
);

export function findRoute(method: string, level: Level, query: Query, headers: RequestHeaders): Route {
  const asked = new Set(query.filter((pair) => isSubresource(method, pair)).map(([name]) => name));
  const found = routes.find(
    (candidate) =>
      candidate.method === method &&
      candidate.level === level &&
      candidate.subresources.length === asked.size &&
      candidate.subresources.every((name) => asked.has(name)) &&
      (candidate.header === undefined || headers.has(candidate.header)),
  );
  if (found === undefined) throw notImplemented();
  return found;
}

/**
 * A sub-resource that nobody knew when this was written looks like one: a name without a value. Taking it for
 * nothing would let `DELETE /bucket?new-setting` delete the bucket, so where something changes it counts as one.
 */
function isSubresource(method: string, [name, value]: Query[number]): boolean {
  if (subresources.has(name)) return true;
  if (method === 'GET' || method === 'HEAD') return false;
  return value === '' && !plainParameters.has(name) && !/^x-amz-/i.test(name);
}

function route(
  method: string,
  level: Level,
  subresourcesOfRoute: readonly string[],
  operation: Operation,
  rest: Partial<Pick<Route, 'header' | 'checksumOf'>> = {},
): Route {
  return { method, level, subresources: subresourcesOfRoute, operation, checksumOf: 'body', ...rest };
}
