import { expect, test } from 'vitest';
import { fetchEmbeddedStore } from './embedded-store.ts';

const answer = {
  endpoint: 'http://127.0.0.1:7351',
  region: 'us-east-1',
  accessKeyId: 'pail',
  secretAccessKey: 'a-secret-of-a-test',
};

const answering =
  (body: string, status = 200) =>
  async () =>
    new Response(body, { status });

test('the answer becomes a connection', async () => {
  const connection = await fetchEmbeddedStore(answering(JSON.stringify(answer)));
  expect(connection?.profile).toMatchObject({
    endpoint: answer.endpoint,
    accessKeyId: 'pail',
    addressing: 'path',
  });
  expect(connection?.credentials).toEqual({ accessKeyId: 'pail', secretAccessKey: 'a-secret-of-a-test' });
  expect(JSON.stringify(connection?.profile)).not.toContain('a-secret-of-a-test');
});

test('asks with the header that no foreign page may send unasked', async () => {
  let headers: Headers | undefined;
  await fetchEmbeddedStore(async (_, init) => {
    headers = new Headers(init?.headers);
    return new Response('', { status: 404 });
  });
  expect(headers?.get('x-pail')).toBe('1');
});

test.each([
  ['a static host that answers every path with its page', answering('<!doctype html><p>Hello')],
  ['no store', answering(JSON.stringify(answer), 404)],
  ['a refusal', answering(JSON.stringify(answer), 403)],
  ['a missing secret', answering(JSON.stringify({ ...answer, secretAccessKey: undefined }))],
  ['an endpoint that is none', answering(JSON.stringify({ ...answer, endpoint: 'javascript:alert(1)' }))],
  ['null', answering('null')],
  ['no server at all', async () => Promise.reject(new TypeError('Failed to fetch'))],
])('%s means that there is none', async (_, send) => {
  expect(await fetchEmbeddedStore(send)).toBeUndefined();
});
