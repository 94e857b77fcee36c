import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StorageDriver } from '../driver.ts';
import { createS3Driver } from '../s3/s3-driver.ts';
import { type EmbeddedStore, startEmbeddedStore } from '../testing/local-server.mjs';
import { printPolicy } from './upload-policy.ts';
import { createWantCaller, type WantCaller } from './want-caller.ts';
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
    await expect(upload({ expiration: 1 })).rejects.toMatchObject({ code: 'expired-credentials' });
    await expect(upload({ namespace: 'not-there' })).rejects.toMatchObject({ code: 'no-such-bucket' });
    await expect(upload({ sizeLimit: 4 })).rejects.toMatchObject({ code: 'too-large' });
    await expect(upload({ mimeLimit: 'image/*' })).rejects.toMatchObject({ code: 'type-refused' });
    expect(await fileExists(caller, { namespace, dir: '/', name: 'kept.txt' })).toBe(false);
    await upload({});
    await expect(upload({ insertOnly: 1 }, new Blob(['other']))).rejects.toMatchObject({
      code: 'precondition-failed',
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
      code: 'signature-mismatch',
    });
  });
});

async function md5Of(text: string): Promise<string> {
  const { default: SparkMD5 } = await import('spark-md5');
  return SparkMD5.hash(text);
}
