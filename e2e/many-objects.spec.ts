import { randomBytes } from 'node:crypto';
import { drawnKeys, objectRow, openBucket } from './support/console.ts';
import { fillBucket } from './support/fill-bucket.ts';
import { expect, test } from './support/fixtures.ts';

const count = 100_000;

test(
  'a prefix with 100,000 objects opens at once, scrolls to its end and stays light',
  { tag: '@row-06' },
  async ({ page, connect, target, s3 }, testInfo) => {
    test.setTimeout(300_000);
    // Not one of the buckets that are emptied after the test: it goes at once, with the server's folder.
    const bucket = `e2e-many-${randomBytes(6).toString('hex')}`;
    await s3.makeBucket(bucket);
    const begun = performance.now();
    const keys = Array.from({ length: count }, (_, index) => `logs/${String(index).padStart(6, '0')}.txt`);
    await fillBucket(target, bucket, keys);
    testInfo.annotations.push({ type: 'filled', description: `${Math.round(performance.now() - begun)} ms` });

    await connect(page);
    await openBucket(page, bucket);
    let listings = 0;
    page.on('request', (request) => {
      if (request.url().includes('list-type=2')) listings += 1;
    });
    await page.getByRole('link', { name: 'logs/' }).click();
    await expect(objectRow(page, 'logs/000000.txt')).toBeVisible();
    await expect(page.getByTestId('loaded')).toHaveText('1,000 loaded, more on the server');
    expect(listings).toBe(1);

    // Scrolling asks for what comes next, and draws only what is in view.
    const grid = page.getByRole('grid', { name: 'Objects and folders' });
    await grid.hover();
    for (let turn = 0; turn < 5; turn += 1) await page.mouse.wheel(0, 12_000);
    await expect(page.getByTestId('loaded')).toHaveText(/^[2-9],000 loaded, more on the server$/);
    await expect.poll(async () => (await drawnKeys(page)).some((key) => key > 'logs/001000')).toBe(true);

    await page.getByRole('button', { name: 'Load all' }).click();
    await expect(page.getByTestId('loaded')).toHaveText('100,000 loaded', { timeout: 90_000 });
    await grid.getByRole('row').nth(5).focus();
    await page.keyboard.press('End');
    await expect(objectRow(page, 'logs/099999.txt')).toBeFocused();
    expect(await grid.getByRole('row').count()).toBeLessThan(120);

    // A search goes to the server and not through what is loaded.
    await page.getByRole('searchbox', { name: 'Search this place by prefix' }).fill('09998');
    await expect(page.getByTestId('loaded')).toHaveText('10 loaded');
    expect(await drawnKeys(page)).toEqual(Array.from({ length: 10 }, (_, index) => `logs/09998${index}.txt`));
  },
);
