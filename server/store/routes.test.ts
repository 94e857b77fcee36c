import { describe, expect, it } from 'vitest';
import type { Operation } from './http/call.ts';
import { levelOf, parseTarget } from './http/target.ts';
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
    { request: 'GET /b/k?versionId=null&response-content-type=a', operation: readObject },
    { request: 'HEAD /b/k?partNumber=1', operation: readObject },
    { request: 'PUT /b/k?x-id=PutObject', operation: putObject },
    { request: 'PUT /b/k', headers: copySource, operation: copyObject },
    { request: 'PUT /b/k?partNumber=1&uploadId=u', operation: uploadPart },
    { request: 'PUT /b/k?partNumber=1&uploadId=u', headers: copySource, operation: uploadPartCopy },
    { request: 'DELETE /b/k?versionId=null', operation: deleteObject },
    { request: 'DELETE /b/k?uploadId=', operation: abortMultipartUpload },
  ])('$request', ({ request, headers, operation }) => {
    expect(routeOf(request, headers)).toBe(operation);
  });

  const settings =
    `accelerate acl analytics cors encryption intelligent-tiering inventory lifecycle logging metrics
    notification object-lock ownershipControls policy policyStatus publicAccessBlock replication requestPayment
    tagging versioning versions website`.split(/\s+/);

  it.each([
    ...settings.flatMap((name) => [
      `GET /b?${name}`,
      `PUT /b?${name}=`,
      `DELETE /b?${name}`,
      `POST /b/?${name}`,
    ]),
    ...['acl', 'tagging', 'retention', 'legal-hold', 'torrent', 'attributes', 'restore', 'select'].flatMap(
      (name) => [`GET /b/k?${name}`, `PUT /b/k?${name}`, `DELETE /b/k?${name}`, `POST /b/k?${name}`],
    ),
    'DELETE /b?uploads',
    'DELETE /b?location',
    'DELETE /b?list-type=2',
    'DELETE /b?a-setting-of-next-year',
    'PUT /b?a-setting-of-next-year=',
    'DELETE /b/k?a-setting-of-next-year',
    'PUT /b/k?partNumber=1',
    'PUT /b/k?uploadId=u',
    'DELETE /b/k?partNumber=1&uploadId=u',
    'GET /b?analytics&id=x',
    'GET /b?events=s3:ObjectCreated:*',
    'PUT /b/k?renameObject',
    'POST /b/k?select&select-type=2',
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
