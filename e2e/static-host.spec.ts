import { independentClient } from './support/buckets.ts';
import { drawnKeys, openBucket, submitConnection } from './support/console.ts';
import { expect, test } from './support/fixtures.ts';
import { startPailServer } from './support/pail-server.ts';
import { startStaticHost } from './support/static-host.ts';

test('dist/ works on a plain static host under any path, and deep links survive a reload', {
  tag: '@row-01',
}, async ({ page, target, buckets, s3 }) => {
  const bucket = await buckets.create();
  await s3.putObject(bucket, 'deep/er/file.txt', 'x');
  const host = await startStaticHost('/some/where/');
  const missed: string[] = [];
  page.on('response', (response) => {
    // There is no embedded store here, and the page may ask for it.
    if (response.status() === 404 && !response.url().endsWith('/pail/embedded-store'))
      missed.push(response.url());
  });

  await page.goto(`${host.origin}/some/where/`);
  await page.getByLabel('Name').fill('my own');
  await submitConnection(page, target);
  await expect(page).toHaveURL(/#\/c\/[^/]+\/buckets$/);
  await expect(page.getByRole('button', { name: 'Open the embedded store' })).toHaveCount(0);
  await openBucket(page, bucket);
  await page.getByRole('link', { name: 'deep/' }).click();
  await page.getByRole('link', { name: 'er/' }).click();
  await expect.poll(() => drawnKeys(page)).toEqual(['deep/er/file.txt']);
  const address = page.url();

  // The keys lived in the page alone; the address and the profile are still there.
  await page.reload();
  await expect(page.getByText('The link that you opened belongs to my own.')).toBeVisible();
  await expect(page.getByLabel('Endpoint')).toHaveValue(target.endpoint);
  await expect(page.getByLabel('Secret key', { exact: true })).toBeFocused();
  await page.getByLabel('Secret key', { exact: true }).fill(target.secretAccessKey);
  await page.keyboard.press('Enter');
  await expect.poll(() => drawnKeys(page)).toEqual(['deep/er/file.txt']);
  expect(page.url()).toBe(address);
  expect(missed).toEqual([]);
  await host.close();
});

test(
  'the embedded store opens with one click, and connects by itself after a reload',
  {
    tag: '@row-01',
  },
  async ({ page }, testInfo) => {
    const pail = await startPailServer(['--data', testInfo.outputPath('data')]);
    if (!pail.store) throw new Error('Pail printed no store');
    const s3 = independentClient({ ...pail.store, region: 'us-east-1' });
    await s3.makeBucket('kept');
    await s3.putObject('kept', 'deep/file.txt', 'x');
    await page.goto(pail.pageUrl);
    await page.getByRole('button', { name: 'Open the embedded store' }).click();
    await openBucket(page, 'kept');
    await page.getByRole('link', { name: 'deep/' }).click();
    await expect.poll(() => drawnKeys(page)).toEqual(['deep/file.txt']);
    const address = page.url();
    await page.reload();
    await expect.poll(() => drawnKeys(page)).toEqual(['deep/file.txt']);
    expect(page.url()).toBe(address);
    await pail.child.stop();
  },
);
