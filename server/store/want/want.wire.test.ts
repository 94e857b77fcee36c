import { createHash, randomBytes } from 'node:crypto';
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawRequest } from '../testing/raw-request.ts';
import { startTestStore, type TestStore, testCredentials } from '../testing/test-store.ts';
import { postForm, uploadToken } from './testing/want-client.ts';

const user = { accessKeyId: 'wanda', secretAccessKey: 'wanda-secret' };
const mebibyte = 1024 * 1024;

let test: TestStore;
let client: S3Client;

beforeAll(async () => {
  test = await startTestStore({ users: [user] });
  client = new S3Client({
    endpoint: test.origin,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: testCredentials,
    maxAttempts: 1,
  });
  await client.send(new CreateBucketCommand({ Bucket: 'demo' }));
});

afterAll(async () => {
  client.destroy();
  await test.close();
});

const md5 = (bytes: Uint8Array | string) => createHash('md5').update(bytes).digest('hex');

async function readKey(Key: string, Bucket = 'demo') {
  const answer = await client.send(new GetObjectCommand({ Bucket, Key }));
  return { ...answer, bytes: Buffer.from((await answer.Body?.transformToByteArray()) ?? []) };
}

const isThere = (Key: string) =>
  client.send(new HeadObjectCommand({ Bucket: 'demo', Key })).then(
    () => true,
    () => false,
  );

describe('an upload', () => {
  it('is at once an object of S3, byte for byte', async () => {
    const content = randomBytes(3 * mebibyte + 1);
    const before = Date.now();
    const { status, body, headers } = await postForm(test, 'upload.json', {
      name: '图 1.jpg',
      dir: '/test',
      size: String(content.length),
      md5: md5(content),
      'meta-City': 'Köln',
      content,
    });
    expect(status).toBe(200);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(body).toEqual({
      code: 'OK',
      message: 'OK',
      requestId: expect.stringMatching(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      namespace: 'demo',
      dir: '/test',
      name: '图 1.jpg',
      url: `${test.origin}/demo/test/${encodeURIComponent('图 1.jpg')}`,
      fileSize: content.length,
      fileModified: expect.any(Number),
      eTag: md5(content).toUpperCase(),
      mimeType: 'image/jpeg',
      isImage: true,
    });
    expect(body.fileModified).toBeGreaterThanOrEqual(before);

    const object = await readKey('test/图 1.jpg');
    expect(object.bytes.equals(content)).toBe(true);
    expect(object).toMatchObject({ ContentType: 'image/jpeg', ETag: `"${md5(content)}"` });
    expect(Buffer.from(object.Metadata?.city ?? '', 'latin1').toString('utf8')).toBe('Köln');
    expect((await fetch(body.url)).status).toBe(403);
  });

  it('comes from a browser as FormData', async () => {
    const form = new FormData();
    form.set('name', 'page.dat');
    form.set('dir', '/');
    form.set('size', '5');
    form.set('content', new Blob(['hello'], { type: 'text/x-note' }), 'note.dat');
    const response = await fetch(`${test.origin}/api/proxy/upload`, {
      method: 'POST',
      headers: {
        authorization: uploadToken(),
        useragent: 'ALIMEDIASDK_JSSDK',
        origin: 'http://page.example',
      },
      body: form,
    });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(await response.json()).toMatchObject({
      code: 'OK',
      dir: '/',
      name: 'page.dat',
      mimeType: 'text/x-note',
    });
    expect((await readKey('page.dat')).bytes.toString()).toBe('hello');
  });

  it.each([
    ['metaK', { metacolor: 'red', varuser: 'me' }],
    ['meta', { meta: '{"color":"red"}', var: '{"user":"me"}' }],
    ['meta-K', { 'meta-color': 'red', 'var-user': 'me' }],
  ])('spells metadata and variables as %s', async (spelling, fields) => {
    const { body } = await postForm(
      test,
      'upload',
      { name: `${spelling}.txt`, ...fields, content: 'x' },
      { dir: '/spelled/${var-user}' },
    );
    expect(body).toMatchObject({ code: 'OK', dir: '/spelled/me' });
    expect((await readKey(`spelled/me/${spelling}.txt`)).Metadata).toEqual({ color: 'red' });
  });

  it('takes the form as the old SDKs put it on a socket', async () => {
    const body = [
      '--b\r\nContent-Disposition: form-data; name="dir"\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n/old\r\n',
      '--b\r\nContent-Disposition: form-data; name="name"\r\n\r\nsdk.bin\r\n',
      '--b\r\nContent-Disposition: form-data; name="size"\r\n\r\n4\r\n',
      '--b\r\nContent-Disposition: form-data; name="md5"\r\n\r\nNone\r\n',
      '--b\r\nContent-Disposition: form-data; name="content"; filename="sdk.bin"\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: binary\r\n\r\n\0\r\n-\r\n',
      '--b--\r\n',
    ].join('');
    const answer = await rawRequest(test, {
      method: 'POST',
      url: '/api/proxy/upload.json',
      signed: false,
      headers: {
        authorization: uploadToken({}, testCredentials, 'CLOUD'),
        'content-type': 'multipart/form-data;boundary="b"',
        'user-agent': 'ALIMEDIASDK_PYTHON_CLOUD/1.0.0',
      },
      body,
    });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'OK', dir: '/old', name: 'sdk.bin', fileSize: 4 });
    expect((await readKey('old/sdk.bin')).bytes.toString()).toBe('\0\r\n-');
  });

  it('may be of nothing, and named by its file alone', async () => {
    const { body } = await postForm(test, 'upload', { content: '' });
    expect(body).toMatchObject({ code: 'OK', dir: '/', name: 'blob', fileSize: 0 });
    expect((await readKey('blob')).bytes).toHaveLength(0);
  });

  it('makes a version where the bucket keeps them', async () => {
    await client.send(new CreateBucketCommand({ Bucket: 'kept' }));
    await client.send(
      new PutBucketVersioningCommand({ Bucket: 'kept', VersioningConfiguration: { Status: 'Enabled' } }),
    );
    for (const content of ['one', 'two'])
      await postForm(test, 'upload', { name: 'a', content }, { namespace: 'kept' });
    const { Versions } = await client.send(new ListObjectVersionsCommand({ Bucket: 'kept' }));
    expect(Versions).toHaveLength(2);
    expect((await readKey('a', 'kept')).bytes.toString()).toBe('two');
  });

  it('of S3 is seen by insertOnly', async () => {
    await client.send(new PutObjectCommand({ Bucket: 'demo', Key: 'once.txt', Body: 'first' }));
    const answer = await postForm(test, 'upload', { name: 'once.txt', content: 'second' }, { insertOnly: 1 });
    expect(answer).toMatchObject({ status: 409, body: { code: 'FileAlreadyExist' } });
    expect((await readKey('once.txt')).bytes.toString()).toBe('first');
    expect((await postForm(test, 'upload', { name: 'once.txt', content: 'second' })).status).toBe(200);
    expect((await readKey('once.txt')).bytes.toString()).toBe('second');
  });

  it('with insertOnly comes about once, however many are sent', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        postForm(test, 'upload', { name: 'race.txt', content: `${index}` }, { insertOnly: 1 }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      200,
      ...Array.from({ length: 7 }, () => 409),
    ]);
  });
});

describe('what a policy says', () => {
  it('wins over the form, in variables too', async () => {
    const { body } = await postForm(
      test,
      'upload',
      { dir: '/asked', name: 'a.txt', 'var-who': 'me', content: 'hello' },
      { dir: '/p/${var-who}${dir}', name: '${size}-${mimeType}.${ext}' },
    );
    expect(body).toMatchObject({ code: 'InvalidArgument' });
    const second = await postForm(
      test,
      'upload',
      { dir: '/asked', name: 'a.txt', 'var-who': 'me', content: 'hello' },
      { dir: '/p/${var-who}${dir}', name: '${size}-${name}.${ext}' },
    );
    expect(second.body).toMatchObject({ code: 'OK', dir: '/p/me/asked', name: '5-a.txt.txt' });
    expect(await isThere('p/me/asked/5-a.txt.txt')).toBe(true);
  });

  it('names files by their dates, ids and image sizes', async () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d494844520000012c000000c80806000000', 'hex');
    const { body } = await postForm(
      test,
      'upload',
      { name: 'a', content: png },
      { dir: '/${year}/${month}', name: '${uuid}-${width}x${height}', detectMime: 1, mimeLimit: 'image/*' },
    );
    const [date = ''] = new Date().toISOString().split('T');
    expect(body).toMatchObject({
      dir: `/${date.slice(0, 4)}/${date.slice(5, 7)}`,
      mimeType: 'image/png',
      isImage: true,
    });
    expect(body.name).toMatch(/^[0-9a-f-]{36}-300x200$/);
  });

  it('may be a body of its own', async () => {
    const { body, headers } = await postForm(
      test,
      'upload',
      { name: 'r"1".txt', content: 'hello' },
      { returnBody: '{"n":"${name}","s":${size},"t":"${mimeType}"}' },
    );
    expect(body).toEqual({ n: 'r"1".txt', s: 5, t: 'text/plain' });
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    const text = await postForm(test, 'upload', { name: 'r', content: '' }, { returnBody: '<b>${name}</b>' });
    expect(text.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(text.body).toBe('<b>r</b>');
  });

  it('may send the client elsewhere', async () => {
    const { status, headers } = await postForm(
      test,
      'upload',
      { name: 'redirected.txt', content: 'x' },
      { returnUrl: 'http://page.example/done?a=b' },
      { redirect: 'manual' },
    );
    expect(status).toBe(303);
    expect(headers.get('location')).toBe('http://page.example/done?a=b');
    expect(await isThere('redirected.txt')).toBe(true);
  });
});

describe('an upload that is refused leaves nothing', () => {
  const content = 'hello';
  const cases: [string, Record<string, string>, Record<string, unknown>, number, string][] = [
    ['a wrong md5', { md5: md5('other') }, {}, 400, 'Md5NotMatch'],
    ['a wrong size', { size: '6' }, {}, 400, 'InvalidArgument'],
    ['too large', {}, { sizeLimit: 4 }, 413, 'FileSizeExceed'],
    ['said to be too large', { size: '5' }, { sizeLimit: 4 }, 413, 'FileSizeExceed'],
    ['too large for the server', { size: String(100 * mebibyte + 1) }, {}, 413, 'FileSizeExceed'],
    ['of a wrong type', {}, { mimeLimit: 'image/*' }, 415, 'MimeTypeNotAllowed'],
    [
      'of a wrong type by content',
      { name: 'refused.png' },
      { mimeLimit: 'image/*', detectMime: 1 },
      415,
      'MimeTypeNotAllowed',
    ],
    ['into no bucket', {}, { namespace: 'nowhere' }, 404, 'NamespaceNotExist'],
    ['out of the bucket', { dir: '/../kept' }, {}, 400, 'InvalidArgument'],
    ['out of the bucket, encoded', { dir: '/%2e%2e/kept' }, {}, 400, 'InvalidArgument'],
    ['with a NUL', { name: 'refused\0.txt' }, {}, 400, 'InvalidArgument'],
    ['with a path for a name', { name: 'a/refused.txt' }, {}, 400, 'InvalidArgument'],
    ['with a backslash', { name: '..\\refused.txt' }, {}, 400, 'InvalidArgument'],
    ['in a folder without a name', { dir: '/a//b' }, {}, 400, 'InvalidArgument'],
    ['out of its folder by a variable', { 'var-d': '../..' }, { dir: '/a/${var-d}' }, 400, 'InvalidArgument'],
    ['to a name that is too long', { name: 'n'.repeat(1025) }, {}, 400, 'InvalidArgument'],
    ['with metadata beyond measure', { 'meta-a': 'x'.repeat(2100) }, {}, 400, 'InvalidArgument'],
    ['by a token that is over', {}, { expiration: 1 }, 403, 'TokenExpired'],
    ['by a policy with another key', {}, { limit: 1 }, 400, 'InvalidArgument'],
    ['in a namespace that is a path', {}, { namespace: '../demo' }, 400, 'InvalidArgument'],
  ];

  it.each(cases)('%s', async (_, fields, policy, status, code) => {
    const files = await test.countFiles();
    const answer = await postForm(test, 'upload', { name: 'refused.txt', ...fields, content }, policy);
    expect(answer).toMatchObject({
      status,
      body: { code, message: expect.any(String), requestId: expect.any(String) },
    });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(await test.countFiles()).toBe(files);
    expect(await isThere(fields.name ?? 'refused.txt')).toBe(false);
  });

  it.each([
    ['no token', undefined],
    ['a token under another secret', uploadToken({}, { ...testCredentials, secretAccessKey: 'x' })],
    ['a token of nobody', uploadToken({}, { accessKeyId: 'nobody', secretAccessKey: 'x' })],
    ['half a token', uploadToken().slice(0, 40)],
  ])('%s', async (_, authorization) => {
    const form = new FormData();
    form.set('content', 'x');
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
    const response = await fetch(`${test.origin}/api/proxy/upload`, { method: 'POST', headers, body: form });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: 'InvalidToken' });
  });

  it.each([
    ['no form', { 'content-type': 'application/json' }, '{}'],
    [
      'a form without content',
      { 'content-type': 'multipart/form-data; boundary=b' },
      '--b\r\nContent-Disposition: form-data; name="name"\r\n\r\na\r\n--b--\r\n',
    ],
    [
      'a form that breaks off',
      { 'content-type': 'multipart/form-data; boundary=b' },
      '--b\r\nContent-Disposition: form-data; name="content"\r\n\r\nabc',
    ],
  ])('%s', async (_, headers, body) => {
    const files = await test.countFiles();
    const response = await fetch(`${test.origin}/api/proxy/upload`, {
      method: 'POST',
      headers: { authorization: uploadToken({ name: 'broken' }), ...headers },
      body,
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'InvalidArgument' });
    expect(await test.countFiles()).toBe(files);
    expect(await isThere('broken')).toBe(false);
  });

  it('a file that grows beyond the limit while it comes; its client still reads why', async () => {
    const files = await test.countFiles();
    const content = Buffer.alloc(12 * mebibyte);
    const answer = await postForm(test, 'upload', { name: 'grown', content }, { sizeLimit: mebibyte });
    expect(answer).toMatchObject({ status: 413, body: { code: 'FileSizeExceed' } });
    const unread = await postForm(test, 'upload', { name: '..', content });
    expect(unread).toMatchObject({ status: 400, body: { code: 'InvalidArgument' } });
    expect(await isThere('grown')).toBe(false);
    expect(await test.countFiles()).toBe(files);
  });

  it('a client that hangs up', async () => {
    const files = await test.countFiles();
    const body = `--b\r\nContent-Disposition: form-data; name="content"\r\n\r\n${'x'.repeat(100_000)}\r\n--b--\r\n`;
    const headers = {
      authorization: uploadToken({ name: 'cut' }),
      'content-type': 'multipart/form-data; boundary=b',
    };
    await rawRequest(test, {
      method: 'POST',
      url: '/api/proxy/upload',
      signed: false,
      headers,
      body,
      cutBodyAt: 90_000,
    });
    expect(await isThere('cut')).toBe(false);
    expect(await test.countFiles()).toBe(files);
  });
});

describe('another account', () => {
  const policy = (actions: string[]) =>
    new PutBucketPolicyCommand({
      Bucket: 'demo',
      Policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: [user.accessKeyId] },
            Action: actions,
            Resource: 'arn:aws:s3:::demo/w/*',
          },
        ],
      }),
    });

  it('uploads where the bucket lets it, and nowhere else', async () => {
    const upload = (dir: string, rest = {}) =>
      postForm(test, 'upload', { dir, name: 'a', content: 'x' }, rest, { keys: user });
    expect(await upload('/w')).toMatchObject({ status: 403, body: { code: 'AccessDenied' } });
    await client.send(policy(['s3:PutObject']));
    expect(await upload('/w')).toMatchObject({ status: 200, body: { code: 'OK' } });
    expect(await upload('/v')).toMatchObject({ status: 403, body: { code: 'AccessDenied' } });
    // Where it goes is known at its end alone.
    const files = await test.countFiles();
    expect(await upload('/w', { dir: '/v/${size}' })).toMatchObject({
      status: 403,
      body: { code: 'AccessDenied' },
    });
    expect(await test.countFiles()).toBe(files);
  });
});

describe('a page of another origin', () => {
  it.each([
    ['/api/proxy/upload', 'POST', 'authorization,content-type,useragent'],
    ['/3.0/files/x', 'DELETE', 'authorization,x-acl-date'],
  ])('may ask %s', async (path, method, asked) => {
    const answer = await rawRequest(test, {
      method: 'OPTIONS',
      url: path,
      signed: false,
      headers: {
        origin: 'http://page.example',
        'access-control-request-method': method,
        'access-control-request-headers': asked,
      },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect(answer.headers['access-control-allow-headers']).toBe(asked);
    expect(answer.headers['access-control-allow-methods']?.split(', ')).toContain(method);
  });
});

it('buckets with the names of its paths are still those of S3', async () => {
  for (const Bucket of ['api', '3.0']) await client.send(new CreateBucketCommand({ Bucket }));
  const keys = [
    ['api', 'proxy/upload'],
    ['3.0', 'files/x'],
  ] as const;
  for (const [Bucket, Key] of keys) {
    await client.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
    expect((await readKey(Key, Bucket)).bytes.toString()).toBe(Key);
  }
});
