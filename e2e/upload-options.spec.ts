import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import type { Client } from 'minio';
import { expectAccessible } from './support/axe.ts';
import {
  chooseFiles,
  expectAllVerified,
  openBucket,
  openTransfers,
  transferRow,
  tray,
} from './support/console.ts';
import { sha256, writeSeededFile } from './support/content.ts';
import { expect, test } from './support/fixtures.ts';
import { connectLimited } from './support/limited-user.ts';
import { storedHash, storedKeys } from './support/read-back.ts';

const MiB = 1024 ** 2;
const tomorrow = new Date(Date.now() + 86_400_000);

/** As a `datetime-local` field takes it, in this machine's zone. */
function localTime(time: Date): string {
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

async function openOptions(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Upload options', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Upload options' });
  await expect(dialog.getByText('Asking whether')).toHaveCount(0);
  return dialog;
}

async function addPair(dialog: Locator, kind: 'metadata' | 'tag', key: string, value: string): Promise<void> {
  await dialog.getByRole('button', { name: `Add ${kind}`, exact: true }).click();
  const [first, second] =
    kind === 'metadata' ? [/^Name \d+$/, /^Value \d+$/] : [/^Tag key \d+$/, /^Tag value \d+$/];
  await expect(dialog.getByLabel(first).last()).toBeFocused();
  await dialog.getByLabel(first).last().fill(key);
  await dialog.getByLabel(second).last().fill(value);
}

async function set(dialog: Locator): Promise<void> {
  await dialog.getByRole('button', { name: 'Set options', exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

const strip = (page: Page) => page.getByRole('region', { name: 'Upload options' });

/** What a client that knows nothing of the console reads of an object. */
async function readBack(s3: Client, bucket: string, key: string) {
  const { metaData, versionId } = await s3.statObject(bucket, key);
  return { metaData: metaData as Record<string, string>, versionId: versionId ?? undefined };
}

test.describe('upload options', { tag: '@row-18' }, () => {
  test('everything that can be said goes with a small file and one in parts, and is read back by another client', async ({
    page,
    connect,
    buckets,
    s3,
  }, testInfo) => {
    const bucket = buckets.reserve();
    await s3.makeBucket(bucket, 'us-east-1', { ObjectLocking: true });
    const hashes = {
      'small.csv': await writeSeededFile(testInfo.outputPath('small.csv'), 'small', 1000),
      'large.bin': await writeSeededFile(testInfo.outputPath('large.bin'), 'large', 16 * MiB + 1),
    };
    await connect(page);
    await openBucket(page, bucket);
    const dialog = await openOptions(page);
    await expectAccessible(page);
    await dialog.getByRole('combobox', { name: 'Content type' }).fill('text/x-pail; charset=utf-8');
    await dialog.getByRole('combobox', { name: 'Cache control' }).fill('max-age=60');
    await dialog.getByRole('combobox', { name: 'Disposition' }).fill('attachment; filename="a b.csv"');
    await dialog.getByRole('combobox', { name: 'Encoding' }).fill('identity');
    await dialog.getByRole('combobox', { name: 'Language' }).fill('zh-CN');
    await dialog.getByLabel('Expires').fill('2031-05-06T07:08');
    await addPair(dialog, 'metadata', 'Author', '报告 — Ünïcode');
    await addPair(dialog, 'metadata', 'plain', 'as it is');
    await addPair(dialog, 'tag', 'team', 'holiday 2026');
    await addPair(dialog, 'tag', 'stage', 'a+b=c@d:e/f');
    await dialog.getByRole('combobox', { name: 'Storage class' }).fill('REDUCED_REDUNDANCY');
    await dialog.getByLabel('Key of the server (SSE-S3)').check();
    await dialog.getByLabel(/^Governance/).check();
    await dialog.getByLabel('Until').fill(localTime(tomorrow));
    await dialog.getByLabel('Legal hold').check();
    await expectAccessible(page);
    await set(dialog);
    for (const word of [
      'text/x-pail',
      '2 metadata entries',
      '2 tags',
      'class REDUCED_REDUNDANCY',
      'SSE-S3',
      'GOVERNANCE',
      'legal hold',
    ])
      await expect(strip(page)).toContainText(word);
    await expectAccessible(page);
    await chooseFiles(page, [testInfo.outputPath('small.csv'), testInfo.outputPath('large.bin')]);
    await expectAllVerified(page, 2, 45_000);

    for (const [key, hash] of Object.entries(hashes)) {
      const { metaData, versionId } = await readBack(s3, bucket, key);
      expect.soft(metaData, key).toMatchObject({
        'content-type': 'text/x-pail; charset=utf-8',
        'cache-control': 'max-age=60',
        'content-disposition': 'attachment; filename="a b.csv"',
        'content-encoding': 'identity',
        'content-language': 'zh-CN',
        plain: 'as it is',
        'x-amz-storage-class': 'REDUCED_REDUNDANCY',
        'x-amz-server-side-encryption': 'AES256',
      });
      const word = /=\?UTF-8\?B\?([^?]+)\?=/i.exec(metaData.author ?? '')?.[1] ?? '';
      expect.soft(Buffer.from(word, 'base64').toString(), key).toBe('报告 — Ünïcode');
      expect
        .soft(new Set((await s3.getObjectTagging(bucket, key)).map((tag) => JSON.stringify(tag))), key)
        .toEqual(
          new Set([
            JSON.stringify({ Key: 'team', Value: 'holiday 2026' }),
            JSON.stringify({ Key: 'stage', Value: 'a+b=c@d:e/f' }),
          ]),
        );
      const retention = await s3.getObjectRetention(bucket, key);
      expect.soft(retention?.mode, key).toBe('GOVERNANCE');
      expect
        .soft(Date.parse(String(retention?.retainUntilDate)), key)
        .toBe(Math.floor(tomorrow.getTime() / 60_000) * 60_000);
      expect.soft(await s3.getObjectLegalHold(bucket, key), key).toEqual({ Status: 'ON' });
      // The client tells no `Expires`: asked for by a link.
      const link = await fetch(await s3.presignedUrl('HEAD', bucket, key, 60, {}), { method: 'HEAD' });
      expect.soft(link.headers.get('expires'), key).toBe(new Date('2031-05-06T07:08').toUTCString());
      expect.soft(await storedHash(s3, bucket, key), key).toBe(hash);
      await s3.setObjectLegalHold(bucket, key, { status: 'OFF', versionId: versionId ?? '' });
    }

    // They stay for what is uploaded next, until they are cleared.
    await strip(page).getByRole('button', { name: 'Clear' }).click();
    await expect(strip(page)).toHaveCount(0);
    await chooseFiles(page, [{ name: 'plain.txt', mimeType: 'text/plain', buffer: Buffer.from('x') }]);
    await expectAllVerified(page, 1);
    const { metaData } = await readBack(s3, bucket, 'plain.txt');
    expect(metaData['content-type']).toBe('text/plain');
    expect(metaData.plain).toBeUndefined();
  });

  test('the options of one bucket are none of another, and “Set and choose files” opens the browser’s dialog', async ({
    page,
    connect,
    buckets,
    s3,
  }, testInfo) => {
    const [first, second] = [await buckets.create(), await buckets.create()];
    await writeFile(testInfo.outputPath('a.json'), '{}');
    await connect(page);
    await openBucket(page, first);
    const dialog = await openOptions(page);
    await addPair(dialog, 'metadata', 'where', 'first');
    const chooser = page.waitForEvent('filechooser');
    await dialog.getByRole('button', { name: 'Set and choose files' }).click();
    await (await chooser).setFiles(testInfo.outputPath('a.json'));
    await expectAllVerified(page, 1);
    expect((await readBack(s3, first, 'a.json')).metaData).toMatchObject({
      where: 'first',
      'content-type': 'application/json',
    });
    await page.goto(page.url().replace(first, second));
    await expect(page.getByText('This bucket is empty')).toBeVisible();
    await expect(strip(page)).toHaveCount(0);
    await chooseFiles(page, testInfo.outputPath('a.json'));
    // The tray says the same of the first file until this one begins.
    await expect.poll(() => storedKeys(s3, second)).toEqual(['a.json']);
    await expectAllVerified(page, 1);
    expect((await readBack(s3, second, 'a.json')).metaData.where).toBeUndefined();
  });

  test('a key of one’s own: made here, shown once, kept for the page, and needed by everybody else', async ({
    page,
    connect,
    buckets,
    s3,
    target,
  }, testInfo) => {
    const bucket = await buckets.create();
    const hash = await writeSeededFile(testInfo.outputPath('sealed.bin'), 'sealed', 16 * MiB + 1);
    await connect(page);
    await openBucket(page, bucket);
    let dialog = await openOptions(page);
    await dialog.getByLabel('Your own key (SSE-C)').check();
    await dialog.getByRole('button', { name: 'Generate a key' }).click();
    const key = (await dialog.locator('code').textContent()) ?? '';
    expect(Buffer.from(key, 'base64')).toHaveLength(32);
    await expectAccessible(page);
    // Not before the person has said that the key is kept.
    await dialog.getByRole('button', { name: 'Set options', exact: true }).click();
    await expect(dialog.getByText('Say that you have kept it.')).toBeVisible();
    await dialog.getByLabel('I have kept the key in a safe place').check();
    await set(dialog);
    await expect(strip(page)).toContainText('your own key (SSE-C)');
    dialog = await openOptions(page);
    await expect(dialog.getByText('The key that you set before is in use.')).toBeVisible();
    await expect(dialog).not.toContainText(key);
    await page.keyboard.press('Escape');

    await chooseFiles(page, [{ name: 'small.txt', mimeType: 'text/plain', buffer: Buffer.from('sealed') }]);
    if (target.name === 'minio') {
      // MinIO takes no such key without TLS, and says so itself.
      await expect(tray(page)).toContainText('failed 1');
      await openTransfers(page);
      await expect(transferRow(page, 'small.txt')).toContainText(/must be made over a secure connection/);
      return;
    }
    await expectAllVerified(page, 1);
    await chooseFiles(page, testInfo.outputPath('sealed.bin'));
    await expect.poll(() => storedKeys(s3, bucket), { timeout: 45_000 }).toContain('sealed.bin');
    await expectAllVerified(page, 1);
    const own = {
      SSECustomerAlgorithm: 'AES256',
      SSECustomerKey: key,
      SSECustomerKeyMD5: createHash('md5').update(Buffer.from(key, 'base64')).digest('base64'),
    };
    await expect(s3.statObject(bucket, 'sealed.bin')).rejects.toThrow();
    for (const [name, expected] of [
      ['sealed.bin', hash],
      ['small.txt', createHash('sha256').update('sealed').digest('hex')],
    ] as const) {
      expect.soft(await sha256(await s3.getObject(bucket, name, own)), name).toBe(expected);
    }
    // The page that stored it reads it without asking.
    await page.goto(`${page.url().split('?')[0]}?key=small.txt&tab=properties`);
    await expect(page.getByRole('dialog').getByText('text/plain')).toBeVisible();
    await page.keyboard.press('Escape');
    await openTransfers(page);
    await expect(transferRow(page, 'sealed.bin')).toContainText('Verified');
  });
});

test.describe('upload options that cannot be', { tag: '@row-18' }, () => {
  test('are named at their field before anything is sent', async ({ page, connect, buckets }) => {
    const bucket = await buckets.create();
    await connect(page);
    await openBucket(page, bucket);
    const dialog = await openOptions(page);
    const submit = dialog.getByRole('button', { name: 'Set options', exact: true });

    await addPair(dialog, 'metadata', 'bad name', 'x');
    await submit.click();
    await expect(dialog.getByLabel('Name 1')).toBeFocused();
    await expect(dialog.getByLabel('Name 1')).toHaveAccessibleDescription(/Letters, digits/);
    await dialog.getByLabel('Name 1').fill('作者');
    await expect(dialog.getByLabel('Name 1')).toHaveAccessibleDescription(/Letters, digits/);
    await dialog.getByLabel('Name 1').fill('author');
    await dialog.getByLabel('Value 1').fill('x'.repeat(2043));
    await expect(dialog.getByRole('alert')).toContainText('2,049 bytes');
    await dialog.getByRole('button', { name: 'Remove metadata 1' }).click();
    await expect(dialog.getByRole('button', { name: 'Add metadata' })).toBeFocused();

    for (let number = 1; number <= 11; number++) await addPair(dialog, 'tag', `t${number}`, '');
    await expect(dialog.getByRole('alert')).toContainText('at most 10 tags; these are 11');
    await dialog.getByLabel('Tag key 11').fill('t1');
    await expect(dialog.getByLabel('Tag key 11')).toHaveAccessibleDescription(/there already/);
    await expectAccessible(page);
    await submit.click();
    await expect(dialog).toBeVisible();
    await dialog.getByRole('button', { name: 'Clear', exact: true }).click();

    await dialog.getByRole('combobox', { name: 'Cache control' }).fill('缓存');
    await expect(dialog.getByRole('combobox', { name: 'Cache control' })).toHaveAccessibleDescription(
      /ASCII/,
    );
    await dialog.getByRole('combobox', { name: 'Cache control' }).fill('');
    await dialog.getByLabel('Your own key (SSE-C)').check();
    await dialog.getByLabel('Key', { exact: true }).fill('my password!');
    await expect(dialog.getByText('This is neither base64 nor hex.')).toBeVisible();
    await dialog.getByLabel('Key', { exact: true }).fill(Buffer.alloc(16).toString('base64'));
    await expect(dialog.getByText('A key has exactly 32 bytes.')).toBeVisible();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(strip(page)).toHaveCount(0);
  });

  test('a date in the past is refused; where the bucket has no lock there is none to set', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const locked = buckets.reserve();
    await s3.makeBucket(locked, 'us-east-1', { ObjectLocking: true });
    const open = await buckets.create();
    await connect(page);
    await openBucket(page, locked);
    let dialog = await openOptions(page);
    await dialog.getByLabel(/^Compliance/).check();
    await dialog.getByRole('button', { name: 'Set options', exact: true }).click();
    await expect(dialog.getByText('When does it end?')).toBeVisible();
    await dialog.getByLabel('Until').fill('2020-01-01T00:00');
    await expect(dialog.getByText('This is in the past.')).toBeVisible();
    await dialog.getByRole('button', { name: 'Set options', exact: true }).click();
    await expect(dialog.getByLabel('Until')).toBeFocused();
    await dialog.getByLabel('Until').fill(localTime(tomorrow));
    await expect(dialog.getByText(/cannot be deleted before/)).toBeVisible();
    await page.keyboard.press('Escape');

    await page.goto(page.url().replace(locked, open));
    await expect(page.getByText('This bucket is empty')).toBeVisible();
    dialog = await openOptions(page);
    await expect(dialog.getByText(/made without object lock/)).toBeVisible();
    await expect(dialog.getByLabel(/^Governance/)).toBeDisabled();
    await expect(dialog.getByLabel('Legal hold')).toBeDisabled();
    await expectAccessible(page);
  });

  test('somebody who may write and not lock is told by the server, and nothing is stored', async ({
    page,
    buckets,
    s3,
    target,
  }) => {
    const bucket = buckets.reserve();
    await s3.makeBucket(bucket, 'us-east-1', { ObjectLocking: true });
    await connectLimited(page, target, [
      { Action: ['s3:ListAllMyBuckets'], Resource: ['*'] },
      { Action: ['s3:ListBucket', 's3:GetBucketLocation'], Resource: [bucket] },
      { Action: ['s3:PutObject', 's3:GetObject'], Resource: [`${bucket}/*`] },
    ]);
    await expect(page).toHaveURL(/buckets$/);
    await page.goto(page.url().replace(/buckets$/, `b/${bucket}`));
    await expect(page.getByText('This bucket is empty')).toBeVisible();
    const dialog = await openOptions(page);
    await expect(dialog.getByText(/could not be read: 403/)).toBeVisible();
    await dialog.getByLabel('Legal hold').check();
    await set(dialog);
    await chooseFiles(page, [{ name: 'held.txt', mimeType: 'text/plain', buffer: Buffer.from('x') }]);
    await expect(tray(page)).toContainText('failed 1');
    await openTransfers(page);
    await expect(transferRow(page, 'held.txt')).toContainText(/denied|may not|not allowed/i);
    await expect(s3.statObject(bucket, 'held.txt')).rejects.toThrow();
  });
});
