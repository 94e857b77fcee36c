import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { S3Profile } from '../connection.ts';
import type { Credentials } from '../credentials.ts';
import type { StorageDriver } from '../driver.ts';
import { StorageError } from '../errors.ts';
import { createFakeTransport, type FakeTransport } from '../testing/fake-transport.ts';
import { createS3Driver } from './s3-driver.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
const credentials: Credentials = { accessKeyId: 'AK', secretAccessKey: 'SK' };
const stored = { headers: { etag: '"abc"' } };
let network: FakeTransport;

beforeEach(() => {
  network = createFakeTransport();
});

afterEach(() => network.expectNothingLeft());

function open(profile: Partial<S3Profile> = {}, secrets: Credentials | null = credentials): StorageDriver {
  const full: S3Profile = {
    name: '',
    protocol: 's3',
    endpoint: 'https://host:9000',
    region: 'us-east-1',
    addressing: 'path',
    ...profile,
  };
  return createS3Driver(
    { profile: full, credentials: secrets ?? undefined },
    { transport: network.transport, now: () => now },
  );
}

function errorXml(code: string, more = ''): string {
  return `<Error><Code>${code}</Code>${more}</Error>`;
}

function listing(inner: string): { body: string } {
  return { body: `<ListBucketResult>${inner}</ListBucketResult>` };
}

function first(storage: StorageDriver, bucket = 'b') {
  return storage.objects.list({ bucket }).next();
}

describe('reads', () => {
  it('are signed in the query and carry no header, so that a browser asks without a preflight', async () => {
    const storage = open();
    const pending = storage.objects
      .list({ bucket: 'b', prefix: 'a b/+', delimiter: '/', pageSize: 7 })
      .next();
    const { request, url, respondWith } = await network.nextRequest();
    expect(request).toMatchObject({ method: 'GET', headers: {} });
    expect(request.body).toBeUndefined();
    expect(url.pathname).toBe('/b/');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      'list-type': '2',
      'encoding-type': 'url',
      prefix: 'a b/+',
      delimiter: '/',
      'max-keys': '7',
      'X-Amz-Credential': 'AK/20261121/us-east-1/s3/aws4_request',
      'X-Amz-Date': '20261121T120000Z',
      'X-Amz-Expires': '900',
      'X-Amz-SignedHeaders': 'host',
    });
    expect(url.searchParams.get('X-Amz-Signature')).toMatch(/^[\da-f]{64}$/);
    respondWith(listing(''));
    await pending;
  });

  it('send a range and a condition beside the signature', async () => {
    const pending = open().objects.get({ bucket: 'b', key: 'k', range: { start: 5 }, ifMatch: 'abc' });
    const { request, respondWith } = await network.nextRequest();
    expect(request.headers).toEqual({ range: 'bytes=5-', 'if-match': '"abc"' });
    respondWith({ status: 206, headers: { 'content-range': 'bytes 5-9/10', etag: '"abc"' }, body: 'hello' });
    expect((await pending).head).toMatchObject({ size: 10, etag: 'abc' });
  });

  it('ask for the size where CORS hides Content-Range', async () => {
    const pending = open().objects.get({ bucket: 'b', key: 'k', range: { start: 5 } });
    (await network.nextRequest()).respondWith({
      status: 206,
      headers: { 'content-length': '5' },
      body: 'hello',
    });
    const head = await network.nextRequest();
    expect(head.request.method).toBe('HEAD');
    head.respondWith({ headers: { 'content-length': '10' } });
    expect((await pending).head.size).toBe(10);
  });

  it('carry a session token in the query', async () => {
    const pending = open({}, { ...credentials, sessionToken: 'TOKEN' }).buckets?.list();
    const { url, respondWith } = await network.nextRequest();
    expect(url.searchParams.get('X-Amz-Security-Token')).toBe('TOKEN');
    respondWith({ body: '<ListAllMyBucketsResult/>' });
    expect(await pending).toEqual([]);
  });

  it('go on with the token of the page before, and without what only the first may say', async () => {
    const pages = open().objects.list({ bucket: 'b', startAfter: 'a' });
    const one = pages.next();
    const firstRequest = await network.nextRequest();
    expect(firstRequest.url.searchParams.get('start-after')).toBe('a');
    firstRequest.respondWith(
      listing('<IsTruncated>true</IsTruncated><NextContinuationToken>T+1=</NextContinuationToken>'),
    );
    expect((await one).value?.next).toBe('T+1=');
    const two = pages.next();
    const second = await network.nextRequest();
    expect(second.url.searchParams.get('continuation-token')).toBe('T+1=');
    expect(second.url.searchParams.has('start-after')).toBe(false);
    second.respondWith(listing('<IsTruncated>false</IsTruncated>'));
    await two;
    expect(await pages.next()).toMatchObject({ done: true });
  });

  it.each([
    { body: '<html><body>Welcome</body></html>', code: 'not-s3' },
    { body: '', code: 'not-s3' },
    { body: '<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>', code: 'not-supported' },
  ])('a success with $body is $code', async ({ body, code }) => {
    const pending = first(open());
    (await network.nextRequest()).respondWith({ body });
    await expect(pending).rejects.toMatchObject({ code, status: 200 });
  });

  it('pages of buckets are put together', async () => {
    const pending = open().buckets?.list();
    const page = (name: string, token = '') =>
      `<ListAllMyBucketsResult><Buckets><Bucket><Name>${name}</Name></Bucket></Buckets>${token}</ListAllMyBucketsResult>`;
    (await network.nextRequest()).respondWith({
      body: page('a', '<ContinuationToken>T</ContinuationToken>'),
    });
    const second = await network.nextRequest();
    expect(second.url.searchParams.get('continuation-token')).toBe('T');
    second.respondWith({ body: page('b') });
    expect(await pending).toEqual([{ name: 'a' }, { name: 'b' }]);
  });
});

describe('writes', () => {
  it('send the file itself, unsigned but with its MD5, and no statistics', async () => {
    const body = new Blob(['hello']);
    const onProgress = () => {};
    const pending = open().objects.put(
      { bucket: 'b', key: 'k', body, contentType: 'text/plain', md5: '5d41402abc4b2a76b9719d911017c592' },
      { onProgress },
    );
    const { request, respondWith } = await network.nextRequest();
    expect(request.body).toBe(body);
    expect(request.onUploadProgress).toBe(onProgress);
    const { authorization, ...headers } = request.headers;
    expect(headers).toEqual({
      'content-md5': 'XUFAKrxLKna5cZ2REBfFkg==',
      'content-type': 'text/plain',
      'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
      'x-amz-date': '20261121T120000Z',
    });
    expect(authorization).toContain(
      'SignedHeaders=content-length;content-md5;content-type;host;x-amz-content-sha256;x-amz-date',
    );
    respondWith(stored);
    expect(await pending).toEqual({ etag: 'abc', etagIsMd5: true, versionId: undefined });
  });

  it('say so where CORS hides the ETag', async () => {
    const pending = open().objects.put({ bucket: 'b', key: 'k', body: new Blob(['hello']) });
    (await network.nextRequest()).respondWith({ headers: {} });
    await expect(pending).rejects.toMatchObject({ code: 'etag-hidden' });
  });

  it('know that an encrypted ETag is no MD5', async () => {
    const pending = open().multipart?.uploadPart({
      bucket: 'b',
      key: 'k',
      uploadId: 'U',
      partNumber: 1,
      body: new Blob(['hello']),
      md5: '5d41402abc4b2a76b9719d911017c592',
    });
    (await network.nextRequest()).respondWith({
      headers: { etag: '"x"', 'x-amz-server-side-encryption': 'aws:kms' },
    });
    expect(await pending).toMatchObject({ etagIsMd5: false });
  });

  it.each([
    { body: errorXml('InternalError'), code: 'server-error', retryable: true },
    { body: `\n\n${errorXml('InvalidPart')}`, code: 'invalid-part', retryable: false },
    { body: '<html></html>', code: 'not-s3', retryable: false },
    {
      body: '<CompleteMultipartUploadResult></CompleteMultipartUploadResult>',
      code: 'not-s3',
      retryable: false,
    },
    { body: 'text', code: 'not-s3', retryable: false },
  ])('a Complete that succeeds with $body fails with $code', async ({ body, code, retryable }) => {
    const parts = [{ partNumber: 1, etag: 'abc', size: 5 }];
    const pending = open().multipart?.complete({ bucket: 'b', key: 'k', uploadId: 'U', parts });
    const { request, respondWith } = await network.nextRequest();
    expect(request.body).toContain('<ETag>&quot;abc&quot;</ETag>');
    respondWith({ status: 200, body });
    await expect(pending).rejects.toMatchObject({ code, retryable });
  });

  it('a delete of many sends its MD5 and calls no key deleted that the server did not name', async () => {
    const pending = open().objects.deleteMany({ bucket: 'b', keys: ['a', '/b', 'c', 'a'] });
    const { request, respondWith } = await network.nextRequest();
    expect(request.headers['content-md5']).toMatch(/^[\w+/]{22}==$/);
    expect(String(request.body).match(/<Key>/g)).toHaveLength(3);
    respondWith({
      body: `<DeleteResult><Deleted><Key>a</Key></Deleted><Deleted><Key>b</Key></Deleted>
        <Error><Key>c</Key><Code>AccessDenied</Code><Message>no</Message></Error></DeleteResult>`,
    });
    expect(await pending).toEqual({
      deleted: ['a'],
      failed: [
        { key: '/b', code: 'not-confirmed', message: '' },
        { key: 'c', code: 'AccessDenied', message: 'no' },
      ],
    });
  });

  it('an abort of an upload that is gone has succeeded', async () => {
    const pending = open().multipart?.abort({ bucket: 'b', key: 'k', uploadId: 'U' });
    (await network.nextRequest()).respondWith({ status: 404, body: errorXml('NoSuchUpload') });
    await expect(pending).resolves.toBeUndefined();
  });
});

describe('failures', () => {
  it('are the same through the SDK and beside it', async () => {
    const storage = open();
    const failure = { code: 'too-busy', serviceCode: 'SlowDown', retryable: true, retryAfter: 5000 };
    const answer = { status: 503, headers: { 'retry-after': '5' }, body: errorXml('SlowDown') };
    const read = first(storage);
    (await network.nextRequest()).respondWith(answer);
    await expect(read).rejects.toMatchObject(failure);
    const write = storage.objects.delete({ bucket: 'b', key: 'k' });
    (await network.nextRequest()).respondWith(answer);
    await expect(write).rejects.toMatchObject(failure);
  });

  it('without an answer come from the transport as they are', async () => {
    const storage = open();
    const error = new StorageError('network', { retryable: true });
    const write = storage.buckets?.create('bucket');
    (await network.nextRequest()).failWith(error);
    await expect(write).rejects.toBe(error);
    const read = storage.buckets?.head('bucket');
    (await network.nextRequest()).failWith(error);
    await expect(read).rejects.toBe(error);
  });

  it.each([
    { status: 200, verdict: 'exists' },
    { status: 404, verdict: 'absent' },
    { status: 403, verdict: 'denied' },
  ])('HEAD of a bucket: $status is $verdict', async ({ status, verdict }) => {
    const pending = open().buckets?.head('bucket');
    (await network.nextRequest()).respondWith({ status });
    expect(await pending).toBe(verdict);
  });

  it('an abort reaches the network, on both ways', async () => {
    const storage = open();
    const controller = new AbortController();
    const { signal } = controller;
    const write = storage.objects.put({ bucket: 'b', key: 'k', body: new Blob(['a']) }, { signal });
    const read = storage.objects.head({ bucket: 'b', key: 'k' }, { signal });
    const outcomes = Promise.allSettled([write, read]);
    const requests = [await network.nextRequest(), await network.nextRequest()];
    controller.abort();
    expect(requests.map(({ request }) => request.signal?.aborted)).toEqual([true, true]);
    const aborted = { status: 'rejected', reason: { code: 'aborted' } };
    expect(await outcomes).toMatchObject([aborted, aborted]);
  });
});

describe('a wrong region', () => {
  const malformed = {
    status: 400,
    body: errorXml('AuthorizationHeaderMalformed', '<Region>eu-west-1</Region>'),
  };
  const scope = (url: URL) => url.searchParams.get('X-Amz-Credential')?.split('/')[2];

  it('is put right once, and remembered for that bucket', async () => {
    const storage = open();
    const pending = first(storage);
    (await network.nextRequest()).respondWith(malformed);
    const second = await network.nextRequest();
    expect(scope(second.url)).toBe('eu-west-1');
    second.respondWith(listing(''));
    await pending;

    const again = first(storage);
    const third = await network.nextRequest();
    expect(scope(third.url)).toBe('eu-west-1');
    third.respondWith(listing(''));
    await again;

    const elsewhere = first(storage, 'other');
    const fourth = await network.nextRequest();
    expect(scope(fourth.url)).toBe('us-east-1');
    fourth.respondWith(listing(''));
    await elsewhere;

    const link = await storage.presign?.presign({ method: 'GET', bucket: 'b', key: 'k', expiresIn: 60 });
    expect(scope(new URL(link?.url ?? ''))).toBe('eu-west-1');
  });

  it('leads to the host of that region on AWS, with the body once more', async () => {
    const body = new Blob(['hello']);
    const pending = open({ endpoint: 'https://s3.amazonaws.com' }).objects.put({
      bucket: 'b',
      key: 'k',
      body,
    });
    (await network.nextRequest()).respondWith({
      status: 301,
      headers: { 'x-amz-bucket-region': 'ap-south-1' },
      body: errorXml('PermanentRedirect'),
    });
    const { request, url, respondWith } = await network.nextRequest();
    expect(url.host).toBe('s3.ap-south-1.amazonaws.com');
    expect(request.headers.authorization).toContain('/ap-south-1/s3/');
    expect(request.body).toBe(body);
    respondWith(stored);
    await pending;
  });

  it('is an error where the second try says the same, or no region was named', async () => {
    const storage = open();
    const twice = first(storage);
    (await network.nextRequest()).respondWith(malformed);
    (await network.nextRequest()).respondWith(malformed);
    await expect(twice).rejects.toMatchObject({ code: 'wrong-region', region: 'eu-west-1' });
    const once = first(storage, 'other');
    (await network.nextRequest()).respondWith({ status: 301 });
    await expect(once).rejects.toMatchObject({ code: 'wrong-region', region: undefined });
  });
});

describe('a wrong clock', () => {
  const skewed = {
    status: 403,
    headers: { date: 'Sat, 21 Nov 2026 12:20:00 GMT' },
    body: errorXml('RequestTimeTooSkewed'),
  };

  it('is put right once, for all that follows', async () => {
    const storage = open();
    const pending = storage.objects.delete({ bucket: 'b', key: 'k' });
    (await network.nextRequest()).respondWith(skewed);
    const second = await network.nextRequest();
    expect(second.request.headers['x-amz-date']).toBe('20261121T122000Z');
    second.respondWith({ status: 204 });
    await pending;
    const link = await storage.presign?.presign({ method: 'GET', bucket: 'b', key: 'k', expiresIn: 60 });
    expect(link?.url).toContain('X-Amz-Date=20261121T122000Z');
    expect(link?.expiresAt).toEqual(new Date('2026-11-21T12:21:00Z'));
  });

  it('is an error where the server does not tell its time, or still disagrees', async () => {
    const storage = open();
    const untold = storage.objects.delete({ bucket: 'b', key: 'k' });
    (await network.nextRequest()).respondWith({ ...skewed, headers: {} });
    await expect(untold).rejects.toMatchObject({ code: 'clock-skew', clockOffset: undefined });
    const twice = storage.objects.delete({ bucket: 'b', key: 'k' });
    (await network.nextRequest()).respondWith(skewed);
    (await network.nextRequest()).respondWith(skewed);
    await expect(twice).rejects.toMatchObject({ code: 'clock-skew', clockOffset: 20 * 60_000 });
  });
});

describe('addresses', () => {
  it.each([
    { endpoint: 'https://s3.example.com', addressing: 'path', url: 'https://s3.example.com/b.c/a%20b' },
    {
      endpoint: 'https://s3.example.com',
      addressing: 'virtual-host',
      url: 'https://bucket.s3.example.com/a%20b',
    },
    {
      endpoint: 'http://s3.example.com:81',
      addressing: 'virtual-host',
      url: 'http://bucket.s3.example.com:81/a%20b',
    },
    {
      endpoint: 'https://example.com/s3/v1',
      addressing: 'path',
      url: 'https://example.com/s3/v1/bucket/a%20b',
    },
    { endpoint: 'http://127.0.0.1:9000', addressing: 'path', url: 'http://127.0.0.1:9000/bucket/a%20b' },
    { endpoint: 'http://[::1]:9000', addressing: 'path', url: 'http://[::1]:9000/bucket/a%20b' },
  ] as const)('$endpoint by $addressing', async ({ endpoint, addressing, url }) => {
    const bucket = url.includes('b.c') ? 'b.c' : 'bucket';
    const storage = open({ endpoint, addressing });
    const read = storage.objects.head({ bucket, key: 'a b' });
    const reading = await network.nextRequest();
    expect(reading.request.url.split('?')[0]).toBe(url);
    reading.respondWith({});
    await read;
    const write = storage.objects.delete({ bucket, key: 'a b' });
    const writing = await network.nextRequest();
    expect(writing.request.url.split('?')[0]).toBe(url);
    writing.respondWith({ status: 204 });
    await write;
  });
});

describe('an anonymous connection', () => {
  it('signs nothing and offers no links', async () => {
    const storage = open({}, null);
    expect(storage.presign).toBeUndefined();
    const read = storage.objects.head({ bucket: 'b', key: 'k' });
    const reading = await network.nextRequest();
    expect(reading.request).toMatchObject({ url: 'https://host:9000/b/k', headers: {} });
    reading.respondWith({});
    await read;
    const write = storage.objects.put({ bucket: 'b', key: 'k', body: new Blob(['a']) });
    const writing = await network.nextRequest();
    expect(writing.request.headers).toEqual({ 'content-type': 'application/octet-stream' });
    writing.respondWith(stored);
    await write;
  });
});
