import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StorageDriver } from '../driver.ts';
import { createFakeTransport, type FakeAnswer, type FakeTransport } from '../testing/fake-transport.ts';
import { createS3Driver } from './s3-driver.ts';

const customerKey = Uint8Array.from({ length: 32 }, (_, index) => index);
const keyHeaders = {
  'x-amz-server-side-encryption-customer-algorithm': 'AES256',
  'x-amz-server-side-encryption-customer-key': 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
  'x-amz-server-side-encryption-customer-key-md5': 'tP/LI3N87DFaSk0aoqYgzg==',
};
const now = Date.parse('2026-11-21T12:00:00Z');
const at = { bucket: 'b', key: 'a b/报告.csv' };
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
    { transport: network.transport, now: () => now },
  );
}

const refusal = (status: number, code: string, headers?: Record<string, string>): FakeAnswer => ({
  status,
  headers,
  body: `<Error><Code>${code}</Code></Error>`,
});

async function answer(...answers: FakeAnswer[]) {
  for (const each of answers) (await network.nextRequest()).respondWith(each);
}

describe('head', () => {
  it('asks without a header, so that a browser sends no preflight', async () => {
    const pending = open().objects.head({ ...at, versionId: 'v+1' });
    const { request, url, respondWith } = await network.nextRequest();
    expect(request).toMatchObject({ method: 'HEAD', headers: {} });
    expect(url.pathname).toBe('/b/a%20b/%E6%8A%A5%E5%91%8A.csv');
    expect(url.searchParams.get('versionId')).toBe('v+1');
    expect(url.searchParams.get('x-amz-checksum-mode')).toBe('ENABLED');
    respondWith({
      headers: { 'content-length': '5', etag: '"abc"', 'x-amz-meta-author': '=?UTF-8?Q?=C3=BC?=' },
    });
    expect(await pending).toMatchObject({ key: at.key, size: 5, etag: 'abc', metadata: { author: 'ü' } });
  });

  it('asks for checksums by a header where they are wanted from every server', async () => {
    const pending = open().objects.head({ ...at, versionId: 'v', withChecksums: true });
    const { request, url, respondWith } = await network.nextRequest();
    expect(request.headers).toMatchObject({ 'x-amz-checksum-mode': 'ENABLED' });
    expect(request.headers.authorization).toContain('x-amz-checksum-mode');
    expect(url.search).toBe('?versionId=v');
    respondWith({ headers: { 'x-amz-checksum-sha256': 'abc=', 'x-amz-checksum-type': 'FULL_OBJECT' } });
    expect((await pending).checksums).toEqual({ sha256: 'abc=' });
  });

  it('sends a key of one’s own in signed headers, never in the address', async () => {
    const pending = open().objects.head({ ...at, customerKey });
    const { request, url, respondWith } = await network.nextRequest();
    expect(request.headers).toMatchObject(keyHeaders);
    for (const name of Object.keys(keyHeaders)) expect(request.headers.authorization).toContain(name);
    expect(url.search).toBe('');
    respondWith({ headers: { 'x-amz-server-side-encryption-customer-algorithm': 'AES256' } });
    expect((await pending).encryption).toEqual({ kind: 'sse-c' });
  });

  it('does not send what is no key', async () => {
    const short = open().objects.head({ ...at, customerKey: new Uint8Array(16) });
    await expect(short).rejects.toMatchObject({ code: 'invalid-argument' });
  });

  it.each([
    [{ status: 400, headers: { 'x-minio-error-code': 'InvalidRequest' } }, {}, 'customer-key-needed'],
    [
      { status: 403, headers: { 'x-minio-error-code': 'AccessDenied' } },
      { customerKey },
      'customer-key-wrong',
    ],
    [
      { status: 400, headers: { 'x-minio-error-code': 'InvalidRequest' } },
      { customerKey },
      'customer-key-refused',
    ],
    [{ status: 404 }, {}, 'no-such-key'],
    [{ status: 404, headers: { 'x-minio-error-code': 'NoSuchBucket' } }, {}, 'no-such-bucket'],
    [{ status: 404 }, { versionId: 'v' }, 'no-such-version'],
    [
      { status: 400, headers: { 'x-minio-error-code': 'InvalidArgument' } },
      { versionId: 'v' },
      'no-such-version',
    ],
    [{ status: 405, headers: { 'x-amz-delete-marker': 'true' } }, { versionId: 'v' }, 'delete-marker'],
    [{ status: 403 }, {}, 'access-denied'],
  ])('%j of %j: %s', async (refused, input, code) => {
    const pending = expect(open().objects.head({ ...at, ...input })).rejects.toMatchObject({ code });
    await answer(refused as FakeAnswer);
    await pending;
  });

  it('knows a key that was deleted from one that never was', async () => {
    const pending = expect(open().objects.head(at)).rejects.toMatchObject({
      code: 'no-such-key',
      deleteMarker: true,
    });
    await answer({ status: 404, headers: { 'x-amz-delete-marker': 'true' } });
    await pending;
  });

  it.each([
    [refusal(400, 'InvalidRequest'), 'customer-key-needed'],
    [refusal(400, 'ExpiredToken'), 'expired-credentials'],
    [{ status: 206, headers: { 'content-range': 'bytes 0-0/5' }, body: 'h' }, 'invalid-argument'],
    [refusal(416, 'InvalidRange'), 'invalid-argument'],
  ])('asks by a GET what a 400 without a code meant: %j', async (spoken, code) => {
    const pending = expect(open().objects.head({ ...at, versionId: 'v' })).rejects.toMatchObject({ code });
    await answer({ status: 400 });
    const { request, url, respondWith } = await network.nextRequest();
    expect(request).toMatchObject({ method: 'GET', headers: { range: 'bytes=0-0' } });
    expect(url.searchParams.get('versionId')).toBe('v');
    respondWith(spoken);
    await pending;
  });

  it('asks nothing more after a 400 that has a code', async () => {
    const pending = open().objects.head(at);
    await answer({ status: 400, headers: { 'x-minio-error-code': 'ExpiredToken' } });
    await expect(pending).rejects.toMatchObject({ code: 'expired-credentials' });
  });
});

describe('get', () => {
  it('reads a version with a key of one’s own, a range of it, as long as it is the same', async () => {
    const pending = open().objects.get({
      ...at,
      versionId: 'v',
      customerKey,
      range: { start: 1, end: 3 },
      ifMatch: 'abc',
    });
    const { request, url, respondWith } = await network.nextRequest();
    expect(request.headers).toMatchObject({ ...keyHeaders, range: 'bytes=1-3', 'if-match': '"abc"' });
    expect(url.search).toBe('?versionId=v');
    respondWith({ status: 206, headers: { 'content-range': 'bytes 1-3/5' }, body: 'ell' });
    const { head, body } = await pending;
    expect(head.size).toBe(5);
    expect(await new Response(body).text()).toBe('ell');
  });

  it('asks for the size with the key too, where CORS hides it', async () => {
    const pending = open().objects.get({ ...at, customerKey, range: { start: 1 } });
    await answer({ status: 206, body: 'ello' });
    const { request, respondWith } = await network.nextRequest();
    expect(request).toMatchObject({ method: 'HEAD', headers: keyHeaders });
    respondWith({ headers: { 'content-length': '5' } });
    expect((await pending).head.size).toBe(5);
  });

  it.each([
    [refusal(400, 'InvalidRequest'), {}, 'customer-key-needed'],
    [refusal(403, 'AccessDenied'), { customerKey }, 'customer-key-wrong'],
    [refusal(400, 'InvalidRequest'), { customerKey }, 'customer-key-refused'],
    [refusal(404, 'NoSuchVersion'), { versionId: 'v' }, 'no-such-version'],
    [
      refusal(405, 'MethodNotAllowed', { 'x-amz-delete-marker': 'true' }),
      { versionId: 'v' },
      'delete-marker',
    ],
    [refusal(412, 'PreconditionFailed'), { ifMatch: 'abc' }, 'precondition-failed'],
    [refusal(416, 'InvalidRange'), { range: { start: 9 } }, 'invalid-argument'],
    [refusal(400, 'InvalidArgument'), { range: { start: 9 } }, 'invalid-argument'],
    [{ status: 502, body: '<html>' }, {}, 'server-error'],
  ])('%j of %j: %s', async (refused, input, code) => {
    const pending = expect(open().objects.get({ ...at, ...input })).rejects.toMatchObject({ code });
    await answer(refused);
    await pending;
  });
});
