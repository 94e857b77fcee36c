import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StorageDriver } from '../driver.ts';
import { createFakeTransport, type FakeTransport } from '../testing/fake-transport.ts';
import type { Encryption, WriteOptions } from '../types.ts';
import { createS3Driver } from './s3-driver.ts';

const customerKey = Uint8Array.from({ length: 32 }, (_, index) => index);
const now = Date.parse('2026-11-21T12:00:00Z');
const at = { bucket: 'b', key: 'k' };
let network: FakeTransport;

beforeEach(() => {
  network = createFakeTransport();
});

afterEach(() => network.expectNothingLeft());

function open(): StorageDriver {
  const profile = { name: '', protocol: 's3', region: 'us-east-1', addressing: 'path' } as const;
  return createS3Driver(
    {
      profile: { ...profile, endpoint: 'https://host:9000' },
      credentials: { accessKeyId: 'AK', secretAccessKey: 'SK' },
    },
    { transport: network.transport, now: () => now },
  );
}

/** The headers of a PUT with these options, without those that every PUT has. */
async function putHeaders(options: WriteOptions): Promise<Record<string, string>> {
  const pending = open().objects.put({ ...at, body: new Blob(['hello']), ...options });
  const { request, respondWith } = await network.nextRequest();
  respondWith({ headers: { etag: '"abc"' } });
  await pending;
  const { authorization = '', 'x-amz-date': _date, 'x-amz-content-sha256': _hash, ...rest } = request.headers;
  // Proxies may rewrite this one, so that nobody signs it.
  const signed = Object.keys(rest).filter((name) => name !== 'cache-control');
  for (const name of signed) expect(authorization).toContain(name);
  return rest;
}

const everything: WriteOptions = {
  contentType: 'text/csv; charset=utf-8',
  contentDisposition: 'attachment; filename="a.csv"',
  contentEncoding: 'gzip',
  contentLanguage: 'de-CH',
  cacheControl: 'max-age=60, public',
  expires: new Date('2027-01-02T03:04:05.678Z'),
  metadata: { Author: '报告', plain: 'text' },
  tags: [
    { key: 'a b', value: 'x&y=z' },
    { key: 'empty', value: '' },
  ],
  storageClass: 'STANDARD_IA',
  retention: { mode: 'GOVERNANCE', until: new Date('2027-06-01T00:00:00.5Z') },
  legalHold: true,
};

const written = {
  'content-type': 'text/csv; charset=utf-8',
  'content-disposition': 'attachment; filename="a.csv"',
  'content-encoding': 'gzip',
  'content-language': 'de-CH',
  'cache-control': 'max-age=60, public',
  expires: 'Sat, 02 Jan 2027 03:04:05 GMT',
  'x-amz-meta-author': '=?UTF-8?B?5oql5ZGK?=',
  'x-amz-meta-plain': 'text',
  'x-amz-tagging': 'a%20b=x%26y%3Dz&empty=',
  'x-amz-storage-class': 'STANDARD_IA',
  'x-amz-object-lock-mode': 'GOVERNANCE',
  'x-amz-object-lock-retain-until-date': '2027-06-01T00:00:00.500Z',
  'x-amz-object-lock-legal-hold': 'ON',
};

const keyHeaders = {
  'x-amz-server-side-encryption-customer-algorithm': 'AES256',
  'x-amz-server-side-encryption-customer-key': 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
  'x-amz-server-side-encryption-customer-key-md5': 'tP/LI3N87DFaSk0aoqYgzg==',
};

describe('what a PUT says beside the bytes', () => {
  it('is everything, each in its header', async () => {
    expect(await putHeaders(everything)).toEqual(written);
  });

  it('is nothing where nothing is asked for', async () => {
    const nothing = { contentType: '', metadata: {}, tags: [], legalHold: false };
    const headers = await putHeaders({ ...nothing, contentLanguage: '', retention: undefined });
    expect(Object.keys(headers).filter((name) => name !== 'content-type')).toEqual([]);
  });

  it.each<[Encryption, Record<string, string>]>([
    [{ kind: 'sse-s3' }, { 'x-amz-server-side-encryption': 'AES256' }],
    [{ kind: 'sse-kms' }, { 'x-amz-server-side-encryption': 'aws:kms' }],
    [
      { kind: 'sse-kms', keyId: 'arn:aws:kms:k' },
      {
        'x-amz-server-side-encryption': 'aws:kms',
        'x-amz-server-side-encryption-aws-kms-key-id': 'arn:aws:kms:k',
      },
    ],
    [{ kind: 'sse-c', customerKey }, keyHeaders],
  ])('encryption $kind', async (encryption, headers) => {
    expect(await putHeaders({ contentType: 'a/b', encryption })).toEqual({
      'content-type': 'a/b',
      ...headers,
    });
  });

  it('never is a key of another length', async () => {
    const encryption = { kind: 'sse-c', customerKey: new Uint8Array(31) } as const;
    const put = open().objects.put({ ...at, body: new Blob(['hello']), encryption });
    await expect(put).rejects.toMatchObject({ code: 'invalid-argument' });
  });
});

it('a multipart upload begins with the same, and its parts and its end carry the key again', async () => {
  const { multipart } = open();
  const encryption = { kind: 'sse-c', customerKey } as const;
  const begun = multipart?.create({ ...at, ...everything, encryption });
  const create = await network.nextRequest();
  expect(create.request.headers).toMatchObject({ ...written, ...keyHeaders });
  create.respondWith({
    body: '<InitiateMultipartUploadResult><UploadId>U</UploadId></InitiateMultipartUploadResult>',
  });
  expect(await begun).toBe('U');

  const target = { ...at, uploadId: 'U', customerKey };
  const md5 = '5d41402abc4b2a76b9719d911017c592';
  const sent = multipart?.uploadPart({ ...target, partNumber: 1, body: new Blob(['hello']), md5 });
  const part = await network.nextRequest();
  expect(part.request.headers).toMatchObject(keyHeaders);
  part.respondWith({
    headers: { etag: '"e1"', 'x-amz-server-side-encryption-customer-algorithm': 'AES256' },
  });
  expect(await sent).toMatchObject({ etag: 'e1', etagIsMd5: false });

  const joined = multipart?.complete({ ...target, parts: [{ partNumber: 1, etag: 'e1', size: 5 }] });
  const complete = await network.nextRequest();
  expect(complete.request.headers).toMatchObject(keyHeaders);
  complete.respondWith({
    body: '<CompleteMultipartUploadResult><ETag>"e-1"</ETag></CompleteMultipartUploadResult>',
  });
  await joined;
});
