import { describe, expect, it } from 'vitest';
import { listen } from './events/listen.ts';
import type { Operation } from './http/call.ts';
import { levelOf, parseTarget } from './http/target.ts';
import { putObjectRetention } from './lock/object-retention.ts';
import { abortMultipartUpload } from './operations/abort-multipart-upload.ts';
import { copyObject } from './operations/copy-object.ts';
import { createBucket } from './operations/create-bucket.ts';
import { deleteBucket } from './operations/delete-bucket.ts';
import { deleteObject } from './operations/delete-object.ts';
import { listBuckets } from './operations/list-buckets.ts';
import { listObjects } from './operations/list-objects.ts';
import { listObjectsV2 } from './operations/list-objects-v2.ts';
import { putObject } from './operations/put-object.ts';
import { readObject } from './operations/read-object.ts';
import { uploadPart } from './operations/upload-part.ts';
import { uploadPartCopy } from './operations/upload-part-copy.ts';
import { findRoute } from './routes.ts';
import { deleteBucketTagging } from './tagging/bucket-tagging.ts';
import { deleteObjectTagging } from './tagging/object-tagging.ts';

function routeOf(request: string, headers: Record<string, string> = {}) {
  const [method = '', url = ''] = request.split(' ');
  const target = parseTarget(url);
  return findRoute(method, levelOf(target), target.query, new Map(Object.entries(headers))).operation;
}

const copySource = { 'x-amz-copy-source': 'b/k' };

describe('routes', () => {
  it.each<{ request: string; headers?: Record<string, string>; operation: Operation }>([
    { request: 'GET /', operation: listBuckets },
    { request: 'GET /?x-id=ListBuckets', operation: listBuckets },
    { request: 'PUT /b/', operation: createBucket },
    { request: 'DELETE /b', operation: deleteBucket },
    { request: 'DELETE /b/?x-id=DeleteBucket', operation: deleteBucket },
    { request: 'GET /b?prefix=&delimiter=', operation: listObjects },
    { request: 'GET /b?cache-buster', operation: listObjects },
    { request: 'GET /b/?list-type=2&prefix=', operation: listObjectsV2 },
    { request: 'GET /?events=s3:BucketCreated:*', operation: listen },
    { request: 'GET /b?prefix=&suffix=&events=s3:ObjectCreated:*&ping=10', operation: listen },
    { request: 'GET /b/k?versionId=null&response-content-type=a', operation: readObject },
    { request: 'HEAD /b/k?partNumber=1', operation: readObject },
    { request: 'PUT /b/k?x-id=PutObject', operation: putObject },
    { request: 'PUT /b/k', headers: copySource, operation: copyObject },
    { request: 'PUT /b/k?partNumber=1&uploadId=u', operation: uploadPart },
    { request: 'PUT /b/k?partNumber=1&uploadId=u', headers: copySource, operation: uploadPartCopy },
    { request: 'DELETE /b/k?versionId=null', operation: deleteObject },
    { request: 'DELETE /b/k?uploadId=', operation: abortMultipartUpload },
    { request: 'DELETE /b?tagging=', operation: deleteBucketTagging },
    { request: 'DELETE /b/k?tagging&versionId=null', operation: deleteObjectTagging },
    { request: 'PUT /b/k?retention=&versionId=null', operation: putObjectRetention },
  ])('$request', ({ request, headers, operation }) => {
    expect(routeOf(request, headers)).toBe(operation);
  });

  const fixed =
    `accelerate analytics intelligent-tiering inventory logging metrics ownershipControls policyStatus
    publicAccessBlock requestPayment versions website`.split(/\s+/);
  const settings = 'acl cors encryption lifecycle object-lock policy replication tagging versioning'.split(
    ' ',
  );
  const ofObjects = 'acl attributes legal-hold restore retention tagging torrent'.split(' ');

  it.each([
    ...fixed.flatMap((name) => [`PUT /b?${name}=`, `DELETE /b?${name}`]),
    ...[...fixed, ...settings].map((name) => `POST /b/?${name}`),
    ...['acl', 'object-lock', 'versioning'].map((name) => `DELETE /b?${name}`),
    ...['attributes', 'restore', 'select', 'torrent'].map((name) => `PUT /b/k?${name}`),
    ...[...ofObjects, 'select'].filter((name) => name !== 'tagging').map((name) => `DELETE /b/k?${name}`),
    ...ofObjects.filter((name) => name !== 'restore').map((name) => `POST /b/k?${name}`),
    'GET /b?torrent',
    'GET /b?retention',
    'GET /b/k?torrent',
    'GET /b/k?restore',
    'GET /b/k?select',
    'GET /b/k?cors',
    'GET /b?acl&tagging',
    'PUT /b/k?tagging&retention',
    'DELETE /b?uploads',
    'DELETE /b?location',
    'DELETE /b?list-type=2',
    'DELETE /b?a-setting-of-next-year',
    'PUT /b?a-setting-of-next-year=',
    'DELETE /b/k?a-setting-of-next-year',
    'PUT /b/k?partNumber=1',
    'PUT /b/k?uploadId=u',
    'DELETE /b/k?partNumber=1&uploadId=u',
    'DELETE /b?notification',
    'POST /b?notification',
    'PUT /b?events=s3:ObjectCreated:*',
    'GET /b/k?events=s3:ObjectCreated:*',
    'PUT /b/k?renameObject',
    'POST /',
    'POST /b',
    'POST /b/k',
    'HEAD /',
    'DELETE /',
    'PATCH /b/k',
    'TRACE /b',
    'PROPFIND /b',
  ])('%s is NotImplemented', (request) => {
    expect(() => routeOf(request)).toThrow(expect.objectContaining({ code: 'NotImplemented', status: 501 }));
  });
});
