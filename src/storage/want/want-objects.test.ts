import { afterEach, describe, expect, test } from 'vitest';
import { StorageError } from '../errors.ts';
import { createFakeTransport } from '../testing/fake-transport.ts';
import { createWantCaller } from './want-caller.ts';
import { deleteObjects, headObject } from './want-objects.ts';
import { resourceId } from './want-path.ts';

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

describe('a head', () => {
  test('of a file is what the service knows of it', async () => {
    const asking = headObject(caller, { bucket: 'demo', key: 'a/b.png' });
    const { url, respondWith } = await network.nextRequest();
    expect(url.pathname).toBe(`/3.0/files/${resourceId('demo', { dir: '/a', name: 'b.png' })}`);
    respondWith({
      body: JSON.stringify({ dir: '/a', name: 'b.png', size: 7, md5: 'AB', mimeType: 'image/png' }),
    });
    expect(await asking).toMatchObject({ key: 'a/b.png', size: 7, etag: 'ab', contentType: 'image/png' });
  });

  test.each([true, false])('of a folder asks whether it is there: %s', async (exist) => {
    const asking = headObject(caller, { bucket: 'demo', key: 'a/b/' });
    const { url, respondWith } = await network.nextRequest();
    expect(url.pathname).toBe(`/3.0/folders/${resourceId('demo', { dir: '/a/b' })}/exist`);
    respondWith({ body: JSON.stringify({ exist }) });
    await (exist
      ? expect(asking).resolves.toMatchObject({ key: 'a/b/', size: 0 })
      : expect(asking).rejects.toMatchObject({ code: 'no-such-key' }));
  });
});

describe('deleting many', () => {
  test('takes files first, then the innermost folders, and tells the verdict on each', async () => {
    const batches: number[] = [];
    const keys = ['a/', 'a/b/', 'a/1', 'a/2', 'a/1', 'a/../x'];
    const deleting = deleteObjects(
      caller,
      { bucket: 'demo', keys },
      { onBatch: ({ deleted, failed }) => batches.push(deleted.length + failed.length) },
    );
    const first = await network.nextRequest();
    const second = await network.nextRequest();
    first.respondWith({ body: '{"code":"OK"}' });
    second.respondWith({ status: 403, body: '{"code":"AccessDenied","message":"no"}' });
    const inner = await network.nextRequest();
    expect(inner.url.pathname).toBe(`/3.0/folders/${resourceId('demo', { dir: '/a/b' })}`);
    inner.respondWith({ body: '{"code":"OK"}' });
    const outer = await network.nextRequest();
    expect(outer.url.pathname).toBe(`/3.0/folders/${resourceId('demo', { dir: '/a' })}`);
    outer.respondWith({ status: 409, body: '{"code":"DirNotEmpty"}' });
    expect(await deleting).toEqual({
      deleted: ['a/1', 'a/b/'],
      failed: [
        { key: 'a/2', code: 'AccessDenied', message: 'no' },
        { key: 'a/../x', code: 'key-refused', message: '' },
        { key: 'a/', code: 'DirNotEmpty', message: '' },
      ],
    });
    expect(batches).toEqual([3, 1, 1]);
  });

  test.each([
    [403, 'InvalidToken', 'keys-refused'],
    [404, 'NamespaceNotExist', 'no-such-bucket'],
  ])('ends with %i %s, which every other key would meet', async (status, code, expected) => {
    const deleting = deleteObjects(caller, { bucket: 'demo', keys: ['a', 'b/', 'c/'] });
    (await network.nextRequest()).respondWith({ status, body: JSON.stringify({ code }) });
    await expect(deleting).rejects.toMatchObject({ code: expected });
  });

  test('ends where no answer comes, with a verdict on what was asked beside it', async () => {
    const batches: string[][] = [];
    const deleting = deleteObjects(
      caller,
      { bucket: 'demo', keys: ['a', 'b', 'c/'] },
      { onBatch: ({ deleted }) => batches.push(deleted) },
    );
    (await network.nextRequest()).failWith(new StorageError('network'));
    (await network.nextRequest()).respondWith({ body: '{"code":"OK"}' });
    await expect(deleting).rejects.toMatchObject({ code: 'network' });
    expect(batches).toEqual([['b']]);
  });
});
