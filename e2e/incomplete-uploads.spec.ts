import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { beginUpload, seededSlice } from './support/begun-upload.ts';
import { expectAllVerified, openBucket, openTransfers, transferRow, tray } from './support/console.ts';
import { writeSeededFile } from './support/content.ts';
import { expect, test } from './support/fixtures.ts';
import { headOf, storedHash, storedKeys, storedUploads } from './support/read-back.ts';

const MiB = 1024 ** 2;

/** From the page of buckets to the bucket's incomplete uploads. */
async function openUploads(page: Page, bucket: string): Promise<void> {
  await openBucket(page, bucket);
  await page.getByRole('link', { name: 'Incomplete uploads' }).click();
  await expect(page.getByRole('heading', { name: 'Incomplete uploads', level: 1 })).toBeVisible();
}

function uploadRow(page: Page, key: string): Locator {
  return page
    .getByRole('table', { name: 'Incomplete uploads' })
    .getByRole('row')
    .filter({ has: page.getByRole('checkbox', { name: `Select ${key}`, exact: true }) });
}

test.describe('incomplete uploads', { tag: '@row-07' }, () => {
  test('are explained where there are none', async ({ page, connect, buckets, target }) => {
    const bucket = await buckets.create();
    await connect(page);
    await openUploads(page, bucket);
    await expect(page.getByText(/they cost space, and no list of objects shows them/)).toBeVisible();
    const rules = page.getByRole('link', { name: 'Open lifecycle rules' });
    if (target.name === 'minio') {
      await expect(page.getByText(/it takes no lifecycle rule for that/)).toBeVisible();
      await expect(rules).toHaveCount(0);
    } else {
      await rules.click();
      await expect(page).toHaveURL(/\/settings\?open=lifecycle$/);
    }
  });

  test('of another client are listed with their age, parts and size, and filtered by prefix', async ({
    page,
    connect,
    buckets,
    s3,
    target,
  }) => {
    const bucket = await buckets.create();
    await beginUpload(s3, bucket, 'films/long.mov', { parts: [1, 2] });
    await beginUpload(s3, bucket, 'films/empty.mov');
    const [first, second] = [
      await beginUpload(s3, bucket, 'backup.tar'),
      await beginUpload(s3, bucket, 'backup.tar', { parts: [1] }),
    ];
    const hidden = await beginUpload(s3, bucket, 'report\u202egpj.\u0007exe');
    await connect(page);
    await openUploads(page, bucket);
    await expect(uploadRow(page, 'films/long.mov')).toContainText(/ago|now/);
    // MinIO does not say who began an upload: there is no column for it then.
    const initiators = target.name === 'minio' ? 0 : 1;
    await expect(page.getByRole('columnheader', { name: 'Started by' })).toHaveCount(initiators);
    const cells = uploadRow(page, 'films/long.mov').getByRole('cell');
    if (initiators > 0) await expect(cells.nth(2)).toHaveText('pail');
    await expect(cells.nth(2 + initiators)).toHaveText('2');
    await expect(uploadRow(page, 'films/long.mov')).toContainText('10 MiB');
    await expect(uploadRow(page, 'films/empty.mov')).toContainText('0 B');
    // Two of one key are told apart by their ids.
    for (const { uploadId } of [first, second]) {
      await expect(
        page.getByRole('checkbox', { name: `Select backup.tar, upload ${uploadId}` }),
      ).toBeVisible();
    }
    // Characters that hide or turn text around are shown as such.
    await expect(uploadRow(page, hidden.key)).toContainText('reportU+202Egpj.U+0007exe');
    await expect(page.getByText('5 uploads')).toBeVisible();
    await expectAccessible(page);

    const filter = page.getByRole('searchbox', { name: 'Filter by the beginning of the key' });
    await filter.fill('films/l');
    await expect(page.getByText('1 upload', { exact: true })).toBeVisible();
    await expect(page).toHaveURL(/uploads\?prefix=films%2Fl$/);
    await expect(uploadRow(page, 'films/long.mov')).toContainText('10 MiB');
    await filter.fill('film/');
    await expect(page.getByRole('heading', { name: 'No upload begins with this' })).toBeVisible();
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect(page.getByText('5 uploads')).toBeVisible();
    await page.getByRole('button', { name: 'Started' }).click();
    await expect(page).toHaveURL(/newest=true$/);

    const lookUp = page.getByRole('textbox', { name: 'Exact key' });
    if (target.name === 'minio') {
      await expect(
        page.getByRole('heading', { name: 'This server does not list every upload' }),
      ).toBeVisible();
      await lookUp.fill('films/empty.mov');
      await page.getByRole('button', { name: 'Look up' }).click();
      await expect(uploadRow(page, 'films/empty.mov')).toBeVisible();
      await expect(page.getByText('1 upload', { exact: true })).toBeVisible();
    } else {
      await expect(lookUp).toHaveCount(0);
    }
    // The client's own clean-up knows one upload a key.
    await s3.abortMultipartUpload(bucket, first.key, first.uploadId);
    await s3.abortMultipartUpload(bucket, hidden.key, hidden.uploadId);
  });

  test('is finished with the local file: only what is missing is sent', async ({
    page,
    connect,
    buckets,
    s3,
  }, testInfo) => {
    const bucket = await buckets.create();
    const key = 'films/holiday.bin';
    const { uploadId } = await beginUpload(s3, bucket, key, { seed: 'holiday', parts: [1, 3] });
    const path = testInfo.outputPath('holiday.bin');
    const hash = await writeSeededFile(path, 'holiday', 17 * MiB);
    const sent: string[] = [];
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (request.method() !== 'PUT' && request.method() !== 'POST') return;
      sent.push(`${request.method()} ${url.searchParams.get('partNumber') ?? ''}`);
      expect(url.searchParams.get('uploadId')).toBe(uploadId);
    });
    await connect(page);
    await openUploads(page, bucket);
    await page.getByRole('button', { name: `Resume ${key}` }).click();
    const dialog = page.getByRole('dialog', { name: 'Resume an upload' });
    await dialog.getByTestId('resume-file').setInputFiles(path);
    await expect(dialog).toContainText('10 MiB in 2 parts');
    await expect(dialog).not.toContainText('will be replaced');
    expect(sent).toEqual([]);
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Send 7 MiB and complete' }).click();
    await expect(dialog).toHaveCount(0);
    await expectAllVerified(page, 1, 30_000);
    expect(sent.sort()).toEqual(['POST ', 'PUT 2', 'PUT 4']);
    expect(await storedHash(s3, bucket, key)).toBe(hash);
    expect(await storedUploads(s3, bucket)).toEqual([]);
    await expect(page.getByRole('heading', { name: /^No incomplete uploads/ })).toBeVisible();
    await openTransfers(page);
    await expect(transferRow(page, key)).toContainText('Verified: MD5 matched');
  });

  test('is not finished with another file, and nothing is sent', async ({
    page,
    connect,
    buckets,
    s3,
  }, testInfo) => {
    const bucket = await buckets.create();
    const key = 'film.bin';
    await beginUpload(s3, bucket, key, { seed: 'film', parts: [1, 2] });
    const other = testInfo.outputPath('other.bin');
    await writeSeededFile(other, 'other', 12 * MiB);
    const short = testInfo.outputPath('short.bin');
    await writeSeededFile(short, 'film', 9 * MiB);
    const wrote: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'PUT' || request.method() === 'POST') wrote.push(request.url());
    });
    await connect(page);
    await openUploads(page, bucket);
    await page.getByRole('button', { name: `Resume ${key}` }).click();
    const dialog = page.getByRole('dialog', { name: 'Resume an upload' });
    await dialog.getByTestId('resume-file').setInputFiles(other);
    await expect(dialog.getByRole('alert')).toContainText('hold other bytes than this file');
    await dialog.getByTestId('resume-file').setInputFiles(short);
    await expect(dialog.getByRole('alert')).toContainText('smaller than what is on the server');
    await expect(dialog.getByRole('alert')).toContainText('Nothing was sent.');
    await expect(dialog.getByRole('button', { name: /complete/ })).toHaveCount(0);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(wrote).toEqual([]);
    await expect(tray(page)).toHaveCount(0);
    expect(await headOf(s3, bucket, key)).toBe('NotFound');
    expect(await storedUploads(s3, bucket)).toHaveLength(1);
  });

  test('a part with other bytes is replaced, and an object of that key is not replaced unsaid', async ({
    page,
    connect,
    buckets,
    s3,
  }, testInfo) => {
    const bucket = await buckets.create();
    const key = 'film.bin';
    const { uploadId } = await beginUpload(s3, bucket, key, { seed: 'film', parts: [1] });
    await s3.uploadPart(
      { bucketName: bucket, objectName: key, uploadID: uploadId, partNumber: 2, headers: {} },
      seededSlice('damaged', 0, 5 * MiB),
    );
    await s3.putObject(bucket, key, 'an older film');
    const path = testInfo.outputPath('film.bin');
    const hash = await writeSeededFile(path, 'film', 10 * MiB);
    await connect(page);
    await openUploads(page, bucket);
    await page.getByRole('button', { name: `Resume ${key}` }).click();
    const dialog = page.getByRole('dialog', { name: 'Resume an upload' });
    await dialog.getByTestId('resume-file').setInputFiles(path);
    await expect(dialog).toContainText('1 part, which is sent again');
    await expect(dialog).toContainText('There is an object of this key already. It will be replaced.');
    await dialog.getByRole('button', { name: 'Send 5 MiB and complete' }).click();
    await expectAllVerified(page, 1, 30_000);
    expect(await storedHash(s3, bucket, key)).toBe(hash);
  });

  test('one is aborted by a plan, the others stay', async ({ page, connect, buckets, s3 }) => {
    const bucket = await buckets.create();
    await beginUpload(s3, bucket, 'gone.bin', { parts: [1] });
    await beginUpload(s3, bucket, 'kept.bin');
    await s3.putObject(bucket, 'object.txt', 'stays');
    await connect(page);
    await openUploads(page, bucket);
    await expect(uploadRow(page, 'gone.bin')).toContainText('5 MiB');
    await page.getByRole('button', { name: 'Abort gone.bin' }).click();
    const dialog = page.getByRole('dialog', { name: 'Abort 1 upload' });
    await expect(dialog).toContainText('5 MiB');
    await expect(dialog.getByRole('list', { name: 'What will be aborted' })).toContainText('gone.bin');
    await expect(dialog.getByRole('button', { name: 'Keep it' })).toBeFocused();
    await dialog.getByRole('button', { name: 'Abort 1 upload' }).click();
    const outcome = page.getByRole('dialog', { name: '1 upload aborted' });
    await expect(outcome.getByRole('listitem')).toHaveText(/gone\.bin.*Removed/);
    await outcome.getByRole('button', { name: 'Close' }).last().click();
    await expect(uploadRow(page, 'gone.bin')).toHaveCount(0);
    await expect(uploadRow(page, 'kept.bin')).toBeVisible();
    expect(await storedUploads(s3, bucket)).toMatchObject([{ key: 'kept.bin' }]);
    expect(await storedKeys(s3, bucket)).toEqual(['object.txt']);
  });

  test('chosen ones and those older than so many days go by a plan', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    for (let index = 0; index < 12; index += 1) await beginUpload(s3, bucket, `logs/${index}`);
    await beginUpload(s3, bucket, 'other');
    await connect(page);
    await openUploads(page, bucket);
    await expect(page.getByText('13 uploads')).toBeVisible();
    for (const key of ['logs/3', 'logs/4']) await uploadRow(page, key).getByRole('checkbox').check();
    await expect(page.getByRole('toolbar', { name: 'Actions on the selection' })).toContainText('2 selected');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Abort…', exact: true }).click();
    const chosen = page.getByRole('dialog', { name: 'Abort 2 uploads' });
    await chosen.getByRole('button', { name: 'Abort 2 uploads' }).click();
    const gone = page.getByRole('dialog', { name: '2 uploads aborted' });
    await expect(gone.getByRole('listitem')).toHaveCount(2);
    await gone.getByRole('button', { name: 'Close' }).last().click();
    expect(await storedUploads(s3, bucket)).toHaveLength(11);

    await page.getByRole('searchbox', { name: 'Filter by the beginning of the key' }).fill('logs/');
    await expect(page.getByText('10 uploads')).toBeVisible();
    await page.getByRole('button', { name: 'Abort old ones…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Abort old uploads' });
    await expect(dialog).toContainText('logs/');
    await expect(dialog).toContainText('No upload is older than that.');
    await dialog.getByLabel('Older than (days)').fill('0');
    await expect(dialog).toContainText('and 4 more');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Abort 10 uploads' }).click();
    const outcome = page.getByRole('dialog', { name: '10 uploads aborted' });
    await expect(outcome.getByRole('listitem')).toHaveCount(10);
    await expect(outcome.getByText('Removed')).toHaveCount(10);
    expect(await storedUploads(s3, bucket)).toMatchObject([{ key: 'other' }]);
  });

  test('what went away meanwhile is said, and is not begun anew', async ({
    page,
    connect,
    buckets,
    s3,
  }, testInfo) => {
    const bucket = await buckets.create();
    const { key, uploadId } = await beginUpload(s3, bucket, 'film.bin', { parts: [1] });
    const path = testInfo.outputPath('film.bin');
    await writeSeededFile(path, 'film.bin', 6 * MiB);
    await connect(page);
    await openUploads(page, bucket);
    await expect(uploadRow(page, key)).toContainText('5 MiB');
    await s3.abortMultipartUpload(bucket, key, uploadId);
    await page.getByRole('button', { name: `Resume ${key}` }).click();
    const dialog = page.getByRole('dialog', { name: 'Resume an upload' });
    await dialog.getByTestId('resume-file').setInputFiles(path);
    await expect(dialog.getByRole('alert')).toContainText('The upload is gone');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(await storedKeys(s3, bucket)).toEqual([]);
    expect(await storedUploads(s3, bucket)).toEqual([]);

    // To abort what is gone is no failure.
    await page.getByRole('button', { name: `Abort ${key}` }).click();
    await page.getByRole('button', { name: 'Abort 1 upload' }).click();
    await expect(page.getByRole('dialog', { name: '1 upload aborted' })).toContainText('Removed');
    await page.keyboard.press('Escape');

    await s3.removeBucket(bucket);
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(page.getByRole('alert')).toContainText('No such bucket');
  });

  test('an account that may only look sees them, and why it may do nothing else', async ({
    page,
    target,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    const closed = await buckets.create();
    await beginUpload(s3, bucket, 'film.bin', { parts: [1] });
    const policy = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: ['*'] },
          Action: ['s3:ListBucketMultipartUploads'],
          Resource: [`arn:aws:s3:::${bucket}`],
        },
      ],
    };
    await s3.setBucketPolicy(bucket, JSON.stringify(policy));
    await page.goto(target.pageUrl);
    await page.getByLabel('Endpoint').fill(target.endpoint);
    await page.getByLabel('Anonymous, without keys').check();
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(page).toHaveURL(/#\/c\/[^/]+\/buckets$/);
    const connection = /#\/c\/[^/]+/.exec(page.url())?.[0] ?? '';

    await page.goto(`${target.pageUrl}/${connection}/b/${bucket}/uploads`);
    await expect(uploadRow(page, 'film.bin')).toContainText('not readable');
    await page.getByRole('button', { name: 'Abort film.bin' }).click();
    await page.getByRole('button', { name: 'Abort 1 upload' }).click();
    const outcome = page.getByRole('dialog', { name: '0 of 1 upload aborted' });
    await expect(outcome.getByRole('listitem')).toContainText('Not allowed');
    await page.keyboard.press('Escape');
    expect(await storedUploads(s3, bucket)).toHaveLength(1);

    await page.goto(`${target.pageUrl}/${connection}/b/${closed}/uploads`);
    await expect(page.getByRole('alert')).toContainText('Not allowed');
  });
});
