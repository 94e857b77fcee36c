import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import type { CopyInput } from '../object-operations.ts';
import { createFakeTransport, type FakeTransport } from '../testing/fake-transport.ts';
import { createS3Driver } from './s3-driver.ts';

let network: FakeTransport;

beforeEach(() => {
  network = createFakeTransport();
});

afterEach(() => network.expectNothingLeft());

function open() {
  const profile = {
    name: '',
    protocol: 's3',
    endpoint: 'https://host',
    region: 'us-east-1',
    addressing: 'path',
  } as const;
  return createS3Driver(
    { profile, credentials: { accessKeyId: 'AK', secretAccessKey: 'SK' } },
    { transport: network.transport, now: () => 0 },
  );
}

const copied = {
  headers: { 'x-amz-version-id': 'v9' },
  body: '<CopyObjectResult><LastModified>2026-11-21T12:00:00.000Z</LastModified><ETag>&quot;abc&quot;</ETag></CopyObjectResult>',
};
const plainCopy: CopyInput = { bucket: 'b', key: 'to', source: { bucket: 'a', key: 'from' } };

/** The headers that say what is copied and how, of one copy that succeeds. */
async function headersOf(input: Partial<CopyInput>): Promise<Record<string, string>> {
  const pending = open().objects.copy({ ...plainCopy, ...input });
  const { request, respondWith } = await network.nextRequest();
  respondWith(copied);
  await pending;
  return Object.fromEntries(
    Object.entries(request.headers).filter(
      ([name]) => !['authorization', 'x-amz-date', 'x-amz-content-sha256'].includes(name),
    ),
  );
}

describe('copy', () => {
  it('is a PUT without a body that names its source, and nothing else', async () => {
    const pending = open().objects.copy(plainCopy);
    const { request, url, respondWith } = await network.nextRequest();
    expect(request.method).toBe('PUT');
    expect(url.pathname).toBe('/b/to');
    respondWith(copied);
    expect(await pending).toEqual({ etag: 'abc', etagIsMd5: true, versionId: 'v9' });
    expect(await headersOf({})).toEqual({ 'x-amz-copy-source': '/a/from' });
  });

  test.each([
    ['100%.txt', '/a/100%25.txt'],
    ['a b+c&d?e#f.txt', '/a/a%20b%2Bc%26d%3Fe%23f.txt'],
    ['报告/\u202efdp.exe', '/a/%E6%8A%A5%E5%91%8A/%E2%80%AEfdp.exe'],
    ["it's (1)*!", '/a/it%27s%20%281%29%2A%21'],
  ])('source %j is %s', async (key, header) => {
    expect(await headersOf({ source: { bucket: 'a', key } })).toEqual({ 'x-amz-copy-source': header });
  });

  it('takes one version of the source', async () => {
    expect(await headersOf({ source: { bucket: 'a', key: 'k', versionId: 'v+1' } })).toEqual({
      'x-amz-copy-source': '/a/k?versionId=v%2B1',
    });
  });

  test.each<[string, Partial<CopyInput>, Record<string, string>]>([
    [
      'properties replace all of them',
      {
        properties: {
          contentType: 'text/x-a',
          cacheControl: 'no-cache',
          metadata: { Author: '春', plain: 'a b' },
        },
      },
      {
        'x-amz-metadata-directive': 'REPLACE',
        'content-type': 'text/x-a',
        'cache-control': 'no-cache',
        'x-amz-meta-author': '=?UTF-8?B?5pil?=',
        'x-amz-meta-plain': 'a b',
      },
    ],
    [
      'every property',
      {
        properties: {
          contentDisposition: 'attachment',
          contentEncoding: 'gzip',
          contentLanguage: 'de',
          expires: new Date('2030-01-01T00:00:00Z'),
        },
      },
      {
        'x-amz-metadata-directive': 'REPLACE',
        'content-disposition': 'attachment',
        'content-encoding': 'gzip',
        'content-language': 'de',
        expires: 'Tue, 01 Jan 2030 00:00:00 GMT',
      },
    ],
    ['no properties at all', { properties: {} }, { 'x-amz-metadata-directive': 'REPLACE' }],
    [
      'tags',
      { tags: [{ key: 'a b', value: 'c&d=e' }] },
      { 'x-amz-tagging-directive': 'REPLACE', 'x-amz-tagging': 'a%20b=c%26d%3De' },
    ],
    ['no tags any more', { tags: [] }, { 'x-amz-tagging-directive': 'REPLACE' }],
    ['storage class', { storageClass: 'STANDARD_IA' }, { 'x-amz-storage-class': 'STANDARD_IA' }],
    [
      'retention and legal hold',
      { retention: { mode: 'GOVERNANCE', until: new Date('2030-01-01T00:00:00Z') }, legalHold: true },
      {
        'x-amz-object-lock-mode': 'GOVERNANCE',
        'x-amz-object-lock-retain-until-date': '2030-01-01T00:00:00Z',
        'x-amz-object-lock-legal-hold': 'ON',
      },
    ],
    ['SSE-S3', { encryption: { kind: 'sse-s3' } }, { 'x-amz-server-side-encryption': 'AES256' }],
    [
      'SSE-KMS',
      { encryption: { kind: 'sse-kms', keyId: 'k1' } },
      { 'x-amz-server-side-encryption': 'aws:kms', 'x-amz-server-side-encryption-aws-kms-key-id': 'k1' },
    ],
    [
      'conditions',
      {
        conditions: {
          sourceIfMatch: 'm',
          sourceIfNoneMatch: 'n',
          sourceIfModifiedSince: new Date('2026-01-01T00:00:00.900Z'),
          sourceIfUnmodifiedSince: new Date('2026-02-01T00:00:00Z'),
          onlyIfAbsent: true,
        },
      },
      {
        'x-amz-copy-source-if-match': '"m"',
        'x-amz-copy-source-if-none-match': '"n"',
        'x-amz-copy-source-if-modified-since': 'Thu, 01 Jan 2026 00:00:00 GMT',
        'x-amz-copy-source-if-unmodified-since': 'Sun, 01 Feb 2026 00:00:00 GMT',
        'if-none-match': '*',
      },
    ],
  ])('%s', async (_name, input, headers) => {
    expect(await headersOf(input)).toEqual({ 'x-amz-copy-source': '/a/from', ...headers });
  });

  it('takes a key of one’s own for the source and another for the copy', async () => {
    const headers = await headersOf({
      source: { bucket: 'a', key: 'from', customerKey: new Uint8Array(32).fill(1) },
      encryption: { kind: 'sse-c', customerKey: new Uint8Array(32).fill(2) },
    });
    const from = 'x-amz-copy-source-server-side-encryption-customer';
    const to = 'x-amz-server-side-encryption-customer';
    expect(headers).toEqual({
      'x-amz-copy-source': '/a/from',
      [`${from}-algorithm`]: 'AES256',
      [`${from}-key`]: btoa('\x01'.repeat(32)),
      [`${from}-key-md5`]: '4Funlf7OsLF0HL+vKU+fkg==',
      [`${to}-algorithm`]: 'AES256',
      [`${to}-key`]: btoa('\x02'.repeat(32)),
      [`${to}-key-md5`]: expect.stringMatching(/^.{22}==$/),
    });
  });

  it('of an object encrypted so has an ETag that is no MD5', async () => {
    const pending = open().objects.copy({ ...plainCopy, encryption: { kind: 'sse-kms' } });
    const { respondWith } = await network.nextRequest();
    respondWith({ ...copied, headers: { 'x-amz-server-side-encryption': 'aws:kms' } });
    expect(await pending).toMatchObject({ etag: 'abc', etagIsMd5: false });
  });

  test.each([
    ['a condition that fails', 412, 'PreconditionFailed', 'precondition-failed'],
    ['a source that is gone', 404, 'NoSuchKey', 'no-such-key'],
    ['a version that is gone', 404, 'NoSuchVersion', 'no-such-version'],
    ['a bucket that is gone', 404, 'NoSuchBucket', 'no-such-bucket'],
    ['no right to read or write', 403, 'AccessDenied', 'access-denied'],
    ['the same key without a change', 400, 'InvalidRequest', 'invalid-argument'],
    ['an archived source', 403, 'InvalidObjectState', 'access-denied'],
    ['a class that is none', 400, 'InvalidStorageClass', 'invalid-argument'],
    ['an error that came as a success', 200, 'InternalError', 'server-error'],
    ['a slow-down that came as a success', 200, 'SlowDown', 'too-busy'],
  ])('%s', async (_name, status, code, expected) => {
    const pending = open().objects.copy(plainCopy);
    const { respondWith } = await network.nextRequest();
    respondWith({ status, body: `<?xml version="1.0"?>\n<Error><Code>${code}</Code></Error>` });
    await expect(pending).rejects.toMatchObject({ code: expected, serviceCode: code });
  });

  test.each([
    ['blanks that kept the connection open, and nothing', '   \n'],
    ['a document without an ETag', '<CopyObjectResult></CopyObjectResult>'],
    ['a page of a proxy', '<!doctype html><p>Welcome'],
    ['a document of another kind', '<ListBucketResult/>'],
  ])('%s is no copy', async (_name, body) => {
    const pending = open().objects.copy(plainCopy);
    const { respondWith } = await network.nextRequest();
    respondWith({ body });
    await expect(pending).rejects.toMatchObject({ code: 'not-s3' });
  });

  it('waits for its blanks to end: the verdict comes last', async () => {
    const pending = open().objects.copy(plainCopy);
    const { respondWith } = await network.nextRequest();
    respondWith({ body: `<?xml version="1.0" encoding="UTF-8"?>\n   \n ${copied.body}` });
    expect((await pending).etag).toBe('abc');
  });

  it.each(['', '..', 'a/../b', '\ud800'])('does not send the key %j, from or to', async (key) => {
    const refused = { code: 'key-refused' };
    await expect(open().objects.copy({ ...plainCopy, key })).rejects.toMatchObject(refused);
    const source = { bucket: 'a', key };
    await expect(open().objects.copy({ ...plainCopy, source })).rejects.toMatchObject(refused);
  });

  it('does not send a bucket that is a path', async () => {
    const source = { bucket: 'a/b', key: 'k' };
    await expect(open().objects.copy({ ...plainCopy, source })).rejects.toMatchObject({
      code: 'invalid-bucket-name',
    });
  });

  it('ends with its signal', async () => {
    const controller = new AbortController();
    const pending = open().objects.copy(plainCopy, { signal: controller.signal });
    await network.nextRequest();
    controller.abort();
    await expect(pending).rejects.toMatchObject({ code: 'aborted' });
  });
});

describe('copy of a part', () => {
  const part = {
    bucket: 'b',
    key: 'to',
    uploadId: 'U',
    partNumber: 2,
    source: { bucket: 'a', key: 'from', versionId: 'v1' },
    range: { start: 5, end: 9 },
    sourceIfMatch: 'm',
  };

  function copyPart(input: Partial<typeof part & { customerKey: Uint8Array }> = {}) {
    const { multipart } = open();
    if (!multipart) throw new Error('no multipart');
    return multipart.copyPart({ ...part, ...input });
  }

  it('names the source, its ETag and the range, both ends included', async () => {
    const pending = copyPart();
    const { request, url, respondWith } = await network.nextRequest();
    expect(request.method).toBe('PUT');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({ partNumber: '2', uploadId: 'U' });
    expect(request.headers).toMatchObject({
      'x-amz-copy-source': '/a/from?versionId=v1',
      'x-amz-copy-source-range': 'bytes=5-9',
      'x-amz-copy-source-if-match': '"m"',
    });
    respondWith({ body: '<CopyPartResult><ETag>"abc"</ETag></CopyPartResult>' });
    expect(await pending).toMatchObject({ etag: 'abc', etagIsMd5: true });
  });

  it('is encrypted with the key that the upload was begun with', async () => {
    const pending = copyPart({ customerKey: new Uint8Array(32).fill(1) });
    const { request, respondWith } = await network.nextRequest();
    expect(request.headers).toMatchObject({ 'x-amz-server-side-encryption-customer-algorithm': 'AES256' });
    respondWith({
      headers: { 'x-amz-server-side-encryption-customer-algorithm': 'AES256' },
      body: '<CopyPartResult><ETag>"abc"</ETag></CopyPartResult>',
    });
    expect(await pending).toMatchObject({ etag: 'abc', etagIsMd5: false });
  });

  test.each([
    [412, 'PreconditionFailed', 'precondition-failed'],
    [416, 'InvalidRange', 'invalid-argument'],
    [404, 'NoSuchUpload', 'no-such-upload'],
    [200, 'InternalError', 'server-error'],
  ])('%i %s', async (status, code, expected) => {
    const pending = copyPart();
    const { respondWith } = await network.nextRequest();
    respondWith({ status, body: `<Error><Code>${code}</Code></Error>` });
    await expect(pending).rejects.toMatchObject({ code: expected });
  });
});

test('parts are joined only where the key is free, when asked so', async () => {
  const { multipart } = open();
  const pending = multipart?.complete({
    ...{ bucket: 'b', key: 'to', uploadId: 'U' },
    parts: [{ partNumber: 1, etag: 'a', size: 1 }],
    onlyIfAbsent: true,
  });
  const { request, respondWith } = await network.nextRequest();
  expect(request.headers['if-none-match']).toBe('*');
  respondWith({ status: 412, body: '<Error><Code>PreconditionFailed</Code></Error>' });
  await expect(pending).rejects.toMatchObject({ code: 'precondition-failed' });
});
