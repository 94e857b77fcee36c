import { deleteBucketPolicy } from './access/delete-bucket-policy.ts';
import { getBucketPolicy } from './access/get-bucket-policy.ts';
import { getBucketPolicyStatus } from './access/get-bucket-policy-status.ts';
import { putBucketPolicy } from './access/put-bucket-policy.ts';
import { fixedSettings } from './admin/fixed-settings.ts';
import { getBucketAcl, getObjectAcl, putBucketAcl, putObjectAcl } from './admin/fixed-settings-acl.ts';
import { forceDeleteBucket, forceDeletePrefix } from './admin/force-delete.ts';
import { deleteBucketCors, getBucketCors, putBucketCors } from './cors/bucket-cors.ts';
import { deleteBucketEncryption } from './encryption/delete-bucket-encryption.ts';
import { getBucketEncryption } from './encryption/get-bucket-encryption.ts';
import { putBucketEncryption } from './encryption/put-bucket-encryption.ts';
import { getBucketNotification, putBucketNotification } from './events/bucket-notification.ts';
import { listen } from './events/listen.ts';
import type { Operation } from './http/call.ts';
import type { RequestHeaders } from './http/request-headers.ts';
import { notImplemented } from './http/s3-error.ts';
import { type Level, type Query, queryValue } from './http/target.ts';
import {
  deleteBucketLifecycle,
  getBucketLifecycle,
  putBucketLifecycle,
} from './lifecycle/bucket-lifecycle.ts';
import { getObjectLegalHold, putObjectLegalHold } from './lock/object-legal-hold.ts';
import { getObjectLockConfiguration, putObjectLockConfiguration } from './lock/object-lock-configuration.ts';
import { getObjectRetention, putObjectRetention } from './lock/object-retention.ts';
import { abortMultipartUpload } from './operations/abort-multipart-upload.ts';
import { completeMultipartUpload } from './operations/complete-multipart-upload.ts';
import { copyObject } from './operations/copy-object.ts';
import { createBucket } from './operations/create-bucket.ts';
import { createMultipartUpload } from './operations/create-multipart-upload.ts';
import { deleteBucket } from './operations/delete-bucket.ts';
import { deleteObject } from './operations/delete-object.ts';
import { deleteObjects } from './operations/delete-objects.ts';
import { getBucketLocation } from './operations/get-bucket-location.ts';
import { getBucketVersioning } from './operations/get-bucket-versioning.ts';
import { getObjectAttributes } from './operations/get-object-attributes.ts';
import { headBucket } from './operations/head-bucket.ts';
import { listBuckets } from './operations/list-buckets.ts';
import { listMultipartUploads } from './operations/list-multipart-uploads.ts';
import { listObjectVersions } from './operations/list-object-versions.ts';
import { listObjects } from './operations/list-objects.ts';
import { listObjectsV2 } from './operations/list-objects-v2.ts';
import { listParts } from './operations/list-parts.ts';
import { putBucketVersioning } from './operations/put-bucket-versioning.ts';
import { putObject } from './operations/put-object.ts';
import { readObject } from './operations/read-object.ts';
import { restoreObject } from './operations/restore-object.ts';
import { uploadPart } from './operations/upload-part.ts';
import { uploadPartCopy } from './operations/upload-part-copy.ts';
import {
  deleteBucketReplication,
  getBucketReplication,
  putBucketReplication,
} from './replication/bucket-replication.ts';
import { selectObjectContent } from './select/select-object-content.ts';
import { deleteBucketTagging, getBucketTagging, putBucketTagging } from './tagging/bucket-tagging.ts';
import { deleteObjectTagging, getObjectTagging, putObjectTagging } from './tagging/object-tagging.ts';

export interface Route {
  method: string;
  level: Level;
  /** The sub-resources of the query: these and no others. */
  subresources: readonly string[];
  /** A header that makes it another operation. */
  header?: string;
  /**
   * What a policy must allow. Undefined: the operation judges for itself, as what it may do depends on what it finds.
   */
  action: Action | undefined;
  /** Whose checksum an `x-amz-checksum-*` header is: that of the body, or of the object that results. */
  checksumOf: 'body' | 'object';
  operation: Operation;
}

/** Some rights have another name where the query names a version. */
type Action = string | { plain: string; ofVersion: string };

const onVersion = (verb: string, rest: string): Action => ({
  plain: `s3:${verb}Object${rest}`,
  ofVersion: `s3:${verb}ObjectVersion${rest}`,
});
const read = onVersion('Get', '');

const copies = { header: 'x-amz-copy-source' };
const forces = { header: 'x-minio-force-delete' };

/** Everything that the store does. What has no line here is NotImplemented and changes nothing. */
export const routes: readonly Route[] = [
  route('GET', 'service', [], undefined, listBuckets),
  route('GET', 'service', ['events'], 's3:ListenNotification', listen),
  route('PUT', 'bucket', [], 's3:CreateBucket', createBucket),
  route('HEAD', 'bucket', [], 's3:ListBucket', headBucket),
  route('DELETE', 'bucket', [], 's3:DeleteBucket', forceDeleteBucket, forces),
  route('DELETE', 'bucket', [], 's3:DeleteBucket', deleteBucket),
  route('GET', 'bucket', [], 's3:ListBucket', listObjects),
  route('GET', 'bucket', ['list-type'], 's3:ListBucket', listObjectsV2),
  route('GET', 'bucket', ['versions'], 's3:ListBucketVersions', listObjectVersions),
  route('GET', 'bucket', ['location'], 's3:GetBucketLocation', getBucketLocation),
  route('GET', 'bucket', ['uploads'], 's3:ListBucketMultipartUploads', listMultipartUploads),
  route('POST', 'bucket', ['delete'], undefined, deleteObjects),
  route('GET', 'bucket', ['versioning'], 's3:GetBucketVersioning', getBucketVersioning),
  route('PUT', 'bucket', ['versioning'], 's3:PutBucketVersioning', putBucketVersioning),
  route('GET', 'bucket', ['notification'], 's3:GetBucketNotification', getBucketNotification),
  route('PUT', 'bucket', ['notification'], 's3:PutBucketNotification', putBucketNotification),
  route('GET', 'bucket', ['events'], 's3:ListenBucketNotification', listen),
  route('GET', 'bucket', ['lifecycle'], 's3:GetLifecycleConfiguration', getBucketLifecycle),
  route('PUT', 'bucket', ['lifecycle'], 's3:PutLifecycleConfiguration', putBucketLifecycle),
  route('DELETE', 'bucket', ['lifecycle'], 's3:PutLifecycleConfiguration', deleteBucketLifecycle),
  route('GET', 'bucket', ['replication'], 's3:GetReplicationConfiguration', getBucketReplication),
  route('PUT', 'bucket', ['replication'], 's3:PutReplicationConfiguration', putBucketReplication),
  route('DELETE', 'bucket', ['replication'], 's3:PutReplicationConfiguration', deleteBucketReplication),
  route('GET', 'bucket', ['encryption'], 's3:GetEncryptionConfiguration', getBucketEncryption),
  route('PUT', 'bucket', ['encryption'], 's3:PutEncryptionConfiguration', putBucketEncryption),
  route('DELETE', 'bucket', ['encryption'], 's3:PutEncryptionConfiguration', deleteBucketEncryption),
  route('GET', 'bucket', ['policy'], 's3:GetBucketPolicy', getBucketPolicy),
  route('PUT', 'bucket', ['policy'], 's3:PutBucketPolicy', putBucketPolicy),
  route('DELETE', 'bucket', ['policy'], 's3:DeleteBucketPolicy', deleteBucketPolicy),
  route('GET', 'bucket', ['policyStatus'], 's3:GetBucketPolicyStatus', getBucketPolicyStatus),
  route('GET', 'bucket', ['object-lock'], 's3:GetBucketObjectLockConfiguration', getObjectLockConfiguration),
  route('PUT', 'bucket', ['object-lock'], 's3:PutBucketObjectLockConfiguration', putObjectLockConfiguration),
  route('GET', 'bucket', ['tagging'], 's3:GetBucketTagging', getBucketTagging),
  route('PUT', 'bucket', ['tagging'], 's3:PutBucketTagging', putBucketTagging),
  route('DELETE', 'bucket', ['tagging'], 's3:PutBucketTagging', deleteBucketTagging),
  route('GET', 'bucket', ['cors'], 's3:GetBucketCORS', getBucketCors),
  route('PUT', 'bucket', ['cors'], 's3:PutBucketCORS', putBucketCors),
  route('DELETE', 'bucket', ['cors'], 's3:PutBucketCORS', deleteBucketCors),
  route('GET', 'bucket', ['acl'], 's3:GetBucketAcl', getBucketAcl),
  route('PUT', 'bucket', ['acl'], 's3:PutBucketAcl', putBucketAcl),
  ...fixedSettings.map(({ subresource, action, operation }) =>
    route('GET', 'bucket', [subresource], action, operation),
  ),

  route('GET', 'object', [], read, readObject),
  route('GET', 'object', ['partNumber'], read, readObject),
  route('HEAD', 'object', [], read, readObject),
  route('HEAD', 'object', ['partNumber'], read, readObject),
  route('PUT', 'object', [], 's3:PutObject', copyObject, copies),
  route('PUT', 'object', [], 's3:PutObject', putObject),
  route('DELETE', 'object', [], onVersion('Delete', ''), forceDeletePrefix, forces),
  route('DELETE', 'object', [], onVersion('Delete', ''), deleteObject),
  route('POST', 'object', ['uploads'], 's3:PutObject', createMultipartUpload),
  route('PUT', 'object', ['partNumber', 'uploadId'], 's3:PutObject', uploadPartCopy, copies),
  route('PUT', 'object', ['partNumber', 'uploadId'], 's3:PutObject', uploadPart),
  route('GET', 'object', ['uploadId'], 's3:ListMultipartUploadParts', listParts),
  route('POST', 'object', ['uploadId'], 's3:PutObject', completeMultipartUpload, { checksumOf: 'object' }),
  route('DELETE', 'object', ['uploadId'], 's3:AbortMultipartUpload', abortMultipartUpload),
  route('GET', 'object', ['retention'], 's3:GetObjectRetention', getObjectRetention),
  route('PUT', 'object', ['retention'], 's3:PutObjectRetention', putObjectRetention),
  route('GET', 'object', ['legal-hold'], 's3:GetObjectLegalHold', getObjectLegalHold),
  route('PUT', 'object', ['legal-hold'], 's3:PutObjectLegalHold', putObjectLegalHold),
  route('GET', 'object', ['tagging'], onVersion('Get', 'Tagging'), getObjectTagging),
  route('PUT', 'object', ['tagging'], onVersion('Put', 'Tagging'), putObjectTagging),
  route('DELETE', 'object', ['tagging'], onVersion('Delete', 'Tagging'), deleteObjectTagging),
  route('GET', 'object', ['acl'], onVersion('Get', 'Acl'), getObjectAcl),
  route('PUT', 'object', ['acl'], onVersion('Put', 'Acl'), putObjectAcl),
  route('GET', 'object', ['attributes'], onVersion('Get', 'Attributes'), getObjectAttributes),
  route('POST', 'object', ['restore'], 's3:RestoreObject', restoreObject),
  route('POST', 'object', ['select', 'select-type'], read, selectObjectContent),
  route('POST', 'object', ['select'], read, selectObjectContent),
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

/** The right that this request needs by its route. */
export function actionOf({ action }: Route, query: Query): string | undefined {
  if (action === undefined || typeof action === 'string') return action;
  return queryValue(query, 'versionId') === undefined ? action.plain : action.ofVersion;
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
  action: Action | undefined,
  operation: Operation,
  rest: Partial<Pick<Route, 'header' | 'checksumOf'>> = {},
): Route {
  return { method, level, subresources: subresourcesOfRoute, action, operation, checksumOf: 'body', ...rest };
}
