import type { Page } from '@playwright/test';
import { openBucket } from './support/console.ts';
import { expect, test } from './support/fixtures.ts';

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

test('a name that is taken is refused with its reason', { tag: '@row-02' }, async ({
  page,
  connect,
  buckets,
}) => {
  const bucket = await buckets.create();
  await connect(page);
  const { name, create } = await openCreate(page);
  await name.fill(bucket);
  await create.click();
  await expect(name).toHaveAccessibleDescription(/A bucket of this name is already yours\./);
});

test('a bucket with objects in it is not deleted', { tag: '@row-05' }, async ({
  page,
  connect,
  buckets,
  s3,
}) => {
  const bucket = await buckets.create();
  await s3.putObject(bucket, 'precious.txt', 'kept');
  await connect(page);
  await page.getByRole('button', { name: `Delete ${bucket}` }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete bucket' });
  await expect(dialog).toContainText(
    'This bucket still holds objects, and only an empty bucket can be deleted.',
  );
  await expect(dialog.getByRole('button', { name: `Delete ${bucket}` })).toHaveCount(0);
  await dialog.getByRole('link', { name: `Open ${bucket}` }).click();
  await expect(page.getByRole('button', { name: 'precious.txt' })).toBeVisible();
});
