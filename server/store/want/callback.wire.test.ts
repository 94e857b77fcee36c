import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateBucketCommand, HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startTestStore, type TestStore, testCredentials } from '../testing/test-store.ts';
import { postForm } from './testing/want-client.ts';

interface Told {
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

let test: TestStore;
let client: S3Client;
let server: Server;
let callbackUrl: string;
let told: Told[];
let respond: (res: ServerResponse) => void;

beforeAll(async () => {
  test = await startTestStore();
  client = new S3Client({
    endpoint: test.origin,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: testCredentials,
    maxAttempts: 1,
  });
  await client.send(new CreateBucketCommand({ Bucket: 'demo' }));
  server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      told.push({ url: req.url ?? '', headers: req.headers, body: Buffer.concat(chunks).toString('utf8') });
      respond(res);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  callbackUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/told?a=b`;
});

beforeEach(() => {
  told = [];
  respond = (res) => res.end('{"seen":true}');
});

afterAll(async () => {
  client.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await test.close();
});

const upload = (name: string, policy: Record<string, unknown>) =>
  postForm(
    test,
    'upload',
    { dir: '/d & e', name, 'var-who': 'me & you', content: 'hello' },
    { callbackUrl, ...policy },
  );

const isThere = (name: string) =>
  client.send(new HeadObjectCommand({ Bucket: 'demo', Key: `d & e/${name}` })).then(
    () => true,
    () => false,
  );

it('a server is told of a file, and its answer is that of the upload', async () => {
  const { status, body, headers } = await upload('a"1".txt', {
    callbackHost: 'app.example',
    callbackBody: '{"n":"${name}","s":${size},"w":"${var-who}"}',
    callbackBodyType: 'application/json',
  });
  expect({ status, body }).toEqual({ status: 200, body: { seen: true } });
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(told).toMatchObject([
    { url: '/told?a=b', headers: { host: 'app.example', 'content-type': 'application/json' } },
  ]);
  expect(JSON.parse(told[0]?.body ?? '')).toEqual({ n: 'a"1".txt', s: 5, w: 'me & you' });
});

it('a server is told in a form unless the policy has it otherwise', async () => {
  await upload('form.txt', { callbackBody: 'who=${var-who}&dir=${dir}' });
  expect(told[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded; charset=utf-8');
  expect(Object.fromEntries(new URLSearchParams(told[0]?.body))).toEqual({ who: 'me & you', dir: '/d & e' });
});

it('a file in blocks is told of once it is whole', async () => {
  const begun = await postForm(test, 'blockInit', { name: 'blocks.txt', content: 'hello' }, { callbackUrl });
  expect(told).toEqual([]);
  const { id, uploadId, eTag } = begun.body;
  const parts = Buffer.from(JSON.stringify([{ partNumber: 1, eTag }])).toString('base64url');
  const { body } = await postForm(test, 'blockComplete', { id, uploadId, parts }, { callbackUrl });
  expect(body).toEqual({ seen: true });
  expect(Object.fromEntries(new URLSearchParams(told[0]?.body))).toMatchObject({
    name: 'blocks.txt',
    size: '5',
  });
});

it.each<[string, (res: ServerResponse) => void]>([
  ['an error', (res) => res.writeHead(500).end('{}')],
  ['a redirect', (res) => res.writeHead(302, { location: '/other' }).end('{}')],
  ['no JSON', (res) => res.end('thanks')],
  ['too much', (res) => res.end(`"${'x'.repeat(1024 * 1024)}"`)],
  ['half an answer', (res) => res.writeHead(200, { 'content-length': 100 }).write('{', () => res.destroy())],
  ['nothing', (res) => res.destroy()],
])('a server that answers with %s: the file stays, and the answer says so', async (what, answer) => {
  respond = answer;
  const name = `${what}.txt`;
  expect(await upload(name, {})).toMatchObject({ status: 502, body: { code: 'CallbackFailed' } });
  expect(told.map(({ url }) => url)).toEqual(['/told?a=b']);
  expect(await isThere(name)).toBe(true);
});

it.each([
  'http://169.254.169.254/latest/meta-data',
  'http://[fe80::1]/',
  'http://[::ffff:169.254.169.254]/',
  'http://2852039166/',
  'http://0x0a9fea9fe/',
  'http://0/',
  'http://nowhere.invalid/',
])('no callback goes to %s', async (url) => {
  expect(await upload('link.txt', { callbackUrl: url })).toMatchObject({
    status: 502,
    body: { code: 'CallbackFailed' },
  });
});

it('a redirect of the client comes with the answer', async () => {
  const { status, headers, body } = await postForm(
    test,
    'upload',
    { name: 'both.txt', content: 'x' },
    { callbackUrl, returnUrl: 'http://page.example/' },
    { redirect: 'manual' },
  );
  expect(status).toBe(303);
  expect(headers.get('location')).toBe('http://page.example/');
  expect(body).toEqual({ seen: true });
});
