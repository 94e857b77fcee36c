import { expectAccessible } from './support/axe.ts';
import { beginUpload } from './support/begun-upload.ts';
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

        await page.getByLabel('A role, through STS').check();
        await page.getByText('STS endpoint, session name, session policy').click();
        await page.getByText('Time-out, retries, certificates').click();
        await page.getByLabel('Keep encrypted, behind a passphrase').check();
        await page.getByRole('button', { name: 'Connect', exact: true }).click();
        await expect(page.getByText('At least 10 characters; several words are best.')).toBeVisible();
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

        await page.goBack();
        for (const name of ['Notifications', 'Live events']) {
          await page.getByRole('link', { name, exact: true }).click();
          await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
          await expect(
            page.getByRole('heading', { name: /^No(body is notified|thing happened yet)$/ }),
          ).toBeVisible();
          await check();
        }
      });

      test('axe finds nothing in any view of a policy', async ({ page, connect, buckets, s3 }) => {
        const bucket = await buckets.create();
        const statement = { Effect: 'Allow', Principal: { AWS: ['*'] }, Action: ['s3:GetObject'] };
        const Resource = [`arn:aws:s3:::${bucket}/${'long-prefix-'.repeat(15)}/*`];
        const Statement = [{ ...statement, Resource }];
        await s3.setBucketPolicy(bucket, JSON.stringify({ Version: '2012-10-17', Statement }));
        await connect(page);
        await openBucket(page, bucket);
        await page.getByRole('link', { name: 'Policy', exact: true }).click();
        await page.getByLabel('New prefix').fill('a*');
        for (const view of ['Grants', 'JSON', 'Who can do what']) {
          await page.getByRole('tab', { name: view, exact: true }).click();
          await expect(page.getByRole('tabpanel', { name: view, exact: true })).not.toBeEmpty();
          if (view === 'JSON') await page.getByRole('textbox', { name: 'Policy as JSON' }).press('x');
          await expectAccessible(page);
          expect(
            await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
          ).toBeLessThanOrEqual(0);
          if (view === 'JSON') await page.getByRole('button', { name: 'Discard' }).click();
        }
      });

      test('axe finds nothing where a bucket is deleted, uploads are left over and the server is asked', async ({
        page,
        connect,
        buckets,
        s3,
      }) => {
        const bucket = await buckets.create();
        await s3.putObject(bucket, 'a.txt', 'a');
        await beginUpload(s3, bucket, `${'long name '.repeat(15)}.bin`, { parts: [1] });
        const check = async () => {
          await expectAccessible(page);
          expect(
            await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
          ).toBeLessThanOrEqual(0);
        };
        await connect(page);
        const address = page.url().replace(/buckets$/, '');
        await page.getByRole('button', { name: `Delete ${bucket}`, exact: true }).click();
        await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused();
        await check();
        await page.keyboard.press('Escape');

        await page.goto(`${address}b/${bucket}/uploads`);
        await expect(page.getByRole('cell', { name: '5 MiB' }).or(page.getByText('· 5 MiB'))).toBeVisible();
        await check();
        await page.getByRole('button', { name: /^Abort long name/ }).click();
        await expect(page.getByRole('dialog', { name: 'Abort 1 upload' })).toBeVisible();
        await check();
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: /^Resume long name/ }).click();
        await expect(page.getByRole('dialog', { name: 'Resume an upload' })).toBeVisible();
        await check();
        await page.keyboard.press('Escape');

        await page.goto(`${address}server?bucket=${bucket}`);
        await expect(page.getByRole('rowheader', { name: 'Versioning', exact: true })).toBeVisible();
        await check();
      });

      test('axe finds nothing in the settings of a bucket, and in the question before one is saved', async ({
        page,
        connect,
        buckets,
        s3,
      }) => {
        const bucket = buckets.reserve();
        await s3.makeBucket(bucket, 'us-east-1', { ObjectLocking: true });
        const check = async () => {
          await expectAccessible(page);
          expect(
            await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
          ).toBeLessThanOrEqual(0);
        };
        await connect(page);
        const address = page.url().replace(/buckets$/, `b/${bucket}/settings`);
        await page.goto(address);
        const list = page.getByRole('navigation', { name: `Settings of ${bucket}` });
        await expect(list.getByText('On, no default retention')).toBeVisible();
        await check();
        for (const [id, title] of [
          ['versioning', 'Versioning'],
          ['encryption', 'Encryption'],
          ['tagging', 'Tags'],
          ['cors', 'CORS'],
          ['lifecycle', 'Lifecycle'],
          ['replication', 'Replication'],
          ['object-lock', 'Object Lock'],
        ] as const) {
          await page.goto(`${address}?open=${id}`);
          const setting = page.getByRole('region', { name: title, exact: true });
          await expect(
            setting
              .getByRole('button', { name: 'Review change' })
              .or(setting.getByText('MinIO keeps no CORS rules of buckets')),
          ).toBeVisible();
          await check();
        }
        await page.getByRole('radio', { name: /^Compliance/ }).check();
        await page.getByLabel('Kept for').fill('7');
        await page.getByRole('button', { name: 'Review change' }).click();
        await expect(page.getByRole('dialog', { name: 'Review change: Object Lock' })).toBeVisible();
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

  // The list of keys; the file dialog, which the browser must be told about long before it opens.
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Move in the list');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(objectRow(page, 'b.txt')).toBeFocused();
  await page.keyboard.press('u');
  expect((await chooser).isMultiple()).toBe(true);
});
