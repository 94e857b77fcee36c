import type { Locator, Page } from '@playwright/test';
import type { Client } from 'minio';
import { expectAccessible } from './support/axe.ts';
import { drawnKeys, objectRow, openBucket } from './support/console.ts';
import { expect, test } from './support/fixtures.ts';
import { connectLimited } from './support/limited-user.ts';
import { headOf, storedKeys } from './support/read-back.ts';

interface StoredVersion {
  name: string;
  versionId: string;
  isDeleteMarker?: boolean;
}

/** All that there is of the bucket, as the independent client lists it. */
async function storedVersions(s3: Client, bucket: string): Promise<StoredVersion[]> {
  const versions: StoredVersion[] = [];
  for await (const each of s3.listObjects(bucket, '', true, { IncludeVersion: true })) {
    versions.push(each as StoredVersion);
  }
  return versions;
}

async function versioned(s3: Client, bucket: string): Promise<void> {
  await s3.setBucketVersioning(bucket, { Status: 'Enabled' });
}

/** Chooses rows and asks to delete them; answers with the dialog once the plan is there. */
async function planFor(page: Page, names: string[]): Promise<Locator> {
  for (const name of names) await objectRow(page, name).getByRole('checkbox').click();
  await page.keyboard.press('Delete');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: /^Delete \d/ })).toBeVisible();
  return dialog;
}

const planForEver = async (dialog: Locator): Promise<void> => {
  // Not checked in place: what is counted anew is drawn anew.
  await dialog.getByRole('radio', { name: 'All their versions, for ever' }).click();
  await expect(dialog.getByRole('button', { name: /for ever/ })).toBeVisible();
};

test.describe('delete where versions are kept', { tag: '@row-21' }, () => {
  test('hides the objects, and undo takes away just the markers that it made', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    await versioned(s3, bucket);
    const bidi = 'report\u202egpj.\u0007exe';
    for (const key of ['test/a', 'test/b', 'test1', '100%.txt', bidi, 'older.txt']) {
      await s3.putObject(bucket, key, key);
    }
    // A marker that somebody else made stays.
    await s3.removeObject(bucket, 'older.txt');
    await connect(page);
    await openBucket(page, bucket);
    const dialog = await planFor(page, ['test/', '100%.txt', bidi]);
    await expect(dialog).toHaveAccessibleName('Delete 4 objects');
    await expect(dialog).toContainText('This bucket keeps versions');
    await expect(dialog.getByRole('list', { name: 'What will be deleted' })).toContainText(
      'reportU+202Egpj.U+0007exe',
    );
    await expectAccessible(page);
    await dialog.getByRole('button', { name: /^Delete 4 objects/ }).click();
    await expect(dialog).toHaveAccessibleName('4 objects deleted');
    await expect(dialog).toContainText('Undo takes away the 4 delete markers that this made');
    await expectAccessible(page);
    expect(await storedKeys(s3, bucket)).toEqual(['test1']);
    const markers = (await storedVersions(s3, bucket)).filter(({ isDeleteMarker }) => isDeleteMarker);
    expect(markers).toHaveLength(5);

    await dialog.getByRole('button', { name: 'Undo: bring 4 objects back' }).click();
    await expect(page.getByText('4 objects are back')).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect.poll(() => drawnKeys(page)).toEqual(expect.arrayContaining(['test/', '100%.txt', bidi]));
    expect((await storedKeys(s3, bucket)).sort()).toEqual(
      ['100%.txt', bidi, 'test/a', 'test/b', 'test1'].sort(),
    );
    const left = (await storedVersions(s3, bucket)).filter(({ isDeleteMarker }) => isDeleteMarker);
    expect(left.map(({ name }) => name)).toEqual(['older.txt']);
    // The independent client cannot write this key into the document that deletes several.
    await s3.removeObject(bucket, bidi);
  });

  test('says what has no version to come back to, where versioning is suspended', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    await versioned(s3, bucket);
    await s3.putObject(bucket, 'a.txt', 'kept');
    await s3.setBucketVersioning(bucket, { Status: 'Suspended' });
    await s3.putObject(bucket, 'a.txt', 'lost');
    await connect(page);
    await openBucket(page, bucket);
    const dialog = await planFor(page, ['a.txt']);
    await expect(dialog).toContainText('Versioning is suspended');
    await dialog.getByRole('button', { name: /^Delete 1 object/ }).click();
    // A marker without an id of its own stands in the place of what was there: nothing to undo.
    await expect(page.getByText('1 object deleted')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Undo/ })).toHaveCount(0);
    expect(await headOf(s3, bucket, 'a.txt')).toBe('NotFound');
  });

  test('undo of what somebody else has undone already is done, too', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    await versioned(s3, bucket);
    for (const key of ['a.txt', 'b.txt']) await s3.putObject(bucket, key, key);
    await connect(page);
    await openBucket(page, bucket);
    const dialog = await planFor(page, ['a.txt', 'b.txt']);
    await dialog.getByRole('button', { name: /^Delete 2 objects/ }).click();
    await expect(dialog).toHaveAccessibleName('2 objects deleted');
    const marker = (await storedVersions(s3, bucket)).find(({ isDeleteMarker }) => isDeleteMarker);
    await s3.removeObject(bucket, marker?.name ?? '', { versionId: marker?.versionId ?? '' });
    await dialog.getByRole('button', { name: 'Undo: bring 2 objects back' }).click();
    await expect(page.getByText('2 objects are back')).toBeVisible();
    expect(await storedKeys(s3, bucket)).toEqual(['a.txt', 'b.txt']);
  });

  test('of all versions is counted, typed and for ever; `test/` never takes `test1`', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    await versioned(s3, bucket);
    for (const key of ['test/a', 'test/a', 'test/gone', 'test1', 'test1', 'test10']) {
      await s3.putObject(bucket, key, 'four');
    }
    await s3.removeObject(bucket, 'test/gone');
    await connect(page);
    await openBucket(page, bucket);
    const dialog = await planFor(page, ['test/', 'test1']);
    await planForEver(dialog);
    await expect(dialog).toHaveAccessibleName('Delete 6 versions for ever');
    const counts = dialog.locator('dl > div');
    await expect(counts).toHaveText(['Current versions2', 'Older versions3', 'Delete markers1', 'Size20 B']);
    await expect(dialog).toContainText('Nobody can bring any of them back.');
    // Only where objects can be locked.
    await expect(dialog.getByRole('checkbox', { name: /GOVERNANCE/ })).toHaveCount(0);
    await expectAccessible(page);
    const remove = dialog.getByRole('button', { name: 'Delete 6 versions for ever (20 B)' });
    await expect(remove).toBeDisabled();
    await dialog.getByLabel('Type 6 to delete as many versions').fill('5');
    await expect(remove).toBeDisabled();
    await dialog.getByLabel('Type 6 to delete as many versions').fill('6');
    // What comes after the plan is not in the plan.
    await s3.putObject(bucket, 'test1', 'late');
    await remove.click();
    await expect(dialog).toHaveAccessibleName('6 versions deleted for ever');
    await expect(dialog).toContainText('There are versions that the plan did not have');
    await expect(dialog.getByRole('listitem').filter({ hasText: 'test1' })).toContainText('1 version');
    await expect(dialog.getByRole('button', { name: /^Undo/ })).toHaveCount(0);
    const left = await storedVersions(s3, bucket);
    expect(left.map(({ name }) => name)).toEqual(['test1', 'test10']);
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await expect.poll(() => drawnKeys(page)).toEqual(['test1', 'test10']);
  });

  test('of one locked among many: refused by its version and its reason; bypass is asked for by name', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = buckets.reserve();
    await s3.makeBucket(bucket, '', { ObjectLocking: true });
    for (const key of ['free/a', 'free/b', 'governed.txt', 'held.txt']) await s3.putObject(bucket, key, 'x');
    const idOf = async (key: string) => (await s3.statObject(bucket, key)).versionId ?? '';
    await s3.putObjectRetention(bucket, 'governed.txt', {
      mode: 'GOVERNANCE',
      retainUntilDate: new Date(Date.now() + 90 * 86_400_000).toISOString(),
      versionId: await idOf('governed.txt'),
    });
    await s3.setObjectLegalHold(bucket, 'held.txt', { status: 'ON' });
    const held = await idOf('held.txt');
    await connect(page);
    await openBucket(page, bucket);
    const dialog = await planFor(page, ['free/', 'governed.txt', 'held.txt']);
    // Without versions there is nothing to bypass.
    await expect(dialog.getByRole('checkbox', { name: /GOVERNANCE/ })).toHaveCount(0);
    await planForEver(dialog);
    await expect(dialog).toContainText('Objects can be locked in this bucket.');
    const bypass = dialog.getByRole('checkbox', { name: /GOVERNANCE/ });
    await expect(bypass).not.toBeChecked();
    await expectAccessible(page);
    await dialog.getByLabel('Type 4 to delete as many versions').fill('4');
    await dialog.getByRole('button', { name: 'Delete 4 versions for ever (4 B)' }).click();
    await expect(dialog).toHaveAccessibleName('2 of 4 versions deleted for ever');
    await expect(dialog).toContainText('Deleted 2, refused 2, left 0.');
    const refused = (key: string) => dialog.getByRole('listitem').filter({ hasText: key });
    await expect(refused('governed.txt')).toContainText(/AccessDenied|InvalidRequest/);
    await expect(refused('governed.txt')).toContainText('GOVERNANCE until');
    await expect(refused('held.txt')).toContainText('Legal hold');
    await expect(refused('held.txt')).toContainText(held);
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    expect((await storedVersions(s3, bucket)).map(({ name }) => name)).toEqual(['governed.txt', 'held.txt']);

    await expect.poll(() => drawnKeys(page)).toEqual(['governed.txt', 'held.txt']);
    const selected = page.getByTestId('selected');
    if (!(await selected.isVisible())) {
      for (const key of ['governed.txt', 'held.txt'])
        await objectRow(page, key).getByRole('checkbox').click();
    }
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await planForEver(dialog);
    await bypass.check();
    await dialog.getByRole('textbox').fill('2');
    await dialog
      .getByRole('button', { name: 'Delete 2 versions for ever, bypassing governance (2 B)' })
      .click();
    await expect(dialog).toContainText('Deleted 1, refused 1, left 0.');
    expect((await storedVersions(s3, bucket)).map(({ name }) => name)).toEqual(['held.txt']);

    // A hold that was lifted meanwhile is no reason any more.
    await s3.setObjectLegalHold(bucket, 'held.txt', { status: 'OFF' });
    await dialog.getByRole('button', { name: 'Retry the refused one' }).click();
    await expect(page.getByText('2 versions deleted for ever')).toBeVisible();
    expect(await storedVersions(s3, bucket)).toEqual([]);
  });

  test('without the right to it: each refusal by its key', async ({ page, target, buckets, s3 }) => {
    const bucket = await buckets.create();
    await versioned(s3, bucket);
    for (const key of ['mine/a', 'theirs/b']) await s3.putObject(bucket, key, key);
    await connectLimited(page, target, [
      { Action: ['s3:ListBucket', 's3:ListAllMyBuckets', 's3:ListBucketVersions'], Resource: [bucket] },
      { Action: ['s3:DeleteObject'], Resource: [`${bucket}/mine/*`] },
    ]);
    await openBucket(page, bucket);
    const dialog = await planFor(page, ['mine/', 'theirs/']);
    // Whether it keeps versions may not be seen: nothing is promised.
    await expect(dialog).toContainText('This cannot be undone, unless the bucket keeps versions.');
    await dialog.getByRole('button', { name: /^Delete 2 objects/ }).click();
    await expect(dialog).toHaveAccessibleName('1 of 2 objects deleted');
    await expect(dialog.getByRole('listitem').filter({ hasText: 'theirs/b' })).toContainText('AccessDenied');
    // The marker was made, and taking it away is another right.
    await dialog.getByRole('button', { name: 'Undo: bring 1 object back' }).click();
    await expect(dialog).toContainText('Back 0, refused 1, left 0.');
    expect(await storedKeys(s3, bucket)).toEqual(['theirs/b']);
    await dialog.getByRole('button', { name: 'Close' }).last().click();
  });

  test('a listing of versions that is none makes no plan', async ({ page, connect, buckets, s3 }) => {
    const bucket = await buckets.create();
    await versioned(s3, bucket);
    await s3.putObject(bucket, 'a.txt', 'a');
    await page.route(
      (url) => url.searchParams.has('versions'),
      (route) =>
        route.fulfill({
          headers: { 'access-control-allow-origin': '*' },
          contentType: 'application/xml',
          body: '<ListVersionsResult><Version><Key>a',
        }),
    );
    await connect(page);
    await openBucket(page, bucket);
    const dialog = await planFor(page, ['a.txt']);
    await dialog.getByRole('radio', { name: 'All their versions, for ever' }).click();
    await expect(dialog.getByRole('alert')).toBeVisible();
    await expect(dialog.getByRole('button', { name: /^Delete/ })).toHaveCount(0);
    expect(await storedKeys(s3, bucket)).toEqual(['a.txt']);
  });
});

test('a delete in a bucket that is gone says so and deletes nothing elsewhere', { tag: '@row-21' }, async ({
  page,
  connect,
  buckets,
  s3,
}) => {
  const bucket = await buckets.create();
  await s3.putObject(bucket, 'a.txt', 'a');
  await connect(page);
  await openBucket(page, bucket);
  const dialog = await planFor(page, ['a.txt']);
  await expect(dialog).toContainText('This bucket keeps no versions.');
  await s3.removeObject(bucket, 'a.txt');
  await s3.removeBucket(bucket);
  await dialog.getByRole('button', { name: /^Delete 1 object/ }).click();
  await expect(dialog.getByRole('alert')).toContainText('No such bucket');
  await expect(dialog).toContainText('Deleted 0, refused 0, left 1.');
});
