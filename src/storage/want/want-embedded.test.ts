import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkConnection } from '../connection-check.ts';
import type { Credentials } from '../credentials.ts';
import type { StorageDriver } from '../driver.ts';
import { createS3Driver } from '../s3/s3-driver.ts';
import { describeDriver } from '../testing/driver-contract.ts';
import { type EmbeddedStore, startEmbeddedStore } from '../testing/local-server.mjs';
import { printPolicy } from './upload-policy.ts';
import { createWantCaller, type WantCaller } from './want-caller.ts';
import { createWantDriver } from './want-driver.ts';
import {
  createFolder,
  deleteFile,
  deleteFolder,
  fileExists,
  folderExists,
  getFile,
  listFiles,
  listFolders,
} from './want-files.ts';
import { beginBlocks, cancelBlocks, completeBlocks, uploadBlock, uploadFile } from './want-uploads.ts';

let store: EmbeddedStore;
let caller: WantCaller;
let s3: StorageDriver;
const namespace = 'want-calls';

beforeAll(async () => {
  store = await startEmbeddedStore();
  const { endpoint, accessKeyId, secretAccessKey } = store;
  caller = createWantCaller({
    uploadEndpoint: endpoint,
    manageEndpoint: endpoint,
    signer: { kind: 'keys', keys: { type: 'TOP', accessKeyId, secretAccessKey } },
  });
  s3 = createS3Driver({
    profile: { name: '', protocol: 's3', endpoint, region: 'us-east-1', addressing: 'path', accessKeyId },
    credentials: { accessKeyId, secretAccessKey },
  });
  await s3.buckets?.create(namespace);
}, 120_000);

afterAll(() => store.stop());

/** Anybody may read it: Want reads files from their public addresses. */
async function makePublicBucket(bucket: string): Promise<void> {
  await s3.buckets?.create(bucket);
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: ['*'] },
    Action: ['s3:GetObject'],
    Resource: [`arn:aws:s3:::${bucket}/*`],
  };
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await s3.settings?.write(bucket, 'policy', policy);
}

function openDriver(credentials: Partial<Credentials> = {}, tokenPolicy?: string): StorageDriver {
  const { endpoint, accessKeyId, secretAccessKey } = store;
  return createWantDriver({
    profile: {
      name: '',
      protocol: 'want',
      endpoint,
      manageEndpoint: endpoint,
      keyType: 'CLOUD',
      accessKeyId,
      tokenPolicy,
    },
    credentials: { accessKeyId, secretAccessKey, ...credentials },
  });
}

describeDriver('the Want driver on the embedded store', async () => openDriver(), {
  lacks: [
    'buckets',
    'multipart',
    'presign',
    'uploadForms',
    'copy',
    'properties',
    'folder-markers',
    'large-puts',
    'batches',
  ],
  makeBucket: makePublicBucket,
  removeBucket: async (bucket) => s3.buckets?.delete(bucket),
});

const policyOf = (changes = {}) => printPolicy({ namespace, expiration: -1, insertOnly: 0, ...changes });

async function readByS3(key: string): Promise<string> {
  return new Response((await s3.objects.get({ bucket: namespace, key })).body).text();
}

describe('the embedded store', () => {
  test('stores a file in one request, which S3 reads', async () => {
    const stored = await uploadFile(caller, {
      policy: policyOf(),
      dir: '/trip/2026',
      name: '100% 报告.txt',
      content: new Blob(['hello'], { type: 'text/plain' }),
      md5: '5d41402abc4b2a76b9719d911017c592',
      meta: { author: '李' },
    });
    expect(stored).toMatchObject({
      code: 'OK',
      size: 5,
      etag: '5D41402ABC4B2A76B9719D911017C592',
      mimeType: 'text/plain',
    });
    expect(await readByS3('trip/2026/100% 报告.txt')).toBe('hello');
    const ref = { namespace, dir: '/trip/2026', name: '100% 报告.txt' };
    expect(await getFile(caller, ref)).toMatchObject({ size: 5, md5: stored.etag?.toLowerCase() });
    expect((await listFolders(caller, { namespace, dir: '/', page: 1 })).entries).toMatchObject([
      { name: 'trip' },
    ]);
    expect(await listFiles(caller, { namespace, dir: '/trip/2026', page: 1 })).toMatchObject({
      total: 1,
      entries: [{ name: '100% 报告.txt' }],
    });
    await deleteFile(caller, ref);
    expect(await fileExists(caller, ref)).toBe(false);
    await deleteFile(caller, ref);
  });

  test('refuses what the policy does not allow, and stores nothing', async () => {
    const upload = (changes: object, content = new Blob(['hello'], { type: 'text/plain' })) =>
      uploadFile(caller, { policy: policyOf(changes), dir: '/', name: 'kept.txt', content });
    await expect(upload({ expiration: 1 })).rejects.toMatchObject({ code: 'token-expired' });
    await expect(upload({ namespace: 'not-there' })).rejects.toMatchObject({ code: 'no-such-bucket' });
    await expect(upload({ sizeLimit: 4 })).rejects.toMatchObject({ code: 'size-refused' });
    await expect(upload({ mimeLimit: 'image/*' })).rejects.toMatchObject({ code: 'type-refused' });
    expect(await fileExists(caller, { namespace, dir: '/', name: 'kept.txt' })).toBe(false);
    await upload({});
    await expect(upload({ insertOnly: 1 }, new Blob(['other']))).rejects.toMatchObject({
      code: 'file-exists',
    });
    expect(await readByS3('kept.txt')).toBe('hello');
  });

  test('joins blocks that came in any order, and compares the whole', async () => {
    const size = 102_400;
    const contents = ['a', 'b', 'c'].map((letter, index) => letter.repeat(index < 2 ? size : 7));
    const [first = '', ...others] = contents;
    const policy = policyOf();
    const begun = await beginBlocks(caller, {
      policy,
      dir: '/',
      name: 'blocks.bin',
      content: new Blob([first]),
    });
    const sent = await Promise.all(
      others.map(async (content, index) =>
        uploadBlock(caller, {
          ...begun,
          policy,
          partNumber: index + 2,
          content: new Blob([content]),
          md5: await md5Of(content),
        }),
      ),
    );
    const input = { ...begun, policy, blocks: [begun.first, ...sent] };
    await expect(
      completeBlocks(caller, { ...input, md5: '5d41402abc4b2a76b9719d911017c592' }),
    ).rejects.toMatchObject({ code: 'bad-digest' });
    const md5 = await md5Of(contents.join(''));
    const stored = await completeBlocks(caller, { ...input, md5 });
    expect(stored).toMatchObject({ size: 2 * size + 7, etag: md5.toUpperCase() });
    expect(await readByS3('blocks.bin')).toBe(contents.join(''));
    // An answer that was lost on the way is given again.
    expect(await completeBlocks(caller, { ...input, md5 })).toMatchObject({ size: stored.size });
  });

  test('refuses a block that is not what its MD5 says, and forgets what is cancelled', async () => {
    const policy = policyOf();
    const begun = await beginBlocks(caller, {
      policy,
      dir: '/',
      name: 'cancelled.bin',
      content: new Blob(['one']),
    });
    const block = { ...begun, policy, partNumber: 2, content: new Blob(['two']) };
    await expect(uploadBlock(caller, { ...block, md5: await md5Of('other') })).rejects.toMatchObject({
      code: 'bad-digest',
    });
    await cancelBlocks(caller, { ...begun, policy });
    await cancelBlocks(caller, { ...begun, policy });
    await expect(uploadBlock(caller, { ...block, md5: await md5Of('two') })).rejects.toMatchObject({
      code: 'no-such-upload',
    });
  });

  test('makes folders and deletes empty ones alone', async () => {
    const folder = { namespace, dir: '/made/deep' };
    await createFolder(caller, folder);
    await createFolder(caller, folder);
    expect(await folderExists(caller, folder)).toBe(true);
    await expect(deleteFolder(caller, { namespace, dir: '/made' })).rejects.toMatchObject({
      code: 'folder-not-empty',
    });
    await deleteFolder(caller, folder);
    expect(await folderExists(caller, folder)).toBe(false);
    await deleteFolder(caller, folder);
  });

  test('lists page after page', async () => {
    for (const name of ['1', '2', '3']) {
      await uploadFile(caller, { policy: policyOf(), dir: '/paged', name, content: new Blob([name]) });
    }
    const page = (number: number) =>
      listFiles(caller, { namespace, dir: '/paged', page: number, pageSize: 2 });
    expect(await page(1)).toMatchObject({ total: 3, pages: 2, entries: [{ name: '1' }, { name: '2' }] });
    expect(await page(2)).toMatchObject({ entries: [{ name: '3' }] });
  });

  test('refuses wrong keys', async () => {
    const { endpoint, accessKeyId } = store;
    const stranger = createWantCaller({
      uploadEndpoint: endpoint,
      manageEndpoint: endpoint,
      signer: { kind: 'keys', keys: { type: 'TOP', accessKeyId, secretAccessKey: 'another' } },
    });
    await expect(listFiles(stranger, { namespace, dir: '/', page: 1 })).rejects.toMatchObject({
      code: 'keys-refused',
    });
  });
});

describe('the driver on the embedded store', () => {
  const bucket = 'want-driver';
  const body = new Blob(['hello'], { type: 'text/plain' });
  const md5 = '5d41402abc4b2a76b9719d911017c592';
  const terms = (changes: object) => ({
    text: printPolicy({ namespace: bucket, expiration: -1, insertOnly: 0, ...changes }),
  });

  beforeAll(() => makePublicBucket(bucket));

  test('stores where the policy says, with the metadata that only S3 reads', async () => {
    const uploadPolicy = {
      ...terms({ dir: '/by/$' + '{var-who}', name: 'x-$' + '{name}' }),
      variables: { who: 'li' },
    };
    const put = { bucket, key: 'asked/a.txt', body, md5, metadata: { desk: '七' }, uploadPolicy };
    const { receipt } = await openDriver().objects.put(put);
    expect(receipt).toMatchObject({ namespace: bucket, dir: '/by/li', name: 'x-a.txt', size: 5 });
    expect(JSON.parse(receipt?.answer ?? '')).toMatchObject({ code: 'OK', url: receipt?.url });
    const { head } = await s3.objects.get({ bucket, key: 'by/li/x-a.txt' });
    expect(head.contentType).toBe('text/plain');
    expect((await s3.objects.head({ bucket, key: 'by/li/x-a.txt' })).metadata).toEqual({ desk: '七' });
  });

  test('takes a policy’s own answer for a success', async () => {
    const put = { bucket, key: 'own', body, md5, uploadPolicy: terms({ returnBody: 'got $' + '{size}' }) };
    const stored = await openDriver().objects.put(put);
    expect(stored).toEqual({ etag: '', etagIsMd5: false, receipt: { answer: 'got 5' } });
  });

  test('says which terms were not met', async () => {
    const { objects } = openDriver();
    const put = (changes: object, key = 'terms') =>
      objects.put({ bucket, key, body, md5, uploadPolicy: terms(changes) });
    await put({});
    await expect(put({ insertOnly: 1 })).rejects.toMatchObject({ code: 'file-exists', status: 409 });
    await expect(put({ sizeLimit: 4 })).rejects.toMatchObject({ code: 'size-refused', status: 413 });
    await expect(put({ mimeLimit: 'image/*' })).rejects.toMatchObject({ code: 'type-refused', status: 415 });
    await expect(put({ expiration: 1 })).rejects.toMatchObject({ code: 'token-expired', status: 403 });
    const callbackUrl = 'http://127.0.0.1:1/told';
    await expect(put({ callbackUrl }, 'told')).rejects.toMatchObject({ code: 'callback-failed' });
    expect(await objects.exists?.({ bucket, key: 'told' })).toBe(true);
  });

  test('makes folders, lists them, and deletes them with what is in them', async () => {
    const { objects } = openDriver();
    const folder = (key: string, onlyIfAbsent = false) =>
      objects.put({ bucket, key, body: new Blob([]), onlyIfAbsent });
    await folder('tree/deep/');
    await expect(folder('tree/', true)).rejects.toMatchObject({ code: 'precondition-failed' });
    await objects.put({ bucket, key: 'tree/deep/leaf', body });
    const { value: page } = await objects.list({ bucket, prefix: 'tree/', delimiter: '/' }).next();
    expect(page).toEqual({ entries: [], prefixes: ['tree/deep/'] });
    const keys = ['tree/', 'tree/deep/leaf', 'tree/deep/'];
    expect(await objects.deleteMany({ bucket, keys })).toMatchObject({ failed: [] });
    expect(await objects.exists?.({ bucket, key: 'tree/' })).toBe(false);
  });

  test('reads no file that is not public', async () => {
    await openDriver().objects.put({ bucket: namespace, key: 'closed', body });
    await expect(openDriver().objects.get({ bucket: namespace, key: 'closed' })).rejects.toMatchObject({
      code: 'not-public',
    });
  });

  test('uploads with somebody else’s token, and does nothing else', async () => {
    const { text } = terms({ dir: '/given' });
    const token = openDriver().uploadPolicies?.sign(JSON.parse(text)).token ?? '';
    const pasted = openDriver({ secretAccessKey: '', uploadToken: token }, text);
    const { receipt } = await pasted.objects.put({ bucket, key: 'a', body, md5 });
    expect(receipt).toMatchObject({ dir: '/given', name: 'a' });
    const other = openDriver({ secretAccessKey: '', uploadToken: `${token.slice(0, -4)}AAAA` }, text);
    await expect(other.objects.put({ bucket, key: 'b', body })).rejects.toMatchObject({
      code: 'token-refused',
    });
  });

  interface CheckScene {
    named?: string;
    secret?: string;
    /** ms that this clock is behind. */
    late?: number;
    /** Of a token of somebody else's. */
    policy?: object;
  }

  test.each<[string, CheckScene, string[]]>([
    ['passes', { named: bucket }, ['clock passed', 'keys passed', 'namespace passed']],
    ['finds no namespace', { named: 'not-there' }, ['keys passed', 'namespace failed no-such-bucket']],
    ['does without one', {}, ['keys passed', 'namespace skipped']],
    ['finds a wrong secret', { secret: 'other' }, ['keys failed keys-refused', 'namespace skipped']],
    [
      'finds a wrong clock',
      { named: bucket, late: 3600_000 },
      ['clock failed clock-skew', 'keys passed', 'namespace passed'],
    ],
    ['takes a token', { policy: {} }, ['token-expiry passed', 'token passed', 'namespace passed']],
    ['finds a token over', { policy: { expiration: 1 } }, ['token-expiry failed token-expired']],
  ])('is checked: it %s', async (_, { named, secret, late = 0, policy }, lines) => {
    const { endpoint, accessKeyId, secretAccessKey } = store;
    const tokenPolicy = policy && terms(policy).text;
    const uploadToken = tokenPolicy && openDriver().uploadPolicies?.sign(JSON.parse(tokenPolicy)).token;
    const checks = checkConnection(
      {
        profile: {
          name: '',
          protocol: 'want',
          endpoint,
          manageEndpoint: endpoint,
          keyType: 'TOP',
          accessKeyId,
          tokenPolicy,
        },
        credentials: { accessKeyId, secretAccessKey: secret ?? secretAccessKey, uploadToken },
      },
      { pageProtocol: 'http:', bucket: named },
      { now: () => Date.now() - late },
    );
    const seen: string[] = [];
    for await (const { check, result, error } of checks) {
      seen.push([check, result, error?.code].filter(Boolean).join(' '));
    }
    expect(seen).toEqual(expect.arrayContaining(lines));
    expect(seen.slice(0, 3)).toEqual(['mixed-content passed', 'reachable passed', 'cors passed']);
  });
});

async function md5Of(text: string): Promise<string> {
  const { default: SparkMD5 } = await import('spark-md5');
  return SparkMD5.hash(text);
}
