import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { objectRow, openBucket, submitConnection } from './support/console.ts';
import { expect, test } from './support/fixtures.ts';
import { connectLimited } from './support/limited-user.ts';
import type { Target } from './support/target.ts';

async function openCreate(page: Page) {
  await page.getByRole('button', { name: 'Create bucket' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create bucket' });
  return {
    dialog,
    name: dialog.getByLabel('Bucket name'),
    create: dialog.getByRole('button', { name: 'Create bucket' }),
  };
}

test('the name rules are told while one types, the broken one by name', { tag: '@row-02' }, async ({
  page,
  connect,
}) => {
  await connect(page);
  const { name, create } = await openCreate(page);
  for (const [typed, rule] of [
    ['Photos', 'Only lower-case letters, digits, dots and hyphens.'],
    ['my_photos', 'Only lower-case letters, digits, dots and hyphens.'],
    ['-photos', 'Begins and ends with a letter or a digit.'],
    ['a..b', 'No two dots in a row, and no dot beside a hyphen.'],
    ['192.168.5.4', 'Not in the form of an IP address.'],
    ['xn--photos', 'This name or its beginning is reserved.'],
    ['photos--ol-s3', 'This ending is reserved.'],
    ['p'.repeat(64), 'At most 63 characters.'],
  ] as const) {
    await name.fill(typed);
    await expect(name).toHaveAccessibleDescription(new RegExp(rule.replaceAll('.', '\\.')));
  }
  // What may still become right by typing on is told once the field is left, or Create is pressed.
  await name.fill('ab');
  await create.click();
  await expect(name).toHaveAccessibleDescription(/At least 3 characters\./);
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('create one, open it, and delete it while it is empty', {
  tag: ['@row-02', '@row-03', '@row-05'],
}, async ({ page, connect, buckets, s3 }) => {
  const bucket = buckets.reserve();
  await connect(page);
  const { name, create } = await openCreate(page);
  await name.fill(bucket);
  await create.click();
  await expect(page.getByText(`Created ${bucket}`)).toBeVisible();
  expect(await s3.bucketExists(bucket)).toBe(true);

  await openBucket(page, bucket);
  await expect(page.getByText('This bucket is empty')).toBeVisible();

  await page.getByRole('link', { name: 'Buckets', exact: true }).first().click();
  await page.getByRole('button', { name: `Delete ${bucket}` }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete bucket' });
  await dialog.getByRole('button', { name: `Delete ${bucket}` }).click();
  await expect(page.getByText(`Deleted ${bucket}`)).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: bucket })).toHaveCount(0);
  expect(await s3.bucketExists(bucket)).toBe(false);
});

test('whether a name is free is told while one types, and a taken one is refused with its reason', {
  tag: ['@row-02', '@row-04'],
}, async ({ page, connect, buckets, s3 }) => {
  const bucket = await buckets.create();
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'HEAD') asked.push(new URL(request.url()).pathname.replace(/\/$/, ''));
  });
  await connect(page);
  const { dialog, name, create } = await openCreate(page);
  // A name that breaks the rules is not asked about.
  await name.fill('No');
  await name.fill(`${bucket}-free`);
  await expect(dialog.getByRole('status')).toHaveText('This name is free.');
  await name.fill(bucket);
  await expect(dialog.getByRole('status')).toHaveText(
    'There is a bucket of this name already, and you may open it.',
  );
  expect(asked).toEqual([`/${bucket}-free`, `/${bucket}`]);
  expect(await s3.bucketExists(`${bucket}-free`)).toBe(false);
  await create.click();
  await expect(name).toHaveAccessibleDescription(/A bucket of this name is already yours\./);
});

test('with a region, object lock and versioning, which the server then has', { tag: '@row-02' }, async ({
  page,
  connect,
  buckets,
  s3,
}) => {
  const [locked, versioned] = [buckets.reserve(), buckets.reserve()];
  await connect(page);
  const first = await openCreate(page);
  await first.name.fill(locked);
  await first.dialog.getByLabel('Region').fill('eu-west-1');
  await first.dialog.getByLabel('Region').press('Escape');
  await first.dialog.getByRole('checkbox', { name: 'Object lock' }).check();
  const versioning = first.dialog.getByRole('checkbox', { name: 'Versioning' });
  await expect(versioning).toBeChecked();
  await expect(versioning).toBeDisabled();
  const sent = page.waitForRequest((request) => request.method() === 'PUT');
  await first.create.click();
  expect((await sent).postData()).toContain('<LocationConstraint>eu-west-1</LocationConstraint>');
  await expect(page.getByText(`Created ${locked}`)).toBeVisible();
  expect(await s3.getObjectLockConfig(locked)).toMatchObject({ objectLockEnabled: 'Enabled' });
  expect(await s3.getBucketVersioning(locked)).toMatchObject({ Status: 'Enabled' });

  const second = await openCreate(page);
  await second.name.fill(versioned);
  await second.dialog.getByRole('checkbox', { name: 'Versioning' }).check();
  await second.create.click();
  await expect(page.getByText(`Created ${versioned}`)).toBeVisible();
  expect(await s3.getBucketVersioning(versioned)).toMatchObject({ Status: 'Enabled' });
  await expect(s3.getObjectLockConfig(versioned)).rejects.toMatchObject({
    code: 'ObjectLockConfigurationNotFoundError',
  });
});

test('a bucket whose versioning is refused is there without it, and it is tried again', {
  tag: '@row-02',
}, async ({ page, connect, buckets, s3 }) => {
  const bucket = buckets.reserve();
  const isVersioning = (url: URL) => url.searchParams.has('versioning');
  await page.route(isVersioning, (route) =>
    route.request().method() === 'PUT'
      ? route.fulfill({
          status: 403,
          headers: { 'access-control-allow-origin': '*', 'content-type': 'application/xml' },
          body: '<Error><Code>AccessDenied</Code><Message>no</Message></Error>',
        })
      : route.continue(),
  );
  await connect(page);
  const { dialog, name, create } = await openCreate(page);
  await name.fill(bucket);
  await dialog.getByRole('checkbox', { name: 'Versioning' }).check();
  await create.click();
  const half = page.getByRole('dialog', { name: `Created ${bucket}, without versioning` });
  await expect(half).toContainText('The bucket exists and is empty');
  await expect(half.getByRole('alert')).toContainText('Not allowed');
  await expectAccessible(page);
  expect(await s3.bucketExists(bucket)).toBe(true);
  await page.unroute(isVersioning);
  await half.getByRole('button', { name: 'Turn versioning on' }).click();
  await expect(half).toHaveCount(0);
  await expect(page.getByRole('main').getByRole('link', { name: bucket })).toBeVisible();
  expect(await s3.getBucketVersioning(bucket)).toMatchObject({ Status: 'Enabled' });
});

test('without the right to create: said in the dialog, and nothing is lost of what was typed', {
  tag: ['@row-02', '@row-04'],
}, async ({ page, target, buckets, s3 }) => {
  const [mine, closed] = [await buckets.create(), await buckets.create()];
  const wanted = buckets.reserve();
  await connectLimited(page, target, [{ Action: ['s3:ListBucket'], Resource: [mine] }]);
  const { dialog, name, create } = await openCreate(page);
  await name.fill(closed);
  await expect(dialog.getByRole('status')).toHaveText(
    'The server does not say whether this name is free: it answers “not allowed”.',
  );
  await name.fill(wanted);
  await create.click();
  await expect(dialog.getByRole('alert')).toContainText('Not allowed');
  await expect(name).toHaveValue(wanted);
  expect(await s3.bucketExists(wanted)).toBe(false);
});

/** As `connect`, so that a reload stays connected. */
async function connectForTheTab(page: Page, target: Target): Promise<void> {
  await page.goto(target.pageUrl);
  await page.getByLabel('Keep for this tab').check();
  await submitConnection(page, target);
  await expect(page).toHaveURL(/#\/c\/[^/]+\/buckets$/);
}

test('the list is searched and turned round, and follows what others do', { tag: '@row-03' }, async ({
  page,
  target,
  buckets,
  s3,
}) => {
  const ours = [await buckets.create(), await buckets.create(), await buckets.create()].sort();
  const [, second = ''] = ours;
  await connectForTheTab(page, target);
  const names = async () => {
    const links = await page.getByRole('main').getByRole('rowheader').getByRole('link').allTextContents();
    return links.filter((text) => ours.includes(text));
  };
  await expect.poll(names).toEqual(ours);
  await page.getByRole('button', { name: 'Name', exact: true }).click();
  await expect.poll(names).toEqual(ours.toReversed());
  await expect(page).toHaveURL(/desc=true/);
  await page.getByRole('searchbox', { name: 'Search buckets' }).fill(second.toUpperCase());
  await expect.poll(names).toEqual([second]);
  await s3.removeBucket(second);
  await page.reload();
  await expect(
    page.getByRole('heading', { name: `No bucket matches “${second.toUpperCase()}”` }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Show all buckets' }).click();
  await expect.poll(names).toEqual(ours.filter((name) => name !== second).toReversed());
});

test('what is no list of buckets is not shown as an empty one', { tag: '@row-03' }, async ({
  page,
  target,
  buckets,
}) => {
  const bucket = await buckets.create();
  await connectForTheTab(page, target);
  await expect(page.getByRole('main').getByRole('link', { name: bucket })).toBeVisible();
  await page.route(isListOfBuckets(target), (route) =>
    route.fulfill({
      headers: { 'access-control-allow-origin': '*', 'content-type': 'text/html' },
      body: '<html><body>It works!</body></html>',
    }),
  );
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('This is not an S3 endpoint');
  await expect(page.getByText('No buckets yet')).toHaveCount(0);
});

const isListOfBuckets = (target: Target) => (url: URL) =>
  url.origin === target.endpoint && url.pathname === '/' && url.searchParams.has('X-Amz-Signature');

/** On the Connect page, which says that this account may not list buckets, or on the page of buckets. */
async function openByName(page: Page, bucket: string): Promise<void> {
  const group = page.getByRole('group', { name: 'Open a bucket by name' });
  await group.getByRole('textbox', { name: 'Bucket name' }).fill(bucket);
  await group.getByRole('button', { name: 'Open', exact: true }).click();
}

test('a second user, who may not list buckets, opens the one by its name', {
  tag: ['@row-03', '@row-04'],
}, async ({ page, target, buckets, s3 }) => {
  const bucket = await buckets.create();
  await s3.putObject(bucket, 'in/shared.txt', 'shared');
  await connectLimited(page, target, [
    {
      Action: ['s3:ListBucket'],
      Resource: [bucket],
      // The stores show a bucket to whoever may list it; here it is one folder alone.
      Condition: { StringEquals: { 's3:prefix': ['in/'] } },
    },
    { Action: ['s3:GetObject'], Resource: [`${bucket}/*`] },
  ]);
  await openByName(page, bucket);
  await expect(page.getByRole('alert')).toContainText('Not allowed');
  await page.goto(`${page.url()}?prefix=in%2F`);
  await expect(objectRow(page, 'in/shared.txt')).toBeVisible();

  await page.getByRole('link', { name: 'Buckets', exact: true }).first().click();
  await expect(page.getByRole('heading', { name: 'This account may not list buckets' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Opened before' })).toBeVisible();
  await expectAccessible(page);
  const name = page.getByRole('main').getByRole('textbox', { name: 'Bucket name' });
  await page.getByRole('main').getByRole('button', { name: 'Open', exact: true }).click();
  await expect(name).toHaveAccessibleDescription('Enter the name of a bucket.');
  // Characters that hide or turn text around are in no bucket's name.
  await openByName(page, 'pho\u202etos\u0007');
  await expect(name).toHaveAccessibleDescription('Only lower-case letters, digits, dots and hyphens.');
  await page.getByRole('button', { name: `Forget ${bucket}` }).click();
  await expect(page.getByRole('main').getByRole('link', { name: bucket })).toHaveCount(0);
});

test('where buckets cannot be listed, a name that is not there is told apart', { tag: '@row-04' }, async ({
  page,
  target,
  buckets,
  s3,
}) => {
  const [bucket, gone] = [await buckets.create(), await buckets.create()];
  // As services do where an account has no right to list: the rest of the conversation is the server's own.
  await page.route(isListOfBuckets(target), (route) =>
    route.fulfill({
      status: 403,
      headers: { 'access-control-allow-origin': '*', 'content-type': 'application/xml' },
      body: '<Error><Code>AccessDenied</Code><Message>no</Message></Error>',
    }),
  );
  await page.goto(target.pageUrl);
  await submitConnection(page, target);
  await openByName(page, bucket);
  await expect(page.getByText('This bucket is empty')).toBeVisible();
  await page.getByRole('link', { name: 'Buckets', exact: true }).first().click();
  const name = page.getByRole('main').getByRole('textbox', { name: 'Bucket name' });
  for (const absent of [`${bucket}-absent`, gone]) {
    if (absent === gone) await s3.removeBucket(gone);
    await openByName(page, absent);
    await expect(name).toHaveAccessibleDescription(`There is no bucket ${absent} here.`);
  }
  await page.getByRole('main').getByRole('link', { name: bucket, exact: true }).click();
  await expect(page.getByText('This bucket is empty')).toBeVisible();
});
