import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeTransport, type FakeAnswer, type FakeTransport } from '../../testing/fake-transport.ts';
import { createS3Driver } from '../s3-driver.ts';

let network: FakeTransport;

beforeEach(() => {
  network = createFakeTransport();
});

afterEach(() => network.expectNothingLeft());

function settings() {
  const profile = {
    name: '',
    protocol: 's3',
    endpoint: 'https://host',
    region: 'r',
    addressing: 'path',
  } as const;
  const { settings: operations } = createS3Driver(
    { profile, credentials: { accessKeyId: 'AK', secretAccessKey: 'SK' } },
    { transport: network.transport, now: () => 0 },
  );
  if (operations === undefined) throw new Error('no settings');
  return operations;
}

const failure = (status: number, code: string, message = ''): FakeAnswer => ({
  status,
  body: `<Error><Code>${code}</Code><Message>${message}</Message></Error>`,
});
const none = failure(404, 'NoSuchBucketPolicy');

const policyOf = (...statements: object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
const readAll = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' };
const own = policyOf({ ...readAll, Sid: '', Note: 'unknown' });
/** The same, in the form that MinIO gives it. */
const rewritten = JSON.stringify({
  Statement: [
    {
      Note: 'unknown',
      Resource: ['arn:aws:s3:::b/*'],
      Action: ['s3:GetObject'],
      Principal: { AWS: ['*'] },
      Effect: 'Allow',
    },
  ],
  Version: '2012-10-17',
});

async function read(answer: FakeAnswer) {
  const reading = settings().read('b', 'policy');
  (await network.nextRequest()).respondWith(answer);
  return reading;
}

describe('read', () => {
  it('configured: the text as it came, so that nothing of it is lost', async () => {
    expect(await read({ body: own })).toMatchObject({ value: own, text: own });
  });

  it('not configured', async () => {
    expect(await read(none)).toMatchObject({ value: undefined, text: '' });
  });

  it.each<[string, FakeAnswer, string]>([
    ['denied', failure(403, 'AccessDenied'), 'access-denied'],
    ['not supported', failure(501, 'NotImplemented'), 'not-supported'],
    [
      'a listing from a server that does not know it',
      { body: '<ListBucketResult></ListBucketResult>' },
      'not-supported',
    ],
    ['the bucket is gone', failure(404, 'NoSuchBucket'), 'no-such-bucket'],
  ])('%s', async (_, answer, code) => {
    await expect(read(answer)).rejects.toMatchObject({ code });
  });

  it('malformed: kept as it came, for the person to mend', async () => {
    expect(await read({ body: '{"Version": "2012' })).toMatchObject({ value: '{"Version": "2012' });
  });
});

describe('write', () => {
  it('sends the text with its type, after a look at what is there', async () => {
    const saving = settings().write('b', 'policy', own, { expected: '' });
    (await network.nextRequest()).respondWith(none);
    const { request, url, respondWith } = await network.nextRequest();
    expect([request.method, url.search, request.body]).toEqual(['PUT', '?policy=', own]);
    expect(request.headers).toMatchObject({ 'content-type': 'application/json' });
    respondWith({ status: 204 });
    await saving;
  });

  it.each([
    ['the same in the form of another server', rewritten, true],
    ['another resource', own.replace('b/*', 'b/a*'), false],
    ['another unknown element', own.replace('unknown', 'other'), false],
  ])('onto %s', async (_, meanwhile, isSame) => {
    const { revision } = await read({ body: own });
    const saving = settings().write('b', 'policy', policyOf(), { expected: revision });
    (await network.nextRequest()).respondWith({ body: meanwhile });
    if (isSame) {
      (await network.nextRequest()).respondWith({ status: 204 });
      await saving;
    } else await expect(saving).rejects.toMatchObject({ code: 'setting-changed' });
  });

  it.each<[string, FakeAnswer, object]>([
    [
      'refused',
      failure(400, 'MalformedPolicy', 'unknown operator'),
      { code: 'invalid-argument', serviceCode: 'MalformedPolicy', serviceMessage: 'unknown operator' },
    ],
    ['too large', failure(400, 'PolicyTooLarge', 'no'), { serviceCode: 'PolicyTooLarge' }],
    ['denied', failure(403, 'AccessDenied'), { code: 'access-denied' }],
    ['to a bucket that went meanwhile', failure(404, 'NoSuchBucket'), { code: 'no-such-bucket' }],
  ])('%s', async (_, answer, error) => {
    const saving = settings().write('b', 'policy', own);
    (await network.nextRequest()).respondWith(none);
    (await network.nextRequest()).respondWith(answer);
    await expect(saving).rejects.toMatchObject(error);
  });
});

describe('remove', () => {
  it('is a DELETE', async () => {
    const removing = settings().remove('b', 'policy');
    (await network.nextRequest()).respondWith({ body: own });
    const { request, url, respondWith } = await network.nextRequest();
    expect([request.method, url.search]).toEqual(['DELETE', '?policy=']);
    respondWith({ status: 204 });
    await removing;
  });

  it('is never sent where the server does not know policies: it would delete the bucket', async () => {
    const removing = settings().remove('b', 'policy');
    (await network.nextRequest()).respondWith(failure(501, 'NotImplemented'));
    await expect(removing).rejects.toMatchObject({ code: 'not-supported' });
  });
});
