import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawRequest } from '../testing/raw-request.ts';
import { startTestStore, type TestStore, testCredentials } from '../testing/test-store.ts';
import { signManageCall } from './manage-signature.ts';
import { manage, postForm, resourceId } from './testing/want-client.ts';

const user = { accessKeyId: 'wanda', secretAccessKey: 'wanda-secret' };

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

const put = (Key: string, Body = 'x', ContentType?: string) =>
  client.send(new PutObjectCommand({ Bucket: 'demo', Key, Body, ContentType }));

const keysOf = async (Prefix: string) =>
  ((await client.send(new ListObjectsV2Command({ Bucket: 'demo', Prefix }))).Contents ?? []).map(
    ({ Key }) => Key,
  );

const call = (method: string, target: string) => manage(test, method, `/3.0/${target}`);

const list = (kind: 'files' | 'folders', query: Record<string, string>) =>
  call('GET', `${kind}?${new URLSearchParams({ namespace: 'demo', ...query })}`);

describe('a file', () => {
  it('of S3 is shown, found and deleted', async () => {
    await put('图/a b.jpg', 'hello', 'image/jpeg');
    const id = resourceId('demo', '/图', 'a b.jpg');
    const { status, body, headers } = await call('GET', `files/${id}`);
    expect(status).toBe(200);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    // How far a page's clock is off is told by the answer's date.
    expect(headers.get('access-control-expose-headers')).toMatch(/\bDate\b/);
    expect(body).toEqual({
      namespace: 'demo',
      name: 'a b.jpg',
      path: '/图/a b.jpg',
      dir: '/图',
      createStamp: expect.any(Number),
      modifyStamp: expect.any(Number),
      md5: '5d41402abc4b2a76b9719d911017c592',
      mimeType: 'image/jpeg',
      size: 5,
      url: `${test.origin}/demo/${encodeURIComponent('图')}/a%20b.jpg`,
    });
    expect((await call('GET', `files/${id}/exist`)).body).toEqual({ exist: true });
    expect(await call('DELETE', `files/${id}`)).toMatchObject({ status: 200, body: { code: 'OK' } });
    expect(await keysOf('图/')).toEqual([]);
    expect((await call('GET', `files/${id}/exist`)).body).toEqual({ exist: false });
    for (const method of ['GET', 'DELETE']) {
      expect(await call(method, `files/${id}`)).toMatchObject({
        status: 404,
        body: { code: 'FileNotExist', message: expect.any(String), requestId: expect.any(String) },
      });
    }
  });

  it('that was uploaded is read at its url once the bucket lets everybody', async () => {
    await client.send(new CreateBucketCommand({ Bucket: 'open' }));
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::open/*' },
      ],
    });
    await client.send(new PutBucketPolicyCommand({ Bucket: 'open', Policy }));
    const { body } = await postForm(
      test,
      'upload',
      { dir: '/ü', name: 'a+b?.txt', content: 'hello' },
      { namespace: 'open' },
    );
    const response = await fetch(body.url);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('hello');
    expect(response.headers.get('content-type')).toBe('text/plain');
  });
});

describe('a folder', () => {
  it('lives from creation to deletion', async () => {
    const id = resourceId('demo', '/made/here');
    expect((await call('GET', `folders/${id}/exist`)).body).toEqual({ exist: false });
    expect(await call('POST', `folders/${id}`)).toMatchObject({ status: 200, body: { code: 'OK' } });
    expect(await call('POST', `folders/${id}`)).toMatchObject({ status: 200 });
    expect(await keysOf('made/')).toEqual(['made/here/']);
    expect((await call('GET', `folders/${id}/exist`)).body).toEqual({ exist: true });
    expect((await call('GET', `folders/${resourceId('demo', '/made')}/exist`)).body).toEqual({ exist: true });

    await put('made/here/a');
    expect(await call('DELETE', `folders/${id}`)).toMatchObject({
      status: 409,
      body: { code: 'DirNotEmpty' },
    });
    await call('DELETE', `files/${resourceId('demo', '/made/here', 'a')}`);
    expect(await call('DELETE', `folders/${id}`)).toMatchObject({ status: 200, body: { code: 'OK' } });
    expect(await call('DELETE', `folders/${id}`)).toMatchObject({
      status: 404,
      body: { code: 'DirNotExist' },
    });
    expect(await keysOf('made/')).toEqual([]);
  });

  it('is no file, and a file is no folder', async () => {
    await put('plain');
    expect((await call('GET', `folders/${resourceId('demo', '/plain')}/exist`)).body).toEqual({
      exist: false,
    });
    expect((await call('GET', `files/${resourceId('demo', '/', 'made')}/exist`)).body).toEqual({
      exist: false,
    });
  });

  it('root is always there', async () => {
    const id = resourceId('demo', '/');
    expect((await call('GET', `folders/${id}/exist`)).body).toEqual({ exist: true });
    expect(await call('POST', `folders/${id}`)).toMatchObject({ status: 200 });
    expect(await call('DELETE', `folders/${id}`)).toMatchObject({
      status: 400,
      body: { code: 'InvalidArgument' },
    });
  });
});

describe('a listing', () => {
  beforeAll(async () => {
    await put('list/');
    for (const name of ['a', 'b', 'c', 'd', 'e']) await put(`list/${name}.txt`, name);
    for (const key of ['list/sub1/', 'list/sub2/deep/x', 'list/sub2/y', 'list/sub3/z', 'list//nameless'])
      await put(key);
  });

  it.each([
    ['1', '2', ['a.txt', 'b.txt']],
    ['2', '2', ['c.txt', 'd.txt']],
    ['3', '2', ['e.txt']],
    ['4', '2', []],
    ['1', '100', ['a.txt', 'b.txt', 'c.txt', 'd.txt', 'e.txt']],
  ])('of files has page %s of %s each', async (currentPage, pageSize, names) => {
    const { body } = await list('files', { dir: '/list', currentPage, pageSize });
    expect(body.result.map(({ name }) => name)).toEqual(names);
    expect(body).toMatchObject({ totalCount: 5, totalPage: Math.ceil(5 / Number(pageSize)) });
  });

  it('of files shows each as it is', async () => {
    const { body } = await list('files', { dir: 'list/', pageSize: '1' });
    expect(body.result).toEqual([
      {
        namespace: 'demo',
        name: 'a.txt',
        path: '/list/a.txt',
        dir: '/list',
        createStamp: expect.any(Number),
        modifyStamp: expect.any(Number),
        md5: '0cc175b9c0f1b6a831c399e269772661',
        mimeType: 'application/octet-stream',
        size: 1,
        url: `${test.origin}/demo/list/a.txt`,
      },
    ]);
  });

  it('of folders has those with a marker and those without', async () => {
    const { body } = await list('folders', { dir: '/list' });
    expect(body).toEqual({
      totalCount: 3,
      totalPage: 1,
      result: ['sub1', 'sub2', 'sub3'].map((name) => ({
        namespace: 'demo',
        name,
        path: `/list/${name}`,
        createStamp: expect.any(Number),
        modifyStamp: expect.any(Number),
      })),
    });
    expect((await list('folders', { dir: '/list', currentPage: '2', pageSize: '2' })).body).toMatchObject({
      totalCount: 3,
      totalPage: 2,
      result: [{ name: 'sub3' }],
    });
  });

  it('of the root needs no dir; of nothing is empty', async () => {
    const { body } = await list('folders', {});
    expect(body.result).toContainEqual(expect.objectContaining({ name: 'list', path: '/list' }));
    expect((await list('files', { dir: '/none' })).body).toEqual({ totalCount: 0, totalPage: 0, result: [] });
  });

  it.each([
    [{ pageSize: '101' }],
    [{ pageSize: '0' }],
    [{ currentPage: '0' }],
    [{ currentPage: '-1' }],
    [{ currentPage: 'x' }],
    [{ dir: '/../a' }],
    [{ dir: '/a//b' }],
    [{ namespace: '' }],
  ])('is refused with %j', async (query) => {
    expect(await list('files', query)).toMatchObject({ status: 400, body: { code: 'InvalidArgument' } });
  });
});

describe('a manage call is refused', () => {
  it.each([
    ['GET', 'files?namespace=nowhere', 404, 'NamespaceNotExist'],
    ['GET', `files/${resourceId('nowhere', '/', 'a')}`, 404, 'NamespaceNotExist'],
    ['GET', `folders/${resourceId('nowhere', '/')}/exist`, 404, 'NamespaceNotExist'],
    ['POST', `folders/${resourceId('nowhere', '/a')}`, 404, 'NamespaceNotExist'],
    ['POST', `folders/${resourceId('demo', '/../a')}`, 400, 'InvalidArgument'],
    ['GET', `files/${resourceId('demo', '/', '..')}`, 400, 'InvalidArgument'],
    ['GET', `files/${resourceId('../demo', '/', 'a')}`, 400, 'InvalidArgument'],
    ['GET', 'files/none', 400, 'InvalidArgument'],
    ['PUT', `files/${resourceId('demo', '/', 'a')}`, 400, 'InvalidArgument'],
    ['DELETE', 'files', 400, 'InvalidArgument'],
  ])('%s %s', async (method, target, status, code) => {
    const answer = await call(method, target);
    expect(answer).toMatchObject({ status, body: { code, requestId: expect.any(String) } });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('with a wrong signature, an old date or of nobody', async () => {
    await put('guarded');
    const target = `/3.0/files/${resourceId('demo', '/', 'guarded')}`;
    const wrong = { ...testCredentials, secretAccessKey: 'x' };
    expect(await manage(test, 'DELETE', target, { keys: wrong })).toMatchObject({
      status: 403,
      body: { code: 'InvalidToken' },
    });
    const nobody = { accessKeyId: 'nobody', secretAccessKey: 'x' };
    expect(await manage(test, 'DELETE', target, { keys: nobody })).toMatchObject({ status: 403 });
    const date = new Date(Date.now() - 16 * 60_000).toUTCString();
    expect(await manage(test, 'DELETE', target, { date })).toMatchObject({
      status: 403,
      body: { code: 'TokenExpired' },
    });
    expect(await keysOf('guarded')).toEqual(['guarded']);
  });

  it('or not, by the rights of the account', async () => {
    await put('shared/a');
    const file = `/3.0/files/${resourceId('demo', '/shared', 'a')}`;
    const asUser = (method: string, target: string) => manage(test, method, target, { keys: user });
    const calls = [
      ['GET', file],
      ['DELETE', file],
      ['GET', '/3.0/files?namespace=demo&dir=/shared'],
      ['GET', '/3.0/folders?namespace=demo'],
      ['POST', `/3.0/folders/${resourceId('demo', '/shared/new')}`],
      ['DELETE', `/3.0/folders/${resourceId('demo', '/shared/new')}`],
    ] as const;
    for (const [method, target] of calls) {
      expect(await asUser(method, target)).toMatchObject({ status: 403, body: { code: 'AccessDenied' } });
    }
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: [user.accessKeyId] },
          Action: 's3:GetObject',
          Resource: 'arn:aws:s3:::demo/shared/*',
        },
      ],
    });
    await client.send(new PutBucketPolicyCommand({ Bucket: 'demo', Policy }));
    expect(await asUser('GET', file)).toMatchObject({ status: 200, body: { name: 'a' } });
    expect(await asUser('DELETE', file)).toMatchObject({ status: 403 });
    expect(await keysOf('shared/')).toEqual(['shared/a']);
  });
});

it('a call may have a body, which is signed', async () => {
  const id = resourceId('demo', '/with-body');
  expect(await manage(test, 'POST', `/3.0/folders/${id}`, { body: '{"a":"ü"}' })).toMatchObject({
    status: 200,
  });
  const object = await client.send(new GetObjectCommand({ Bucket: 'demo', Key: 'with-body/' }));
  expect(object.ContentType).toBe('application/x-directory');
});

it('a client that is no browser sends the date that it signed as Date', async () => {
  const date = new Date().toUTCString();
  const [path, rawQuery] = ['/3.0/files', 'namespace=demo&dir=/list&currentPage=1&pageSize=1'];
  const sign = signManageCall({ path, rawQuery, body: '', date }, testCredentials.secretAccessKey);
  const encoded = Buffer.from(`${testCredentials.accessKeyId}:${sign}`).toString('base64url');
  const ask = (headers: Record<string, string>) =>
    rawRequest(test, {
      url: `${path}?${rawQuery}`,
      signed: false,
      headers: { authorization: `ACL_TOP ${encoded}`, ...headers },
    });
  const answer = await ask({ date });
  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.body)).toMatchObject({ totalCount: 5, result: [{ name: 'a.txt' }] });
  expect((await ask({ date: new Date(0).toUTCString() })).status).toBe(403);
  expect((await ask({})).status).toBe(403);
});
