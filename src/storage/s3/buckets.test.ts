import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StorageDriver } from '../driver.ts';
import { createFakeTransport, type FakeAnswer, type FakeTransport } from '../testing/fake-transport.ts';
import { createS3Driver } from './s3-driver.ts';

let network: FakeTransport;
beforeEach(() => {
  network = createFakeTransport();
});
afterEach(() => network.expectNothingLeft());

function bucketsOf(region = 'us-east-1'): NonNullable<StorageDriver['buckets']> {
  const profile = {
    name: '',
    protocol: 's3',
    endpoint: 'https://host:9000',
    region,
    addressing: 'path',
  } as const;
  const { buckets } = createS3Driver(
    { profile, credentials: { accessKeyId: 'AK', secretAccessKey: 'SK' } },
    { transport: network.transport, now: () => Date.parse('2026-11-21T12:00:00Z') },
  );
  if (!buckets) throw new Error('no buckets');
  return buckets;
}

const refusal = (status: number, code: string): FakeAnswer => ({
  status,
  body: `<Error><Code>${code}</Code><Message>no</Message></Error>`,
});

/** Takes the next request and answers it. */
async function answer(reply: FakeAnswer) {
  const { request, url, respondWith } = await network.nextRequest();
  respondWith(reply);
  const { body } = request;
  const text = body === undefined || body === null ? '' : await new Response(body as BodyInit).text();
  return { method: request.method, path: url.pathname, headers: request.headers, url, text };
}

describe('the list', () => {
  const page = (name: string, token = '') => ({
    body: `<ListAllMyBucketsResult><Buckets><Bucket><Name>${name}</Name></Bucket></Buckets><ContinuationToken>${token}</ContinuationToken></ListAllMyBucketsResult>`,
  });

  test('goes on to the last page', async () => {
    const listed = bucketsOf().list();
    const first = await answer(page('a', 't1'));
    expect(first.method).toBe('GET');
    expect(first.headers).toEqual({});
    expect((await answer(page('b'))).url.searchParams.get('continuation-token')).toBe('t1');
    expect((await listed).map(({ name }) => name)).toEqual(['a', 'b']);
  });

  test('a server that repeats a page is left', async () => {
    const listed = bucketsOf().list();
    await Promise.all([
      answer(page('a', 't1')).then(() => answer(page('a', 't1'))),
      expect(listed).rejects.toMatchObject({ code: 'not-supported' }),
    ]);
  });

  test.each<[string, FakeAnswer, string]>([
    ['denied', refusal(403, 'AccessDenied'), 'access-denied'],
    ['a web page', { body: '<html><body>It works!</body></html>' }, 'not-s3'],
    ['cut off', { body: '<ListAllMyBucketsResult><Buckets>' }, 'not-s3'],
    ['not there', refusal(501, 'NotImplemented'), 'not-supported'],
  ])('%s', async (_name, reply, code) => {
    const listed = bucketsOf().list();
    await Promise.all([answer(reply), expect(listed).rejects.toMatchObject({ code })]);
  });
});

describe('whether one is there', () => {
  test.each<[number, string]>([
    [200, 'exists'],
    [404, 'absent'],
    [403, 'denied'],
  ])('%i: %s', async (status, found) => {
    const looked = bucketsOf().head('photos');
    expect(await answer({ status })).toMatchObject({ method: 'HEAD', path: '/photos/' });
    expect(await looked).toBe(found);
  });

  test('an answer that says neither is passed on', async () => {
    const looked = bucketsOf().head('photos');
    await Promise.all([answer({ status: 400 }), expect(looked).rejects.toThrow()]);
  });
});

describe('a new one', () => {
  test('in the region of the connection, without a lock', async () => {
    const made = bucketsOf().create('photos');
    const { method, path, headers, text } = await answer({});
    await made;
    expect([method, path, text]).toEqual(['PUT', '/photos/', '']);
    expect(headers).not.toHaveProperty('x-amz-bucket-object-lock-enabled');
  });

  test('in a region of its own, with a lock', async () => {
    const made = bucketsOf().create('photos', { region: 'eu-west-1', objectLock: true });
    const { headers, text } = await answer({});
    await made;
    expect(text).toContain('<LocationConstraint>eu-west-1</LocationConstraint>');
    expect(headers['x-amz-bucket-object-lock-enabled']).toBe('true');
  });

  test('us-east-1 is no constraint', async () => {
    const made = bucketsOf().create('photos', { region: 'us-east-1' });
    expect((await answer({})).text).toBe('');
    await made;
  });

  test.each([
    [409, 'BucketAlreadyOwnedByYou', 'bucket-owned-by-you'],
    [409, 'BucketAlreadyExists', 'bucket-exists'],
    [400, 'InvalidBucketName', 'invalid-bucket-name'],
    [403, 'AccessDenied', 'access-denied'],
  ])('%i %s', async (status, serviceCode, code) => {
    const made = bucketsOf().create('photos');
    await Promise.all([
      answer(refusal(status, serviceCode)),
      expect(made).rejects.toMatchObject({ code, serviceCode }),
    ]);
  });
});

describe('deleting', () => {
  test('an empty one', async () => {
    const deleted = bucketsOf().delete('photos');
    const { method, path, url } = await answer({ status: 204 });
    await deleted;
    expect([method, path]).toEqual(['DELETE', '/photos/']);
    // Nothing that a server might take for something else.
    expect([...url.searchParams.keys()].filter((name) => name !== 'x-id')).toEqual([]);
  });

  test.each([
    [409, 'BucketNotEmpty', 'bucket-not-empty'],
    [404, 'NoSuchBucket', 'no-such-bucket'],
    [403, 'AccessDenied', 'access-denied'],
  ])('%i %s', async (status, serviceCode, code) => {
    const deleted = bucketsOf().delete('photos');
    await Promise.all([
      answer(refusal(status, serviceCode)),
      expect(deleted).rejects.toMatchObject({ code, serviceCode }),
    ]);
  });
});
