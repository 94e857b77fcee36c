import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFakeTransport, type FakeTransport } from '../../testing/fake-transport.ts';
import { createS3Driver } from '../s3-driver.ts';

let network: FakeTransport;

beforeEach(() => {
  network = createFakeTransport();
});

afterEach(() => network.expectNothingLeft());

function versions() {
  const driver = createS3Driver(
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
    { transport: network.transport, now: () => 0 },
  );
  if (!driver.versions) throw new Error('no versions');
  return driver.versions;
}

const listing = (inner: string) => ({ body: `<ListVersionsResult>${inner}</ListVersionsResult>` });

test('lists page by page with both markers', async () => {
  const pages = versions().list({ bucket: 'b', prefix: 'p/', pageSize: 2 });
  const first = pages.next();
  const one = await network.nextRequest();
  expect(one.request).toMatchObject({ method: 'GET', headers: {} });
  expect(Object.fromEntries(one.url.searchParams)).toMatchObject({
    versions: '',
    'encoding-type': 'url',
    prefix: 'p/',
    'max-keys': '2',
  });
  expect(one.url.searchParams.has('key-marker')).toBe(false);
  one.respondWith(
    listing(
      '<IsTruncated>true</IsTruncated><NextKeyMarker>p/a b</NextKeyMarker><NextVersionIdMarker>v1</NextVersionIdMarker><Version><Key>p/a b</Key><VersionId>v1</VersionId></Version>',
    ),
  );
  expect((await first).value).toMatchObject({ versions: [{ key: 'p/a b', versionId: 'v1' }] });
  const second = pages.next();
  const two = await network.nextRequest();
  expect(two.url.searchParams.get('key-marker')).toBe('p/a b');
  expect(two.url.searchParams.get('version-id-marker')).toBe('v1');
  two.respondWith(listing(''));
  expect((await second).value).toEqual({ versions: [], prefixes: [] });
  expect((await pages.next()).done).toBe(true);
});

test('a version id alone is never sent: some servers refuse it, an empty one begins the key anew', async () => {
  const pages = versions().list({ bucket: 'b', from: { key: 'k', versionId: '' } });
  const pending = pages.next();
  const { url, respondWith } = await network.nextRequest();
  expect(url.searchParams.get('key-marker')).toBe('k');
  expect(url.searchParams.has('version-id-marker')).toBe(false);
  respondWith(listing(''));
  await pending;
});

test('begins after a key, asks for metadata where it is wanted, and goes on by the markers alone', async () => {
  const pages = versions().list({ bucket: 'b', delimiter: '/', startAfter: 'k', withMetadata: true });
  const first = pages.next();
  const one = await network.nextRequest();
  expect(Object.fromEntries(one.url.searchParams)).toMatchObject({
    'key-marker': 'k',
    metadata: 'true',
    delimiter: '/',
  });
  expect(one.url.searchParams.has('version-id-marker')).toBe(false);
  one.respondWith(
    listing(
      `<IsTruncated>true</IsTruncated><NextKeyMarker>l</NextKeyMarker><NextVersionIdMarker>v2</NextVersionIdMarker>
       <Version><Key>l</Key><VersionId>v2</VersionId><UserMetadata><X-Amz-Meta-Foo>bar</X-Amz-Meta-Foo></UserMetadata></Version>
       <DeleteMarker><Key>l</Key><VersionId>v1</VersionId></DeleteMarker>`,
    ),
  );
  const page = (await first).value;
  expect(page?.versions).toMatchObject([{ metadata: { foo: 'bar' } }, { isDeleteMarker: true }]);
  expect(page?.versions[1]).not.toHaveProperty('metadata');
  const second = pages.next();
  const two = await network.nextRequest();
  expect(two.url.searchParams.getAll('key-marker')).toEqual(['l']);
  expect(two.url.searchParams.get('version-id-marker')).toBe('v2');
  two.respondWith(listing(''));
  await second;
});

test.each([
  ['a server that answers the plain listing', { body: '<ListBucketResult/>' }, 'not-supported'],
  ['501', { status: 501, body: '<Error><Code>NotImplemented</Code></Error>' }, 'not-supported'],
  ['403', { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' }, 'access-denied'],
  ['404', { status: 404, body: '<Error><Code>NoSuchBucket</Code></Error>' }, 'no-such-bucket'],
])('%s', async (_what, answer, code) => {
  const pending = versions().list({ bucket: 'b' }).next();
  (await network.nextRequest()).respondWith(answer);
  await expect(pending).rejects.toMatchObject({ code });
});

test('deletes versions in one request, and each gets its own verdict', async () => {
  const pending = versions().deleteMany({
    bucket: 'b',
    versions: [
      { key: 'a', versionId: 'v1' },
      { key: 'a', versionId: 'v2' },
      { key: 'a', versionId: 'v1' },
      { key: 'b', versionId: 'null' },
      { key: 'c', versionId: 'v3' },
    ],
  });
  const { request, url, respondWith } = await network.nextRequest();
  expect([request.method, url.searchParams.has('delete')]).toEqual(['POST', true]);
  expect(request.headers).toHaveProperty('content-md5');
  expect(request.headers).not.toHaveProperty('x-amz-bypass-governance-retention');
  expect(String(request.body)).toContain('<Object><Key>a</Key><VersionId>v1</VersionId></Object>');
  expect(String(request.body).match(/<Object>/g)).toHaveLength(4);
  respondWith({
    body: `<DeleteResult>
      <Deleted><Key>a</Key><VersionId>v1</VersionId></Deleted>
      <Deleted><Key>b</Key></Deleted>
      <Error><Key>a</Key><VersionId>v2</VersionId><Code>AccessDenied</Code><Message>locked</Message></Error>
    </DeleteResult>`,
  });
  expect(await pending).toEqual({
    deleted: [
      { key: 'a', versionId: 'v1' },
      { key: 'b', versionId: 'null' },
    ],
    failed: [
      { key: 'a', versionId: 'v2', code: 'AccessDenied', message: 'locked' },
      { key: 'c', versionId: 'v3', code: 'not-confirmed', message: '' },
    ],
  });
});

test('a key that XML cannot hold goes alone, and bypass is sent where it was asked for', async () => {
  const pending = versions().deleteMany({
    bucket: 'b',
    versions: [{ key: 'bell\u0007', versionId: 'v1' }],
    bypassGovernance: true,
  });
  const { request, url, respondWith } = await network.nextRequest();
  expect(request.method).toBe('DELETE');
  expect(url.pathname).toBe('/b/bell%07');
  expect(url.searchParams.get('versionId')).toBe('v1');
  expect(request.headers['x-amz-bypass-governance-retention']).toBe('true');
  respondWith({ status: 400, body: '<Error><Code>InvalidRequest</Code><Message>WORM</Message></Error>' });
  expect(await pending).toEqual({
    deleted: [],
    failed: [{ key: 'bell\u0007', versionId: 'v1', code: 'InvalidRequest', message: 'WORM' }],
  });
});

test('a batch without an answer rejects, and what was reported before is done', async () => {
  const all = Array.from({ length: 1001 }, (_, index) => ({ key: `k${index}`, versionId: 'v' }));
  const reported: number[] = [];
  const pending = versions().deleteMany(
    { bucket: 'b', versions: all },
    { onBatch: ({ deleted, failed }) => reported.push(deleted.length + failed.length) },
  );
  (await network.nextRequest()).respondWith({ body: '<DeleteResult/>' });
  (await network.nextRequest()).respondWith({ status: 503, body: '<Error><Code>SlowDown</Code></Error>' });
  await expect(pending).rejects.toMatchObject({ code: 'too-busy' });
  expect(reported).toEqual([1000]);
});
