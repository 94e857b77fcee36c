import { afterEach, beforeEach, expect, test } from 'vitest';
import type { StorageDriver } from '../driver.ts';
import { createFakeTransport, type FakeTransport } from '../testing/fake-transport.ts';
import { createS3Driver } from './s3-driver.ts';

const at = { bucket: 'b', key: 'film.mov' };
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
    { transport: network.transport },
  );
}

const sizeOf = (partNumber: number, customerKey?: Uint8Array) =>
  open().objects.partSize?.({ ...at, versionId: 'v', partNumber, customerKey });

test('one part is asked for by a HEAD, and its range says how long it is', async () => {
  const pending = sizeOf(2);
  const { request, url, respondWith } = await network.nextRequest();
  expect(request.method).toBe('HEAD');
  expect([url.searchParams.get('partNumber'), url.searchParams.get('versionId')]).toEqual(['2', 'v']);
  respondWith({ status: 206, headers: { 'content-range': 'bytes 5-9/12', 'content-length': '5' } });
  expect(await pending).toBe(5);
});

test('with the key that it was stored with', async () => {
  const pending = sizeOf(1, new Uint8Array(32));
  const { request, respondWith } = await network.nextRequest();
  expect(request.headers['x-amz-server-side-encryption-customer-algorithm']).toBe('AES256');
  respondWith({ status: 206, headers: { 'content-length': '5' } });
  expect(await pending).toBe(5);
});

test('an answer for the whole object says nothing of a part', async () => {
  const pending = sizeOf(1);
  (await network.nextRequest()).respondWith({ status: 200, headers: { 'content-length': '12' } });
  expect(await pending).toBeUndefined();
});

test('a part that is not there', async () => {
  const pending = sizeOf(99);
  const refused = expect(pending).rejects.toMatchObject({ status: 416 });
  (await network.nextRequest()).respondWith({ status: 416 });
  await refused;
});

test('bytes as they are stored: the server is told to leave their coding out', async () => {
  const pending = open().objects.get({ ...at, asStored: true, range: { start: 0, end: 1 } });
  const { url, respondWith } = await network.nextRequest();
  expect(url.searchParams.get('response-content-encoding')).toBe('identity');
  respondWith({ status: 206, headers: { 'content-range': 'bytes 0-1/12', etag: '"e"' }, body: 'ab' });
  expect((await pending).head.size).toBe(12);
});

test('also with a key of one’s own', async () => {
  const pending = open().objects.get({ ...at, asStored: true, customerKey: new Uint8Array(32) });
  const { url, respondWith } = await network.nextRequest();
  expect(url.searchParams.get('response-content-encoding')).toBe('identity');
  respondWith({ headers: { 'content-length': '2', etag: '"e"' }, body: 'ab' });
  await pending;
});
