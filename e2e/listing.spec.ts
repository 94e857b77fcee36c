import type { Page, Request } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { drawnKeys, objectRow, openBucket, submitConnection } from './support/console.ts';
import { expect, test } from './support/fixtures.ts';
import { storedKeys } from './support/read-back.ts';
import { drawnVersions } from './support/versions.ts';

const toolbar = (page: Page) => page.getByRole('toolbar', { name: 'Objects', exact: true });

test.describe('a jump', { tag: '@row-06' }, () => {
  test('begins the list at a key or the first after it, and leads back', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    for (const key of ['100%.txt', 'a', 'c', 'd/x', 'd/y', 'd/z', 'e']) await s3.putObject(bucket, key, key);
    await connect(page);
    await openBucket(page, bucket);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).searchParams.get('start-after') ?? ''));
    const jump = async (key: string) => {
      await page.keyboard.press('g');
      const dialog = page.getByRole('dialog', { name: 'Jump to a key' });
      await expect(dialog.getByLabel('Key', { exact: true })).toBeFocused();
      await dialog.getByLabel('Key', { exact: true }).fill(key);
      await page.keyboard.press('Enter');
      await expect(dialog).toHaveCount(0);
    };
    await expect.poll(() => drawnKeys(page)).toHaveLength(5);
    await toolbar(page).getByRole('button', { name: 'Jump to key…' }).click();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await jump('b');
    await expect.poll(() => drawnKeys(page)).toEqual(['d/', 'c', 'e']);
    expect(asked.some((key) => key.startsWith('a') && key !== 'a')).toBe(true);
    await expect(page).toHaveURL(/after=b/);
    // The key itself is there.
    await jump('c');
    await expect.poll(() => drawnKeys(page)).toEqual(['d/', 'c', 'e']);
    const other = await page.context().newPage();
    await connect(other);
    await other.goto(page.url());
    await expect.poll(() => drawnKeys(other)).toEqual(['d/', 'c', 'e']);
    await other.close();
    // In folders a key is looked for in its own.
    await jump('d/y');
    await expect.poll(() => drawnKeys(page)).toEqual(['d/y', 'd/z']);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Back to the beginning' }).click();
    await expect.poll(() => drawnKeys(page)).toEqual(['d/x', 'd/y', 'd/z']);
    await jump('zzz');
    await expect(page.getByRole('heading', { name: 'Nothing from here on' })).toBeVisible();
    await page.getByRole('button', { name: 'Back to the beginning' }).last().click();
    await page.getByRole('navigation', { name: 'Path' }).getByRole('link', { name: bucket }).click();
    await expect.poll(() => drawnKeys(page)).toHaveLength(5);
    await page.getByRole('button', { name: 'All keys' }).click();
    await page.getByRole('grid').getByRole('row').nth(1).focus();
    await jump('d/y');
    await expect.poll(() => drawnKeys(page)).toEqual(['d/y', 'd/z', 'e']);
    await page.getByRole('button', { name: 'Versions' }).click();
    await expect.poll(() => drawnVersions(page)).toEqual(['d/y', 'd/z', 'e']);
  });
});

test.describe('rows dragged onto a folder', { tag: ['@row-06', '@row-19'] }, () => {
  test('are to be moved into it, all that are chosen', async ({ page, connect, buckets, s3 }) => {
    const bucket = await buckets.create();
    for (const key of ['a.txt', 'b.txt', 'c.txt', 'into/x.txt']) await s3.putObject(bucket, key, key);
    await connect(page);
    await openBucket(page, bucket);
    await objectRow(page, 'a.txt').getByRole('checkbox').click();
    await objectRow(page, 'b.txt').getByRole('checkbox').click();
    await objectRow(page, 'a.txt').dragTo(objectRow(page, 'into/'), { sourcePosition: { x: 400, y: 10 } });
    const dialog = page.getByRole('dialog', { name: 'Move 2 items' });
    await expect(dialog).toBeVisible();
    // Nothing goes before it was asked for.
    expect(await storedKeys(s3, bucket)).toEqual(['a.txt', 'b.txt', 'c.txt', 'into/x.txt']);
    await dialog.getByRole('button', { name: /^Move 2 objects/ }).click();
    await expect
      .poll(() => storedKeys(s3, bucket))
      .toEqual(['c.txt', 'into/a.txt', 'into/b.txt', 'into/x.txt']);
  });
});

test.describe('user metadata', { tag: '@row-06' }, () => {
  const metadata = { 'x-amz-meta-author': 'Ada', 'x-amz-meta-title': '=?UTF-8?B?5oql4oCu5ZGK?=' };

  test('comes with the list where the server tells it there', async ({ page, connect, buckets, s3 }) => {
    const bucket = await buckets.create();
    await s3.putObject(bucket, 'with.txt', 'a', undefined, metadata);
    await s3.putObject(bucket, 'without.txt', 'a');
    await connect(page);
    await openBucket(page, bucket);
    await expect(objectRow(page, 'with.txt')).toBeVisible();
    let heads = 0;
    page.on('request', (request) => {
      if (request.method() === 'HEAD') heads += 1;
    });
    await page.getByRole('grid').getByRole('row').nth(1).focus();
    await page.keyboard.press('m');
    await expect(objectRow(page, 'with.txt')).toContainText('author=Ada');
    // Decoded, and what turns text around is shown as such.
    await expect(objectRow(page, 'with.txt')).toContainText('title=报U+202E告');
    await expect(page).toHaveURL(/meta=true/);
    await expectAccessible(page);
    expect(heads).toBe(0);
    await page.setViewportSize({ width: 390, height: 800 });
    await expect(objectRow(page, 'with.txt')).toContainText('author=Ada');
    await expectAccessible(page);
  });

  test('is asked for row by row where a list does not tell it, for the rows on the screen alone', async ({
    page,
    buckets,
    s3,
    target,
  }) => {
    const bucket = await buckets.create();
    const keys = Array.from({ length: 120 }, (_, index) => `k${String(index).padStart(3, '0')}`);
    for (let at = 0; at < keys.length; at += 20) {
      await Promise.all(
        keys
          .slice(at, at + 20)
          .map((key) => s3.putObject(bucket, key, 'a', undefined, { ...metadata, 'x-amz-meta-key': key })),
      );
    }
    await s3.putObject(bucket, 'folder/b', 'b');
    await page.goto(target.pageUrl);
    await page.getByText('Time-out, retries, certificates').click();
    await page.getByLabel('List with version 1 of ListObjects').check();
    await submitConnection(page, target);
    await openBucket(page, bucket);
    await expect(objectRow(page, 'k000')).toBeVisible();
    await expect.poll(async () => (await drawnKeys(page))[0]).toBe('folder/');

    const listed: URL[] = [];
    const running = new Set<Request>();
    let [heads, most] = [0, 0];
    page.on('request', (request) => {
      if (request.method() === 'GET') listed.push(new URL(request.url()));
      if (request.method() !== 'HEAD') return;
      heads += 1;
      running.add(request);
      most = Math.max(most, running.size);
    });
    page.on('response', (response) => running.delete(response.request()));
    page.on('requestfailed', (request) => running.delete(request));
    await toolbar(page).getByRole('button', { name: 'Metadata' }).click();
    await expect(objectRow(page, 'k000')).toContainText('key=k000');
    await expect(objectRow(page, 'k010')).toContainText('title=报U+202E告');
    // Version 1 of the call, and nothing more than the screen shows.
    expect(listed.some((url) => url.searchParams.has('list-type'))).toBe(false);
    await expect.poll(() => running.size).toBe(0);
    expect(heads).toBeGreaterThan(5);
    expect(heads).toBeLessThan(45);
    // Four at a time; the browser tells of an answer a little later than the page hears of it.
    expect(most).toBeLessThanOrEqual(6);
    await page.getByRole('grid').getByRole('row').nth(3).focus();
    await page.keyboard.press('End');
    await expect(objectRow(page, 'k119')).toContainText('key=k119');
    await expect.poll(() => running.size).toBe(0);
    expect(heads).toBeLessThan(90);
    // A jump by version 1: its marker.
    await page.keyboard.press('g');
    await page.getByRole('dialog').getByLabel('Key', { exact: true }).fill('k118');
    await page.keyboard.press('Enter');
    await expect.poll(() => drawnKeys(page)).toEqual(['k118', 'k119']);
    expect(listed.some((url) => url.searchParams.get('marker')?.startsWith('k117'))).toBe(true);
  });
});
