import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createKeySource } from '../credentials/key-source.ts';
import { StorageError } from '../errors.ts';
import { createFakeTransport, type FakeTransport } from '../testing/fake-transport.ts';
import { createS3Driver } from './s3-driver.ts';

const start = Date.parse('2026-11-21T12:00:00Z');
const hour = 3_600_000;
const profile = {
  name: '',
  protocol: 's3',
  endpoint: 'https://host:9000',
  region: 'us-east-1',
  addressing: 'path',
} as const;
const empty = { body: '<ListAllMyBucketsResult><Buckets/></ListAllMyBucketsResult>' };
let network: FakeTransport;
let now = start;

beforeEach(() => {
  network = createFakeTransport();
  now = start;
});

afterEach(() => network.expectNothingLeft());

function keysUntil(end: number, accessKeyId: string) {
  return { accessKeyId, secretAccessKey: 'S', sessionToken: `${accessKeyId}-T`, expiresAt: new Date(end) };
}

function open(renew?: () => Promise<ReturnType<typeof keysUntil>>) {
  const clock = () => now;
  const first = keysUntil(start + hour, 'FIRST');
  const keys = createKeySource(first, { renew, now: clock });
  const surroundings = { transport: network.transport, now: clock };
  return createS3Driver({ profile, credentials: first, keys }, surroundings);
}

const refusal = (code: string) => ({ status: 403, body: `<Error><Code>${code}</Code></Error>` });
const keyOf = (url: URL) => url.searchParams.get('X-Amz-Credential')?.split('/')[0];

test('requests are signed with the keys of the moment, token and all', async () => {
  const storage = open(async () => keysUntil(now + hour, 'SECOND'));
  const before = storage.buckets?.list();
  const first = await network.nextRequest();
  expect(keyOf(first.url)).toBe('FIRST');
  expect(first.url.searchParams.get('X-Amz-Security-Token')).toBe('FIRST-T');
  first.respondWith(empty);
  await before;

  now += hour;
  const after = storage.buckets?.list();
  const second = await network.nextRequest();
  expect(keyOf(second.url)).toBe('SECOND');
  expect(second.url.searchParams.get('X-Amz-Security-Token')).toBe('SECOND-T');
  second.respondWith(empty);
  await after;
  expect(storage.presign?.credentialsExpireAt).toEqual(new Date(start + 2 * hour));
});

test.each(['ExpiredToken', 'InvalidAccessKeyId'])(
  'refused with %s, they wait together for one renewal and go on',
  async (code) => {
    let give: (keys: ReturnType<typeof keysUntil>) => void = () => undefined;
    const renew = vi.fn(
      () =>
        new Promise<ReturnType<typeof keysUntil>>((resolve) => {
          give = resolve;
        }),
    );
    const storage = open(renew);
    now += 60_000;
    const list = storage.buckets?.list();
    const create = storage.buckets?.create('photos');
    for (const _request of [1, 2]) (await network.nextRequest()).respondWith(refusal(code));
    await vi.waitFor(() => expect(renew).toHaveBeenCalled());
    give(keysUntil(now + hour, 'SECOND'));
    for (const _request of [1, 2]) {
      const { request, url, respondWith } = await network.nextRequest();
      expect(`${request.url} ${request.headers.authorization}`).toContain('SECOND');
      respondWith(url.pathname === '/' ? empty : {});
    }
    await list;
    await create;
    expect(renew).toHaveBeenCalledTimes(1);
  },
);

test('keys that nobody renews fail with what the server said', async () => {
  const storage = open();
  now += 60_000;
  const list = storage.buckets?.list();
  (await network.nextRequest()).respondWith(refusal('ExpiredToken'));
  await expect(list).rejects.toMatchObject({ code: 'expired-credentials', serviceCode: 'ExpiredToken' });
  expect(storage.keys?.getState()).toMatchObject({ phase: 'asking', renewable: false });
});

test('while the person is asked a request waits, and an abort ends it', async () => {
  const storage = open(async () => {
    throw new StorageError('access-denied');
  });
  now += hour;
  const controller = new AbortController();
  const list = storage.buckets?.list({ signal: controller.signal });
  await vi.waitFor(() => expect(storage.keys?.getState().phase).toBe('asking'));
  controller.abort();
  await expect(list).rejects.toMatchObject({ code: 'aborted' });
});

test('a time-out of the profile reaches the network', async () => {
  const surroundings = { transport: network.transport, now: () => now };
  const credentials = { accessKeyId: 'A', secretAccessKey: 'S' };
  const storage = createS3Driver({ profile: { ...profile, timeout: 7 }, credentials }, surroundings);
  const list = storage.buckets?.list();
  const { request, respondWith } = await network.nextRequest();
  expect(request.idleTimeout).toBe(7000);
  respondWith(empty);
  await list;
});

test('a profile of an old server lists by version 1, from marker to marker', async () => {
  const surroundings = { transport: network.transport, now: () => now };
  const storage = createS3Driver({ profile: { ...profile, listVersion: 1 } }, surroundings);
  const pages = storage.objects.list({ bucket: 'b', delimiter: '/', startAfter: 'a' });
  const page = (inner: string) => ({
    body: `<ListBucketResult><EncodingType>url</EncodingType>${inner}</ListBucketResult>`,
  });
  const answers = [
    ['a', '<IsTruncated>true</IsTruncated><NextMarker>b%2F</NextMarker>', 'b/'],
    // Without folders nothing names the marker: it is the last key.
    ['b/', '<IsTruncated>true</IsTruncated><Contents><Key>c+d</Key></Contents>', 'c d'],
    ['c d', '<IsTruncated>false</IsTruncated>', undefined],
  ] as const;
  for (const [marker, inner, next] of answers) {
    const pending = pages.next();
    const { url, respondWith } = await network.nextRequest();
    expect(url.searchParams.get('list-type')).toBeNull();
    expect(url.searchParams.get('marker')).toBe(marker);
    respondWith(page(inner));
    expect((await pending).value?.next).toBe(next);
  }
  expect((await pages.next()).done).toBe(true);
});
