import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StorageDriver } from '../driver.ts';
import { createFakeTransport, type FakeTransport } from '../testing/fake-transport.ts';
import type { WriteOptions } from '../types.ts';
import { createS3Driver } from './s3-driver.ts';

let network: FakeTransport;
let driver: StorageDriver;

beforeEach(() => {
  network = createFakeTransport();
  driver = createS3Driver(
    {
      profile: {
        name: '',
        protocol: 's3',
        endpoint: 'https://host',
        region: 'us-east-1',
        addressing: 'path',
      },
      credentials: { accessKeyId: 'AK', secretAccessKey: 'SK' },
    },
    { transport: network.transport },
  );
});

afterEach(() => network.expectNothingLeft());

const object = { bucket: 'photos', key: 'a' };
const body = new Blob(['x']);
const customerKey = new Uint8Array(32).fill(107);
const key = btoa('k'.repeat(32));
const options: WriteOptions = {
  contentType: 'text/csv',
  cacheControl: 'no-store',
  contentDisposition: 'inline',
  contentEncoding: 'gzip',
  contentLanguage: 'zh',
  expires: new Date('2031-05-06T07:08:09Z'),
  metadata: { Author: '报告', plain: 'as it is' },
  tags: [{ key: 'a b', value: 'c&d=e' }],
  storageClass: 'STANDARD_IA',
  encryption: { kind: 'sse-kms', keyId: 'k1' },
  retention: { mode: 'COMPLIANCE', until: new Date('2032-05-06T07:08:09Z') },
  legalHold: true,
};
const headers = {
  'content-type': 'text/csv',
  'cache-control': 'no-store',
  'content-disposition': 'inline',
  'content-encoding': 'gzip',
  'content-language': 'zh',
  expires: 'Tue, 06 May 2031 07:08:09 GMT',
  'x-amz-meta-author': '=?UTF-8?B?5oql5ZGK?=',
  'x-amz-meta-plain': 'as it is',
  'x-amz-tagging': 'a%20b=c%26d%3De',
  'x-amz-storage-class': 'STANDARD_IA',
  'x-amz-server-side-encryption': 'aws:kms',
  'x-amz-server-side-encryption-aws-kms-key-id': 'k1',
  'x-amz-object-lock-mode': 'COMPLIANCE',
  'x-amz-object-lock-retain-until-date': '2032-05-06T07:08:09Z',
  'x-amz-object-lock-legal-hold': 'ON',
};
const keyHeaders = {
  'x-amz-server-side-encryption-customer-algorithm': 'AES256',
  'x-amz-server-side-encryption-customer-key': key,
};
const sealed = { encryption: { kind: 'sse-c', customerKey } } as const;
const created = '<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>';

describe('everything that can be said of an object', () => {
  it('goes with its one request', async () => {
    const stored = driver.objects.put({ ...object, body, ...options });
    const { request, respondWith } = await network.nextRequest();
    expect(request.headers).toMatchObject(headers);
    respondWith({
      headers: { etag: '"e"', 'x-amz-server-side-encryption': 'aws:kms', 'x-amz-version-id': 'v1' },
    });
    expect(await stored).toEqual({ etag: 'e', etagIsMd5: false, versionId: 'v1' });
  });

  it('goes with the beginning of an upload in parts', async () => {
    const uploadId = driver.multipart?.create({ ...object, ...options });
    const { request, respondWith } = await network.nextRequest();
    expect(request.headers).toMatchObject(headers);
    respondWith({ body: created });
    expect(await uploadId).toBe('u');
  });

  it('is not sent where nothing was said', async () => {
    const stored = driver.objects.put({ ...object, body });
    const { request, respondWith } = await network.nextRequest();
    expect(
      Object.keys(request.headers).filter((name) => /meta|tagging|lock|encrypt|class|cache/.test(name)),
    ).toEqual([]);
    respondWith({ headers: { etag: '"e"' } });
    expect(await stored).toMatchObject({ etagIsMd5: true });
  });
});

describe('a key of one’s own', () => {
  it('goes with its MD5, and says that the ETag is none', async () => {
    const stored = driver.objects.put({ ...object, body, ...sealed });
    const { request, respondWith } = await network.nextRequest();
    expect(request.headers).toMatchObject(keyHeaders);
    expect(request.headers['x-amz-server-side-encryption-customer-key-md5']).toMatch(/^[\w+/]{22}==$/);
    respondWith({ headers: { etag: '"e"', 'x-amz-server-side-encryption-customer-algorithm': 'AES256' } });
    expect(await stored).toMatchObject({ etagIsMd5: false });
  });

  it('goes with every part and with the end', async () => {
    const target = { ...object, uploadId: 'u', customerKey };
    const part = driver.multipart?.uploadPart({
      ...target,
      partNumber: 1,
      body,
      md5: '9dd4e461268c8034f5c8564e155c67a6',
    });
    const first = await network.nextRequest();
    expect(first.request.headers).toMatchObject({ 'x-amz-server-side-encryption-customer-key': key });
    first.respondWith({ headers: { etag: '"p"' } });
    await part;
    const complete = driver.multipart?.complete({
      ...target,
      parts: [{ partNumber: 1, etag: 'p', size: 1 }],
    });
    const last = await network.nextRequest();
    expect(last.request.headers).toMatchObject({ 'x-amz-server-side-encryption-customer-key': key });
    last.respondWith({
      body: '<CompleteMultipartUploadResult><ETag>"j-1"</ETag></CompleteMultipartUploadResult>',
    });
    expect(await complete).toMatchObject({ etag: 'j-1' });
  });

  it('that is not 32 bytes long is refused before anything is sent', async () => {
    const short = driver.objects.put({
      ...object,
      body,
      encryption: { kind: 'sse-c', customerKey: new Uint8Array(16) },
    });
    await expect(short).rejects.toMatchObject({ code: 'invalid-argument' });
  });
});

it.each([
  [400, 'InvalidRequest', 'invalid-argument'],
  [400, 'InvalidStorageClass', 'invalid-argument'],
  [400, 'InvalidTag', 'invalid-argument'],
  [400, 'MetadataTooLarge', 'invalid-argument'],
  [403, 'AccessDenied', 'access-denied'],
  [501, 'NotImplemented', 'not-supported'],
])('%d %s is told as %s', async (status, code, told) => {
  const stored = driver.objects.put({ ...object, body, ...options });
  (await network.nextRequest()).respondWith({
    status,
    body: `<Error><Code>${code}</Code><Message>In the server’s words.</Message></Error>`,
  });
  await expect(stored).rejects.toMatchObject({ code: told, serviceMessage: 'In the server’s words.' });
});
