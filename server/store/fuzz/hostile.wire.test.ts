import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RawRequest, rawRequest, requestBytes } from '../testing/raw-request.ts';
import { startTestStore, type TestStore } from '../testing/test-store.ts';
import { sendBytes } from './send-bytes.ts';
import { framedLength, signChunks } from './sign-chunks.ts';

let test: TestStore;
let uploadId: string;

beforeAll(async () => {
  test = await startTestStore();
  await rawRequest(test, { method: 'PUT', url: '/bucket' });
  await rawRequest(test, { method: 'PUT', url: '/bucket/k', body: 'hello' });
  const { body } = await rawRequest(test, { method: 'POST', url: '/bucket/parts?uploads' });
  uploadId = /<UploadId>(.*?)</.exec(body)?.[1] ?? '';
});

afterAll(() => test.close());

const codeOf = (text: string) => /<Code>(.*?)<\/Code>/.exec(text)?.[1];

const bomb = `<!DOCTYPE d [<!ENTITY a "${'a'.repeat(50)}">${Array.from(
  { length: 8 },
  (_, level) => `<!ENTITY ${'abcdefghi'[level + 1]} "${`&${'abcdefghi'[level]};`.repeat(10)}">`,
).join('')}]>`;

describe('a document', () => {
  const documents: readonly { url: string; method: string; root: string; inside: string }[] = [
    {
      url: '/bucket?delete',
      method: 'POST',
      root: 'Delete',
      inside: '<Object><Key>TEXT</Key></Object>',
    },
    {
      url: '/bucket?versioning',
      method: 'PUT',
      root: 'VersioningConfiguration',
      inside: '<Status>Enabled</Status><x>TEXT</x>',
    },
    {
      url: '/bucket?tagging',
      method: 'PUT',
      root: 'Tagging',
      inside: '<TagSet><Tag><Key>TEXT</Key><Value>v</Value></Tag></TagSet>',
    },
    {
      url: '/bucket/k?tagging',
      method: 'PUT',
      root: 'Tagging',
      inside: '<TagSet><Tag><Key>TEXT</Key><Value>v</Value></Tag></TagSet>',
    },
    {
      url: '/bucket?lifecycle',
      method: 'PUT',
      root: 'LifecycleConfiguration',
      inside:
        '<Rule><ID>TEXT</ID><Status>Enabled</Status><Filter><Prefix/></Filter><Expiration><Days>1</Days></Expiration></Rule>',
    },
    {
      url: '/bucket?cors',
      method: 'PUT',
      root: 'CORSConfiguration',
      inside:
        '<CORSRule><ID>TEXT</ID><AllowedMethod>GET</AllowedMethod><AllowedOrigin>*</AllowedOrigin></CORSRule>',
    },
    {
      url: '/made',
      method: 'PUT',
      root: 'CreateBucketConfiguration',
      inside: '<LocationConstraint>TEXT</LocationConstraint>',
    },
  ];
  const broken: readonly { what: string; write: (root: string, inside: string) => string | Buffer }[] = [
    { what: 'that is cut off', write: (root, inside) => `<${root}>${inside}` },
    { what: 'with a wrong end', write: (root, inside) => `<${root}>${inside}</Other>` },
    { what: 'with another root', write: (_, inside) => `<Other>${inside}</Other>` },
    { what: 'with two roots', write: (root, inside) => `<${root}>${inside}</${root}><${root}/>` },
    {
      what: 'with entities that grow',
      write: (root, inside) => `${bomb}<${root}>${inside.replace('TEXT', '&i;')}</${root}>`,
    },
    {
      what: 'with an entity from outside',
      write: (root, inside) =>
        `<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><${root}>${inside.replace('TEXT', '&x;')}</${root}>`,
    },
    {
      what: 'with a document type from outside',
      write: (root, inside) => `<!DOCTYPE d SYSTEM "http://127.0.0.1:9/d.dtd"><${root}>${inside}</${root}>`,
    },
    { what: 'nested without end', write: (root) => `<${root}>${'<a>'.repeat(10_000)}` },
    { what: 'that is no UTF-8', write: (root) => Buffer.from(`<${root}>\xff\xfe</${root}>`, 'latin1') },
    { what: 'that is no XML', write: () => '{"json": true}' },
  ];

  it.each(documents.flatMap((document) => broken.map((fault) => ({ ...document, ...fault }))))(
    '$what is refused by $method $url',
    async ({ url, method, root, inside, write }) => {
      const body = write(root, inside);
      const headers = { 'content-md5': createHash('md5').update(body).digest('base64') };
      const answer = await rawRequest(test, { method, url, body, headers });
      expect({ status: answer.status, code: codeOf(answer.body) }).toEqual({
        status: 400,
        code: 'MalformedXML',
      });
    },
  );

  it('that is too long is not read to its end', async () => {
    const body = `<Delete>${' '.repeat(6_000_000)}</Delete>`;
    const headers = { 'content-md5': createHash('md5').update(body).digest('base64') };
    const answer = await rawRequest(test, { method: 'POST', url: '/bucket?delete', body, headers });
    expect({ status: answer.status, code: codeOf(answer.body) }).toEqual({
      status: 400,
      code: 'MaxMessageLengthExceeded',
    });
  });

  it('has changed nothing', async () => {
    expect((await rawRequest(test, { url: '/bucket?versioning' })).body).not.toContain('Enabled');
    for (const name of ['tagging', 'lifecycle', 'cors']) {
      expect((await rawRequest(test, { url: `/bucket?${name}` })).status).toBe(404);
    }
    expect((await rawRequest(test, { url: '/made' })).status).toBe(404);
  });
});

describe('headers', () => {
  it.each([
    { what: 'one of 10 MB', head: `GET / HTTP/1.1\r\nHost: a\r\nX-Big: ${'a'.repeat(10_000_000)}\r\n\r\n` },
    { what: '10 MB of them', head: `GET / HTTP/1.1\r\nHost: a\r\n${'X-Small: a\r\n'.repeat(900_000)}\r\n` },
    { what: 'a path of 10 MB', head: `GET /${'a'.repeat(10_000_000)} HTTP/1.1\r\nHost: a\r\n\r\n` },
  ])('$what is 431', async ({ head }) => {
    expect(await sendBytes(test.port, Buffer.from(head))).toMatchObject({ status: 431, hung: false });
  });

  it.each([
    { what: 'that are no HTTP', head: 'hello\r\n\r\n' },
    { what: 'with a control character', head: 'GET / HTTP/1.1\r\nHost: a\r\nX-A: \x01\r\n\r\n' },
    { what: 'with a NUL in the path', head: 'GET /bucket/\0 HTTP/1.1\r\nHost: a\r\n\r\n' },
    { what: 'with a name of two words', head: 'GET / HTTP/1.1\r\nHost: a\r\nX A: b\r\n\r\n' },
    { what: 'without a host', head: 'GET /bucket HTTP/1.1\r\n\r\n' },
    {
      what: 'with two lengths',
      head: 'PUT /bucket/new HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello',
    },
    {
      what: 'with a length below zero',
      head: 'PUT /bucket/new HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\nhello',
    },
    {
      what: 'with a length and chunks',
      head: 'PUT /bucket/new HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /bucket HTTP/1.1\r\n\r\n',
    },
  ])('$what are 400', async ({ head }) => {
    const answer = await sendBytes(test.port, Buffer.from(head, 'latin1'));
    expect(answer).toMatchObject({ status: 400, hung: false });
    expect(answer.text.match(/HTTP\/1\.1 /g)).toHaveLength(1);
  });

  it('that never end are given up', async () => {
    const limits = { headersTimeout: 100, requestTimeout: 0, connectionsCheckingInterval: 20 };
    const server = createServer(limits, (req, res) => test.store.handle(req, res));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.write('GET /bucket HTTP/1.1\r\nHost: a\r\n');
    // One more header now and then: each is on time, all of them are not.
    const dripping = setInterval(() => socket.write('X-More: 1\r\n'), 10);
    const received: Buffer[] = [];
    socket.on('data', (chunk) => received.push(chunk));
    socket.on('error', () => undefined);
    await new Promise((resolve) => socket.once('close', resolve));
    clearInterval(dripping);
    expect(Buffer.concat(received).toString()).toMatch(/^HTTP\/1\.1 408 /);
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('the chunks of a body', () => {
  const length = { 'x-amz-decoded-content-length': '5' };
  const trailing = { ...length, 'x-amz-trailer': 'x-amz-checksum-crc32' };
  const last = '0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n';

  it.each([
    { what: 'with a size that is no number', body: `five\r\nhello\r\n${last}` },
    { what: 'with a size below zero', body: `-5\r\nhello\r\n${last}` },
    { what: 'with a size beyond all sizes', body: `ffffffffffffffffffff\r\nhello\r\n${last}` },
    { what: 'with a size that is too small', body: `4\r\nhello\r\n${last}` },
    { what: 'with a size that is too large', body: `6\r\nhello\r\n${last}` },
    { what: 'without line ends', body: `5hello0` },
    { what: 'without a last one', body: `5\r\nhello\r\n` },
    { what: 'without the trailer', body: `5\r\nhello\r\n0\r\n\r\n` },
    { what: 'with another trailer', body: `5\r\nhello\r\n0\r\nx-amz-checksum-sha1:AAAA\r\n\r\n` },
    { what: 'with something behind them', body: `5\r\nhello\r\n${last}more` },
    { what: 'with a size line without end', body: '5'.repeat(100_000) },
    { what: 'that are none', body: '' },
  ])('$what are refused', async ({ body }) => {
    for (const url of ['/bucket/new', `/bucket/parts?partNumber=1&uploadId=${uploadId}`]) {
      const payloadHash = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';
      const answer = await rawRequest(test, { method: 'PUT', url, body, payloadHash, headers: trailing });
      expect(answer.status).toBe(400);
      expect(codeOf(answer.body)).toMatch(
        /^(?:IncompleteBody|MalformedTrailerError|BadDigest|InvalidRequest)$/,
      );
    }
  });

  const payloadHash = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD';
  const request = {
    method: 'PUT',
    url: '/bucket/new',
    headers: length,
    body: Buffer.alloc(framedLength(5)),
    payloadHash,
  };

  it.each([
    {
      what: 'with other bytes than were signed',
      change: (framed: string) => framed.replace('hello', 'jello'),
    },
    {
      what: 'with another signature',
      change: (framed: string) => framed.replace(/=[0-9a-f]{8}/, '=00000000'),
    },
    {
      what: 'with another signature of the end',
      change: (framed: string) => framed.replace(/[0-9a-f]{8}\r\n\r\n$/, '00000000\r\n\r\n'),
    },
  ])('$what are refused', async ({ change }) => {
    const { head } = requestBytes(test, request);
    const framed = change(signChunks(head, Buffer.from('hello')).toString('latin1'));
    const answer = await sendBytes(test.port, Buffer.concat([head, Buffer.from(framed, 'latin1')]));
    expect({ status: answer.status, code: codeOf(answer.text) }).toEqual({
      status: 403,
      code: 'SignatureDoesNotMatch',
    });
  });
});

describe('a body', () => {
  const bodies: readonly (RawRequest & { what: string; body: string | Buffer })[] = [
    { what: 'PUT', method: 'PUT', url: '/bucket/new', body: Buffer.alloc(100_000) },
    { what: 'a part', method: 'PUT', url: '/bucket/parts?partNumber=1', body: Buffer.alloc(100_000) },
    {
      what: 'a document',
      method: 'PUT',
      url: '/bucket?versioning',
      body: `<VersioningConfiguration>${' '.repeat(1000)}`,
    },
    {
      what: 'a form',
      method: 'POST',
      url: '/bucket',
      signed: false,
      headers: { 'content-type': 'multipart/form-data; boundary=B' },
      body: `--B\r\nContent-Disposition: form-data; name="key"\r\n\r\nnew\r\n--B\r\nContent-Disposition: form-data; name="file"\r\n\r\n${'a'.repeat(1000)}`,
    },
  ];

  it.each(bodies)('of $what that breaks off is not kept', async ({ what: _, ...request }) => {
    const url = request.url.replace('partNumber=1', `partNumber=1&uploadId=${uploadId}`);
    const answer = await rawRequest(test, { ...request, url, cutBodyAt: request.body.length / 2 });
    // Whether an answer still comes through is the connection's affair; that it is no success is ours.
    expect([Number.NaN, 400, 403]).toContain(answer.status);
  });

  it('that is longer than its length is refused, and what is behind it is no request', async () => {
    const { head } = requestBytes(test, {
      method: 'PUT',
      url: '/bucket/new',
      body: 'hello, and more',
      headers: { 'content-length': '5' },
    });
    const smuggled = requestBytes(test, { method: 'DELETE', url: '/bucket/k' }).head;
    const answer = await sendBytes(
      test.port,
      Buffer.concat([head, Buffer.from('hello, and more'), smuggled]),
    );
    // The parser may see that what follows is no request before the store sees that the body is not the signed one.
    expect(answer.status).toBe(400);
    expect(answer.text.match(/HTTP\/1\.1 /g)).toHaveLength(1);
  });
});

it('after all of that the store has what it had', async () => {
  const listing = await rawRequest(test, { url: '/bucket?list-type=2' });
  expect([...listing.body.matchAll(/<Key>(.*?)<\/Key>/g)].map(([, key]) => key)).toEqual(['k']);
  expect((await rawRequest(test, { url: '/bucket/k' })).body).toBe('hello');
  const parts = await rawRequest(test, { url: `/bucket/parts?uploadId=${uploadId}` });
  expect(parts.body).not.toContain('<Part>');
  await expect.poll(() => test.countFiles()).toBe(1);
});
