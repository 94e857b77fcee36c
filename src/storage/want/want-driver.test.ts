import { afterEach, describe, expect, test } from 'vitest';
import type { WantProfile } from '../connection.ts';
import type { PutInput } from '../object-operations.ts';
import { createFakeTransport, type FakeAnswer } from '../testing/fake-transport.ts';
import { formOf } from './testing/form-of.ts';
import { readUploadToken, signUploadToken } from './upload-token.ts';
import { createWantDriver } from './want-driver.ts';
import { resourceId } from './want-path.ts';

const now = Date.UTC(2026, 10, 21);
const profile: WantProfile = {
  name: '',
  protocol: 'want',
  endpoint: 'https://upload.example.com',
  manageEndpoint: 'https://manage.example.com',
  keyType: 'TOP',
  accessKeyId: 'AK',
};
const keys = { type: 'TOP', accessKeyId: 'AK', secretAccessKey: 'secret' } as const;
const network = createFakeTransport();
const surroundings = { transport: network.transport, now: () => now };
const driver = createWantDriver({ profile, credentials: keys }, surroundings);

/** With a token of somebody else's. */
function openPasted(policy: object) {
  const text = JSON.stringify(policy);
  const token = signUploadToken(keys, text);
  const pasted = createWantDriver(
    {
      profile: { ...profile, tokenPolicy: text },
      credentials: { ...keys, secretAccessKey: '', uploadToken: token },
    },
    surroundings,
  );
  return { pasted, token, text };
}

afterEach(() => network.expectNothingLeft());

const md5 = '5d41402abc4b2a76b9719d911017c592';
const input: PutInput = { bucket: 'demo', key: 'a/b.txt', body: new Blob(['hello']), md5 };
const stored = (changes: object = {}) =>
  JSON.stringify({
    code: 'OK',
    dir: '/a',
    name: 'b.txt',
    fileSize: 5,
    eTag: md5.toUpperCase(),
    url: 'https://example.com/demo/a/b.txt',
    ...changes,
  });

async function answer(reply: FakeAnswer) {
  const { request, respondWith } = await network.nextRequest();
  respondWith(reply);
  return request;
}

const policyOf = (headers: Record<string, string>): unknown =>
  JSON.parse(readUploadToken(headers.authorization ?? '')?.policy ?? '');

describe('a file that is put', () => {
  test('goes under a policy for nothing but its namespace and a day', async () => {
    const putting = driver.objects.put({ ...input, contentType: 'text/csv', metadata: { who: '李' } });
    const { headers, body } = await answer({ body: stored() });
    expect(policyOf(headers)).toEqual({ namespace: 'demo', expiration: now + 86_400_000, insertOnly: 0 });
    expect(await formOf(body)).toEqual([
      ['name', 'b.txt'],
      ['dir', '/a'],
      ['size', '5'],
      ['md5', md5],
      ['meta-who', '李'],
      ['content', 'hello'],
    ]);
    expect(await (body as Blob).text()).toContain('Content-Type: text/csv');
    expect(await putting).toEqual({
      etag: md5,
      etagIsMd5: true,
      receipt: {
        code: 'OK',
        dir: '/a',
        name: 'b.txt',
        size: 5,
        etag: md5.toUpperCase(),
        url: 'https://example.com/demo/a/b.txt',
        answer: stored(),
      },
    });
  });

  test('goes under the policy that was given, which wins over its key', async () => {
    const text = '{"namespace":"demo","expiration":-1,"insertOnly":0,"dir":"/x","name":"${var-as}"}';
    const putting = driver.objects.put({ ...input, uploadPolicy: { text, variables: { as: 'y' } } });
    const { headers, body } = await answer({ body: stored({ dir: '/x', name: 'y' }) });
    expect(readUploadToken(headers.authorization ?? '')?.policy).toBe(text);
    expect(await formOf(body)).toContainEqual(['var-as', 'y']);
    expect((await putting).receipt).toMatchObject({ dir: '/x', name: 'y' });
  });

  test.each([
    ['stored', {}],
    [`{"eTag":"${'0'.repeat(32)}","url":"https://example.com/x"}`, { url: 'https://example.com/x' }],
  ])('whose policy answers %j is stored, and its receipt is that', async (body, told) => {
    const text = '{"namespace":"demo","expiration":-1,"insertOnly":0,"returnBody":"…"}';
    const putting = driver.objects.put({ ...input, uploadPolicy: { text } });
    await answer({ body });
    const { etag, etagIsMd5, receipt } = await putting;
    expect({ etag, etagIsMd5 }).toEqual({ etag: '', etagIsMd5: false });
    expect(receipt).toMatchObject({ ...told, answer: body });
  });

  test('whose answer has no MD5 is stored all the same', async () => {
    const putting = driver.objects.put(input);
    await answer({ body: stored({ eTag: undefined }) });
    expect(await putting).toMatchObject({ etag: '', etagIsMd5: false });
  });

  test.each([
    ['answer-elsewhere', { uploadPolicy: { text: '{"namespace":"demo","returnUrl":"https://a.example"}' } }],
    ['not-supported', { cacheControl: 'no-cache' }],
    ['not-supported', { encryption: { kind: 'sse-s3' } as const }],
    ['key-refused', { key: 'a//b' }],
    ['key-refused', { key: '../b' }],
    ['key-refused', { key: 'folder/' }],
    ['too-large', { body: new Blob([new Uint8Array(10 * 1024 ** 2 + 1)]) }],
  ])('is %s before anything is sent', async (code, change) => {
    await expect(driver.objects.put({ ...input, ...change })).rejects.toMatchObject({ code });
  });

  test('tells the SDKs’ words where it must go in blocks', async () => {
    const body = new Blob([new Uint8Array(10 * 1024 ** 2 + 1)]);
    await expect(driver.objects.put({ ...input, body })).rejects.toMatchObject({
      serviceMessage: 'file is too large, use multi part upload please',
    });
  });
});

describe('a file that is put only where nothing is', () => {
  const exists = { status: 409, body: '{"code":"FileAlreadyExist"}' };

  test.each([
    [undefined, { namespace: 'demo', expiration: now + 86_400_000, insertOnly: 1 }],
    [
      { text: '{"namespace":"demo","expiration":-1,"name":"x"}' },
      { namespace: 'demo', expiration: -1, name: 'x', insertOnly: 1 },
    ],
  ])('goes under a policy that keeps what is there: %j', async (uploadPolicy, policy) => {
    const putting = driver.objects.put({ ...input, uploadPolicy, onlyIfAbsent: true });
    expect(policyOf((await answer(exists)).headers)).toEqual(policy);
    await expect(putting).rejects.toMatchObject({ code: 'precondition-failed', status: 409 });
  });

  test('is told as the policy’s word where it is that alone', async () => {
    const text = '{"namespace":"demo","expiration":-1,"insertOnly":1}';
    const putting = driver.objects.put({ ...input, uploadPolicy: { text } });
    await answer(exists);
    await expect(putting).rejects.toMatchObject({ code: 'file-exists' });
  });
});

describe('a folder', () => {
  const path = `/3.0/folders/${resourceId('demo', { dir: '/a/b' })}`;
  const folder = { bucket: 'demo', key: 'a/b/', body: new Blob([]) };

  test('is made by a key that ends in a slash', async () => {
    const putting = driver.objects.put(folder);
    const { method, url } = await answer({ body: '{"code":"OK"}' });
    expect([method, url]).toEqual(['POST', `https://manage.example.com${path}`]);
    expect(await putting).toEqual({ etag: '', etagIsMd5: false });
  });

  test('is looked for first where it must not be there', async () => {
    const putting = driver.objects.put({ ...folder, onlyIfAbsent: true });
    const { url } = await answer({ body: '{"exist":true}' });
    expect(url).toBe(`https://manage.example.com${path}/exist`);
    await expect(putting).rejects.toMatchObject({ code: 'precondition-failed' });
  });

  test.each([true, false])('is there: %s', async (exist) => {
    const asking = driver.objects.exists?.({ bucket: 'demo', key: 'a/b/' });
    await answer({ body: JSON.stringify({ exist }) });
    expect(await asking).toBe(exist);
  });
});

test('what has no version and no key of its own is not asked for with one', async () => {
  const ref = { bucket: 'demo', key: 'a', versionId: 'v' };
  await expect(driver.objects.head(ref)).rejects.toMatchObject({ code: 'not-supported' });
  await expect(driver.objects.get(ref)).rejects.toMatchObject({ code: 'not-supported' });
  expect(driver.objects.refusesKey?.('a//b')).toBe(true);
});

describe('blocks', () => {
  const block = { bucket: 'demo', body: new Blob(['one']), md5: 'm1' };

  test('go from the first to the end, under the same policy, with one opaque id', async () => {
    const text = '{"namespace":"demo","expiration":-1,"returnBody":"done"}';
    const uploadPolicy = { text, variables: { who: 'me' } };
    const beginning = driver.blocks?.begin({ ...block, key: 'a/b.bin', metadata: { k: 'v' }, uploadPolicy });
    const first = await answer({
      body: `{"id":"I","uploadId":"U","eTag":"${md5.toUpperCase()}","dir":"/","name":"b"}`,
    });
    expect(await formOf(first.body)).toEqual([
      ['name', 'b.bin'],
      ['dir', '/a'],
      ['size', '3'],
      ['md5', 'm1'],
      ['meta-k', 'v'],
      ['var-who', 'me'],
      ['content', 'one'],
    ]);
    const { uploadId = '', ...begun } = (await beginning) ?? {};
    expect(begun).toEqual({ etag: md5.toUpperCase(), etagIsMd5: true });

    const sending = driver.blocks?.upload({ ...block, uploadId, partNumber: 2, uploadPolicy });
    const second = await answer({ body: '{"eTag":"of-its-own"}' });
    expect(await formOf(second.body)).toContainEqual(['partNumber', '2']);
    expect(await sending).toEqual({ etag: 'of-its-own', etagIsMd5: false });

    const parts = [{ partNumber: 1, etag: 'E1', size: 3 }];
    const completing = driver.blocks?.complete({ bucket: 'demo', uploadId, parts, md5, uploadPolicy });
    const last = await answer({ body: 'done' });
    const fields = Object.fromEntries(await formOf(last.body));
    expect(fields).toMatchObject({ id: 'I', uploadId: 'U', md5 });
    expect(await completing).toEqual({ etag: '', etagIsMd5: false, receipt: { answer: 'done' } });

    const cancelling = driver.blocks?.cancel({ bucket: 'demo', uploadId, uploadPolicy });
    const cancel = await answer({ status: 404, body: '{"code":"UploadIdNotExist"}' });
    await cancelling;
    for (const { headers } of [first, second, last, cancel]) {
      expect(readUploadToken(headers.authorization ?? '')?.policy).toBe(text);
    }
  });

  test.each([
    ['key-refused', { key: 'a/' }],
    ['not-supported', { key: 'a', storageClass: 'COLD' }],
    ['answer-elsewhere', { key: 'a', uploadPolicy: { text: '{"returnUrl":"https://a.example"}' } }],
  ])('are %s before anything is sent', async (code, change) => {
    await expect(driver.blocks?.begin({ ...block, ...change })).rejects.toMatchObject({ code });
  });
});

describe('a token of somebody else’s', () => {
  test('goes with every upload, whatever policy is asked for', async () => {
    const { pasted, token, text } = openPasted({ namespace: 'demo', expiration: -1, returnBody: 'x' });
    expect(pasted.uploadPolicies?.pasted).toMatchObject({ token, text, policy: { namespace: 'demo' } });
    const asked = '{"namespace":"other","expiration":-1}';
    const putting = pasted.objects.put({ ...input, uploadPolicy: { text: asked } });
    expect((await answer({ body: 'no JSON' })).headers.authorization).toBe(token);
    expect((await putting).receipt).toEqual({ answer: 'no JSON' });
  });

  test('does not promise what its policy does not say', async () => {
    const { pasted } = openPasted({ namespace: 'demo', expiration: -1, insertOnly: 0 });
    const putting = pasted.objects.put({ ...input, onlyIfAbsent: true });
    await expect(putting).rejects.toMatchObject({ code: 'not-supported' });
    const keeping = openPasted({ namespace: 'demo', expiration: -1, insertOnly: 1 }).pasted;
    const kept = keeping.objects.put({ ...input, onlyIfAbsent: true });
    await answer({ body: stored() });
    expect((await kept).etag).toBe(md5);
  });

  test('whose answer goes elsewhere uploads nothing', async () => {
    const { pasted } = openPasted({ namespace: 'demo', expiration: -1, returnUrl: 'https://a.example' });
    await expect(pasted.objects.put(input)).rejects.toMatchObject({ code: 'answer-elsewhere' });
  });

  test('does nothing else, and sends nothing for it', async () => {
    const { pasted } = openPasted({ namespace: 'demo', expiration: -1 });
    const { objects, uploadPolicies } = pasted;
    const ref = { bucket: 'demo', key: 'a' };
    const refused = { code: 'not-supported', status: undefined };
    await expect(objects.list(ref).next()).rejects.toMatchObject(refused);
    await expect(objects.head(ref)).rejects.toMatchObject(refused);
    await expect(objects.get(ref)).rejects.toMatchObject(refused);
    await expect(objects.exists?.(ref)).rejects.toMatchObject(refused);
    await expect(objects.delete(ref)).rejects.toMatchObject(refused);
    await expect(objects.deleteMany({ bucket: 'demo', keys: ['a', 'b/'] })).rejects.toMatchObject(refused);
    await expect(objects.put({ ...input, key: 'a/', body: new Blob([]) })).rejects.toMatchObject(refused);
    const policy = { namespace: 'demo', expiration: -1, insertOnly: 0 } as const;
    expect(() => uploadPolicies?.sign(policy)).toThrow('not-supported');
  });

  test.each(['', 'no JSON', '[]', '{"nme":1}'])(
    'with the policy %j is one without a policy',
    (tokenPolicy) => {
      const credentials = { ...keys, secretAccessKey: '', uploadToken: 'T' };
      const { uploadPolicies } = createWantDriver({ profile: { ...profile, tokenPolicy }, credentials });
      expect(uploadPolicies?.pasted).toEqual({ policy: undefined, text: tokenPolicy, token: 'T' });
    },
  );

  test('that is over is shown all the same', () => {
    const { pasted } = openPasted({ namespace: 'demo', expiration: 1 });
    expect(pasted.uploadPolicies?.pasted?.policy).toMatchObject({ expiration: 1 });
  });
});

test('keys sign any policy, as the worked example does', () => {
  const { uploadPolicies } = createWantDriver({
    profile: { ...profile, accessKeyId: '23356042' },
    credentials: { accessKeyId: '23356042', secretAccessKey: '0123456789abcdef0123456789abcdef' },
  });
  expect(uploadPolicies?.sign({ namespace: 'demo', expiration: -1, insertOnly: 0 })).toEqual({
    text: '{"namespace":"demo","expiration":-1,"insertOnly":0}',
    token:
      'UPLOAD_AK_TOP MjMzNTYwNDI6ZXlKdVlXMWxjM0JoWTJVaU9pSmtaVzF2SWl3aVpYaHdhWEpoZEdsdmJpSTZMVEVzSW1sdWMyVnlkRTl1YkhraU9qQjk6NGNjYjNiMDdjNTQ4MGY5MGEyNTBmZmM2OGNlZWUzNTQ0MDY1MTMxMQ',
  });
});
