import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { S3Profile } from '../connection.ts';
import type { Credentials } from '../credentials.ts';
import { createFakeTransport, type FakeTransport } from '../testing/fake-transport.ts';
import { createS3Caller, type S3Caller } from './caller.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
const keys: Credentials = { accessKeyId: 'AK', secretAccessKey: 'SK' };
let network: FakeTransport;

beforeEach(() => {
  network = createFakeTransport();
});

afterEach(() => network.expectNothingLeft());

function open(profile: Partial<S3Profile> = {}, credentials: Credentials | undefined = keys): S3Caller {
  return createS3Caller(
    {
      profile: {
        name: '',
        protocol: 's3',
        endpoint: 'https://host:9000',
        region: 'us-east-1',
        addressing: 'path',
        ...profile,
      },
      credentials,
    },
    { transport: network.transport, now: () => now },
  );
}

const anonymous = () => {
  const profile = { name: '', protocol: 's3', endpoint: 'https://host:9000', region: 'us-east-1' } as const;
  return createS3Caller(
    { profile: { ...profile, addressing: 'path' } },
    { transport: network.transport, now: () => now },
  );
};

describe('a GET', () => {
  it('is signed in its query and carries no header, so that a browser asks without a preflight', async () => {
    const answer = open().plain({ method: 'GET', bucket: 'photos', query: { cors: '' } });
    const { request, url, respondWith } = await network.nextRequest();
    expect(request).toMatchObject({ method: 'GET', headers: {} });
    expect(request.body).toBeUndefined();
    expect(url.origin + url.pathname).toMatch(/^https:\/\/host:9000\/photos\/?$/);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      cors: '',
      'X-Amz-Credential': 'AK/20261121/us-east-1/s3/aws4_request',
      'X-Amz-Expires': '900',
      'X-Amz-SignedHeaders': 'host',
      'X-Amz-Signature': expect.stringMatching(/^[\da-f]{64}$/),
    });
    respondWith({ body: 'hello' });
    expect(await new Response((await answer).body).text()).toBe('hello');
  });

  it('carries a session token in the query', async () => {
    const answer = open({}, { ...keys, sessionToken: 'T+/=' }).plain({
      method: 'GET',
      bucket: 'photos',
      query: { cors: '' },
    });
    const { request, url, respondWith } = await network.nextRequest();
    expect(url.searchParams.get('X-Amz-Security-Token')).toBe('T+/=');
    expect(request.headers).toEqual({});
    respondWith({});
    await answer;
  });

  it('with headers is signed in headers, those among them', async () => {
    const answer = open().plain({
      method: 'GET',
      bucket: 'photos',
      query: {},
      headers: { 'x-amz-expected-bucket-owner': '1' },
    });
    const { request, url, respondWith } = await network.nextRequest();
    expect(url.search).toBe('');
    expect(request.headers).toMatchObject({
      'x-amz-expected-bucket-owner': '1',
      authorization: expect.stringMatching(/SignedHeaders=[^,]*x-amz-expected-bucket-owner/),
    });
    respondWith({});
    await answer;
  });

  it('of an anonymous connection is not signed at all', async () => {
    const answer = anonymous().plain({ method: 'GET', bucket: 'photos', query: { cors: '' } });
    const { request, url, respondWith } = await network.nextRequest();
    expect([url.search, request.headers]).toEqual(['?cors=', {}]);
    respondWith({});
    await answer;
  });

  it.each([
    ['a bucket by path', {}, { bucket: 'photos' }, 'https://host:9000/photos'],
    ['a bucket by host', { addressing: 'virtual-host' }, { bucket: 'photos' }, 'https://photos.host:9000'],
    ['an object', {}, { bucket: 'photos', key: 'a b/+ü?' }, 'https://host:9000/photos/a%20b/%2B%C3%BC%3F'],
    ['the service', {}, {}, 'https://host:9000'],
  ] as const)('goes to %s', async (_, profile, target, address) => {
    const answer = open(profile).plain({ method: 'GET', ...target, query: { x: '1' } });
    const { url, respondWith } = await network.nextRequest();
    expect((url.origin + url.pathname).replace(/\/$/, '')).toBe(address);
    respondWith({});
    await answer;
  });

  it.each(['', '.', '..', 'a/b', '../photos'])('never goes to a bucket %j', async (bucket) => {
    await expect(open().plain({ method: 'GET', bucket, query: {} })).rejects.toMatchObject({
      code: 'invalid-bucket-name',
    });
  });

  it('sends a name several times where it has several values', async () => {
    const answer = open().plain({ method: 'GET', bucket: 'b', query: { events: ['s3:A', 's3:B'] } });
    const { url, respondWith } = await network.nextRequest();
    expect(url.searchParams.getAll('events')).toEqual(['s3:A', 's3:B']);
    respondWith({});
    await answer;
  });
});

describe('a PUT', () => {
  it('is signed in headers and carries the MD5 of its document', async () => {
    const body = '<Tagging>ü</Tagging>';
    const answer = open().plain({
      method: 'PUT',
      bucket: 'photos',
      query: { tagging: '' },
      body,
      contentType: 'application/xml',
    });
    const { request, url, respondWith } = await network.nextRequest();
    expect(url.search).toBe('?tagging=');
    expect(request.body).toBe(body);
    expect(request.headers).toMatchObject({
      // From an independent tool: printf '<Tagging>ü</Tagging>' | openssl md5 -binary | base64
      'content-md5': 'W6UlLiLS57N6ojPXQKMhQQ==',
      'content-type': 'application/xml',
      'x-amz-date': '20261121T120000Z',
      'x-amz-content-sha256': '5781a2990a671dc13ae105e4b90f950458b6b92e29fa02d28f95603a1b6b2746',
    });
    expect(request.headers.authorization).toMatch(/SignedHeaders=content-md5;content-type;host;/);
    expect(request.headers).not.toHaveProperty('host');
    respondWith({});
    await answer;
  });

  it('of an anonymous connection carries the MD5 alone', async () => {
    const answer = anonymous().plain({ method: 'PUT', bucket: 'b', query: { tagging: '' }, body: '' });
    const { request, respondWith } = await network.nextRequest();
    expect(request.headers).toEqual({ 'content-md5': '1B2M2Y8AsgTpgAmY7PhCfg==' });
    respondWith({});
    await answer;
  });
});

describe('a wrong guess', () => {
  it('of the region is corrected once, and remembered for the bucket', async () => {
    const caller = open();
    const ask = () => caller.plain({ method: 'GET', bucket: 'photos', query: { cors: '' } });
    const refusal = {
      status: 400,
      body: '<Error><Code>AuthorizationHeaderMalformed</Code><Region>eu-west-1</Region></Error>',
    };
    const answer = ask();
    (await network.nextRequest()).respondWith(refusal);
    const second = await network.nextRequest();
    expect(second.url.searchParams.get('X-Amz-Credential')).toContain('/eu-west-1/');
    second.respondWith({});
    await answer;

    const later = ask();
    const third = await network.nextRequest();
    expect(third.url.searchParams.get('X-Amz-Credential')).toContain('/eu-west-1/');
    third.respondWith(refusal);
    await expect(later).rejects.toMatchObject({ code: 'wrong-region', region: 'eu-west-1' });
  });

  it('of the region is corrected for a PUT with its body', async () => {
    const caller = open();
    const answer = caller.plain({ method: 'PUT', bucket: 'photos', query: { tagging: '' }, body: '<T/>' });
    (await network.nextRequest()).respondWith({
      status: 301,
      headers: { 'x-amz-bucket-region': 'eu-west-1' },
      body: '<Error><Code>PermanentRedirect</Code></Error>',
    });
    const second = await network.nextRequest();
    expect(second.request.headers.authorization).toContain('/eu-west-1/');
    expect(second.request.body).toBe('<T/>');
    second.respondWith({});
    await answer;
  });

  it('of the time is corrected by the clock of the server', async () => {
    const answer = open().plain({ method: 'PUT', bucket: 'photos', query: { tagging: '' }, body: '<T/>' });
    (await network.nextRequest()).respondWith({
      status: 403,
      headers: { date: 'Sat, 21 Nov 2026 14:00:00 GMT' },
      body: '<Error><Code>RequestTimeTooSkewed</Code></Error>',
    });
    const second = await network.nextRequest();
    expect(second.request.headers['x-amz-date']).toBe('20261121T140000Z');
    second.respondWith({});
    await answer;
  });
});

describe('an answer', () => {
  it.each([
    [403, '<Error><Code>AccessDenied</Code></Error>', 'access-denied'],
    [404, '<Error><Code>NoSuchBucket</Code></Error>', 'no-such-bucket'],
    [501, '<Error><Code>NotImplemented</Code></Error>', 'not-supported'],
    [404, '', 'no-such-bucket'],
    [400, 'Bad Request', 'not-s3'],
  ])('of %i %s is no success', async (status, body, code) => {
    const answer = open().plain({ method: 'GET', bucket: 'photos', query: { cors: '' } });
    (await network.nextRequest()).respondWith({ status, body });
    await expect(answer).rejects.toMatchObject({ code, status });
  });

  it('is not waited for once it was given up', async () => {
    const stop = new AbortController();
    const answer = open().plain({ method: 'GET', bucket: 'photos', query: {} }, { signal: stop.signal });
    await network.nextRequest();
    stop.abort();
    await expect(answer).rejects.toMatchObject({ code: 'aborted' });
  });
});
