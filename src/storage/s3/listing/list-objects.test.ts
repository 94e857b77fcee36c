import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeTransport, type FakeTransport } from '../../testing/fake-transport.ts';
import { createS3Driver } from '../s3-driver.ts';

let network: FakeTransport;

beforeEach(() => {
  network = createFakeTransport();
});

afterEach(() => network.expectNothingLeft());

function objects(listVersion?: 1) {
  return createS3Driver(
    {
      profile: {
        name: '',
        protocol: 's3',
        endpoint: 'https://host',
        region: 'us-east-1',
        addressing: 'path',
        listVersion,
      },
      credentials: { accessKeyId: 'AK', secretAccessKey: 'SK' },
    },
    { transport: network.transport, now: () => 0 },
  ).objects;
}

const listing = (inner: string) => ({ body: `<ListBucketResult>${inner}</ListBucketResult>` });
/** What of the query is the call's own: the rest is the signature's. */
const asked = (url: URL) => Object.fromEntries([...url.searchParams].filter(([name]) => !/^x-/i.test(name)));

describe('version 2', () => {
  it('begins after a key, then goes on by the token alone', async () => {
    const pages = objects().list({
      bucket: 'b',
      prefix: 'p/',
      delimiter: '/',
      startAfter: 'p/k~',
      pageSize: 2,
    });
    const first = pages.next();
    const one = await network.nextRequest();
    expect(one.request).toMatchObject({ method: 'GET', headers: {} });
    expect(asked(one.url)).toEqual({
      'list-type': '2',
      'encoding-type': 'url',
      prefix: 'p/',
      delimiter: '/',
      'max-keys': '2',
      'start-after': 'p/k~',
    });
    one.respondWith(
      listing(
        '<IsTruncated>true</IsTruncated><NextContinuationToken>t+/=</NextContinuationToken><Contents><Key>p/l</Key></Contents>',
      ),
    );
    expect((await first).value).toMatchObject({ entries: [{ key: 'p/l' }], next: 't+/=' });
    const second = pages.next();
    const two = await network.nextRequest();
    expect(asked(two.url)).toMatchObject({ 'continuation-token': 't+/=' });
    expect(two.url.searchParams.has('start-after')).toBe(false);
    two.respondWith(listing('<IsTruncated>false</IsTruncated>'));
    expect((await second).value).toEqual({ entries: [], prefixes: [] });
    expect((await pages.next()).done).toBe(true);
  });

  it('asks for metadata by the same query, signed in it, and on every page', async () => {
    const pages = objects().list({
      bucket: 'b',
      prefix: 'p/',
      delimiter: '/',
      startAfter: 'p/k',
      withMetadata: true,
    });
    const first = pages.next();
    const one = await network.nextRequest();
    expect(one.request).toMatchObject({ method: 'GET', headers: {} });
    expect(one.url.searchParams.has('X-Amz-Signature')).toBe(true);
    expect(asked(one.url)).toEqual({
      'list-type': '2',
      metadata: 'true',
      'encoding-type': 'url',
      prefix: 'p/',
      delimiter: '/',
      'start-after': 'p/k',
    });
    one.respondWith(
      listing(
        `<IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>
         <Contents><Key>p/l</Key><Size>3</Size><UserMetadata><X-Amz-Meta-Camera-Name>Füji &amp; Co</X-Amz-Meta-Camera-Name><content-type>image/jpeg</content-type></UserMetadata><UserTags>a=b</UserTags><Internal><K>1</K></Internal></Contents>
         <Contents><Key>p/m</Key><UserMetadata/></Contents><Contents><Key>p/n</Key></Contents>`,
      ),
    );
    expect((await first).value).toMatchObject({
      entries: [
        { key: 'p/l', size: 3, metadata: { 'camera-name': 'Füji & Co' } },
        { key: 'p/m', metadata: {} },
        { key: 'p/n' },
      ],
    });
    const second = pages.next();
    const two = await network.nextRequest();
    expect(asked(two.url)).toMatchObject({ metadata: 'true', 'continuation-token': 't' });
    expect(two.url.searchParams.has('start-after')).toBe(false);
    two.respondWith(listing(''));
    await second;
  });

  it('leaves metadata out where the server does not tell it', async () => {
    const pending = objects().list({ bucket: 'b', withMetadata: true }).next();
    (await network.nextRequest()).respondWith(listing('<Contents><Key>a</Key></Contents>'));
    const { value } = await pending;
    expect(value?.entries[0]).not.toHaveProperty('metadata');
  });
});

describe('version 1', () => {
  it('begins after a key and goes on by the marker; metadata is not asked for', async () => {
    const pages = objects(1).list({ bucket: 'b', startAfter: 'k', withMetadata: true });
    const first = pages.next();
    const one = await network.nextRequest();
    expect(asked(one.url)).toEqual({ 'encoding-type': 'url', marker: 'k' });
    one.respondWith(
      listing(
        '<IsTruncated>true</IsTruncated><Contents><Key>l+m</Key></Contents><EncodingType>url</EncodingType>',
      ),
    );
    expect((await first).value).toMatchObject({ entries: [{ key: 'l m' }], next: 'l m' });
    const second = pages.next();
    const two = await network.nextRequest();
    expect(asked(two.url)).toEqual({ 'encoding-type': 'url', marker: 'l m' });
    two.respondWith(listing(''));
    await second;
  });

  it('goes on after what the server named, which may be no key', async () => {
    const pages = objects(1).list({ bucket: 'b', delimiter: '/' });
    const first = pages.next();
    (await network.nextRequest()).respondWith(
      listing('<IsTruncated>true</IsTruncated><NextMarker>a/[minio_cache:v2,id:1]</NextMarker>'),
    );
    await first;
    const second = pages.next();
    const two = await network.nextRequest();
    expect(asked(two.url)).toMatchObject({ marker: 'a/[minio_cache:v2,id:1]' });
    two.respondWith(listing(''));
    await second;
  });
});

it.each([
  ['a server of version 1 alone', listing('<IsTruncated>true</IsTruncated>'), 'not-supported'],
  ['a web page', { body: '<!doctype html><html></html>' }, 'not-s3'],
  ['a document cut short', { body: '<ListBucketResult><Contents><Key>a' }, 'not-s3'],
  ['403', { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' }, 'access-denied'],
  ['404', { status: 404, body: '<Error><Code>NoSuchBucket</Code></Error>' }, 'no-such-bucket'],
])('%s', async (_what, answer, code) => {
  for (const withMetadata of [false, true]) {
    const pending = objects().list({ bucket: 'b', withMetadata }).next();
    (await network.nextRequest()).respondWith(answer);
    await expect(pending).rejects.toMatchObject({ code });
  }
});
