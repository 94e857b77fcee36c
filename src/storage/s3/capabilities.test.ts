import { afterEach, beforeEach, expect, test } from 'vitest';
import type { S3Profile } from '../connection.ts';
import { StorageError } from '../errors.ts';
import { createFakeTransport, type FakeTransport } from '../testing/fake-transport.ts';
import { capabilityOperations } from './capabilities.ts';
import { bucketQuestions } from './capabilities-questions.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
let network: FakeTransport;

beforeEach(() => {
  network = createFakeTransport();
});

afterEach(() => network.expectNothingLeft());

function open(profile: Partial<S3Profile> = {}) {
  return capabilityOperations(
    {
      profile: {
        name: '',
        protocol: 's3',
        endpoint: 'https://host:9000',
        region: 'us-east-1',
        addressing: 'path',
        ...profile,
      },
      credentials: { accessKeyId: 'AK', secretAccessKey: 'SK' },
    },
    { transport: network.transport, now: () => now },
  );
}

const refused = (status: number, code: string) => ({ status, body: `<Error><Code>${code}</Code></Error>` });

/** Answers everything that a probe of a bucket asks, and tells what was asked. */
async function answerAll(answer: (url: URL) => { status?: number; body?: string }, count: number) {
  const asked: string[] = [];
  for (let done = 0; done < count; done += 1) {
    const { request, url, respondWith } = await network.nextRequest();
    asked.push(request.method);
    respondWith(answer(url));
  }
  return asked;
}

test('asks with nothing but GET, four at a time, without a header that would cost a preflight', async () => {
  const pending = open().probe('photos');
  const first = await Promise.all([0, 1, 2, 3].map(() => network.nextRequest()));
  for (const { request } of first) expect(request).toMatchObject({ method: 'GET', headers: {} });
  // No fifth one comes while the four are unanswered: nothing is left but them.
  expect(() => network.expectNothingLeft()).toThrow(/^(not answered.*\n?){4}$/);
  for (const { respondWith } of first) respondWith(refused(501, 'NotImplemented'));
  const methods = await answerAll(() => refused(501, 'NotImplemented'), bucketQuestions.length - 3);
  expect(new Set(methods)).toEqual(new Set(['GET']));
  const found = await pending;
  expect(found).toHaveLength(bucketQuestions.length + 3);
  expect(found.filter(({ state }) => state === 'unsupported')).toHaveLength(bucketQuestions.length + 1);
  expect(found.filter(({ state }) => state === 'unknown').map(({ name }) => name)).toEqual([
    'listen',
    'select',
  ]);
});

test('without a bucket only the service is asked', async () => {
  const pending = open().probe(undefined);
  const { url, respondWith } = await network.nextRequest();
  expect(url.pathname).toBe('/');
  respondWith({ body: '<ListAllMyBucketsResult><Buckets/></ListAllMyBucketsResult>' });
  expect(await pending).toEqual([
    {
      name: 'list-buckets',
      state: 'available',
      evidence: { method: 'GET', path: '/', status: 200, root: 'ListAllMyBucketsResult' },
    },
  ]);
});

test('keeps each answer with its question, and one that is hidden by CORS does not end the rest', async () => {
  const pending = open().probe('photos');
  for (let done = 0; done <= bucketQuestions.length; done += 1) {
    const { url, respondWith, failWith } = await network.nextRequest();
    if (url.searchParams.has('cors')) failWith(new StorageError('network'));
    else if (url.searchParams.has('tagging')) respondWith(refused(404, 'NoSuchTagSet'));
    else if (url.searchParams.has('policy')) respondWith(refused(403, 'AccessDenied'));
    else respondWith({ body: '<ListBucketResult/>' });
  }
  const found = new Map((await pending).map((each) => [each.name, each]));
  expect(found.get('cors')).toEqual({
    name: 'cors',
    state: 'unknown',
    evidence: { method: 'GET', path: '/photos?cors', status: undefined, serviceCode: undefined },
  });
  expect(found.get('tagging')?.state).toBe('not-configured');
  expect(found.get('policy')?.state).toBe('denied');
  expect(found.get('list')?.state).toBe('available');
  expect(found.get('versions')).toMatchObject({
    state: 'unsupported',
    evidence: { path: '/photos?versions&max-keys=1', root: 'ListBucketResult' },
  });
});

test('a bucket that is gone ends it', async () => {
  const pending = open().probe('photos');
  const four = await Promise.all([0, 1, 2, 3].map(() => network.nextRequest()));
  const rejection = expect(pending).rejects.toMatchObject({ code: 'no-such-bucket' });
  four[1]?.respondWith(refused(404, 'NoSuchBucket'));
  await rejection;
});

test('an abort reaches the network', async () => {
  const controller = new AbortController();
  const pending = open().probe('photos', { signal: controller.signal });
  await Promise.all([0, 1, 2, 3].map(() => network.nextRequest()));
  controller.abort();
  await expect(pending).rejects.toMatchObject({ code: 'aborted' });
});

test('where nothing answers, it says so', async () => {
  const pending = open().probe(undefined);
  (await network.nextRequest()).failWith(new StorageError('network'));
  await expect(pending).rejects.toMatchObject({ code: 'network' });
});

test('identifies a server by its answers, refusals included', async () => {
  const pending = open().identify();
  (await network.nextRequest()).respondWith({
    ...refused(403, 'AccessDenied'),
    headers: { server: 'MinIO', date: 'Sat, 21 Nov 2026 12:00:29 GMT', 'x-amz-bucket-region': 'eu-1' },
  });
  const { request, url, respondWith } = await network.nextRequest();
  expect(url.pathname).toBe('/minio/admin/v3/info');
  expect(request.headers.authorization).toContain('Credential=AK/');
  respondWith({
    headers: { server: 'MinIO' },
    body: JSON.stringify({ mode: 'online', deploymentID: 'd', servers: [{ version: 'DEVELOPMENT.GOGET' }] }),
  });
  expect(await pending).toEqual({
    software: 'MinIO',
    seesAllHeaders: true,
    region: 'eu-1',
    clockOffset: 29_500,
    admin: { state: 'told', version: 'DEVELOPMENT.GOGET', mode: 'online', deploymentId: 'd', servers: 1 },
  });
});

test.each([
  [{}, undefined],
  [{ etag: '"e"' }, undefined],
  [{ server: 'AmazonS3' }, true],
  [{ 'access-control-expose-headers': 'ETag, *' }, true],
])('of the headers %j: sees all headers: %s', async (headers, seesAllHeaders) => {
  const pending = open({ addressing: 'virtual-host' }).identify();
  (await network.nextRequest()).respondWith({ headers, body: '<ListAllMyBucketsResult/>' });
  expect((await pending).seesAllHeaders).toBe(seesAllHeaders);
});

test.each([
  ['denied', refused(403, 'AccessDenied')],
  ['denied', { status: 403, body: '{"Code":"AccessDenied","Message":"Access Denied."}' }],
  ['unavailable', refused(404, 'NoSuchBucket')],
  ['unavailable', { body: '<html>' }],
  ['unavailable', { body: '{"servers":1}' }],
])('admin info: %s', async (state, answer) => {
  const pending = open().identify();
  (await network.nextRequest()).respondWith({ body: '<ListAllMyBucketsResult/>' });
  (await network.nextRequest()).respondWith(answer);
  expect((await pending).admin).toEqual({ state });
});

test.each<Partial<S3Profile>>([
  { endpoint: 'https://s3.eu-west-1.amazonaws.com' },
  { addressing: 'virtual-host' },
])('admin info is not asked of %j', async (profile) => {
  const pending = open(profile).identify();
  (await network.nextRequest()).respondWith({ body: '<ListAllMyBucketsResult/>' });
  expect((await pending).admin).toEqual({ state: 'unavailable' });
});
