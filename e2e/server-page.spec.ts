import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/fixtures.ts';
import { connectLimited } from './support/limited-user.ts';

/** From any connected page to this one, with a bucket to ask about. */
async function openServerPage(page: Page, bucket: string): Promise<void> {
  await page.getByRole('link', { name: 'This server' }).click();
  await expect(page.getByRole('heading', { name: 'What this server can do', level: 1 })).toBeVisible();
  await chooseBucket(page, bucket);
}

async function chooseBucket(page: Page, bucket: string): Promise<void> {
  const field = page.getByRole('combobox', { name: 'Ask about bucket' });
  await field.fill(bucket);
  await field.press('Enter');
  await expect(page).toHaveURL(new RegExp(`bucket=${encodeURIComponent(bucket)}$`));
}

function feature(page: Page, name: string): Locator {
  return page
    .getByRole('table', { name: 'Features' })
    .getByRole('row')
    .filter({
      has: page.getByRole('rowheader', { name, exact: true }),
    });
}

async function evidence(row: Locator): Promise<Locator> {
  const answer = row.locator('details code');
  await expect(row.locator('details')).toBeVisible();
  if (!(await answer.isVisible())) await row.locator('summary').click();
  return answer;
}

test('every feature with its state and the answer it was read from, asked with GETs alone', {
  tag: '@row-01',
}, async ({ page, connect, buckets, s3, target }) => {
  const bucket = await buckets.create();
  await s3.setBucketVersioning(bucket, { Status: 'Enabled' });
  await connect(page);
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().startsWith(target.endpoint)) asked.push(request.method());
  });
  await openServerPage(page, bucket);
  const identity = page.getByRole('region', { name: 'The server' });
  await expect(identity).toContainText(target.name === 'minio' ? 'MinIO' : /Pail|MinIO/);
  await expect(identity).toContainText('Agrees with this computer');

  await expect(feature(page, 'List objects')).toContainText('Available');
  await expect(feature(page, 'Versioning')).toContainText('Enabled');
  await expect(await evidence(feature(page, 'Versioning'))).toHaveText(
    `GET /${bucket}?versioning → 200 <VersioningConfiguration>`,
  );
  await expect(feature(page, 'Lifecycle')).toContainText('Available, not configured');
  await expect(await evidence(feature(page, 'Lifecycle'))).toHaveText(
    `GET /${bucket}?lifecycle → 404 NoSuchLifecycleConfiguration`,
  );
  if (target.name === 'minio') {
    await expect(feature(page, 'Block public access')).toContainText('Not supported');
    await expect(await evidence(feature(page, 'Block public access'))).toHaveText(
      `GET /${bucket}?publicAccessBlock → 501 NotImplemented`,
    );
    await expect(feature(page, 'CORS')).toContainText('Cannot be changed');
    await expect(feature(page, 'List incomplete uploads')).toContainText('from the memory');
  } else {
    await expect(feature(page, 'CORS')).toContainText('Available');
  }
  // What only using it would tell is not guessed.
  await expect(feature(page, 'Live events')).toContainText('Not asked: only using it tells.');
  expect(asked.length).toBeGreaterThan(15);
  expect(new Set(asked)).toEqual(new Set(['GET']));
  expect(await s3.bucketExists(bucket)).toBe(true);
  expect(await s3.getBucketVersioning(bucket)).toMatchObject({ Status: 'Enabled' });
  await expectAccessible(page);

  // Kept for the connection: coming back asks nothing, a button does.
  await page.getByRole('link', { name: 'Buckets', exact: true }).first().click();
  await expect(page.getByRole('heading', { name: 'Buckets', level: 1 })).toBeVisible();
  const before = asked.length;
  await page.goBack();
  await expect(feature(page, 'Versioning')).toContainText('Enabled');
  expect(asked.length - before).toBeLessThanOrEqual(1);
  await s3.setBucketVersioning(bucket, { Status: 'Suspended' });
  await page.getByRole('button', { name: 'Ask again' }).click();
  await expect(feature(page, 'Versioning')).toContainText('Suspended');
});

test('copied as text without keys, host and bucket', { tag: '@row-01' }, async ({
  page,
  connect,
  buckets,
  target,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const bucket = await buckets.create();
  await connect(page);
  await openServerPage(page, bucket);
  await expect(feature(page, 'Versioning')).toBeVisible();
  await page.getByRole('button', { name: 'Copy as text' }).click();
  await expect(page.getByText('Copied, without keys, host and bucket name')).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toMatch(/^versioning +not-configured +GET \/BUCKET\?versioning → 200/m);
  for (const secret of [bucket, target.accessKeyId, target.secretAccessKey, new URL(target.endpoint).host]) {
    expect(text).not.toContain(secret);
  }
});

test('what an account may not ask is told apart from what the server lacks', { tag: '@row-04' }, async ({
  page,
  target,
  buckets,
}) => {
  const bucket = await buckets.create();
  await connectLimited(page, target, [
    { Action: ['s3:ListBucket', 's3:GetBucketVersioning'], Resource: [bucket] },
  ]);
  await openServerPage(page, bucket);
  await expect(feature(page, 'Versioning')).toContainText('Available');
  await expect(feature(page, 'Lifecycle')).toContainText('Not allowed');
  await expect(await evidence(feature(page, 'Lifecycle'))).toHaveText(
    `GET /${bucket}?lifecycle → 403 AccessDenied`,
  );
  await expect(page.getByRole('region', { name: 'The server' })).toContainText('This account may not ask');
});

test('a bucket that is gone, a name that is none, and an answer that belongs to something else', {
  tag: '@row-04',
}, async ({ page, connect, buckets, s3 }) => {
  const [bucket, gone] = [await buckets.create(), await buckets.create()];
  // A server that does not know the question answers with a listing.
  await page.route(
    (url) => url.searchParams.has('tagging'),
    (route) =>
      route.fulfill({
        headers: { 'access-control-allow-origin': '*', 'content-type': 'application/xml' },
        body: '<ListBucketResult><Name>b</Name></ListBucketResult>',
      }),
  );
  await page.route(
    (url) => url.searchParams.has('replication'),
    (route) =>
      route.fulfill({
        headers: { 'access-control-allow-origin': '*' },
        body: 'not <xml',
      }),
  );
  await connect(page);
  await openServerPage(page, bucket);
  for (const [name, answer] of [
    ['Tags', '<ListBucketResult>'],
    ['Replication', 'text'],
  ] as const) {
    await expect(feature(page, name)).toContainText('Not supported');
    await expect(feature(page, name)).toContainText('as if it had not been asked for this');
    await expect(await evidence(feature(page, name))).toContainText(answer);
  }

  await s3.removeBucket(gone);
  await chooseBucket(page, gone);
  await expect(page.getByRole('alert')).toContainText('No such bucket');
  await chooseBucket(page, 'pho\u202etos');
  await expect(page.getByRole('alert')).toBeVisible();
  await chooseBucket(page, bucket);
  await expect(feature(page, 'List objects')).toContainText('Available');
});
