import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { beginUpload } from './support/begun-upload.ts';
import { fillBucket } from './support/fill-bucket.ts';
import { expect, test } from './support/fixtures.ts';
import { connectLimited } from './support/limited-user.ts';
import { headOf, storedKeys, storedUploads } from './support/read-back.ts';

/** From the page of buckets to the plan of one. */
async function openPlan(page: Page, bucket: string): Promise<Locator> {
  await page.getByRole('button', { name: `Delete ${bucket}`, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete bucket' });
  await expect(dialog.getByRole('textbox')).toBeFocused();
  return dialog;
}

/** A count of the plan, by its name. */
function count(dialog: Locator, name: string): Locator {
  return dialog.locator('dl > div').filter({ hasText: name }).locator('dd');
}

async function typeAndDelete(dialog: Locator, bucket: string): Promise<void> {
  await dialog.getByRole('textbox').fill(bucket);
  await dialog.getByRole('button', { name: /and everything in it/ }).click();
}

test.describe('a bucket with something in it', { tag: '@row-05' }, () => {
  test('goes by a plan: objects, versions, delete markers and begun uploads, after its name was typed', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    await s3.setBucketVersioning(bucket, { Status: 'Enabled' });
    await s3.putObject(bucket, 'notes.txt', 'first');
    await s3.putObject(bucket, 'notes.txt', 'second');
    await s3.putObject(bucket, 'gone.txt', 'gone');
    await s3.removeObject(bucket, 'gone.txt');
    await s3.putObject(bucket, 'report\u202egpj.\u0007exe', 'x');
    await beginUpload(s3, bucket, 'film\u202evom.bin', { parts: [1] });
    await connect(page);
    const dialog = await openPlan(page, bucket);
    await expect(count(dialog, 'Objects')).toHaveText('2');
    await expect(count(dialog, 'Older versions')).toHaveText('2');
    await expect(count(dialog, 'Delete markers')).toHaveText('1');
    await expect(count(dialog, 'Incomplete uploads')).toHaveText('1');
    await expect(count(dialog, 'Size')).toHaveText('16 B');
    const samples = dialog.getByRole('list', { name: 'The first keys' });
    await expect(samples).toContainText('notes.txt');
    // Characters that hide or turn text around are shown as such.
    await expect(samples).toContainText('reportU+202Egpj.U+0007exe');
    await expect(samples).toContainText('filmU+202Evom.bin');
    await expect(dialog).toContainText('older versions go too');
    await expectAccessible(page);

    const remove = dialog.getByRole('button', { name: `Delete ${bucket} and everything in it` });
    await expect(remove).toBeDisabled();
    await dialog.getByRole('textbox').fill(bucket.slice(0, -1));
    await expect(remove).toBeDisabled();
    expect(await s3.bucketExists(bucket)).toBe(true);
    await dialog.getByRole('textbox').fill(bucket);
    await remove.click();
    await expect(page.getByText(`Deleted ${bucket} with 5 versions`)).toBeVisible();
    await expect(page.getByRole('main').getByRole('link', { name: bucket })).toHaveCount(0);
    expect(await s3.bucketExists(bucket)).toBe(false);
  });

  test('is listed again until nothing is left: MinIO hides keys below an object of the same name', async ({
    page,
    connect,
    buckets,
    s3,
    target,
  }) => {
    const bucket = await buckets.create();
    for (const key of ['tree/branch/leaf', 'tree/branch', 'tree', 'other']) {
      await s3.putObject(bucket, key, '1');
    }
    await connect(page);
    const dialog = await openPlan(page, bucket);
    await expect(count(dialog, 'Objects')).toHaveText(target.name === 'minio' ? '2' : '4');
    await typeAndDelete(dialog, bucket);
    await expect(page.getByText(`Deleted ${bucket} with 4 versions`)).toBeVisible();
    expect(await s3.bucketExists(bucket)).toBe(false);
  });

  test('keeps what a lock protects, each by its name; bypass is asked for and lifts governance alone', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = buckets.reserve();
    await s3.makeBucket(bucket, '', { ObjectLocking: true });
    const until = new Date(Date.now() + 86_400_000).toISOString();
    await s3.putObject(bucket, 'free.txt', 'free');
    const { versionId } = await s3.putObject(bucket, 'governed.txt', 'governed');
    await s3.putObjectRetention(bucket, 'governed.txt', {
      mode: 'GOVERNANCE',
      retainUntilDate: until,
      versionId: versionId ?? '',
    });
    await s3.putObject(bucket, 'held.txt', 'held');
    await s3.setObjectLegalHold(bucket, 'held.txt', { status: 'ON' });
    await connect(page);
    const dialog = await openPlan(page, bucket);
    await expect(dialog).toContainText('Objects can be locked in this bucket.');
    const bypass = dialog.getByRole('checkbox', { name: /GOVERNANCE/ });
    await expect(bypass).not.toBeChecked();
    await typeAndDelete(dialog, bucket);

    const outcome = page.getByRole('dialog', { name: `${bucket} was not deleted` });
    await expect(outcome).toContainText('Deleted 1, refused 2');
    await expect(outcome.getByRole('listitem')).toHaveCount(2);
    await expect(outcome.getByRole('listitem').filter({ hasText: 'governed.txt' })).toContainText(
      /AccessDenied|InvalidRequest|ObjectLocked/,
    );
    await expect(outcome.getByRole('listitem').filter({ hasText: 'held.txt' })).toBeVisible();
    await expectAccessible(page);
    expect(await headOf(s3, bucket, 'free.txt')).toBe('NotFound');
    expect(await headOf(s3, bucket, 'governed.txt')).toBe('stored');

    await outcome.getByRole('button', { name: 'Count again' }).click();
    await expect(count(dialog, 'Objects')).toHaveText('2');
    await bypass.check();
    await dialog.getByRole('textbox').fill(bucket);
    await dialog
      .getByRole('button', { name: `Delete ${bucket} and everything in it, bypassing governance` })
      .click();
    await expect(outcome).toContainText('Deleted 1, refused 1');
    await expect(outcome.getByRole('listitem')).toContainText('held.txt');
    expect(await storedKeys(s3, bucket)).toEqual(['held.txt']);

    await s3.setObjectLegalHold(bucket, 'held.txt', { status: 'OFF' });
    await outcome.getByRole('button', { name: 'Count again' }).click();
    await typeAndDelete(dialog, bucket);
    await expect(page.getByText(`Deleted ${bucket} with 1 version`)).toBeVisible();
    expect(await s3.bucketExists(bucket)).toBe(false);
  });

  test('keeps what was written after the count', async ({ page, connect, buckets, s3 }) => {
    const bucket = await buckets.create();
    await s3.putObject(bucket, 'old.txt', 'old');
    await connect(page);
    const dialog = await openPlan(page, bucket);
    await s3.putObject(bucket, 'late.txt', 'late');
    await typeAndDelete(dialog, bucket);
    const outcome = page.getByRole('dialog', { name: `${bucket} was not deleted` });
    await expect(outcome).toContainText('1 came after the count and was left alone.');
    expect(await storedKeys(s3, bucket)).toEqual(['late.txt']);
    await outcome.getByRole('button', { name: 'Close' }).last().click();
    await expect(page.getByRole('main').getByRole('link', { name: bucket })).toBeVisible();
  });

  test('is left half full when it is stopped, and goes on from there', async ({
    page,
    connect,
    buckets,
    s3,
    target,
  }) => {
    const bucket = await buckets.create();
    await fillBucket(
      target,
      bucket,
      Array.from({ length: 1600 }, (_, n) => `k${String(n).padStart(4, '0')}`),
    );
    if (target.name === 'minio') await s3.removeObject(bucket, 'fill.tar');
    // The first batch is held until Stop was pressed.
    let letGo: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route(
      (url) => url.searchParams.has('delete'),
      async (route) => {
        await held;
        await route.continue();
      },
    );
    await connect(page);
    const dialog = await openPlan(page, bucket);
    await expect(count(dialog, 'Objects')).toHaveText('1,600');
    const firstBatch = page.waitForRequest((request) => new URL(request.url()).searchParams.has('delete'));
    await typeAndDelete(dialog, bucket);
    await expect(dialog.getByRole('progressbar', { name: `Deleting ${bucket}` })).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Stop' })).toBeFocused();
    await firstBatch;
    await dialog.getByRole('button', { name: 'Stop' }).click();
    await expect(dialog.getByRole('button', { name: 'Stopping after this batch…' })).toBeVisible();
    letGo();
    const outcome = page.getByRole('dialog', { name: `${bucket} was not deleted` });
    await expect(outcome).toContainText('Stopped. The rest is still there.');
    await expect(outcome).toContainText('Deleted 1,000, refused 0');
    expect(await storedKeys(s3, bucket)).toHaveLength(600);

    await outcome.getByRole('button', { name: 'Go on deleting' }).click();
    await expect(page.getByText(`Deleted ${bucket} with 1,600 versions`)).toBeVisible();
    expect(await s3.bucketExists(bucket)).toBe(false);
  });

  test('that somebody else deleted meanwhile is deleted', async ({ page, connect, buckets, s3 }) => {
    const bucket = await buckets.create();
    await s3.putObject(bucket, 'a.txt', 'a');
    const other = await buckets.create();
    await connect(page);
    const dialog = await openPlan(page, bucket);
    await s3.removeObject(bucket, 'a.txt');
    await s3.removeBucket(bucket);
    await typeAndDelete(dialog, bucket);
    await expect(page.getByText(`Deleted ${bucket}`)).toBeVisible();
    await expect(page.getByRole('main').getByRole('link', { name: bucket })).toHaveCount(0);

    // Gone before it could even be counted: the list follows.
    await s3.removeBucket(other);
    await page.getByRole('button', { name: `Delete ${other}`, exact: true }).click();
    const gone = page.getByRole('dialog', { name: 'Delete bucket' });
    await expect(gone.getByRole('alert')).toContainText('No such bucket');
    await gone.getByRole('button', { name: 'Close' }).last().click();
    await expect(page.getByRole('main').getByRole('link', { name: other })).toHaveCount(0);
  });

  test('without the right to delete: each refusal by its key, and the bucket stays', async ({
    page,
    target,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    for (const key of ['a.txt', 'b.txt']) await s3.putObject(bucket, key, key);
    await connectLimited(page, target, [
      {
        Action: [
          's3:ListBucket',
          's3:ListBucketVersions',
          's3:ListBucketMultipartUploads',
          's3:DeleteBucket',
        ],
        Resource: [bucket],
      },
    ]);
    const dialog = await openPlan(page, bucket);
    await expect(count(dialog, 'Objects')).toHaveText('2');
    await typeAndDelete(dialog, bucket);
    const outcome = page.getByRole('dialog', { name: `${bucket} was not deleted` });
    await expect(outcome).toContainText('Deleted 0, refused 2');
    for (const key of ['a.txt', 'b.txt']) {
      await expect(outcome.getByRole('listitem').filter({ hasText: key })).toContainText('AccessDenied');
    }
    expect(await storedKeys(s3, bucket)).toEqual(['a.txt', 'b.txt']);
  });

  test('without the right to look inside: the server decides whether it is empty', async ({
    page,
    target,
    buckets,
    s3,
  }) => {
    const [full, empty] = [await buckets.create(), await buckets.create()];
    await s3.putObject(full, 'a.txt', 'a');
    await connectLimited(page, target, [
      { Action: ['s3:ListAllMyBuckets', 's3:DeleteBucket'], Resource: ['*'] },
    ]);
    const dialog = page.getByRole('dialog', { name: 'Delete bucket' });
    await page.getByRole('button', { name: `Delete ${full}`, exact: true }).click();
    await expect(dialog).toContainText('This account may not list what is in the bucket');
    await dialog.getByRole('button', { name: `Delete ${full}` }).click();
    await expect(dialog).toContainText('The server refuses: something is in this bucket now');
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    expect(await storedKeys(s3, full)).toEqual(['a.txt']);

    await page.getByRole('button', { name: `Delete ${empty}`, exact: true }).click();
    await dialog.getByRole('button', { name: `Delete ${empty}` }).click();
    await expect(page.getByText(`Deleted ${empty}`)).toBeVisible();
    expect(await s3.bucketExists(empty)).toBe(false);
  });

  test('a listing that is no listing is not taken for an empty bucket', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    await s3.putObject(bucket, 'a.txt', 'a');
    await page.route(
      (url) => url.searchParams.has('versions') || url.searchParams.has('list-type'),
      (route) =>
        route.fulfill({
          headers: { 'access-control-allow-origin': '*', 'content-type': 'application/xml' },
          body: '<ListVersionsResult><Version><Key>a',
        }),
    );
    await connect(page);
    await page.getByRole('button', { name: `Delete ${bucket}`, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete bucket' });
    await expect(dialog.getByRole('alert')).toBeVisible();
    await expect(dialog.getByRole('button', { name: /^Delete/ })).toHaveCount(0);
    expect(await storedKeys(s3, bucket)).toEqual(['a.txt']);
    expect(await storedUploads(s3, bucket)).toEqual([]);
  });
});
