import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  chooseFiles,
  chooseFolder,
  connectTo,
  dropOn,
  expectAllVerified,
  objectRow,
  openBucket,
  openTransfers,
  transferRow,
  tray,
} from './support/console.ts';
import { writeSeededFile } from './support/content.ts';
import { startFaultProxy } from './support/fault-proxy.ts';
import { expect, test } from './support/fixtures.ts';
import { writeFolderTree } from './support/folder-tree.ts';
import { headOf, storedHash, storedKeys, storedUploads } from './support/read-back.ts';

const MiB = 1024 ** 2;

test.describe('what is uploaded arrives byte for byte', { tag: '@row-18' }, () => {
  test('files of 0 B, 1 B, 5 MiB, 16 MiB, 16 MiB + 1 and 200 MiB', async ({
    page,
    connect,
    buckets,
    s3,
  }, testInfo) => {
    const sizes = {
      '0 B': 0,
      '1 B': 1,
      '5 MiB': 5 * MiB,
      '16 MiB': 16 * MiB,
      '16 MiB + 1': 16 * MiB + 1,
      '200 MiB': 200 * MiB,
    };
    const hashes = new Map<string, string>();
    for (const [name, size] of Object.entries(sizes)) {
      hashes.set(name, await writeSeededFile(testInfo.outputPath('files', name), name, size));
    }
    const bucket = await buckets.create();
    await connect(page);
    await openBucket(page, bucket);
    await chooseFiles(
      page,
      [...hashes.keys()].map((name) => testInfo.outputPath('files', name)),
    );
    await expectAllVerified(page, hashes.size, 45_000);
    // The list follows by itself.
    for (const name of hashes.keys()) await expect(objectRow(page, name)).toBeVisible();

    for (const [name, hash] of hashes) {
      expect.soft(await storedHash(s3, bucket, name), name).toBe(hash);
      const { size, etag } = await s3.statObject(bucket, name);
      const parts = Math.ceil(size / (16 * MiB));
      // Up to one part in one request, above by parts of 16 MiB.
      expect.soft(etag, name).toMatch(parts > 1 ? new RegExp(`^[0-9a-f]{32}-${parts}$`) : /^[0-9a-f]{32}$/);
    }

    await openTransfers(page);
    await expect(transferRow(page, '200 MiB').first()).toContainText('Verified: MD5 matched');
  });

  test('a chosen folder of 300 files with awkward names', async ({
    page,
    connect,
    buckets,
    s3,
  }, testInfo) => {
    const hashes = await writeFolderTree(testInfo.outputPath(), 'tree');
    const bucket = await buckets.create();
    await connect(page);
    await openBucket(page, bucket);
    await chooseFolder(page, testInfo.outputPath('tree'));
    await expectAllVerified(page, 300, 45_000);
    expect((await storedKeys(s3, bucket)).sort()).toEqual([...hashes.keys()].sort());
    for (const [key, hash] of hashes) expect.soft(await storedHash(s3, bucket, key), key).toBe(hash);
  });

  test('the same folder, dropped on a folder of the list', async ({
    page,
    connect,
    buckets,
    s3,
  }, testInfo) => {
    const hashes = await writeFolderTree(testInfo.outputPath(), 'tree');
    const bucket = await buckets.create();
    await s3.putObject(bucket, 'inbox/first.txt', 'first');
    await connect(page);
    await openBucket(page, bucket);
    await dropOn(page, objectRow(page, 'inbox/'), [testInfo.outputPath('tree')]);
    await expectAllVerified(page, 300, 45_000);
    const keys = [...hashes.keys()].map((path) => `inbox/${path}`);
    expect((await storedKeys(s3, bucket)).sort()).toEqual(['inbox/first.txt', ...keys].sort());
    for (const [path, hash] of hashes)
      expect.soft(await storedHash(s3, bucket, `inbox/${path}`), path).toBe(hash);
  });

  test('a name of 200 Chinese characters and one of 300 letters', async ({
    page,
    connect,
    buckets,
    s3,
    target,
  }) => {
    const bucket = await buckets.create();
    const names = ['长'.repeat(200), 'x'.repeat(300)];
    await connect(page);
    await openBucket(page, bucket);
    await chooseFiles(
      page,
      names.map((name) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(name) })),
    );
    if (target.name === 'minio') {
      // MinIO takes no segment of a key over 255 bytes, and says so itself.
      await expect(tray(page)).toContainText('failed 2');
      await openTransfers(page);
      for (const name of names) {
        await expect(transferRow(page, name)).toContainText('The server refuses this key');
        await expect(s3.putObject(bucket, name, 'x')).rejects.toMatchObject({
          code: 'XMinioInvalidObjectName',
        });
      }
      expect(await storedKeys(s3, bucket)).toEqual([]);
      return;
    }
    await expectAllVerified(page, 2);
    expect((await storedKeys(s3, bucket)).sort()).toEqual([...names].sort());
  });
});

test.describe('nothing is lost or replaced in silence', { tag: '@row-18' }, () => {
  test('objects that exist are replaced only when that was said', async ({ page, connect, buckets, s3 }) => {
    const bucket = await buckets.create();
    await s3.putObject(bucket, 'old.txt', 'old');
    await connect(page);
    await openBucket(page, bucket);
    const files = ['old.txt', 'new.txt'].map((name) => ({
      name,
      mimeType: 'text/plain',
      buffer: Buffer.from('new'),
    }));

    await chooseFiles(page, files);
    const dialog = page.getByRole('dialog', { name: '1 object exists already' });
    await expect(dialog.getByRole('listitem')).toHaveText(['old.txt']);
    await dialog.getByRole('button', { name: 'Keep them, upload the other 1' }).click();
    await expectAllVerified(page, 1);
    expect((await s3.statObject(bucket, 'old.txt')).size).toBe(3);
    expect(await storedKeys(s3, bucket)).toEqual(['new.txt', 'old.txt']);
    const before = await s3.statObject(bucket, 'old.txt');

    await chooseFiles(page, files);
    await page.getByRole('button', { name: 'Replace 2 objects' }).click();
    await expectAllVerified(page, 2);
    expect((await s3.statObject(bucket, 'old.txt')).etag).not.toBe(before.etag);
  });

  test('a folder without files uploads nothing, and that is said', async ({
    page,
    connect,
    buckets,
    s3,
  }, testInfo) => {
    const empty = testInfo.outputPath('hollow');
    await mkdir(join(empty, 'inner/innermost'), { recursive: true });
    const bucket = await buckets.create();
    await connect(page);
    await openBucket(page, bucket);
    await dropOn(page, page.getByRole('main'), [empty]);
    const dialog = page.getByRole('dialog', { name: 'Nothing to upload' });
    await expect(dialog).toContainText('There was no file in what you dropped or chose. Nothing was stored.');
    await expect(dialog.getByRole('listitem')).toHaveText(['hollow/']);
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    expect(await storedKeys(s3, bucket)).toEqual([]);
  });

  test('an object over 5 TiB is refused before anything is sent', async ({
    page,
    connect,
    buckets,
    s3,
  }, testInfo) => {
    const path = testInfo.outputPath('enormous.bin');
    const file = await open(path, 'w');
    try {
      await file.truncate(5 * 1024 ** 4 + 1);
    } catch (error) {
      throw new Error(
        `This disk holds no sparse file over 5 TiB, which this test needs: ${testInfo.outputDir}`,
        {
          cause: error,
        },
      );
    } finally {
      await file.close();
    }
    const bucket = await buckets.create();
    await connect(page);
    await openBucket(page, bucket);
    await chooseFiles(page, path);
    await expect(tray(page)).toContainText('failed 1');
    await openTransfers(page);
    const row = transferRow(page, 'enormous.bin');
    await expect(row).toContainText('Failed: Too large');
    await expect(row).toContainText('S3 ends at 5 TiB');
    await expect(row).toContainText('Split the file and upload the pieces.');
    await expect(row.getByRole('button')).toHaveCount(0);
    expect(await storedKeys(s3, bucket)).toEqual([]);
    expect(await storedUploads(s3, bucket)).toEqual([]);
  });

  for (const [name, size, partNumber] of [
    ['in one request', 16 * MiB, null],
    ['by parts', 64 * MiB, '1'],
  ] as const) {
    test(`a file that changes while it uploads ${name} is not stored`, async ({
      page,
      target,
      buckets,
      s3,
    }, testInfo) => {
      const path = testInfo.outputPath('changing.bin');
      await writeSeededFile(path, name, size);
      const bucket = await buckets.create();
      const proxy = await startFaultProxy(target.endpoint, 1);
      // What goes first is held back until the file has changed under it.
      proxy.setRules([
        {
          matches: ({ method, url }) => method === 'PUT' && url.searchParams.get('partNumber') === partNumber,
          chance: 1,
          fault: { kind: 'throttle', bytesPerSecond: 2 * MiB },
        },
      ]);
      await connectTo(page, target, proxy.endpoint);
      await openBucket(page, bucket);
      await chooseFiles(page, path);
      await expect.poll(() => proxy.counts.throttle).toBeGreaterThan(0);
      await writeSeededFile(path, 'quite another content', size);
      await openTransfers(page);
      const row = transferRow(page, 'changing.bin');
      await expect(row).toContainText('Failed: The file changed while it was read', { timeout: 30_000 });
      await expect(row).toContainText('so nothing was stored.');
      expect(await headOf(s3, bucket, 'changing.bin')).toBe('NotFound');
      await expect.poll(() => storedUploads(s3, bucket)).toEqual([]);
      await proxy.close();
    });
  }

  test('a file that vanished before its turn is not stored', async ({
    page,
    connect,
    buckets,
    s3,
  }, testInfo) => {
    const path = testInfo.outputPath('there.txt');
    await writeFile(path, 'a few bytes');
    const bucket = await buckets.create();
    await connect(page);
    await openBucket(page, bucket);
    await page.getByTestId('upload-files').evaluate((field) => {
      // The person has chosen, and the file changes before the page reads it.
      field.addEventListener('change', (event) => event.stopImmediatePropagation(), {
        capture: true,
        once: true,
      });
    });
    await chooseFiles(page, path);
    // The browser notes a file's size and time a little after it was chosen, or as soon as somebody asks.
    const noted = await page
      .getByTestId('upload-files')
      .evaluate((field: HTMLInputElement) => field.files?.[0]?.size);
    expect(noted).toBe('a few bytes'.length);
    await writeFile(path, 'other bytes altogether');
    await page.getByTestId('upload-files').dispatchEvent('change');
    await expect(tray(page)).toContainText('failed 1');
    await openTransfers(page);
    await expect(transferRow(page, 'there.txt')).toContainText('The file changed while it was read');
    expect(await storedKeys(s3, bucket)).toEqual([]);
  });
});

test(
  '20 % of the parts meet a busy server or a broken connection, and the upload ends verified',
  {
    tag: '@row-18',
  },
  async ({ page, target, buckets, s3 }, testInfo) => {
    const path = testInfo.outputPath('through faults.bin');
    const hash = await writeSeededFile(path, 'faults', 320 * MiB);
    const bucket = await buckets.create();
    const proxy = await startFaultProxy(target.endpoint, 29);
    const isPart = ({ method, url }: { method: string; url: URL }) =>
      method === 'PUT' && url.searchParams.has('partNumber');
    // Together 20 %: each rule is asked only where the one before did not hit.
    proxy.setRules([
      { matches: isPart, chance: 0.1, fault: { kind: 'slow-down' } },
      { matches: isPart, chance: 0.05 / 0.9, fault: { kind: 'drop', at: 'request' } },
      { matches: isPart, chance: 0.05 / 0.85, fault: { kind: 'drop', at: 'response' } },
    ]);
    await connectTo(page, target, proxy.endpoint);
    await openBucket(page, bucket);
    await chooseFiles(page, path);
    await expectAllVerified(page, 1, 50_000);
    const faults = proxy.counts['slow-down'] + proxy.counts.drop;
    expect(proxy.counts['slow-down']).toBeGreaterThan(0);
    expect(proxy.counts.drop).toBeGreaterThan(0);
    await openTransfers(page);
    // The browser itself may repeat what was cut on a kept connection: such a part is not counted by the page.
    const sentAgain = /(\d+) requests? repeated/.exec(
      (await transferRow(page, 'through faults.bin').textContent()) ?? '',
    )?.[1];
    expect(Number(sentAgain)).toBeGreaterThanOrEqual(proxy.counts['slow-down']);
    expect(Number(sentAgain)).toBeLessThanOrEqual(faults);
    expect(await storedHash(s3, bucket, 'through faults.bin')).toBe(hash);
    expect((await s3.statObject(bucket, 'through faults.bin')).etag).toMatch(/-20$/);
    await proxy.close();
  },
);
