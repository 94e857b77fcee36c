import { expectAccessible } from './support/axe.ts';
import {
  chooseFiles,
  drawnKeys,
  expectAllVerified,
  objectRow,
  openBucket,
  openTransfers,
} from './support/console.ts';
import { expect, test } from './support/fixtures.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [shape, viewport] of [
    ['wide', { width: 1440, height: 900 }],
    ['narrow', { width: 390, height: 844 }],
  ] as const) {
    test.describe(`${colorScheme}, ${shape}`, () => {
      test.use({ colorScheme, viewport });

      test('axe finds nothing on any page, and nothing is cut off at the side', async ({
        page,
        connect,
        target,
        buckets,
        s3,
      }) => {
        const bucket = await buckets.create();
        for (const key of ['folder/inner.txt', 'a.txt', 'b.txt', `${'long name '.repeat(15)}.txt`]) {
          await s3.putObject(bucket, key, key);
        }
        const check = async () => {
          await expectAccessible(page);
          expect(
            await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
          ).toBeLessThanOrEqual(0);
        };

        await page.goto(target.pageUrl);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await check();

        await connect(page);
        await expect(page.getByRole('main').getByRole('link', { name: bucket })).toBeVisible();
        await check();

        await page.getByRole('button', { name: 'Create bucket' }).click();
        await page.getByRole('dialog').getByLabel('Bucket name').fill('Not A Name');
        await check();
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0);

        await openBucket(page, bucket);
        await expect(objectRow(page, 'a.txt')).toBeVisible();
        await objectRow(page, 'a.txt').getByRole('checkbox').click();
        await check();

        await page.getByRole('button', { name: 'Link', exact: true }).click();
        await expect(page.getByRole('textbox', { name: 'Link' })).toBeVisible();
        await check();
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0);

        await page.getByRole('button', { name: 'Delete', exact: true }).click();
        await expect(page.getByRole('button', { name: /^Delete 1 object/ })).toBeVisible();
        await check();
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0);

        await page.getByRole('button', { name: 'b.txt' }).click();
        await expect(page.getByRole('dialog')).toContainText('Content type');
        await check();
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0);

        await chooseFiles(page, { name: 'new.txt', mimeType: 'text/plain', buffer: Buffer.from('new') });
        await expectAllVerified(page, 1);
        await openTransfers(page);
        await check();
      });
    });
  }
}

test('everything by keyboard', async ({ page, connect, buckets, s3 }) => {
  const bucket = await buckets.create();
  for (const key of ['folder/inner.txt', 'a.txt', 'b.txt', 'c.txt']) await s3.putObject(bucket, key, key);
  await connect(page);

  // Bucket: search, down to its link, open.
  await page.getByRole('main').getByRole('link', { name: bucket }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => drawnKeys(page)).toEqual(['folder/', 'a.txt', 'b.txt', 'c.txt']);

  // `/` searches, Enter goes to the rows.
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Search this place by prefix' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(objectRow(page, 'folder/')).toBeFocused();

  // Into a folder and back to it.
  await page.keyboard.press('Enter');
  await expect.poll(() => drawnKeys(page)).toEqual(['folder/inner.txt']);
  await page.keyboard.press('Backspace');
  await expect(objectRow(page, 'folder/')).toBeFocused();

  // Choose two, and ask to delete them.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press(' ');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press(' ');
  await expect(page.getByTestId('selected')).toHaveText('2 selected · 10 B');
  await page.keyboard.press('Delete');
  const dialog = page.getByRole('dialog', { name: 'Delete 2 objects' });
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(objectRow(page, 'b.txt')).toBeFocused();

  // The list of keys; the file dialog.
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Move in the list');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('u');
  expect((await chooser).isMultiple()).toBe(true);
});
