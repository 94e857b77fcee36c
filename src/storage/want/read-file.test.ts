import { afterEach, describe, expect, test } from 'vitest';
import type { GetInput } from '../object-operations.ts';
import { createFakeTransport, type FakeAnswer } from '../testing/fake-transport.ts';
import { getObject } from './read-file.ts';
import { createWantCaller } from './want-caller.ts';

const network = createFakeTransport();
const caller = createWantCaller(
  {
    uploadEndpoint: 'https://upload.example.com',
    manageEndpoint: 'https://manage.example.com',
    signer: { kind: 'keys', keys: { type: 'TOP', accessKeyId: 'AK', secretAccessKey: 'secret' } },
  },
  { transport: network.transport },
);

afterEach(() => network.expectNothingLeft());

const md5 = '5d41402abc4b2a76b9719d911017c592';
const info = {
  dir: '/a',
  name: 'b.txt',
  size: 5,
  md5: md5.toUpperCase(),
  url: 'https://cdn.example.com/a/b',
};

/** Asks for a file, and answers what is asked of its properties. */
async function begin(input: Partial<GetInput> = {}, told: object = {}) {
  const reading = getObject(caller, { bucket: 'demo', key: 'a/b.txt', ...input });
  reading.catch(() => undefined);
  (await network.nextRequest()).respondWith({ body: JSON.stringify({ ...info, ...told }) });
  return reading;
}

async function answer(reply: FakeAnswer) {
  const { request, respondWith } = await network.nextRequest();
  respondWith(reply);
  return request;
}

const textOf = async (reading: ReturnType<typeof begin>) => new Response((await reading).body).text();

describe('a file', () => {
  test('is read from its public address, with nothing that says who asks', async () => {
    const reading = begin();
    const request = await answer({ body: 'hello' });
    expect(request).toMatchObject({ method: 'GET', url: info.url, headers: {} });
    const { head, body } = await reading;
    expect(head).toMatchObject({ key: 'a/b.txt', size: 5, etag: md5, url: info.url });
    expect(await new Response(body).text()).toBe('hello');
  });

  test('is read in pieces, of which the head tells the whole', async () => {
    const reading = begin({ range: { start: 1, end: 2 } });
    const request = await answer({ status: 206, body: 'el' });
    expect(request.headers).toEqual({ range: 'bytes=1-2' });
    expect((await reading).head.size).toBe(5);
    expect(await textOf(reading)).toBe('el');
  });

  test.each([
    [{ start: 0, end: 1 }, 'he'],
    [{ start: 0, end: 4 }, 'hello'],
    [{ start: 0, end: 9 }, 'hello'],
    [{ start: 0 }, 'hello'],
  ])('is cut where the address gives no ranges: %j', async (range, text) => {
    const reading = begin({ range });
    await answer({ body: 'hello' });
    expect(await textOf(reading)).toBe(text);
  });

  test('gives no piece from its middle where the address gives no ranges', async () => {
    const reading = begin({ range: { start: 3 } });
    await answer({ body: 'hello' });
    await expect(reading).rejects.toMatchObject({ code: 'not-supported' });
  });

  test('that is empty has no ranges to ask for', async () => {
    const reading = begin({ range: { start: 0, end: 99 } }, { size: 0 });
    const request = await answer({});
    expect(request.headers).toEqual({});
    expect(await textOf(reading)).toBe('');
  });

  test.each([
    [401, 'not-public', false],
    [403, 'not-public', false],
    [404, 'no-such-key', false],
    [410, 'no-such-key', false],
    [416, 'invalid-argument', false],
    [429, 'too-busy', true],
    [503, 'too-busy', true],
    [500, 'server-error', true],
    [302, 'unknown', false],
  ])('whose address answers %i is %s', async (status, code, retryable) => {
    const reading = begin();
    await answer({ status, body: '<Error/>', headers: { 'retry-after': '2' } });
    await expect(reading).rejects.toMatchObject({ code, status, retryable, retryAfter: 2000 });
  });

  test.each([
    '',
    'not a url',
    '/relative',
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'ftp://example.com/a',
    'https://user:word@example.com/a',
  ])('is not read from %j', async (url) => {
    await expect(begin({}, { url })).rejects.toMatchObject({ code: 'not-supported' });
  });
});

describe('the file that was meant', () => {
  test.each([md5, md5.toUpperCase(), ''])('is read: %j', async (ifMatch) => {
    const reading = begin({ ifMatch });
    await answer({ body: 'hello', headers: { etag: `"${md5}"` } });
    expect(await textOf(reading)).toBe('hello');
  });

  test('is another by its head', async () => {
    await expect(begin({ ifMatch: 'other' })).rejects.toMatchObject({ code: 'precondition-failed' });
  });

  test('was replaced since', async () => {
    const reading = begin({ ifMatch: md5 });
    await answer({ body: 'world', headers: { etag: '"7d793037a0760186574b0282f2f435e7"' } });
    await expect(reading).rejects.toMatchObject({ code: 'precondition-failed' });
  });

  test('is not told by an ETag that is no MD5, nor where the service knows no hash', async () => {
    const reading = begin({ ifMatch: md5 }, { md5: '' });
    await answer({ body: 'hello', headers: { etag: 'W/"abc-7"' } });
    expect(await textOf(reading)).toBe('hello');
  });
});

test('a folder has no bytes', async () => {
  const reading = getObject(caller, { bucket: 'demo', key: 'a/' });
  (await network.nextRequest()).respondWith({ body: '{"exist":true}' });
  const { head, body } = await reading;
  expect(head.size).toBe(0);
  expect(await new Response(body).text()).toBe('');
});
