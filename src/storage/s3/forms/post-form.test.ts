import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeTransport, type FakeTransport } from '../../testing/fake-transport.ts';
import { postForm } from './post-form.ts';

const form = { url: 'https://host/b', fields: { key: 'in/"a"\n.txt', Policy: 'cG9s', 'odd"name': 'v' } };
let network: FakeTransport;

beforeEach(() => {
  network = createFakeTransport();
});

afterEach(() => network.expectNothingLeft());

function post(
  file: Blob = new Blob(['hello']),
  options: { signal?: AbortSignal; onProgress?: (n: number) => void } = {},
) {
  const pending = postForm(form, file, { ...options, transport: network.transport });
  // Failures are looked at later than they happen.
  pending.catch(() => {});
  return pending;
}

it('sends the fields, and the file last, as a form that any reader understands', async () => {
  const pending = post();
  const { request, respondWith } = await network.nextRequest();
  expect(request).toMatchObject({ method: 'POST', url: 'https://host/b' });
  // A content type alone: nothing more for a CORS rule to allow.
  expect(Object.keys(request.headers)).toEqual(['content-type']);
  const read = await new Response(request.body, { headers: request.headers }).formData();
  expect([...read.keys()]).toEqual(['key', 'Policy', 'odd"name', 'file']);
  // A form ends its lines as the network does.
  expect(read.get('key')).toBe('in/"a"\n.txt');
  expect(await (read.get('file') as File).text()).toBe('hello');
  respondWith({ status: 204, headers: { etag: '"5d41"', 'x-amz-version-id': 'v1' } });
  expect(await pending).toEqual({ etag: '5d41', etagIsMd5: true, versionId: 'v1' });
});

it('tells the progress of the file, not of the fields before it', async () => {
  const seen: number[] = [];
  const pending = post(new Blob(['x'.repeat(100)]), { onProgress: (sent) => seen.push(sent) });
  const { request, respondWith } = await network.nextRequest();
  const overhead = (request.body as Blob).size - 100;
  for (const sent of [10, overhead, overhead + 100]) request.onUploadProgress?.(sent);
  respondWith({ status: 204, headers: { etag: '"a"' } });
  await pending;
  expect(seen[0]).toBe(0);
  expect(seen[1]).toBeGreaterThanOrEqual(0);
  expect(seen[2]).toBe(100);
});

it('knows when an ETag is no MD5, and finds it in the document where CORS hides the header', async () => {
  const encrypted = post();
  (await network.nextRequest()).respondWith({
    status: 204,
    headers: { etag: '"a"', 'x-amz-server-side-encryption': 'aws:kms' },
  });
  expect((await encrypted).etagIsMd5).toBe(false);
  const hidden = post();
  (await network.nextRequest()).respondWith({
    status: 201,
    body: '<PostResponse><Bucket>b</Bucket><Key>k</Key><ETag>&quot;5d41&quot;</ETag></PostResponse>',
  });
  expect((await hidden).etag).toBe('5d41');
  const nowhere = post();
  (await network.nextRequest()).respondWith({ status: 204 });
  await expect(nowhere).rejects.toMatchObject({ code: 'etag-hidden' });
});

describe('a refusal', () => {
  it.each([
    [403, 'AccessDenied', 'access-denied'],
    [400, 'EntityTooLarge', 'too-large'],
    [400, 'EntityTooSmall', 'too-small'],
    [403, 'SignatureDoesNotMatch', 'signature-mismatch'],
    [403, 'InvalidAccessKeyId', 'invalid-access-key'],
    [403, 'ExpiredToken', 'expired-credentials'],
    [404, 'NoSuchBucket', 'no-such-bucket'],
    [501, 'NotImplemented', 'not-supported'],
  ])('%i %s is %s', async (status, serviceCode, code) => {
    const pending = post();
    (await network.nextRequest()).respondWith({
      status,
      body: `<Error><Code>${serviceCode}</Code><Message>why</Message></Error>`,
    });
    await expect(pending).rejects.toMatchObject({ code, status, serviceCode, serviceMessage: 'why' });
  });

  it('is also a page where a store should answer', async () => {
    const pending = post();
    (await network.nextRequest()).respondWith({ body: '<!doctype html><title>Welcome</title>' });
    await expect(pending).rejects.toMatchObject({ code: 'not-s3' });
  });

  it('an abort reaches the network', async () => {
    const controller = new AbortController();
    const pending = post(new Blob(['x']), { signal: controller.signal });
    await network.nextRequest();
    controller.abort();
    await expect(pending).rejects.toMatchObject({ code: 'aborted' });
  });
});
