import { afterEach, describe, expect, test } from 'vitest';
import { StorageError } from '../errors.ts';
import { createFakeTransport } from '../testing/fake-transport.ts';
import { formOf } from './testing/form-of.ts';
import { readUploadToken } from './upload-token.ts';
import { createWantCaller, type WantConnection } from './want-caller.ts';
import {
  deleteFile,
  deleteFolder,
  fileExists,
  folderExists,
  getFile,
  listFiles,
  listFolders,
} from './want-files.ts';
import { beginBlocks, cancelBlocks, completeBlocks, uploadBlock, uploadFile } from './want-uploads.ts';

const policy = '{"namespace":"demo","expiration":-1,"insertOnly":0}';
const connection: WantConnection = {
  uploadEndpoint: 'https://upload.example.com',
  manageEndpoint: 'https://manage.example.com',
  signer: {
    kind: 'keys',
    keys: { type: 'CLOUD', accessKeyId: 'AK', secretAccessKey: 'a secret that stays here' },
  },
};

const network = createFakeTransport();
const open = (changes: Partial<WantConnection> = {}) =>
  createWantCaller(
    { ...connection, ...changes },
    { transport: network.transport, now: () => Date.UTC(2026, 10, 20) },
  );

afterEach(() => network.expectNothingLeft());

const file = {
  code: 'OK',
  message: 'OK',
  requestId: 'R',
  namespace: 'demo',
  dir: '/a',
  name: '100%.txt',
  url: 'http://example.com/demo/a/100%25.txt',
  fileSize: '5',
  fileModified: 1437535493816,
  eTag: '5D41402ABC4B2A76B9719D911017C592',
  mimeType: 'text/plain',
  isImage: false,
};

describe('a file in one request', () => {
  const input = {
    policy,
    dir: '/a',
    name: '100%.txt',
    content: new Blob(['hello'], { type: 'text/plain' }),
    md5: '5d41402abc4b2a76b9719d911017c592',
    meta: { author: '李' },
    vars: { who: 'me' },
  };

  test('goes as a form whose last field is the content, with a token that does not hold the secret', async () => {
    const uploading = uploadFile(open(), input);
    const { request, respondWith } = await network.nextRequest();
    expect(request).toMatchObject({ method: 'POST', url: 'https://upload.example.com/api/proxy/upload' });
    expect(await formOf(request.body)).toEqual([
      ['name', '100%.txt'],
      ['dir', '/a'],
      ['size', '5'],
      ['md5', input.md5],
      ['meta-author', '李'],
      ['var-who', 'me'],
      ['content', 'hello'],
    ]);
    expect(readUploadToken(request.headers.authorization ?? '')).toEqual({
      type: 'CLOUD',
      accessKeyId: 'AK',
      policy,
    });
    expect(JSON.stringify(request.headers)).not.toContain('secret');
    respondWith({ body: JSON.stringify(file) });
    expect(await uploading).toEqual({
      code: 'OK',
      requestId: 'R',
      namespace: 'demo',
      dir: '/a',
      name: '100%.txt',
      url: file.url,
      size: 5,
      modified: new Date(1437535493816),
      etag: file.eTag,
      mimeType: 'text/plain',
      answer: JSON.stringify(file),
      isOwn: false,
    });
  });

  test('goes with a token of somebody else’s as it is', async () => {
    const uploading = uploadFile(open({ signer: { kind: 'token', token: 'UPLOAD_AK_TOP abc' } }), input);
    const { request, respondWith } = await network.nextRequest();
    expect(request.headers.authorization).toBe('UPLOAD_AK_TOP abc');
    respondWith({ body: JSON.stringify(file) });
    await uploading;
  });

  test('counts the content’s bytes, not those of the form around them', async () => {
    const seen: number[] = [];
    const uploading = uploadFile(open(), input, { onProgress: (bytes) => seen.push(bytes) });
    const { request, respondWith } = await network.nextRequest();
    const { size } = request.body as Blob;
    for (const sent of [10, size]) request.onUploadProgress?.(sent);
    expect(seen).toEqual([0, 5]);
    respondWith({ body: JSON.stringify(file) });
    await uploading;
  });

  test.each<[number, string, string, boolean]>([
    [403, 'InvalidToken', 'keys-refused', false],
    [403, 'TokenExpired', 'token-expired', false],
    [403, 'AccessDenied', 'access-denied', false],
    [400, 'InvalidArgument', 'invalid-argument', false],
    [404, 'NamespaceNotExist', 'no-such-bucket', false],
    [409, 'FileAlreadyExist', 'file-exists', false],
    [413, 'FileSizeExceed', 'size-refused', false],
    [415, 'MimeTypeNotAllowed', 'type-refused', false],
    [400, 'Md5NotMatch', 'bad-digest', false],
    [404, 'UploadIdNotExist', 'no-such-upload', false],
    [400, 'InvalidPart', 'invalid-part', false],
    [502, 'CallbackFailed', 'callback-failed', false],
    [500, 'InternalError', 'server-error', true],
    [400, 'SomethingNew', 'unknown', false],
    [503, 'Slow', 'too-busy', true],
  ])('refused with %i %s is %s', async (status, code, expected, retryable) => {
    const uploading = uploadFile(open(), input);
    const { respondWith } = await network.nextRequest();
    respondWith({ status, body: JSON.stringify({ code, message: `${code}!`, requestId: 'R' }) });
    await expect(uploading).rejects.toMatchObject({
      code: expected,
      status,
      serviceCode: code,
      serviceMessage: `${code}!`,
      requestId: 'R',
      retryable,
    });
  });

  test('refused under 200 is refused', async () => {
    const uploading = uploadFile(open(), input);
    (await network.nextRequest()).respondWith({ body: '{"code":"FileAlreadyExist","message":"no"}' });
    await expect(uploading).rejects.toMatchObject({ code: 'file-exists', serviceMessage: 'no' });
  });

  test('with a token that is none is told as that', async () => {
    const uploading = uploadFile(open({ signer: { kind: 'token', token: 'UPLOAD_AK_TOP abc' } }), input);
    (await network.nextRequest()).respondWith({ status: 403, body: '{"code":"InvalidToken"}' });
    await expect(uploading).rejects.toMatchObject({ code: 'token-refused' });
  });

  describe('under a policy with an answer of its own', () => {
    const own = '{"namespace":"demo","expiration":-1,"insertOnly":0,"returnBody":"x"}';

    test.each([
      ['stored', {}],
      ['', {}],
      ['"text"', {}],
      ['[1]', {}],
      ['{"ok":true}', {}],
      [
        '{"code":"Mine","name":"n","fileSize":"7","fileModified":"later","eTag":"whatever"}',
        { code: 'Mine', name: 'n', size: 7, etag: 'whatever' },
      ],
      ['{"fileSize":-1,"fileModified":1e300,"url":7,"name":null}', {}],
    ])('keeps what is there of %j', async (body, told) => {
      const uploading = uploadFile(open(), { ...input, policy: own });
      (await network.nextRequest()).respondWith({ body });
      expect(await uploading).toEqual({ ...told, answer: body, isOwn: true });
    });

    test('is refused in the service’s words all the same', async () => {
      const uploading = uploadFile(open(), { ...input, policy: own });
      (await network.nextRequest()).respondWith({ status: 409, body: '{"code":"FileAlreadyExist"}' });
      await expect(uploading).rejects.toMatchObject({ code: 'file-exists' });
    });
  });

  test('tells no size and no time where the answer has none', async () => {
    const uploading = uploadFile(open(), input);
    (await network.nextRequest()).respondWith({ body: '{"dir":"/","name":"a"}' });
    expect(await uploading).toEqual({ dir: '/', name: 'a', answer: '{"dir":"/","name":"a"}', isOwn: false });
  });

  test.each([
    [200, '<html>hello</html>'],
    [200, '"text"'],
    [200, '{"code":"OK"}'],
    [404, '<html>not here</html>'],
  ])('answered with %i %s is no Want', async (status, body) => {
    const uploading = uploadFile(open(), input);
    (await network.nextRequest()).respondWith({ status, body });
    await expect(uploading).rejects.toMatchObject({ code: 'not-want' });
  });

  test('that is cut off fails as the network did, and an abort reaches it', async () => {
    const uploading = uploadFile(open(), input);
    (await network.nextRequest()).failWith(new StorageError('network', { retryable: true }));
    await expect(uploading).rejects.toMatchObject({ code: 'network' });
    const controller = new AbortController();
    const other = uploadFile(open(), input, { signal: controller.signal });
    await network.nextRequest();
    controller.abort();
    await expect(other).rejects.toMatchObject({ code: 'aborted' });
  });
});

describe('a file in blocks', () => {
  const blocks = { id: 'I', uploadId: 'U' };

  test('is begun with its first block, and told where the policy puts it', async () => {
    const beginning = beginBlocks(open(), { policy, dir: '/a', name: 'b', content: new Blob(['one']) });
    const { request, respondWith } = await network.nextRequest();
    expect(request.url).toBe('https://upload.example.com/api/proxy/blockInit');
    expect((await formOf(request.body)).at(-1)).toEqual(['content', 'one']);
    respondWith({ body: JSON.stringify({ ...blocks, partNumber: 1, eTag: 'E1', dir: '/p', name: 'q' }) });
    expect(await beginning).toEqual({
      ...blocks,
      dir: '/p',
      name: 'q',
      first: { partNumber: 1, etag: 'E1' },
    });
  });

  test('goes on with others, and ends with the list of all and the MD5 of the whole', async () => {
    const sending = uploadBlock(open(), {
      ...blocks,
      policy,
      partNumber: 2,
      content: new Blob(['two']),
      md5: 'm2',
    });
    const second = await network.nextRequest();
    expect(await formOf(second.request.body)).toEqual([
      ['id', 'I'],
      ['uploadId', 'U'],
      ['partNumber', '2'],
      ['size', '3'],
      ['md5', 'm2'],
      ['content', 'two'],
    ]);
    second.respondWith({ body: JSON.stringify({ partNumber: 2, eTag: 'E2' }) });
    expect(await sending).toEqual({ partNumber: 2, etag: 'E2' });

    const listed = [
      { partNumber: 1, etag: 'E1' },
      { partNumber: 2, etag: 'E2' },
    ];
    const completing = completeBlocks(open(), { ...blocks, policy, blocks: listed, md5: 'whole' });
    const last = await network.nextRequest();
    const fields = Object.fromEntries(await formOf(last.request.body));
    expect(JSON.parse(atob(fields.parts ?? ''))).toEqual([
      { partNumber: 1, eTag: 'E1' },
      { partNumber: 2, eTag: 'E2' },
    ]);
    expect(fields).toMatchObject({ id: 'I', uploadId: 'U', md5: 'whole' });
    expect(last.request.idleTimeout).toBe(600_000);
    const { eTag: _, ...withoutTag } = file;
    last.respondWith({ body: JSON.stringify({ ...withoutTag, uploadId: 'U' }) });
    expect((await completing).etag).toBeUndefined();
  });

  test.each([
    [404, 'UploadIdNotExist', true],
    [403, 'AccessDenied', false],
  ])('is cancelled; where that is answered with %i %s: done is %s', async (status, code, isDone) => {
    const cancelling = cancelBlocks(open(), { ...blocks, policy });
    (await network.nextRequest()).respondWith({ status, body: JSON.stringify({ code }) });
    await (isDone
      ? expect(cancelling).resolves.toBeUndefined()
      : expect(cancelling).rejects.toMatchObject({ code: 'access-denied' }));
  });
});

describe('a manage call', () => {
  const ref = { namespace: 'demo', dir: '/test', name: 'a.jpg' };

  test('is signed with the date beside it, and reads a file', async () => {
    const reading = getFile(open(), ref);
    const { request, respondWith } = await network.nextRequest();
    expect(request).toMatchObject({
      method: 'GET',
      url: 'https://manage.example.com/3.0/files/WyJkZW1vIiwiL3Rlc3QiLCJhLmpwZyJd',
      headers: { 'x-acl-date': 'Fri, 20 Nov 2026 00:00:00 GMT' },
    });
    expect(request.headers.authorization).toMatch(/^ACL_CLOUD [\w-]+$/);
    respondWith({
      body: JSON.stringify({ ...file, size: 5, createStamp: 0, modifyStamp: 1437535493816, md5: 'ABC' }),
    });
    expect(await reading).toMatchObject({
      size: 5,
      created: undefined,
      modified: new Date(1437535493816),
      md5: 'abc',
    });
  });

  test('lists folders and files by pages', async () => {
    const listing = listFiles(open(), { namespace: 'demo', dir: '/', page: 2, pageSize: 10 });
    const files = await network.nextRequest();
    expect(files.url.search).toBe('?namespace=demo&dir=%2F&currentPage=2&pageSize=10');
    files.respondWith({ body: JSON.stringify({ totalCount: 11, totalPage: 2, result: [{ name: 'z' }] }) });
    expect(await listing).toMatchObject({ total: 11, pages: 2, entries: [{ name: 'z', dir: '/' }] });

    const folders = listFolders(open(), { namespace: 'demo', dir: '/', page: 1 });
    (await network.nextRequest()).respondWith({ body: JSON.stringify({ result: 'none' }) });
    await expect(folders).rejects.toMatchObject({ code: 'not-want' });
  });

  test('of what is gone already is done', async () => {
    const deleting = deleteFile(open(), ref);
    (await network.nextRequest()).respondWith({ status: 404, body: '{"code":"FileNotExist"}' });
    await expect(deleting).resolves.toBeUndefined();
  });

  test('does not empty a folder', async () => {
    const deleting = deleteFolder(open(), ref);
    (await network.nextRequest()).respondWith({ status: 409, body: '{"code":"DirNotEmpty"}' });
    await expect(deleting).rejects.toMatchObject({ code: 'folder-not-empty' });
  });

  test('says whether a folder is there', async () => {
    const asking = folderExists(open(), ref);
    (await network.nextRequest()).respondWith({ body: '{"exist":false}' });
    expect(await asking).toBe(false);
  });

  test('is signed anew by the service’s clock where it was refused for ours', async () => {
    const caller = open();
    const reading = fileExists(caller, ref);
    const tooOld = { status: 403, body: '{"code":"TokenExpired"}' };
    const first = await network.nextRequest();
    first.respondWith({ ...tooOld, headers: { date: 'Fri, 20 Nov 2026 01:00:00 GMT' } });
    const second = await network.nextRequest();
    expect(second.request.headers['x-acl-date']).toBe('Fri, 20 Nov 2026 01:00:00 GMT');
    second.respondWith({ body: '{"exist":true}' });
    expect(await reading).toBe(true);

    const later = fileExists(caller, ref);
    const third = await network.nextRequest();
    expect(third.request.headers['x-acl-date']).toBe('Fri, 20 Nov 2026 01:00:00 GMT');
    third.respondWith(tooOld);
    await expect(later).rejects.toMatchObject({ code: 'clock-skew', clockOffset: undefined });
  });

  test('is not to be had with a token, which is for uploads', async () => {
    const caller = open({ signer: { kind: 'token', token: 'UPLOAD_AK_TOP abc' } });
    expect(caller.manages).toBe(false);
    await expect(getFile(caller, ref)).rejects.toMatchObject({ code: 'not-supported' });
  });
});
