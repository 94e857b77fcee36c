import {
  chooseFiles,
  connectTo,
  expectAllVerified,
  openBucket,
  openTransfers,
  transferRow,
  tray,
} from './support/console.ts';
import { writeSeededFile } from './support/content.ts';
import { type FaultProxy, startFaultProxy } from './support/fault-proxy.ts';
import { test as base, expect } from './support/fixtures.ts';
import { headOf, storedHash, storedKeys, storedUploads } from './support/read-back.ts';

const MiB = 1024 ** 2;
const fileName = 'film.bin';

interface SlowUpload {
  bucket: string;
  hash: string;
  proxy: FaultProxy;
  /** Part numbers of every request for a part, in the order of their coming. */
  partsSent: string[];
}

/** A file of 96 MiB whose first two parts have arrived while the others crawl: really under way. */
const test = base.extend<{ slow: SlowUpload }>({
  slow: async ({ page, target, buckets, s3 }, lend, testInfo) => {
    const path = testInfo.outputPath(fileName);
    const hash = await writeSeededFile(path, 'film', 96 * MiB);
    const bucket = await buckets.create();
    const proxy = await startFaultProxy(target.endpoint, 1);
    const partsSent: string[] = [];
    proxy.setRules([
      {
        matches: ({ method, url }) => {
          const partNumber = url.searchParams.get('partNumber');
          if (method !== 'PUT' || partNumber === null) return false;
          partsSent.push(partNumber);
          return Number(partNumber) > 2;
        },
        chance: 1,
        fault: { kind: 'throttle', bytesPerSecond: MiB / 8 },
      },
    ]);
    await connectTo(page, target, proxy.endpoint);
    await openBucket(page, bucket);
    await chooseFiles(page, path);
    await expect.poll(async () => (await storedUploads(s3, bucket)).length).toBe(1);
    await expect(tray(page)).toContainText('0 of 1 file');
    await openTransfers(page);
    await expect(transferRow(page, fileName)).toContainText(/[3-9]\d(\.\d)? MiB of 96 MiB/);
    await lend({ bucket, hash, proxy, partsSent });
    await proxy.close();
  },
});

test.describe('an upload that is under way', { tag: '@row-18' }, () => {
  test('says how far it is, how fast, and how long it will take', async ({ page, slow }) => {
    expect(slow.partsSent.length).toBeGreaterThan(2);
    await expect(tray(page)).toContainText(/[\d.]+ [KM]iB\/s/);
    await expect(tray(page)).toContainText(/\d+ (sec|min)\S* left|\d+ min \d+ sec left/);
    await expect(tray(page).getByRole('progressbar')).toHaveAttribute('aria-valuenow', /^[3-9]\d$/);
    await expect(page).toHaveTitle(/^[3-9]\d % · Transfers/);
    await expect(transferRow(page, fileName)).toContainText('Uploading');
  });

  test('is not lost by closing the tab without a question', async ({ page, slow, s3 }) => {
    const question = page.waitForEvent('dialog');
    await page.close({ runBeforeUnload: true });
    const dialog = await question;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
    await expect(transferRow(page, fileName)).toContainText('Uploading');
    expect(await headOf(s3, slow.bucket, fileName)).toBe('NotFound');
  });

  test('is paused and goes on with the parts that are missing', async ({ page, slow, s3 }) => {
    const { bucket, hash, proxy, partsSent } = slow;
    await page.getByRole('button', { name: `Pause ${fileName}` }).click();
    await expect(transferRow(page, fileName)).toContainText('Paused');
    await expect(tray(page)).toContainText('1 file paused');
    const before = partsSent.length;
    proxy.setRules([
      {
        matches: ({ method, url }) => {
          if (method === 'PUT') partsSent.push(url.searchParams.get('partNumber') ?? '');
          return false;
        },
        chance: 1,
        fault: { kind: 'delay', ms: 0 },
      },
    ]);
    await page.getByRole('button', { name: `Resume ${fileName}` }).click();
    await expectAllVerified(page, 1, 30_000);
    await expect(transferRow(page, fileName)).toContainText('Verified: MD5 matched');
    const sentAgain = partsSent
      .slice(before)
      .map(Number)
      .sort((a, b) => a - b);
    expect(sentAgain).toEqual([3, 4, 5, 6]);
    expect(await storedHash(s3, bucket, fileName)).toBe(hash);
    await expect(page).toHaveTitle(/^Transfers/);
  });

  test('is cancelled, and its parts are removed from the server', async ({ page, slow, s3 }) => {
    await page.getByRole('button', { name: `Cancel ${fileName}` }).click();
    const dialog = page.getByRole('dialog', { name: 'Cancel this upload' });
    await expect(
      dialog.getByRole('radio', { name: 'Remove the uploaded parts from the server' }),
    ).toBeChecked();
    await dialog.getByRole('button', { name: 'Cancel 1 upload' }).click();
    await expect(transferRow(page, fileName)).toContainText('Cancelled');
    await expect.poll(() => storedUploads(s3, slow.bucket)).toEqual([]);
    await expect(transferRow(page, fileName)).not.toContainText('still on the server');
    expect(await storedKeys(s3, slow.bucket)).toEqual([]);
  });

  test('is cancelled from the tray, and its parts are kept where one says so', async ({ page, slow, s3 }) => {
    await tray(page).getByRole('button', { name: 'Cancel all' }).click();
    const dialog = page.getByRole('dialog', { name: 'Cancel 1 upload' });
    await dialog.getByRole('radio', { name: 'Keep the uploaded parts' }).check();
    await dialog.getByRole('button', { name: 'Cancel 1 upload' }).click();
    await expect(transferRow(page, fileName)).toContainText(
      'Cancelled; uploaded parts are still on the server',
    );
    expect(await storedUploads(s3, slow.bucket)).toMatchObject([{ key: fileName }]);
    expect(await storedKeys(s3, slow.bucket)).toEqual([]);

    await page.getByRole('main').getByRole('button', { name: 'Clear finished' }).click();
    await expect(page.getByRole('heading', { name: 'No transfers' })).toBeVisible();
    await expect(tray(page)).toHaveCount(0);
  });
});

test('many transfers: filtered by state, the filter in the address', { tag: '@row-18' }, async ({
  page,
  connect,
  buckets,
}) => {
  const bucket = await buckets.create();
  await connect(page);
  await openBucket(page, bucket);
  const files = Array.from({ length: 120 }, (_, index) => ({
    name: `file ${index}.txt`,
    mimeType: 'text/plain',
    buffer: Buffer.from(`content ${index}`),
  }));
  await chooseFiles(page, files);
  await expectAllVerified(page, 120, 30_000);
  await openTransfers(page);
  await expect(page.getByRole('table', { name: 'Transfers' })).toHaveAttribute('aria-rowcount', '121');
  // Only what is in view is drawn.
  expect(await page.getByRole('table', { name: 'Transfers' }).getByRole('row').count()).toBeLessThan(60);
  await page.getByText('Failed 0', { exact: true }).click();
  await expect(page).toHaveURL(/transfers\?show=failed$/);
  await expect(page.getByRole('heading', { name: 'Nothing here with this filter' })).toBeVisible();
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(page).toHaveURL(/transfers$/);
  await expect(page.getByRole('table', { name: 'Transfers' })).toBeVisible();
});
