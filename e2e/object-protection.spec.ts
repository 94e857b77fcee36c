import { randomBytes } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import type { Client } from 'minio';
import { expectAccessible } from './support/axe.ts';
import { objectRow, openBucket } from './support/console.ts';
import { expect, test } from './support/fixtures.ts';
import { connectLimited } from './support/limited-user.ts';
import { openObject } from './support/object-drawer.ts';
import { headOf } from './support/read-back.ts';

const day = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * day).toISOString();
/** As the field takes it, in local time. */
const typedDate = (days: number) => {
  const time = new Date(Date.now() + days * day);
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};

/** The tab of the drawer with retention and legal hold. */
async function openLock(page: Page, key: string): Promise<Locator> {
  const drawer = await openObject(page, key, 'Tags');
  await drawer.getByRole('tab', { name: 'Lock' }).click();
  return drawer.getByRole('tabpanel');
}

/** `ON` or `OFF`, as the independent client reads it. */
async function holdOf(s3: Client, bucket: string, key: string): Promise<string> {
  const answer: unknown = await s3.getObjectLegalHold(bucket, key);
  return typeof answer === 'string' ? answer : String((answer as { Status?: unknown }).Status);
}

/** From a selection to one of its dialogs. */
async function openForSelection(page: Page, names: string[], act: string): Promise<Locator> {
  for (const name of names) await objectRow(page, name).getByRole('checkbox').click();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: act, exact: true }).click();
  return page.getByRole('dialog');
}

const verdictOn = (dialog: Locator, key: string) =>
  dialog.getByRole('list', { name: 'Verdict on each object' }).getByRole('listitem').filter({ hasText: key });

test.describe('retention', { tag: '@row-23' }, () => {
  test('is set, and shortened by who asks to bypass governance by name', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = buckets.reserve();
    await s3.makeBucket(bucket, '', { ObjectLocking: true });
    const { versionId } = await s3.putObject(bucket, '100%.txt', 'kept');
    await connect(page);
    await openBucket(page, bucket);
    const lock = await openLock(page, '100%.txt');
    await expect(lock).toContainText('No retention: this version can be deleted at any time.');
    await lock.getByRole('button', { name: 'Set a retention' }).click();
    const until = lock.getByLabel('Until');
    const save = lock.getByRole('button', { name: 'Set retention' });

    // In the past: not even sent.
    await until.fill(typedDate(-1));
    await expect(until).toHaveAccessibleDescription(/This is in the past/);
    await expect(save).toBeDisabled();
    await until.fill(typedDate(40));
    await expectAccessible(page);
    await save.click();
    await expect(lock).toContainText('Nobody deletes this version before');
    await expect(lock.getByRole('button', { name: 'Change' })).toBeFocused();
    const stored = await s3.getObjectRetention(bucket, '100%.txt', { versionId: versionId ?? '' });
    expect(stored).toMatchObject({ mode: 'GOVERNANCE' });
    expect(Date.parse(stored?.retainUntilDate ?? '')).toBeGreaterThan(Date.now() + 39 * day);

    await lock.getByRole('button', { name: 'Change' }).click();
    await until.fill(typedDate(10));
    await expect(save).toBeDisabled();
    const bypass = lock.getByRole('checkbox', { name: 'Bypass governance' });
    await expect(bypass).not.toBeChecked();
    await bypass.check();
    await lock.getByRole('button', { name: 'Set retention, bypassing governance' }).click();
    await expect(lock.getByRole('button', { name: 'Change' })).toBeVisible();
    const shorter = await s3.getObjectRetention(bucket, '100%.txt', { versionId: versionId ?? '' });
    expect(Date.parse(shorter?.retainUntilDate ?? '')).toBeLessThan(Date.now() + 11 * day);

    await lock.getByRole('button', { name: 'Change' }).click();
    await lock.getByRole('radio', { name: 'No retention' }).check();
    await bypass.check();
    await lock.getByRole('button', { name: 'Take the retention away, bypassing governance' }).click();
    await expect(lock).toContainText('No retention');
    await s3.removeObject(bucket, '100%.txt', { versionId: versionId ?? '' });
    expect(await headOf(s3, bucket, '100%.txt')).toBe('NotFound');
  });

  test('in COMPLIANCE mode says that nobody undoes it, and can only be extended', async ({
    page,
    connect,
    s3,
  }) => {
    // Nobody can empty this bucket again: it goes with the server.
    const bucket = `e2e-${randomBytes(6).toString('hex')}`;
    await s3.makeBucket(bucket, '', { ObjectLocking: true });
    const { versionId } = await s3.putObject(bucket, 'contract.pdf', 'signed');
    await connect(page);
    await openBucket(page, bucket);
    const lock = await openLock(page, 'contract.pdf');
    await lock.getByRole('button', { name: 'Set a retention' }).click();
    await lock.getByRole('radio', { name: 'COMPLIANCE' }).check();
    await lock.getByLabel('Until').fill(typedDate(20));
    await expect(lock).toContainText('not you, not the owner of the bucket, not an administrator');
    const save = lock.getByRole('button', { name: 'Set retention' });
    await expect(save).toBeDisabled();
    await lock.getByLabel('Type COMPLIANCE to go on').fill('COMPLIANCE');
    await save.click();
    await expect(lock).toContainText('Nobody can delete this version before');
    const id = { versionId: versionId ?? '' };
    expect(await s3.getObjectRetention(bucket, 'contract.pdf', id)).toMatchObject({ mode: 'COMPLIANCE' });

    await lock.getByRole('button', { name: 'Change' }).click();
    await expect(lock.getByRole('radio', { name: 'GOVERNANCE' })).toBeDisabled();
    await expect(lock.getByRole('radio', { name: 'No retention' })).toBeDisabled();
    await lock.getByLabel('Until').fill(typedDate(5));
    await expect(lock.getByLabel('Until')).toHaveAccessibleDescription(/can only be extended/);
    await expect(save).toBeDisabled();
    await lock.getByLabel('Until').fill(typedDate(25));
    await lock.getByLabel('Type COMPLIANCE to go on').fill('COMPLIANCE');
    await save.click();
    await expect(lock.getByRole('button', { name: 'Change' })).toBeVisible();
    const longer = await s3.getObjectRetention(bucket, 'contract.pdf', id);
    expect(Date.parse(longer?.retainUntilDate ?? '')).toBeGreaterThan(Date.now() + 24 * day);
  });

  test('of a selection: each object has its verdict, and what is refused says why', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = buckets.reserve();
    await s3.makeBucket(bucket, '', { ObjectLocking: true });
    for (const key of ['folder/a', 'folder/deep/b', 'folder1', 'longer.txt'])
      await s3.putObject(bucket, key, key);
    const { versionId = '' } = await s3.statObject(bucket, 'longer.txt');
    await s3.putObjectRetention(bucket, 'longer.txt', {
      mode: 'GOVERNANCE',
      retainUntilDate: inDays(90),
      versionId: versionId ?? '',
    });
    await connect(page);
    await openBucket(page, bucket);
    const dialog = await openForSelection(page, ['folder/', 'longer.txt'], 'Retention');
    await expect(dialog).toHaveAccessibleName('Retention of 3 objects');
    await expect(dialog).toContainText('Every object under this folder:');
    await expect(dialog.getByRole('checkbox', { name: 'Bypass governance' })).not.toBeChecked();
    await dialog.getByRole('button', { name: '1 day', exact: true }).click();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Set retention of 3 objects' }).click();
    await expect(dialog).toHaveAccessibleName('2 of 3 objects done');
    await expect(dialog).toContainText('Changed 2, already so 0, refused 1, not tried 0.');
    await expect(verdictOn(dialog, 'longer.txt')).toContainText('The object is locked');
    await expect(verdictOn(dialog, 'folder/deep/b')).toContainText('Changed');
    await expectAccessible(page);
    for (const key of ['folder/a', 'folder/deep/b']) {
      expect(await s3.getObjectRetention(bucket, key)).toMatchObject({ mode: 'GOVERNANCE' });
    }
    // A folder ends in its slash.
    await expect(s3.getObjectRetention(bucket, 'folder1')).rejects.toMatchObject({
      code: 'NoSuchObjectLockConfiguration',
    });
    await dialog.getByRole('button', { name: 'Close' }).last().click();
  });

  test('without the right to it, and without the right to bypass', async ({ page, target, buckets, s3 }) => {
    const bucket = buckets.reserve();
    await s3.makeBucket(bucket, '', { ObjectLocking: true });
    await s3.putObject(bucket, 'a.txt', 'a');
    const { versionId = '' } = await s3.putObject(bucket, 'governed.txt', 'b').then(({ versionId: id }) => ({
      versionId: id ?? '',
    }));
    await s3.putObjectRetention(bucket, 'governed.txt', {
      mode: 'GOVERNANCE',
      retainUntilDate: inDays(90),
      versionId,
    });
    await connectLimited(page, target, [
      {
        Action: [
          's3:ListBucket',
          's3:ListAllMyBuckets',
          's3:GetBucketLocation',
          's3:GetObject',
          's3:GetObjectVersion',
          's3:GetObjectRetention',
        ],
        Resource: [bucket, `${bucket}/*`],
      },
      { Action: ['s3:PutObjectRetention'], Resource: [`${bucket}/governed.txt`] },
    ]);
    await openBucket(page, bucket);
    const lock = await openLock(page, 'a.txt');
    // The hold cannot be read, the retention can: each says so for itself.
    await expect(lock.getByRole('alert')).toContainText('Not allowed');
    await lock.getByRole('button', { name: 'Set a retention' }).click();
    await lock.getByRole('button', { name: 'Set retention' }).click();
    const retention = lock.getByRole('region', { name: 'Retention' });
    await expect(retention.getByRole('alert')).toContainText('AccessDenied');

    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    const governed = await openLock(page, 'governed.txt');
    await governed.getByRole('button', { name: 'Change' }).click();
    await governed.getByLabel('Until').fill(typedDate(10));
    await governed.getByRole('checkbox', { name: 'Bypass governance' }).check();
    await governed.getByRole('button', { name: 'Set retention, bypassing governance' }).click();
    const keptFor = async () => {
      const stored = await s3.getObjectRetention(bucket, 'governed.txt', { versionId });
      return (Date.parse(stored?.retainUntilDate ?? '') - Date.now()) / day;
    };
    if (target.name === 'minio') {
      // MinIO asks who sets a retention for no right to bypass one.
      await expect(governed.getByRole('button', { name: 'Change' })).toBeVisible();
      expect(await keptFor()).toBeLessThan(11);
    } else {
      await expect(retention.getByRole('alert')).toContainText('AccessDenied');
      expect(await keptFor()).toBeGreaterThan(80);
    }
  });
});

test.describe('legal hold', { tag: '@row-22' }, () => {
  test('is put on and lifted, and while it is on nobody deletes the version', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = buckets.reserve();
    await s3.makeBucket(bucket, '', { ObjectLocking: true });
    const key = 'report\u202egpj.\u0007exe';
    const { versionId } = await s3.putObject(bucket, key, 'x');
    await connect(page);
    await openBucket(page, bucket);
    const lock = await openLock(page, key);
    const hold = lock.getByRole('switch', { name: 'Legal hold' });
    await expect(hold).not.toBeChecked();
    await hold.click();
    await expect(hold).toBeChecked();
    await expect(lock).toContainText('On: this version cannot be deleted.');
    await expectAccessible(page);
    expect(await holdOf(s3, bucket, key)).toBe('ON');
    await expect(s3.removeObject(bucket, key, { versionId: versionId ?? '' })).rejects.toMatchObject({
      code: expect.stringMatching(/AccessDenied|InvalidRequest/),
    });
    await hold.click();
    await expect(hold).not.toBeChecked();
    expect(await holdOf(s3, bucket, key)).toBe('OFF');
    await s3.removeObject(bucket, key, { versionId: versionId ?? '' });
  });

  test('of a selection: an object that was deleted meanwhile is refused, the others are not', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = buckets.reserve();
    await s3.makeBucket(bucket, '', { ObjectLocking: true });
    for (const key of ['a.txt', 'b.txt', 'gone.txt']) await s3.putObject(bucket, key, key);
    await s3.setObjectLegalHold(bucket, 'b.txt', { status: 'ON' });
    await connect(page);
    await openBucket(page, bucket);
    const dialog = await openForSelection(page, ['a.txt', 'b.txt', 'gone.txt'], 'Legal hold');
    await s3.removeObject(bucket, 'gone.txt');
    await dialog.getByRole('button', { name: 'Put 3 objects on legal hold' }).click();
    await expect(dialog).toContainText('Changed 1, already so 1, refused 1, not tried 0.');
    await expect(verdictOn(dialog, 'gone.txt')).toContainText('No such object');
    await expect(verdictOn(dialog, 'b.txt')).toContainText('Already so');
    for (const key of ['a.txt', 'b.txt']) expect(await holdOf(s3, bucket, key)).toBe('ON');

    // Retried once it is there again.
    const versions: { versionId?: string; isDeleteMarker?: boolean }[] = [];
    for await (const each of s3.listObjects(bucket, 'gone.txt', true, { IncludeVersion: true })) {
      versions.push(each as (typeof versions)[number]);
    }
    const marker = versions.find(({ isDeleteMarker }) => isDeleteMarker);
    await s3.removeObject(bucket, 'gone.txt', { versionId: marker?.versionId ?? '' });
    await dialog.getByRole('button', { name: 'Retry the refused one' }).click();
    await expect(dialog).toContainText('Changed 2, already so 1, refused 0, not tried 0.');
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    expect(await holdOf(s3, bucket, 'gone.txt')).toBe('ON');
    for (const key of ['a.txt', 'b.txt', 'gone.txt']) {
      await s3.setObjectLegalHold(bucket, key, { status: 'OFF' });
    }
  });

  test('in a bucket without object lock is not offered, and the page says why', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    await s3.putObject(bucket, 'a.txt', 'a');
    await connect(page);
    await openBucket(page, bucket);
    const dialog = await openForSelection(page, ['a.txt'], 'Legal hold');
    await expect(dialog).toContainText('This bucket has no object lock');
    await expect(dialog.getByRole('radio')).toHaveCount(0);
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    const lock = await openLock(page, 'a.txt');
    await expect(lock).toContainText('This bucket has no object lock');
    await expect(lock.getByRole('switch')).toHaveCount(0);
    await expectAccessible(page);
    await lock.getByRole('link', { name: 'Object lock of this bucket' }).click();
    await expect(page.getByRole('region', { name: 'Object lock' })).toBeVisible();
  });

  test('on a server that answers with the object, nothing is sent that would overwrite it', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    await s3.putObject(bucket, 'a.txt', 'a');
    const changes: string[] = [];
    page.on('request', (request) => {
      if (/retention|legal-hold|tagging/.test(request.url()) && request.method() !== 'GET') {
        changes.push(request.method());
      }
    });
    await page.route(
      (url) => url.searchParams.has('retention') || url.searchParams.has('legal-hold'),
      (route) =>
        route.fulfill({
          headers: {
            'access-control-allow-origin': '*',
            'last-modified': 'Sat, 21 Nov 2026 12:00:00 GMT',
          },
          body: 'a',
        }),
    );
    await connect(page);
    await openBucket(page, bucket);
    const lock = await openLock(page, 'a.txt');
    await expect(lock).toContainText('This server does not offer them.');
    await expect(lock).toContainText('200 on GET ?retention');
    expect(changes).toEqual([]);
  });
});

test.describe('tags', { tag: '@row-20' }, () => {
  test('are typed, saved and read back; what no server takes is said before', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    await s3.putObject(bucket, '100%.txt', 'x');
    await s3.setObjectTagging(bucket, '100%.txt', { stage: 'draft' });
    await connect(page);
    await openBucket(page, bucket);
    const drawer = await openObject(page, '100%.txt', 'Tags');
    const tags = drawer.getByRole('tabpanel');
    await expect(tags.getByLabel('Value of tag 1')).toHaveValue('draft');
    await tags.getByLabel('Value of tag 1').fill('final');
    await tags.getByRole('button', { name: 'Add a tag' }).click();
    await expect(tags.getByLabel('Key of tag 2')).toBeFocused();
    const save = tags.getByRole('button', { name: 'Save tags' });
    await tags.getByLabel('Key of tag 2').fill('k'.repeat(129));
    await expect(tags.getByLabel('Key of tag 2')).toHaveAccessibleDescription('At most 128 characters');
    await expect(save).toBeDisabled();
    await tags.getByLabel('Key of tag 2').fill('team');
    await tags.getByLabel('Value of tag 2').fill('a & b'.replace('&', '+'));
    await expectAccessible(page);
    await save.click();
    await expect(page.getByTestId('announcements')).toContainText('Tags saved');
    await expect(save).toHaveCount(0);
    expect(
      (await s3.getObjectTagging(bucket, '100%.txt')).map(({ Key, Value }) => `${Key}=${Value}`).sort(),
    ).toEqual(['stage=final', 'team=a + b']);

    // The eleventh has no place.
    for (let number = 3; number <= 10; number += 1) {
      await tags.getByRole('button', { name: 'Add a tag' }).click();
      await tags.getByLabel(`Key of tag ${number}`).fill(`k${number}`);
    }
    await expect(tags.getByRole('button', { name: 'Add a tag' })).toBeDisabled();
    await expect(tags).toContainText('An object has at most 10 tags.');
    await save.click();
    // The announcement of the first time may still stand: the button goes when these are saved.
    await expect(save).toHaveCount(0);
    expect(await s3.getObjectTagging(bucket, '100%.txt')).toHaveLength(10);
  });

  test('that somebody else changed meanwhile are not overwritten unasked', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    await s3.putObject(bucket, 'a.txt', 'x');
    await connect(page);
    await openBucket(page, bucket);
    const drawer = await openObject(page, 'a.txt', 'Tags');
    const tags = drawer.getByRole('tabpanel');
    await tags.getByRole('button', { name: 'Add a tag' }).click();
    await tags.getByLabel('Key of tag 1').fill('mine');
    await s3.setObjectTagging(bucket, 'a.txt', { theirs: '1' });
    await tags.getByRole('button', { name: 'Save tags' }).click();
    await expect(tags.getByRole('alert')).toContainText('Somebody else changed the tags meanwhile.');
    await expect(tags.getByRole('alert')).toContainText('theirs=1');
    expect((await s3.getObjectTagging(bucket, 'a.txt')).map(({ Key }) => Key)).toEqual(['theirs']);
    await tags.getByRole('button', { name: 'Replace theirs with mine' }).click();
    await expect(page.getByTestId('announcements')).toContainText('Tags saved');
    await expect(tags.getByRole('alert')).toHaveCount(0);
    expect((await s3.getObjectTagging(bucket, 'a.txt')).map(({ Key }) => Key)).toEqual(['mine']);
  });

  test('of a selection are added, removed and replaced, with a verdict on each object', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    const full = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`k${index}`, '1']));
    for (const key of ['test/a', 'test/b', 'test1', 'full.txt']) await s3.putObject(bucket, key, key);
    await s3.setObjectTagging(bucket, 'test/a', { stage: 'draft', keep: 'me' });
    await s3.setObjectTagging(bucket, 'full.txt', full);
    const tagsOf = async (key: string) =>
      (await s3.getObjectTagging(bucket, key)).map(({ Key, Value }) => `${Key}=${Value}`).sort();
    await connect(page);
    await openBucket(page, bucket);
    const dialog = await openForSelection(page, ['test/', 'full.txt'], 'Tags');
    await expect(dialog).toHaveAccessibleName('Tags of 3 objects');
    await dialog.getByLabel('Key of tag 1').fill('stage');
    await dialog.getByLabel('Value of tag 1').fill('final');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Change the tags of 3 objects' }).click();
    await expect(dialog).toContainText('Changed 2, already so 0, refused 1, not tried 0.');
    await expect(verdictOn(dialog, 'full.txt')).toContainText('It would have 11 tags');
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    expect(await tagsOf('test/a')).toEqual(['keep=me', 'stage=final']);
    expect(await tagsOf('test/b')).toEqual(['stage=final']);
    expect(await tagsOf('test1')).toEqual([]);

    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Tags', exact: true }).click();
    await dialog.getByRole('radio', { name: 'Remove these keys, keep the others' }).check();
    await dialog.getByLabel('Key of tag 1').fill('stage');
    await dialog.getByRole('button', { name: 'Change the tags of 3 objects' }).click();
    await expect(dialog).toContainText('Changed 2, already so 1, refused 0, not tried 0.');
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    expect(await tagsOf('test/a')).toEqual(['keep=me']);
    expect(await tagsOf('test/b')).toEqual([]);

    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Tags', exact: true }).click();
    await dialog.getByRole('radio', { name: /Replace all tags with these/ }).check();
    await dialog.getByRole('button', { name: 'Remove all tags of 3 objects' }).click();
    await expect(dialog).toContainText('Changed 2, already so 1');
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    expect(await tagsOf('full.txt')).toEqual([]);
  });

  test('without the right to write them: each refusal by its key', async ({ page, target, buckets, s3 }) => {
    const bucket = await buckets.create();
    for (const key of ['may.txt', 'mayNot.txt']) await s3.putObject(bucket, key, key);
    await connectLimited(page, target, [
      {
        Action: ['s3:ListBucket', 's3:ListAllMyBuckets', 's3:GetObject', 's3:GetObjectTagging'],
        Resource: [bucket, `${bucket}/*`],
      },
      { Action: ['s3:PutObjectTagging'], Resource: [`${bucket}/may.txt`] },
    ]);
    await openBucket(page, bucket);
    const dialog = await openForSelection(page, ['may.txt', 'mayNot.txt'], 'Tags');
    await dialog.getByLabel('Key of tag 1').fill('a');
    await dialog.getByRole('button', { name: 'Change the tags of 2 objects' }).click();
    await expect(dialog).toContainText('Changed 1, already so 0, refused 1, not tried 0.');
    await expect(verdictOn(dialog, 'mayNot.txt')).toContainText('403 AccessDenied');
    expect(await s3.getObjectTagging(bucket, 'mayNot.txt')).toEqual([]);
    expect((await s3.getObjectTagging(bucket, 'may.txt')).map(({ Key }) => Key)).toEqual(['a']);
  });

  test('of an object that is gone, and a document that is cut off', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    for (const key of ['a.txt', 'gone.txt']) await s3.putObject(bucket, key, key);
    await connect(page);
    await openBucket(page, bucket);
    const drawer = await openObject(page, 'gone.txt', 'Tags');
    const tags = drawer.getByRole('tabpanel');
    await tags.getByRole('button', { name: 'Add a tag' }).click();
    await tags.getByLabel('Key of tag 1').fill('a');
    await s3.removeObject(bucket, 'gone.txt');
    await tags.getByRole('button', { name: 'Save tags' }).click();
    await expect(tags.getByRole('alert')).toContainText('NoSuchKey');
    await drawer.getByRole('button', { name: 'Close' }).click();

    await page.route(
      (url) => url.searchParams.has('tagging'),
      (route) =>
        route.fulfill({
          headers: { 'access-control-allow-origin': '*' },
          contentType: 'application/xml',
          body: '<Tagging><TagSet><Tag>',
        }),
    );
    await openObject(page, 'a.txt', 'Tags');
    await expect(tags.getByRole('alert')).toBeVisible();
    await expect(tags.getByRole('textbox')).toHaveCount(0);
  });
});
