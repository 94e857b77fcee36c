import { expectAccessible } from './support/axe.ts';
import { drawnKeys, objectRow, openBucket } from './support/console.ts';
import { allOf, fillDestination, openCopying, openRename, putRichObject } from './support/copy-dialog.ts';
import { expect, test } from './support/fixtures.ts';
import { connectLimited } from './support/limited-user.ts';
import { openObject } from './support/object-drawer.ts';
import { headOf, storedKeys } from './support/read-back.ts';

test.describe('copy', { tag: '@row-19' }, () => {
  test('keeps everything that belongs to the object', async ({ page, connect, buckets, s3 }) => {
    const bucket = await buckets.create();
    await putRichObject(s3, bucket, 'from/story.txt');
    const before = await allOf(s3, bucket, 'from/story.txt');
    expect(before).toMatchObject({
      storageClass: 'REDUCED_REDUNDANCY',
      metadata: { author: 'somebody', 'content-type': 'text/x-story', 'content-language': 'de' },
    });
    expect(before.tags).toHaveLength(2);
    await connect(page);
    await openBucket(page, bucket);
    await page.getByRole('link', { name: 'from/' }).click();
    const dialog = await openCopying(page, 'Copy', ['from/story.txt']);
    await expect(dialog).toContainText('This is where it already is.');
    await fillDestination(dialog, { folder: 'to/deep', name: 'tale.txt' });
    await expect(dialog.getByRole('list', { name: 'From and to' })).toContainText('to/deep/tale.txt');
    await dialog.getByRole('button', { name: 'Copy 1 object (14 B)' }).click();
    await expect(page.getByTestId('announcements')).toContainText('1 object copied and verified');
    expect(await allOf(s3, bucket, 'to/deep/tale.txt')).toEqual(before);
    expect(await headOf(s3, bucket, 'from/story.txt')).toBe('stored');
    await page.getByRole('navigation', { name: 'Path' }).getByRole('link', { name: bucket }).click();
    await expect.poll(() => drawnKeys(page)).toEqual(['from/', 'to/']);
  });

  test('of a folder and objects takes all of them, and not `test1`', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const [bucket, other] = [await buckets.create(), await buckets.create()];
    const keys = ['100%.txt', 'test/a', 'test/b/c', 'test/\u202egnp.exe'];
    for (const key of [...keys, 'test1', 'z']) await s3.putObject(bucket, key, key);
    await connect(page);
    await openBucket(page, bucket);
    const dialog = await openCopying(page, 'Copy', ['test/', '100%.txt']);
    await fillDestination(dialog, { bucket: other, folder: 'in here' });
    // What would turn the text around is shown as what it is.
    await expect(dialog.getByRole('list', { name: 'From and to' })).toContainText('test/U+202Egnp.exe');
    await dialog.getByRole('button', { name: /^Copy 4 objects/ }).click();
    await expect(page.getByTestId('announcements')).toContainText('4 objects copied and verified');
    expect(await storedKeys(s3, other)).toEqual(keys.map((key) => `in here/${key}`));
    expect(await storedKeys(s3, bucket)).toHaveLength(6);
  });

  test('keeps retention and legal hold, and says where it cannot', async ({ page, connect, buckets, s3 }) => {
    const [bucket, open] = [buckets.reserve(), await buckets.create()];
    await s3.makeBucket(bucket, 'us-east-1', { ObjectLocking: true });
    await s3.putObject(bucket, 'contract.txt', 'signed');
    const retainUntilDate = new Date(Date.now() + 86_400_000).toISOString();
    await s3.putObjectRetention(bucket, 'contract.txt', { mode: 'GOVERNANCE', retainUntilDate } as never);
    await s3.setObjectLegalHold(bucket, 'contract.txt', { status: 'ON' });
    try {
      await connect(page);
      await openBucket(page, bucket);
      let dialog = await openCopying(page, 'Copy', ['contract.txt']);
      await fillDestination(dialog, { name: 'copy.txt' });
      await dialog.getByRole('button', { name: /^Copy 1 object/ }).click();
      await expect(page.getByRole('dialog')).toHaveCount(0);
      expect(await s3.getObjectLegalHold(bucket, 'copy.txt')).toEqual({ Status: 'ON' });
      expect(await s3.getObjectRetention(bucket, 'copy.txt')).toMatchObject({ mode: 'GOVERNANCE' });

      await page.getByRole('button', { name: 'Clear the selection' }).click();
      dialog = await openCopying(page, 'Move', ['copy.txt']);
      await fillDestination(dialog, { bucket: open });
      await expect(dialog).toContainText('The sources of locked objects stay where they are.');
      await dialog.getByRole('button', { name: /^Move 1 object/ }).click();
      await expect(page.getByRole('dialog')).toContainText('Differs in: retention · legal hold');
      expect(await headOf(s3, bucket, 'copy.txt')).toBe('stored');
      expect(await headOf(s3, open, 'copy.txt')).toBe('stored');
    } finally {
      for await (const { name, versionId } of s3.listObjects(bucket, '', true, { IncludeVersion: true })) {
        await s3.setObjectLegalHold(bucket, name, { status: 'OFF', versionId });
      }
    }
  });
});

test.describe('where something is in the way', { tag: '@row-19' }, () => {
  test('nothing is done until somebody says what', async ({ page, connect, buckets, s3 }) => {
    const bucket = await buckets.create();
    for (const key of ['a.txt', 'b.txt', 'c.txt']) await s3.putObject(bucket, key, `new ${key}`);
    await s3.putObject(bucket, 'to/b.txt', 'old');
    await connect(page);
    await openBucket(page, bucket);
    let dialog = await openCopying(page, 'Copy', ['a.txt', 'b.txt']);
    await fillDestination(dialog, { folder: 'to/' });
    await expect(dialog).toContainText('1 key is taken at the destination:');
    await expect(dialog.getByRole('radio', { name: 'Do nothing yet' })).toBeChecked();
    await expect(dialog.getByRole('button', { name: /^Copy 2/ })).toBeDisabled();
    await expectAccessible(page);
    await dialog.getByRole('radio', { name: 'Leave it out' }).click();
    await dialog.getByRole('button', { name: 'Copy 1 object (9 B)' }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    expect((await s3.statObject(bucket, 'to/b.txt')).size).toBe(3);
    expect(await headOf(s3, bucket, 'to/a.txt')).toBe('stored');

    dialog = await openCopying(page, 'Copy', ['c.txt']); // beside those that are chosen still
    await fillDestination(dialog, { folder: 'to/' });
    await expect(dialog).toContainText('2 keys are taken at the destination:');
    await dialog.getByRole('radio', { name: 'Replace these 2' }).click();
    await expect(dialog).toContainText('What is replaced is gone for good.');
    await dialog.getByRole('button', { name: /^Copy 3 objects/ }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    expect((await s3.statObject(bucket, 'to/b.txt')).size).toBe(9);
  });

  test('what came after the plan is not replaced', async ({ page, connect, buckets, s3 }) => {
    const bucket = await buckets.create();
    await s3.putObject(bucket, 'a.txt', 'mine');
    await connect(page);
    await openBucket(page, bucket);
    const dialog = await openCopying(page, 'Move', ['a.txt']);
    await fillDestination(dialog, { folder: 'to/' });
    await expect(dialog.getByRole('button', { name: /^Move 1/ })).toBeEnabled();
    await s3.putObject(bucket, 'to/a.txt', 'somebody else');
    await dialog.getByRole('button', { name: /^Move 1/ }).click();
    await expect(page.getByRole('dialog')).toContainText('1 found its key taken, and was left alone:');
    expect((await s3.statObject(bucket, 'to/a.txt')).size).toBe(13);
    expect(await headOf(s3, bucket, 'a.txt')).toBe('stored');
  });

  test('the page says what MinIO does not check', async ({ page, connect, buckets, s3, target }) => {
    const bucket = await buckets.create();
    await s3.putObject(bucket, 'a.txt', 'mine');
    await connect(page);
    await openBucket(page, bucket);
    const dialog = await openCopying(page, 'Copy', ['a.txt']);
    await fillDestination(dialog, { folder: 'to/' });
    const note = dialog.getByText('MinIO does not check by itself that a key is still free');
    await expect(dialog.getByRole('button', { name: /^Copy 1/ })).toBeEnabled();
    if (target.name === 'minio') await expect(note).toBeVisible();
    else await expect(note).toHaveCount(0);
  });
});

test('conditions that do not hold leave objects alone, and say which it was', { tag: '@row-19' }, async ({
  page,
  connect,
  buckets,
  s3,
}) => {
  const bucket = await buckets.create();
  await s3.putObject(bucket, 'a.txt', 'a');
  const { etag } = await s3.statObject(bucket, 'a.txt');
  await connect(page);
  await openBucket(page, bucket);
  const failing = [
    ['Its ETag is', '0'.repeat(32), 'Its ETag is another'],
    ['Its ETag is not', `"${etag}"`, 'Its ETag is this one'],
    ['Modified after', '2999-01-01T00:00:00', 'Not modified after that time'],
    ['Not modified after', '2001-01-01T00:00:00', 'Modified after that time'],
  ] as const;
  await objectRow(page, 'a.txt').getByRole('checkbox').click();
  for (const [label, value, verdict] of failing) {
    const dialog = await openCopying(page, 'Copy', []);
    await fillDestination(dialog, { folder: 'to/' });
    await dialog.getByText('Only if…').click();
    await dialog.getByLabel(label, { exact: true }).fill(value);
    await dialog.getByRole('button', { name: /^Copy 1/ }).click();
    await expect(page.getByRole('dialog')).toContainText('1 does not meet the conditions');
    await expect(page.getByRole('dialog')).toContainText(verdict);
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    expect(await storedKeys(s3, bucket)).toEqual(['a.txt']);
  }
  const dialog = await openCopying(page, 'Copy', []);
  await fillDestination(dialog, { folder: 'to/' });
  await dialog.getByText('Only if…').click();
  await dialog.getByLabel('Its ETag is', { exact: true }).fill(etag);
  await dialog.getByLabel('Modified after', { exact: true }).fill('2001-01-01T00:00:00');
  await dialog.getByLabel('Not modified after', { exact: true }).fill('2999-01-01T00:00:00');
  await dialog.getByRole('button', { name: /^Copy 1/ }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await storedKeys(s3, bucket)).toEqual(['a.txt', 'to/a.txt']);
});

test.describe('move', { tag: '@row-19' }, () => {
  test('takes the sources away, and leaves the rest', async ({ page, connect, buckets, s3 }) => {
    const [bucket, other] = [await buckets.create(), await buckets.create()];
    for (const key of ['test/a', 'test/b/c', 'test1']) await putRichObject(s3, bucket, key);
    const before = await allOf(s3, bucket, 'test/b/c');
    await connect(page);
    await openBucket(page, bucket);
    const dialog = await openCopying(page, 'Move', ['test/']);
    await fillDestination(dialog, { bucket: other, folder: '' });
    await dialog.getByRole('button', { name: /^Move 2 objects/ }).click();
    await expect(page.getByTestId('announcements')).toContainText('2 objects moved and verified');
    await expect.poll(() => drawnKeys(page)).toEqual(['test1']);
    expect(await storedKeys(s3, bucket)).toEqual(['test1']);
    expect(await storedKeys(s3, other)).toEqual(['test/a', 'test/b/c']);
    expect(await allOf(s3, other, 'test/b/c')).toEqual(before);
  });

  test('of a folder into itself, and to where it is, is refused', async ({ page, connect, buckets, s3 }) => {
    const bucket = await buckets.create();
    for (const key of ['a/1', 'a/2', 'b']) await s3.putObject(bucket, key, key);
    await connect(page);
    await openBucket(page, bucket);
    const dialog = await openCopying(page, 'Move', ['a/']);
    await expect(dialog).toContainText('This is where it already is.');
    await fillDestination(dialog, { folder: 'a/x' });
    await expect(dialog).toContainText('2 objects cannot go there:');
    await expect(dialog).toContainText('The destination lies inside the folder itself');
    await expect(dialog.getByRole('button', { name: 'Move', exact: true })).toBeDisabled();
    await expectAccessible(page);
    await fillDestination(dialog, { folder: '../x' });
    await expect(dialog).toContainText('“.” and “..” are no names: addresses cannot carry them');
    await expect(dialog.getByRole('button', { name: 'Move', exact: true })).toBeDisabled();
    await fillDestination(dialog, { folder: '/x' });
    await expect(dialog).toContainText('A folder begins without a slash');
    await fillDestination(dialog, { folder: 'x'.repeat(1030) });
    await expect(dialog).toContainText('The key would be longer than 1,024 bytes');
    await expect(dialog.getByRole('button', { name: 'Move', exact: true })).toBeDisabled();
    expect(await storedKeys(s3, bucket)).toEqual(['a/1', 'a/2', 'b']);
  });

  test('of what changed or went since the plan does nothing to it', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    for (const key of ['changed', 'gone', 'same']) await s3.putObject(bucket, key, key);
    await connect(page);
    await openBucket(page, bucket);
    const dialog = await openCopying(page, 'Move', ['changed', 'gone', 'same']);
    await fillDestination(dialog, { folder: 'to/' });
    await expect(dialog.getByRole('button', { name: /^Move 3/ })).toBeEnabled();
    await s3.putObject(bucket, 'changed', 'by somebody else');
    await s3.removeObject(bucket, 'gone');
    await dialog.getByRole('button', { name: /^Move 3/ }).click();
    const outcome = page.getByRole('dialog', { name: 'Not all of it was done' });
    await expect(outcome).toContainText('1 of 3 objects are done and verified.');
    await expect(outcome).toContainText('1 changed since the plan was made, and was left alone:');
    await expect(outcome).toContainText('Reading the source: No such object');
    await expectAccessible(page);
    expect(await storedKeys(s3, bucket)).toEqual(['changed', 'to/same']);
  });

  test('by somebody who may not delete copies, and tells that the source is there', async ({
    page,
    target,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    await s3.putObject(bucket, 'a.txt', 'a');
    const Action = ['s3:GetObject', 's3:PutObject', 's3:GetObjectTagging'];
    await connectLimited(page, target, [
      { Action: ['s3:ListAllMyBuckets', 's3:GetBucketLocation'], Resource: ['*'] },
      { Action: ['s3:ListBucket'], Resource: [bucket] },
      { Action, Resource: [`${bucket}/*`] },
    ]);
    await openBucket(page, bucket);
    const dialog = await openCopying(page, 'Move', ['a.txt']);
    await fillDestination(dialog, { folder: 'to/' });
    await dialog.getByRole('button', { name: /^Move 1/ }).click();
    await expect(page.getByRole('dialog')).toContainText('1 was copied, and its source is still there:');
    await expect(page.getByRole('dialog')).toContainText('Deleting the source: Not allowed');
    expect(await storedKeys(s3, bucket)).toEqual(['a.txt', 'to/a.txt']);
  });

  test('to where one may not write changes nothing', async ({ page, target, buckets, s3 }) => {
    const bucket = await buckets.create();
    await s3.putObject(bucket, 'a.txt', 'a');
    await connectLimited(page, target, [
      { Action: ['s3:ListAllMyBuckets', 's3:GetBucketLocation'], Resource: ['*'] },
      { Action: ['s3:ListBucket'], Resource: [bucket] },
      { Action: ['s3:GetObject', 's3:GetObjectTagging'], Resource: [`${bucket}/*`] },
    ]);
    await openBucket(page, bucket);
    const dialog = await openCopying(page, 'Move', ['a.txt']);
    await fillDestination(dialog, { folder: 'to/' });
    await dialog.getByRole('button', { name: /^Move 1/ }).click();
    await expect(page.getByRole('dialog')).toContainText('Copying: Not allowed');
    expect(await storedKeys(s3, bucket)).toEqual(['a.txt']);
  });

  test('to a bucket that is not there ends at once, with everything in its place', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    for (const key of ['a', 'b']) await s3.putObject(bucket, key, key);
    await connect(page);
    await openBucket(page, bucket);
    const dialog = await openCopying(page, 'Move', ['a', 'b']);
    await fillDestination(dialog, { bucket: `${bucket}-absent`, folder: 'to/' });
    await expect(dialog).toContainText('What is there already could not be seen');
    await dialog.getByRole('button', { name: /^Move 2/ }).click();
    await expect(page.getByRole('dialog')).toContainText('No such bucket');
    await expect(page.getByRole('dialog')).toContainText('0 of 2 objects are done and verified.');
    expect(await storedKeys(s3, bucket)).toEqual(['a', 'b']);
  });

  test('that is stopped loses nothing, and can be gone on with', async ({ page, connect, buckets, s3 }) => {
    const bucket = await buckets.create();
    const keys = Array.from({ length: 24 }, (_, index) => `f/${String(index).padStart(2, '0')}`);
    for (const key of keys) await s3.putObject(bucket, key, key);
    await connect(page);
    await openBucket(page, bucket);
    let copies = 0;
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(
      () => true,
      async (route) => {
        if ('x-amz-copy-source' in route.request().headers() && ++copies > 6) await held;
        await route.continue();
      },
    );
    const dialog = await openCopying(page, 'Move', ['f/']);
    await fillDestination(dialog, { folder: 'g/' });
    await dialog.getByRole('button', { name: /^Move 24/ }).click();
    await expect.poll(() => copies).toBeGreaterThan(7);
    await page.getByRole('dialog').getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByRole('dialog')).toContainText('Stopping after the objects under way');
    release();
    const stopped = page.getByRole('dialog', { name: 'Stopped' });
    await expect(stopped).toContainText(/were not begun:/);
    const places = async () =>
      (await storedKeys(s3, bucket)).map((key) => key.slice(-2)).toSorted((a, b) => (a < b ? -1 : 1));
    // Each is at exactly one place.
    expect(await places()).toEqual(keys.map((key) => key.slice(-2)));
    await stopped.getByRole('button', { name: /^Try \d+ again$/ }).click();
    await expect(page.getByTestId('announcements')).toContainText('24 objects moved and verified');
    expect(await storedKeys(s3, bucket)).toEqual(keys.map((key) => `g/${key}`));
  });
});

test.describe('rename', { tag: '@row-19' }, () => {
  test('of an object selects what stands before its extension', async ({ page, connect, buckets, s3 }) => {
    const bucket = await buckets.create();
    await putRichObject(s3, bucket, 'p/story.txt');
    const before = await allOf(s3, bucket, 'p/story.txt');
    await connect(page);
    await openBucket(page, bucket);
    await page.getByRole('link', { name: 'p/' }).click();
    const dialog = await openRename(page, 'p/story.txt');
    const name = dialog.getByRole('textbox', { name: 'New name' });
    await expect(name).toBeFocused();
    await expect
      .poll(() => name.evaluate((field: HTMLInputElement) => field.value.slice(0, field.selectionEnd ?? 0)))
      .toBe('story');
    await page.keyboard.type('100%');
    await expect(dialog.getByRole('list', { name: 'From and to' })).toContainText('p/100%.txt');
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('announcements')).toContainText('Renamed and verified');
    await expect.poll(() => drawnKeys(page)).toEqual(['p/100%.txt']);
    expect(await storedKeys(s3, bucket)).toEqual(['p/100%.txt']);
    expect(await allOf(s3, bucket, 'p/100%.txt')).toEqual(before);
  });

  test('of a folder takes all that is in it', async ({ page, connect, buckets, s3 }) => {
    const bucket = await buckets.create();
    for (const key of ['test/a', 'test/b/c', 'test1', 'test1/d']) await s3.putObject(bucket, key, key);
    await connect(page);
    await openBucket(page, bucket);
    const dialog = await openRename(page, 'test/');
    await dialog.getByRole('textbox', { name: 'New name' }).fill('报告 & more');
    await dialog.getByRole('button', { name: 'Rename with 2 objects' }).click();
    await expect(page.getByTestId('announcements')).toContainText('Renamed and verified, with 2 objects');
    // Faster than anything can be shown.
    const again = await openRename(page, '报告 & more/');
    await again.getByRole('textbox', { name: 'New name' }).fill('报告');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(objectRow(page, '报告/')).toBeVisible();
    await expect(objectRow(page, 'test/')).toHaveCount(0);
    for (const key of ['test1', 'test1/d', '报告/a', '报告/b/c']) {
      expect.soft(await headOf(s3, bucket, key), key).toBe('stored');
    }
    for (const key of ['test/a', 'test/b/c'])
      expect.soft(await headOf(s3, bucket, key), key).toBe('NotFound');
  });

  test('to what is no name, or somebody’s, is refused', async ({ page, connect, buckets, s3 }) => {
    const bucket = await buckets.create();
    for (const key of ['a.txt', 'b.txt']) await s3.putObject(bucket, key, key);
    await connect(page);
    await openBucket(page, bucket);
    const dialog = await openRename(page, 'a.txt');
    const name = dialog.getByRole('textbox', { name: 'New name' });
    const button = dialog.getByRole('button', { name: 'Rename', exact: true });
    await expect(dialog).toContainText('This is its name already.');
    for (const [typed, problem] of [
      ['', 'A name is needed'],
      ['../x', 'A name has no slash'],
      ['..', '“.” and “..” are no names'],
      ['x'.repeat(1025), 'The key would be longer than 1,024 bytes'],
    ] as const) {
      await name.fill(typed);
      await expect(name).toHaveAccessibleDescription(new RegExp(problem));
      await expect(button).toBeDisabled();
    }
    await name.fill('b.txt');
    await expect(dialog).toContainText('1 key is taken at the destination:');
    await expect(button).toBeDisabled();
    await page.keyboard.press('Enter');
    expect(await storedKeys(s3, bucket)).toEqual(['a.txt', 'b.txt']);
    expect((await s3.statObject(bucket, 'b.txt')).etag).not.toBe((await s3.statObject(bucket, 'a.txt')).etag);
  });

  test('of the object in the drawer shows it under its new name', async ({ page, connect, buckets, s3 }) => {
    const bucket = await buckets.create();
    await s3.setBucketVersioning(bucket, { Status: 'Enabled' });
    await s3.putObject(bucket, 'a.txt', 'a');
    await connect(page);
    await openBucket(page, bucket);
    const drawer = await openObject(page, 'a.txt', 'Properties');
    await drawer.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    const dialog = page.getByRole('dialog', { name: 'Rename object' });
    await dialog.getByRole('textbox', { name: 'New name' }).fill('z.txt');
    await expect(dialog).toContainText('the old keys get a delete marker');
    await dialog.getByRole('button', { name: 'Rename', exact: true }).click();
    await expect(page.getByRole('dialog')).toHaveCount(1);
    await expect(page.getByRole('dialog', { name: 'z.txt' })).toBeVisible();
    expect(await storedKeys(s3, bucket)).toEqual(['z.txt']);
  });
});

test.describe('edit metadata', { tag: '@row-19' }, () => {
  test('changes what was changed and keeps the rest', async ({ page, connect, buckets, s3 }) => {
    const bucket = await buckets.create();
    await s3.setBucketVersioning(bucket, { Status: 'Enabled' });
    await putRichObject(s3, bucket, 'story.txt');
    const before = await allOf(s3, bucket, 'story.txt');
    await connect(page);
    await openBucket(page, bucket);
    const drawer = await openObject(page, 'story.txt', 'Properties');
    await drawer.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Edit metadata' }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit metadata' });
    await expect(dialog).toContainText('Nothing is changed yet');
    await expect(dialog).toContainText('which makes a new version');
    const save = dialog.getByRole('button', { name: 'Save metadata' });
    await expect(save).toBeDisabled();
    await expectAccessible(page);
    await dialog.getByRole('combobox', { name: 'Content type' }).fill('text/markdown');
    await dialog.getByRole('combobox', { name: 'Cache control' }).fill('');
    await page.keyboard.press('Tab');
    await expect(dialog.getByRole('textbox', { name: 'Value 2' })).toHaveValue('春天');
    await dialog.getByRole('button', { name: 'Remove metadata 1' }).click();
    await dialog.getByRole('button', { name: 'Add metadata' }).click();
    await dialog.getByRole('textbox', { name: 'Name 2' }).fill('Not a token');
    await expect(save).toBeDisabled();
    await dialog.getByRole('textbox', { name: 'Name 2' }).fill('Reviewed-By');
    await dialog.getByRole('textbox', { name: 'Value 2' }).fill('everyone');
    await save.click();
    await expect(page.getByTestId('announcements')).toContainText('Metadata of story.txt saved');
    await expect(page.getByRole('dialog', { name: 'story.txt' })).toContainText('text/markdown');
    const after = await allOf(s3, bucket, 'story.txt');
    const { author, 'cache-control': cacheControl, ...kept } = before.metadata;
    expect([author, cacheControl]).toEqual(['somebody', 'max-age=60']);
    expect(after).toEqual({
      ...before,
      metadata: { ...kept, 'content-type': 'text/markdown', 'reviewed-by': 'everyone' },
    });
    const versions: unknown[] = [];
    for await (const version of s3.listObjects(bucket, '', true, { IncludeVersion: true }))
      versions.push(version);
    expect(versions).toHaveLength(2);
  });

  test('of what somebody else has changed is not saved', async ({ page, connect, buckets, s3 }) => {
    const bucket = await buckets.create();
    await s3.putObject(bucket, 'a.txt', 'a', undefined, { 'Content-Type': 'text/plain' });
    await connect(page);
    await openBucket(page, bucket);
    const drawer = await openObject(page, 'a.txt', 'Properties');
    await drawer.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Edit metadata' }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit metadata' });
    await dialog.getByRole('combobox', { name: 'Content type' }).fill('text/html');
    await page.keyboard.press('Tab');
    await s3.putObject(bucket, 'a.txt', 'other', undefined, { 'Content-Type': 'text/csv' });
    await dialog.getByRole('button', { name: 'Save metadata' }).click();
    await expect(dialog.getByRole('alert')).toContainText('Somebody changed this object meanwhile.');
    expect((await s3.statObject(bucket, 'a.txt')).metaData['content-type']).toBe('text/csv');
    await s3.removeObject(bucket, 'a.txt');
    await dialog.getByRole('button', { name: 'Save metadata' }).click();
    await expect(dialog.getByRole('alert')).toContainText('No such object');
  });
});
