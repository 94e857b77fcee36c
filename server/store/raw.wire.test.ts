import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RawRequest, rawRequest, signedHeaders } from './testing/raw-request.ts';
import { startTestStore, type TestStore } from './testing/test-store.ts';

let test: TestStore;

beforeAll(async () => {
  test = await startTestStore();
  await rawRequest(test, { method: 'PUT', url: '/bucket' });
  await rawRequest(test, {
    method: 'PUT',
    url: '/bucket/k',
    body: 'hello',
    headers: { 'x-amz-meta-a': 'b' },
  });
});

afterAll(() => test.close());

const codeOf = (body: string) => /<Code>(.*?)<\/Code>/.exec(body)?.[1];
const base64Md5 = (body: string) => createHash('md5').update(body).digest('base64');
const deleteBody = (keys: string[]) =>
  `<Delete>${keys.map((key) => `<Object><Key>${key}</Key></Object>`).join('')}</Delete>`;

describe('an error', () => {
  const errors: (RawRequest & { code: string; status: number })[] = [
    { code: 'AccessDenied', status: 403, url: '/bucket', signed: false },
    { code: 'NoSuchBucket', status: 404, url: '/no-such-bucket' },
    { code: 'NoSuchBucket', status: 404, url: '/no-such-bucket/k' },
    { code: 'NoSuchKey', status: 404, url: '/bucket/none' },
    { code: 'InvalidArgument', status: 400, url: '/bucket/k?versionId=other' },
    {
      code: 'NoSuchVersion',
      status: 404,
      url: `/bucket/k?versionId=${'0'.repeat(8)}-0000-7000-8000-${'0'.repeat(12)}`,
    },
    { code: 'InvalidBucketName', status: 400, url: '/Upper', method: 'PUT' },
    { code: 'InvalidBucketName', status: 400, url: '/192.168.0.1', method: 'PUT' },
    { code: 'InvalidBucketName', status: 400, url: '/ab', method: 'PUT' },
    { code: 'BucketAlreadyOwnedByYou', status: 409, url: '/bucket', method: 'PUT' },
    { code: 'MalformedXML', status: 400, url: '/another', method: 'PUT', body: '<Other/>' },
    { code: 'BucketNotEmpty', status: 409, url: '/bucket', method: 'DELETE' },
    { code: 'NotImplemented', status: 501, url: '/bucket?notification', method: 'DELETE' },
    { code: 'NotImplemented', status: 501, url: '/bucket', method: 'PATCH' },
    { code: 'KeyTooLongError', status: 400, url: `/bucket/${'k'.repeat(1025)}`, method: 'PUT', body: '' },
    { code: 'KeyTooLongError', status: 400, url: `/bucket?prefix=${'k'.repeat(1025)}` },
    { code: 'InvalidRange', status: 416, url: '/bucket/k', headers: { range: 'bytes=5-' } },
    { code: 'InvalidRequest', status: 400, url: '/bucket/k?partNumber=1', headers: { range: 'bytes=0-1' } },
    { code: 'InvalidPartNumber', status: 416, url: '/bucket/k?partNumber=2' },
    { code: 'PreconditionFailed', status: 412, url: '/bucket/k', headers: { 'if-match': '"0"' } },
    { code: 'InvalidArgument', status: 400, url: '/bucket?max-keys=-1' },
    { code: 'InvalidArgument', status: 400, url: '/bucket?max-keys=x' },
    { code: 'InvalidArgument', status: 400, url: '/bucket?encoding-type=base64' },
    { code: 'InvalidArgument', status: 400, url: '/bucket?list-type=3' },
    { code: 'InvalidArgument', status: 400, url: '/bucket?list-type=2&continuation-token=' },
    { code: 'InvalidArgument', status: 400, url: '/bucket?list-type=2&continuation-token=k' },
    { code: 'MissingContentLength', status: 411, url: '/bucket/new', method: 'PUT' },
    {
      code: 'MissingContentLength',
      status: 411,
      url: '/bucket/new',
      method: 'PUT',
      headers: { 'transfer-encoding': 'chunked' },
      payloadHash: 'UNSIGNED-PAYLOAD',
      body: '0\r\n\r\n',
    },
    {
      code: 'EntityTooLarge',
      status: 400,
      url: '/bucket/new',
      method: 'PUT',
      headers: { 'content-length': '0', 'x-amz-decoded-content-length': String(5 * 1024 ** 3 + 1) },
      payloadHash: 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
    },
    {
      code: 'BadDigest',
      status: 400,
      url: '/bucket/new',
      method: 'PUT',
      body: 'hello',
      headers: { 'content-md5': base64Md5('jello') },
    },
    {
      code: 'BadDigest',
      status: 400,
      url: '/bucket/new',
      method: 'PUT',
      body: 'hello',
      headers: { 'x-amz-checksum-crc32': 'AAAAAA==' },
    },
    {
      code: 'XAmzContentSHA256Mismatch',
      status: 400,
      url: '/bucket/new',
      method: 'PUT',
      body: 'hello',
      payloadHash: '0'.repeat(64),
    },
    {
      code: 'IncompleteBody',
      status: 400,
      url: '/bucket/new',
      method: 'PUT',
      body: '5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n',
      headers: { 'x-amz-decoded-content-length': '6', 'x-amz-trailer': 'x-amz-checksum-crc32' },
      payloadHash: 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
    },
    {
      code: 'IncompleteBody',
      status: 400,
      url: '/bucket/new',
      method: 'PUT',
      body: '5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n',
      headers: { 'x-amz-decoded-content-length': '4', 'x-amz-trailer': 'x-amz-checksum-crc32' },
      payloadHash: 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
    },
    {
      code: 'MetadataTooLarge',
      status: 400,
      url: '/bucket/new',
      method: 'PUT',
      body: '',
      headers: { 'x-amz-meta-a': 'b'.repeat(2048) },
    },
    {
      code: 'InvalidStorageClass',
      status: 400,
      url: '/bucket/new',
      method: 'PUT',
      body: '',
      headers: { 'x-amz-storage-class': 'GLACIER' },
    },
    {
      code: 'NotImplemented',
      status: 501,
      url: '/bucket/new',
      method: 'PUT',
      body: '',
      headers: { 'x-amz-server-side-encryption': 'aws:kms' },
    },
    {
      code: 'AccessControlListNotSupported',
      status: 400,
      url: '/bucket/new',
      method: 'PUT',
      body: '',
      headers: { 'x-amz-acl': 'public-read' },
    },
    { code: 'InvalidRequest', status: 400, url: '/bucket?delete', method: 'POST', body: deleteBody(['k']) },
    ...[deleteBody([]), deleteBody(Array(1001).fill('k')), '<Delete>', '<Delete><Object/></Delete>'].map(
      (body) => ({
        code: 'MalformedXML',
        status: 400,
        url: '/bucket?delete',
        method: 'POST',
        body,
        headers: { 'content-md5': base64Md5(body) },
      }),
    ),
    { code: 'InvalidURI', status: 400, url: '/bucket/%C3', signed: false },
    { code: 'BadRequest', status: 400, url: '/bucket', method: 'OPTIONS', signed: false },
  ];

  it.each(errors)('$code for $method $url', async ({ code, status, ...request }) => {
    const answer = await rawRequest(test, request);
    expect({ code: codeOf(answer.body), status: answer.status }).toEqual({ code, status });
    expect(answer.headers).toMatchObject({
      'content-type': 'application/xml',
      server: 'Pail',
      'access-control-allow-origin': '*',
      'x-amz-request-id': /<RequestId>(.*?)<\/RequestId>/.exec(answer.body)?.[1],
    });
    expect(answer.reset).toBe(false);
  });

  it('leaves nothing behind', async () => {
    const listing = await rawRequest(test, { url: '/bucket' });
    expect([...listing.body.matchAll(/<Key>(.*?)<\/Key>/g)].map(([, key]) => key)).toEqual(['k']);
    expect(await test.countFiles()).toBe(1);
  });

  it('has no body for HEAD', async () => {
    const answer = await rawRequest(test, { method: 'HEAD', url: '/bucket/none' });
    expect(answer).toMatchObject({ status: 404, body: '' });
    expect(answer.headers['x-amz-request-id']).toEqual(expect.any(String));
  });

  it('says how far the clocks are apart', async () => {
    const headers = signedHeaders(test, { url: '/bucket' }, Date.now() - 20 * 60_000);
    const answer = await rawRequest(test, { url: '/bucket', headers, signed: false });
    expect(answer).toMatchObject({ status: 403 });
    expect(codeOf(answer.body)).toBe('RequestTimeTooSkewed');
    expect(answer.body).toMatch(/<ServerTime>\d{4}-.*Z<\/ServerTime><MaxAllowedSkewMilliseconds>900000</);
    expect(Math.abs(Date.parse(String(answer.headers.date)) - Date.now())).toBeLessThan(60_000);
  });

  it('reaches a client that is still sending a large body', async () => {
    const answer = await rawRequest(test, {
      method: 'PUT',
      url: '/no-such-bucket/large',
      body: Buffer.alloc(40_000_000),
      payloadHash: 'UNSIGNED-PAYLOAD',
    });
    expect(codeOf(answer.body)).toBe('NoSuchBucket');
    expect(answer.reset).toBe(false);
  });

  it('lets the connection go on', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const send = (request: RawRequest) =>
      new Promise<{ status?: number; port?: number }>((resolve, reject) => {
        const { method = 'GET', url: path } = request;
        const headers = {
          ...signedHeaders(test, request),
          'content-length': String(request.body?.length ?? 0),
        };
        const sent = httpRequest(
          { port: test.port, host: '127.0.0.1', path, method, headers, agent },
          (answer) => {
            const port = answer.socket.localPort;
            answer.on('end', () => resolve({ status: answer.statusCode, port })).resume();
          },
        );
        sent.on('error', reject).end(request.body);
      });
    const refused = await send({
      method: 'PUT',
      url: '/bucket/wrong',
      body: Buffer.alloc(3_000_000),
      headers: { 'x-amz-checksum-crc32': 'bad' },
    });
    expect(refused.status).toBe(400);
    expect(await send({ url: '/bucket' })).toEqual({ status: 200, port: refused.port });
    agent.destroy();
  });
});

describe('reading', () => {
  it.each<{
    headers: Record<string, string>;
    status: number;
    body: string;
    'content-range'?: string;
  }>([
    { headers: { range: 'bytes=1-3' }, status: 206, body: 'ell', 'content-range': 'bytes 1-3/5' },
    { headers: { range: 'bytes=-2' }, status: 206, body: 'lo', 'content-range': 'bytes 3-4/5' },
    { headers: { range: 'bytes=3-1' }, status: 200, body: 'hello' },
    {
      headers: { range: 'bytes=1-3', 'if-range': '"5d41402abc4b2a76b9719d911017c592"' },
      status: 206,
      body: 'ell',
    },
    { headers: { range: 'bytes=1-3', 'if-range': '"other"' }, status: 200, body: 'hello' },
    { headers: { 'if-none-match': '"5d41402abc4b2a76b9719d911017c592"' }, status: 304, body: '' },
    { headers: { 'if-modified-since': new Date(Date.now() + 60_000).toUTCString() }, status: 304, body: '' },
  ])('with $headers is $status', async ({ headers, status, body, ...more }) => {
    const answer = await rawRequest(test, { url: '/bucket/k', headers });
    expect(answer).toMatchObject({ status, body });
    expect(answer.headers).toMatchObject({ etag: '"5d41402abc4b2a76b9719d911017c592"', ...more });
  });

  it('ends with the bytes that it began with, whatever happens to the object', async () => {
    const first = randomBytes(30_000_000);
    const put = (body: string | Buffer) =>
      rawRequest(test, { method: 'PUT', url: '/bucket/read', body, payloadHash: 'UNSIGNED-PAYLOAD' });
    await put(first);
    const socket = connect(test.port, '127.0.0.1');
    const head = Object.entries(signedHeaders(test, { url: '/bucket/read' })).map((pair) => pair.join(': '));
    socket.write(['GET /bucket/read HTTP/1.1', ...head, 'connection: close', '', ''].join('\r\n'));
    const received: Buffer[] = [];
    await new Promise<void>((resolve) =>
      socket.once('data', (chunk) => {
        received.push(chunk);
        socket.pause();
        resolve();
      }),
    );
    await put('replaced');
    await rawRequest(test, { method: 'DELETE', url: '/bucket/read' });
    socket.on('data', (chunk) => received.push(chunk));
    socket.resume();
    await new Promise((resolve) => socket.once('close', resolve));
    const answer = Buffer.concat(received);
    expect(answer.subarray(answer.indexOf('\r\n\r\n') + 4).equals(first)).toBe(true);
    await expect.poll(() => test.countFiles()).toBe(1);
  });
});

describe('pages of any origin', () => {
  it('are told that they may', async () => {
    const answer = await rawRequest(test, {
      method: 'OPTIONS',
      url: '/bucket/k',
      signed: false,
      headers: {
        origin: 'https://example.org',
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'authorization,x-amz-meta-a',
      },
    });
    expect(answer).toMatchObject({
      status: 204,
      headers: {
        'access-control-allow-origin': '*',
        'access-control-allow-headers': 'authorization,x-amz-meta-a',
        'access-control-max-age': '7200',
      },
    });
    expect(answer.headers['access-control-allow-methods']).toContain('PUT');
  });

  it.each(['/bucket/k', '/bucket/none', '/bucket'])('may read every header of %s by name', async (url) => {
    const { headers } = await rawRequest(test, { url, headers: { origin: 'https://example.org' } });
    const exposed = String(headers['access-control-expose-headers']).toLowerCase().split(', ');
    const names = Object.keys(headers).filter((name) => !name.startsWith('access-control-'));
    expect(exposed).toEqual(expect.arrayContaining([...names, '*']));
  });
});

it.each(['.', '..', '../../../up', 'a/../b', 'a/./b', '/', '//', 'metadata/data.mdb', 'incoming/x'])(
  'the key %s is a name like any other and never a path',
  async (key) => {
    const url = `/dots/${key}`;
    await rawRequest(test, { method: 'PUT', url: '/dots' });
    const folders = await readdir(test.dataDir);
    expect((await rawRequest(test, { method: 'PUT', url, body: key })).status).toBe(200);
    expect((await rawRequest(test, { url })).body).toBe(key);
    const listing = await rawRequest(test, { url: '/dots' });
    expect([...listing.body.matchAll(/<Key>(.*?)<\/Key>/g)].map(([, listed]) => listed)).toEqual([key]);
    expect(await readdir(test.dataDir)).toEqual(folders);
    expect((await rawRequest(test, { method: 'DELETE', url })).status).toBe(204);
  },
);

describe('uploads that break off', () => {
  it('leave nothing', async () => {
    const files = await test.countFiles();
    await rawRequest(test, {
      method: 'PUT',
      url: '/bucket/broken',
      body: Buffer.alloc(8_000_000),
      cutBodyAt: 5_000_000,
      payloadHash: 'UNSIGNED-PAYLOAD',
    });
    expect((await rawRequest(test, { url: '/bucket/broken' })).status).toBe(404);
    await expect.poll(() => test.countFiles()).toBe(files);
  });

  it('are no part of the MD5 of those that follow, several at a time', async () => {
    const payloadHash = 'UNSIGNED-PAYLOAD';
    const put = { method: 'PUT', url: '/bucket/after', payloadHash };
    await rawRequest(test, { ...put, body: Buffer.alloc(8_000_000, 1), cutBodyAt: 5_000_000 });
    const bodies = [1, 2, 3].map(() => randomBytes(8_000_000));
    const answers = await Promise.all(bodies.map((body) => rawRequest(test, { ...put, body })));
    expect(answers.map(({ headers }) => headers.etag)).toEqual(
      bodies.map((body) => `"${createHash('md5').update(body).digest('hex')}"`),
    );
  });
});

it('deletes one by one what DeleteObjects lists, and says which it could not', async () => {
  const body = `<Delete><Object><Key>k</Key><VersionId>x</VersionId></Object><Object><Key>${'k'.repeat(1025)}</Key></Object>
    <Object><Key>k</Key><ETag>"0"</ETag></Object><Object><Key> a &lt;b&gt; </Key></Object></Delete>`;
  const answer = await rawRequest(test, {
    method: 'POST',
    url: '/bucket?delete',
    body,
    headers: { 'content-md5': base64Md5(body) },
  });
  expect([...answer.body.matchAll(/<Code>(.*?)<\/Code>/g)].map(([, code]) => code)).toEqual([
    'NoSuchVersion',
    'KeyTooLongError',
    'PreconditionFailed',
  ]);
  expect(answer.body).toContain('<Deleted><Key> a &lt;b&gt; </Key></Deleted>');
});
