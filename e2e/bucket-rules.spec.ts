import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { putDocument, storedDocument } from './support/bucket-documents.ts';
import { connectWithout, expectBadAnswersTold, openSetting, settingLink } from './support/bucket-settings.ts';
import { expect, test } from './support/fixtures.ts';

/** The form of a rule, open. */
async function newRule(page: Page, setting: Locator): Promise<Locator> {
  await setting.getByRole('button', { name: /^Add (the first )?rule$/ }).click();
  return page.getByRole('dialog', { name: 'New rule' });
}

async function put(page: Page, form: Locator): Promise<void> {
  await form.getByRole('button', { name: 'Put into the list' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

async function review(page: Page, setting: Locator): Promise<Locator> {
  await setting.getByRole('button', { name: 'Review change' }).click();
  return page.getByRole('dialog', { name: /^Review change|^Remove/ });
}

async function save(page: Page, dialog: Locator): Promise<void> {
  await dialog.getByRole('button', { name: /^Save change$|^Remove (Lifecycle|Replication)$/ }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** A rule that expires what is under `prefix`, put into the list. */
async function addExpiry(page: Page, setting: Locator, id: string, prefix: string): Promise<void> {
  const form = await newRule(page, setting);
  await form.getByLabel('Name (ID)').fill(id);
  await form.getByLabel('Prefix').fill(prefix);
  await form.getByLabel('Expiration').selectOption('Expires after days');
  await form.getByLabel('Days', { exact: true }).fill('30');
  await put(page, form);
}

const row = (setting: Locator, id: string) =>
  setting
    .getByRole('table')
    .getByRole('row')
    .filter({ has: setting.page().getByRole('rowheader', { name: id }) });

const expiry = (id: string, days: number, more = '') =>
  `<LifecycleConfiguration><Rule><ID>${id}</ID><Status>Enabled</Status><Filter><Prefix>${id}/</Prefix></Filter><Expiration><Days>${days}</Days></Expiration>${more}</Rule></LifecycleConfiguration>`;

const none = 'NoSuchLifecycleConfiguration';

test.describe('lifecycle', { tag: '@row-14' }, () => {
  test('a rule with every condition is written, changed, turned off, and removed with the last one', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    await connect(page);
    const setting = await openSetting(page, bucket, 'Lifecycle');
    await expect(setting.getByText('Everything stays until somebody deletes it.')).toBeVisible();

    const form = await newRule(page, setting);
    await form.getByRole('button', { name: 'Put into the list' }).click();
    await expect(form.getByRole('alert')).toHaveText(
      'A rule does one thing at least. Choose what this one does.',
    );
    await form.getByLabel('Name (ID)').fill('old logs');
    await form.getByLabel('Prefix').fill('logs/');
    await form.getByRole('button', { name: 'Add tag' }).click();
    await form.getByLabel('Key of tag 1').fill('team');
    await form.getByLabel('Value of tag 1').fill('web');
    await form.getByLabel('Larger than', { exact: true }).fill('1');
    await form.getByLabel('Unit: Larger than').selectOption('MiB');
    await form.getByLabel('Expiration').selectOption('Expires after days');
    await form.getByLabel('Days', { exact: true }).fill('0');
    await form.getByRole('button', { name: 'Put into the list' }).click();
    await expect(form.getByLabel('Days', { exact: true })).toHaveAccessibleDescription(/1 or more/);
    await expect(form.getByLabel('Days', { exact: true })).toBeFocused();
    await expectAccessible(page);
    await form.getByLabel('Days', { exact: true }).fill('30');
    await form.getByLabel('Delete old versions').check();
    await form.getByLabel('Days since a newer version came').fill('7');
    await form.getByLabel('Newest old versions that stay').fill('2');
    await put(page, form);
    await expect(setting.getByRole('button', { name: 'Add rule' })).toBeFocused();

    const first = await review(page, setting);
    await expect(first).toContainText(
      `the server deletes from ${bucket} what 1 new or changed rule is about`,
    );
    await expect(first).toContainText('<NewerNoncurrentVersions>2</NewerNoncurrentVersions>');
    await save(page, first);
    await expect(settingLink(page, bucket, 'Lifecycle')).toContainText('1 rule');
    const stored = JSON.stringify(await s3.getBucketLifecycle(bucket));
    for (const part of ['old logs', 'logs/', '"team"', '1048576', '"NoncurrentDays":7']) {
      expect(stored).toContain(part);
    }
    await expect(row(setting, 'old logs')).toContainText('Larger than 1 MiB');
    await expect(row(setting, 'old logs')).toContainText('Keeps the newest 2 of them');

    await setting.getByRole('switch', { name: 'Rule old logs is on' }).press('Space');
    await save(page, await review(page, setting));
    expect(await storedDocument(s3, bucket, 'lifecycle')).toContain('<Status>Disabled</Status>');

    await setting.getByRole('button', { name: 'Delete old logs' }).click();
    const last = await review(page, setting);
    await expect(last).toContainText('Lifecycle');
    await save(page, last);
    expect(await storedDocument(s3, bucket, 'lifecycle')).toBe(none);
    await expect(settingLink(page, bucket, 'Lifecycle')).toContainText('Not set');
  });

  test('rules keep their order, and a copy has a name of its own', async ({ page, connect, buckets, s3 }) => {
    const bucket = await buckets.create();
    await connect(page);
    const setting = await openSetting(page, bucket, 'Lifecycle');
    for (const id of ['b', 'a']) await addExpiry(page, setting, id, `${id}/`);
    await setting.getByRole('button', { name: 'Duplicate b' }).click();
    await setting.getByRole('button', { name: 'Edit b-2' }).click();
    const form = page.getByRole('dialog', { name: 'Edit rule' });
    await form.getByLabel('Expiration').selectOption('Expires on a date');
    await form.getByLabel('Date', { exact: true }).fill('2040-02-29');
    await put(page, form);
    await save(page, await review(page, setting));
    const stored = await storedDocument(s3, bucket, 'lifecycle');
    expect([...stored.matchAll(/<ID>([^<]*)<\/ID>/g)].map(([, id]) => id)).toEqual(['b', 'b-2', 'a']);
    expect(stored).toMatch(/<Date>2040-02-29T00:00:00(\.000)?Z<\/Date>/);
  });

  test('a rule about all objects asks for the name of the bucket', async ({ page, connect, buckets, s3 }) => {
    const bucket = await buckets.create();
    await connect(page);
    const setting = await openSetting(page, bucket, 'Lifecycle');
    await addExpiry(page, setting, 'everything', '');
    const dialog = await review(page, setting);
    await expect(dialog).toContainText('No condition spares an object');
    await expect(dialog.getByRole('button', { name: 'Save change' })).toBeDisabled();
    await dialog.getByLabel(`Type ${bucket} to confirm`).fill(bucket);
    await save(page, dialog);
    expect(await storedDocument(s3, bucket, 'lifecycle')).toContain('<Days>30</Days>');
  });

  test('the calendar tells what will become of an object, before anything is saved', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    await s3.setBucketVersioning(bucket, { Status: 'Enabled' });
    await connect(page);
    const setting = await openSetting(page, bucket, 'Lifecycle');
    await addExpiry(page, setting, 'tmp', 'tmp/');
    const calendar = setting.getByRole('region', { name: 'What will happen to an object' });
    await expect(calendar.getByLabel('Key', { exact: true })).toHaveValue('tmp/example.txt');
    await expect(calendar.getByRole('status')).toContainText(
      'Gets a delete marker; this version becomes an old one',
    );
    const due = new Date((Math.floor(Date.now() / 86_400_000) + 31) * 86_400_000);
    await expect(calendar.getByRole('status').locator('time').first()).toHaveAttribute(
      'datetime',
      due.toISOString(),
    );
    await calendar.getByLabel('Days since it was written').fill('45');
    await expect(calendar.getByRole('status')).toContainText('At the next run');
    await calendar.getByLabel('Days since it was written').press('Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await calendar.getByLabel('Key', { exact: true }).fill('other.txt');
    await expect(calendar.getByRole('status')).toHaveText('Nothing: no rule is about it.');
    await calendar.getByLabel('Days since it was written').fill('soon');
    await expect(calendar.getByRole('status')).toHaveText('Fill in whole numbers to see the dates.');
    await expectAccessible(page);
    expect(await storedDocument(s3, bucket, 'lifecycle')).toBe(none);
  });

  test('a rule that the server refuses: its words, what lies behind, and the entries stay', async ({
    page,
    connect,
    buckets,
    s3,
    target,
  }) => {
    const bucket = await buckets.create();
    await connect(page);
    const setting = await openSetting(page, bucket, 'Lifecycle');
    const form = await newRule(page, setting);
    await form.getByLabel('Name (ID)').fill('cold');
    await form.getByRole('button', { name: 'Add a move', exact: true }).click();
    const move = form.getByRole('group', { name: 'Move 1' });
    await move.getByLabel('Days').fill('30');
    await move.getByLabel('Storage class').fill('NO_SUCH_TIER');
    await page.keyboard.press('Tab');
    await put(page, form);
    const dialog = await review(page, setting);
    await dialog.getByRole('button', { name: 'Save change' }).click();
    await expect(dialog.getByRole('alert')).toContainText(
      target.name === 'minio' ? '400 InvalidStorageClass' : /^The server refused the change.*(400|501)/,
    );
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    if (target.name === 'minio') await expect(setting.getByText(/mc ilm tier add/)).toBeVisible();
    await expect(row(setting, 'cold')).toContainText('NO_SUCH_TIER');
    await expect(setting.getByText('Not saved yet')).toBeVisible();
    expect(await storedDocument(s3, bucket, 'lifecycle')).toBe(none);
  });

  test('aborting uploads: saved, or on MinIO refused with the reason', async ({
    page,
    connect,
    buckets,
    s3,
    target,
  }) => {
    const bucket = await buckets.create();
    await connect(page);
    const setting = await openSetting(page, bucket, 'Lifecycle');
    const form = await newRule(page, setting);
    await form.getByLabel('Abort unfinished uploads').check();
    await form.getByLabel('Days since the upload began').fill('3');
    await put(page, form);
    const dialog = await review(page, setting);
    await dialog.getByRole('button', { name: 'Save change' }).click();
    if (target.name === 'minio') {
      await expect(dialog.getByRole('alert')).toContainText('400 InvalidArgument');
      await expect(dialog).toContainText('One of the rules does nothing but abort unfinished uploads');
      expect(await storedDocument(s3, bucket, 'lifecycle')).toBe(none);
    } else {
      await expect(page.getByRole('dialog')).toHaveCount(0);
      expect(await storedDocument(s3, bucket, 'lifecycle')).toContain(
        '<DaysAfterInitiation>3</DaysAfterInitiation>',
      );
    }
  });

  test('hidden characters of a prefix are shown, and what XML cannot carry is refused at the field', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    await connect(page);
    const setting = await openSetting(page, bucket, 'Lifecycle');
    const form = await newRule(page, setting);
    await form.getByLabel('Prefix').fill('a\u0007');
    await expect(form.getByLabel('Prefix')).toHaveAccessibleDescription(
      /cannot be written into the document/,
    );
    await form.getByLabel('Prefix').fill('photo\u202egpj/');
    await expect(form.getByText('With its hidden characters:')).toContainText('U+202E');
    await form.getByLabel('Name (ID)').fill('bidi');
    await form.getByLabel('Expiration').selectOption('Expires after days');
    await form.getByLabel('Days', { exact: true }).fill('1');
    await put(page, form);
    await expect(row(setting, 'bidi')).toContainText('photoU+202Egpj/');
    const dialog = await review(page, setting);
    await expect(dialog).toContainText('U+202E');
    await save(page, dialog);
    expect(await storedDocument(s3, bucket, 'lifecycle')).toContain('photo\u202egpj/');
  });

  test('what this page does not know of a rule is shown, kept, and written back', async ({
    page,
    connect,
    buckets,
  }) => {
    const bucket = await buckets.create();
    const sent: string[] = [];
    await page.route(
      (url) => url.pathname.includes(bucket) && url.searchParams.has('lifecycle'),
      async (route) => {
        const headers = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' };
        if (route.request().method() === 'PUT') sent.push(route.request().postData() ?? '');
        const body = sent.at(-1) ?? expiry('x', 5, '<Future><At>noon</At></Future>');
        await route.fulfill({ status: 200, headers, body });
      },
    );
    await connect(page);
    const setting = await openSetting(page, bucket, 'Lifecycle');
    await expect(row(setting, 'x')).toContainText('1 part that Pail does not know');
    await expect(setting.getByText(/Not counted in full/)).toBeVisible();
    await setting.getByRole('button', { name: 'Edit x' }).click();
    const form = page.getByRole('dialog', { name: 'Edit rule' });
    await expect(form).toContainText('<At>noon</At>');
    await form.getByLabel('Days', { exact: true }).fill('6');
    await put(page, form);
    await save(page, await review(page, setting));
    expect(sent).toHaveLength(1);
    expect(sent[0]).toContain('<Days>6</Days>');
    expect(sent[0]).toContain('<Future><At>noon</At></Future>');
  });

  test('changed meanwhile is asked, a bucket deleted meanwhile is told', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    await connect(page);
    const setting = await openSetting(page, bucket, 'Lifecycle');
    await addExpiry(page, setting, 'mine', 'mine/');
    await putDocument(s3, bucket, 'lifecycle', expiry('theirs', 9));
    await (await review(page, setting)).getByRole('button', { name: 'Save change' }).click();
    const asked = page.getByRole('dialog', { name: 'Changed meanwhile' });
    await expect(asked.getByRole('region', { name: 'What they changed' })).toContainText('<ID>theirs</ID>');
    expect(await storedDocument(s3, bucket, 'lifecycle')).not.toContain('mine');
    await asked.getByRole('button', { name: 'Save mine over it' }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    expect(await storedDocument(s3, bucket, 'lifecycle')).toContain('<ID>mine</ID>');

    await addExpiry(page, setting, 'late', 'late/');
    await s3.removeBucket(bucket);
    const dialog = await review(page, setting);
    await dialog.getByRole('button', { name: 'Save change' }).click();
    await expect(dialog.getByRole('alert')).toContainText('404 NoSuchBucket');
    expect(await s3.bucketExists(bucket)).toBe(false);
  });

  test('without the right to write it is not saved, and the entries stay', async ({
    page,
    target,
    buckets,
  }) => {
    const bucket = await buckets.create();
    await connectWithout(page, target, ['s3:PutLifecycleConfiguration']);
    const setting = await openSetting(page, bucket, 'Lifecycle');
    await addExpiry(page, setting, 'mine', 'mine/');
    const dialog = await review(page, setting);
    await dialog.getByRole('button', { name: 'Save change' }).click();
    await expect(dialog.getByRole('alert')).toContainText('403 AccessDenied');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(row(setting, 'mine')).toBeVisible();
  });
});

test.describe('replication', { tag: '@row-13' }, () => {
  test('a rule is written, an object is copied, and the last rule takes all of it along', async ({
    page,
    connect,
    buckets,
    s3,
    target,
  }) => {
    const [bucket, copy] = [await buckets.create(), await buckets.create()];
    await connect(page);
    const setting = await openSetting(page, bucket, 'Replication');
    await expect(setting.getByText(`Replication needs versioning, and ${bucket} has it off.`)).toBeVisible();
    await expect(setting.getByRole('link', { name: `Versioning of ${bucket}` })).toHaveAttribute(
      'href',
      /settings\?open=versioning$/,
    );
    await s3.setBucketVersioning(copy, { Status: 'Enabled' });
    await setting.getByRole('link', { name: `Versioning of ${bucket}` }).click();
    const versioning = page.getByRole('region', { name: 'Versioning', exact: true });
    await versioning.getByLabel('Enabled', { exact: true }).check();
    await save(page, await review(page, versioning));
    await settingLink(page, bucket, 'Replication').click();
    await expect(setting.getByText(/has it off/)).toHaveCount(0);

    const form = await newRule(page, setting);
    await form.getByRole('button', { name: 'Put into the list' }).click();
    await expect(form.getByLabel('Bucket', { exact: true })).toBeFocused();
    await form.getByLabel('Bucket', { exact: true }).selectOption(copy);
    await form.getByLabel('Name (ID)').fill('to the copy');
    await form.getByLabel('Prefix').fill('photos/');
    await form.getByLabel('Replicate delete markers').check();
    await expectAccessible(page);
    await put(page, form);
    await expect(row(setting, 'to the copy')).toContainText(`Copies to ${copy}`);
    const dialog = await review(page, setting);
    await dialog.getByRole('button', { name: 'Save change' }).click();

    if (target.name === 'minio') {
      // No call of S3 makes the remote target that MinIO needs.
      await expect(dialog.getByRole('alert')).toContainText(/40[04] XMinioAdminRemote/);
      await expect(dialog.getByText(`mc replicate add ALIAS/${bucket}`)).toBeVisible();
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await expect(row(setting, 'to the copy')).toBeVisible();
      expect(await storedDocument(s3, bucket, 'replication')).toBe('ReplicationConfigurationNotFoundError');
      return;
    }
    // A server that follows Amazon wants a role, and the hint says so.
    await expect(dialog.getByRole('alert')).toContainText('400 MalformedXML');
    await expect(dialog).toContainText('refuse a replication without a role');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await setting.getByLabel('Role').fill('arn:aws:iam::123456789012:role/copy');
    await save(page, await review(page, setting));
    expect(JSON.stringify(await s3.getBucketReplication(bucket))).toContain(`arn:aws:s3:::${copy}`);
    await s3.putObject(bucket, 'photos/a.jpg', 'a');
    await expect
      .poll(() =>
        s3.statObject(copy, 'photos/a.jpg').then(
          () => 'there',
          () => 'not yet',
        ),
      )
      .toBe('there');

    await setting.getByRole('button', { name: 'Delete to the copy' }).click();
    const last = await review(page, setting);
    await expect(last).toContainText('What was copied stays.');
    await save(page, last);
    expect(await storedDocument(s3, bucket, 'replication')).toBe('ReplicationConfigurationNotFoundError');
  });

  test('a destination that is none, or hides characters, is told at the field, and a bucket that is gone', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const [bucket] = [await buckets.create(), await buckets.create()];
    await s3.setBucketVersioning(bucket, { Status: 'Enabled' });
    await connect(page);
    const setting = await openSetting(page, bucket, 'Replication');
    const form = await newRule(page, setting);
    await form.getByLabel('Bucket', { exact: true }).selectOption('An ARN or another bucket …');
    const arn = form.getByLabel('ARN or bucket');
    await arn.fill(bucket);
    await expect(arn).toHaveAccessibleDescription(/not replicated to itself/);
    await arn.fill('copy\u202e');
    await expect(form.getByText('With its hidden characters:')).toContainText('U+202E');
    await form.getByRole('button', { name: 'Put into the list' }).click();
    await expect(arn).toHaveAccessibleDescription(/A bucket name, or an ARN/);
    await arn.fill('no-such-bucket-here');
    await form.getByLabel('Name (ID)').fill('nowhere');
    await put(page, form);
    await setting.getByLabel('Role').fill('arn:aws:iam::123456789012:role/copy');
    const dialog = await review(page, setting);
    await dialog.getByRole('button', { name: 'Save change' }).click();
    await expect(dialog.getByRole('alert')).toContainText(/40\d \w+/);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(row(setting, 'nowhere')).toContainText('no-such-bucket-here');

    await s3.removeBucket(bucket);
    await (await review(page, setting)).getByRole('button', { name: 'Save change' }).click();
    await expect(page.getByRole('dialog').getByRole('alert')).toContainText('NoSuchBucket');
    expect(await s3.bucketExists(bucket)).toBe(false);
  });
});

for (const { tag, title, subresource, root, readRight } of [
  {
    tag: '@row-14',
    title: 'Lifecycle',
    subresource: 'lifecycle',
    root: 'LifecycleConfiguration',
    readRight: 's3:GetLifecycleConfiguration',
  },
  {
    tag: '@row-13',
    title: 'Replication',
    subresource: 'replication',
    root: 'ReplicationConfiguration',
    readRight: 's3:GetReplicationConfiguration',
  },
]) {
  test.describe(`${title} that`, { tag }, () => {
    test('may not be read says so', async ({ page, target, buckets }) => {
      const bucket = await buckets.create();
      await connectWithout(page, target, [readRight]);
      const setting = await openSetting(page, bucket, title);
      await expect(settingLink(page, bucket, title)).toContainText('Not allowed to read');
      await expect(setting.getByRole('button', { name: 'Review change' })).toHaveCount(0);
    });

    test('is malformed, or unknown to the server, is told as that', async ({ page, connect, buckets }) => {
      const bucket = await buckets.create();
      await expectBadAnswersTold(page, { connect, bucket, title, subresource, root });
    });
  });
}
