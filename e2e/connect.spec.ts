import type { Page } from '@playwright/test';
import { connectTo, openBucket, submitConnection } from './support/console.ts';
import { expect, test } from './support/fixtures.ts';
import { freePort } from './support/free-port.ts';
import { startLoopbackServer } from './support/loopback-server.ts';
import { distFile } from './support/static-host.ts';

/** What the check says of the step that failed. The page has stayed where it was. */
async function expectFailure(page: Page, check: string, ...words: (string | RegExp)[]): Promise<void> {
  const report = page.getByRole('region', { name: 'Connection check' });
  const failed = report.getByRole('listitem').filter({ hasText: check });
  await expect(failed).toContainText('failed');
  for (const word of words) await expect(failed).toContainText(word);
  await expect(page).not.toHaveURL(/#\/c\//);
}

test.describe('connecting', { tag: '@row-01' }, () => {
  test('by the form, to any endpoint', async ({ page, target, buckets }) => {
    const bucket = await buckets.create();
    await connectTo(page, target, target.endpoint);
    await expect(page.getByRole('heading', { name: 'Buckets', level: 1 })).toBeVisible();
    await openBucket(page, bucket);
    await expect(page.getByText('This bucket is empty')).toBeVisible();
  });

  test('a check alone stays on the page and says that everything passed', async ({
    page,
    target,
    buckets,
  }) => {
    await buckets.create();
    await page.goto(target.pageUrl);
    await page.getByLabel('Endpoint').fill(target.endpoint);
    await page.getByLabel('Access key', { exact: true }).fill(target.accessKeyId);
    await page.getByLabel('Secret key', { exact: true }).fill(target.secretAccessKey);
    await page.getByRole('button', { name: 'Check connection' }).click();
    const report = page.getByRole('region', { name: 'Connection check' });
    await expect(report).toContainText('Nothing is in the way.');
    await expect(report.getByRole('listitem').filter({ hasText: 'The clocks agree' })).toContainText(
      'passed',
    );
    await expect(page).not.toHaveURL(/#\/c\//);
  });

  test('fields say what is wrong with them', async ({ page, target }) => {
    await page.goto(target.pageUrl);
    await page.getByLabel('Endpoint').fill('ftp://127.0.0.1');
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(page.getByLabel('Endpoint')).toBeFocused();
    await expect(page.getByText('The address begins with https:// or http://.')).toBeVisible();
    await expect(page.getByText('Enter the access key, or choose anonymous.')).toBeVisible();
    await expect(page.getByText('Enter the secret key.')).toBeVisible();
  });

  test('the secret is nowhere in the storage of the browser', async ({ page, target }) => {
    await connectTo(page, target, target.endpoint);
    const stored = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
    expect(stored).toContain(target.accessKeyId);
    expect(stored).not.toContain(target.secretAccessKey);
  });

  test('anonymous, to one bucket that is named and lets everybody read', async ({
    page,
    target,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    await s3.putObject(bucket, 'for-all.txt', 'for all');
    const statement = { Effect: 'Allow', Principal: { AWS: ['*'] } };
    const policy = {
      Version: '2012-10-17',
      Statement: [
        { ...statement, Action: ['s3:ListBucket'], Resource: [`arn:aws:s3:::${bucket}`] },
        { ...statement, Action: ['s3:GetObject'], Resource: [`arn:aws:s3:::${bucket}/*`] },
      ],
    };
    await s3.setBucketPolicy(bucket, JSON.stringify(policy));
    await page.goto(target.pageUrl);
    await page.getByLabel('Endpoint', { exact: true }).fill(target.endpoint);
    await page.getByLabel('Anonymous, without keys').check();
    await expect(page.getByLabel('Secret key', { exact: true })).toHaveCount(0);
    await page.getByLabel('Bucket', { exact: true }).fill(`${bucket}/for-all.txt`);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(page.getByText('The name of one bucket, without slashes or blanks.')).toBeVisible();
    await page.getByLabel('Bucket', { exact: true }).fill(bucket);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(page.getByRole('button', { name: 'for-all.txt' })).toBeVisible();
  });

  test('kept for the tab, it survives a reload, and is gone with the tab', async ({
    page,
    target,
    context,
  }) => {
    await page.goto(target.pageUrl);
    await page.getByLabel('Keep for this tab').check();
    await submitConnection(page, target);
    await expect(page).toHaveURL(/#\/c\/[^/]+\/buckets$/);
    const address = page.url();
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Buckets', level: 1 })).toBeVisible();
    expect(page.url()).toBe(address);

    const other = await context.newPage();
    await other.goto(target.pageUrl);
    expect(await other.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain(
      target.secretAccessKey,
    );
  });
});

test.describe('a wrong connection has its own sentence and cure', { tag: '@row-01' }, () => {
  test('an unknown access key', async ({ page, target }) => {
    await page.goto(target.pageUrl);
    await submitConnection(page, { ...target, accessKeyId: 'nobody-has-this' });
    await expectFailure(
      page,
      'The access key is known',
      'Unknown access key',
      'The server does not know this access key.',
      'Check the access key for typing errors, and that it belongs to this server.',
      'InvalidAccessKeyId',
    );
  });

  test('a wrong secret key', async ({ page, target }) => {
    await page.goto(target.pageUrl);
    await submitConnection(page, { ...target, secretAccessKey: 'this-is-not-the-secret' });
    await expectFailure(
      page,
      'The secret key signs correctly',
      'Wrong secret key',
      'the signature made with this secret does not match',
      'Enter the secret key again',
      'SignatureDoesNotMatch',
    );
  });

  for (const [side, minutes] of [
    ['behind', -20],
    ['ahead of', 20],
  ] as const) {
    test(`a clock 20 minutes ${side} the server`, async ({ page, target, buckets }) => {
      const bucket = await buckets.create();
      await page.clock.setFixedTime(Date.now() + minutes * 60_000);
      await page.goto(target.pageUrl);
      await submitConnection(page, target);
      await expectFailure(
        page,
        'The clocks agree',
        'The clocks disagree',
        new RegExp(`The clock of this computer is (19|20|21) minutes ${side} the server\\.`),
        'Set the clock of the one that is wrong; signatures allow 15 minutes.',
      );
      // It is said, and it is not in the way: requests are signed with the server's time from here on.
      await page.getByRole('button', { name: 'Connect anyway' }).click();
      await openBucket(page, bucket);
      await expect(page.getByText('This bucket is empty')).toBeVisible();
    });
  }

  test('an address where a web page answers', async ({ page, target }) => {
    const website = await startLoopbackServer((_req, res) => {
      res.writeHead(200, { 'content-type': 'text/html', 'access-control-allow-origin': '*' });
      res.end('<!doctype html><title>A website</title>');
    });
    await page.goto(target.pageUrl);
    await submitConnection(page, { ...target, endpoint: website.origin });
    await expectFailure(
      page,
      'The endpoint speaks S3',
      'This is not an S3 endpoint',
      'Something answered at this address, but it does not speak S3.',
      'Use the address of the API',
    );
    await website.close();
  });

  test('a server without CORS, and what to set there', async ({ page, target }) => {
    const closed = await startLoopbackServer((_req, res) => {
      res.writeHead(403, { 'content-type': 'application/xml' });
      res.end('<Error><Code>AccessDenied</Code><Message>No.</Message></Error>');
    });
    await page.goto(target.pageUrl);
    await submitConnection(page, { ...target, endpoint: closed.origin });
    await expectFailure(
      page,
      'The endpoint lets this page read its answers (CORS)',
      'The server answers, but not to this page',
      `it sends no CORS headers for ${target.pageUrl}`,
      target.pageUrl,
    );
    await closed.close();
  });

  test('an address where nothing answers', async ({ page, target }) => {
    const endpoint = `http://127.0.0.1:${await freePort()}`;
    await page.goto(target.pageUrl);
    await submitConnection(page, { ...target, endpoint });
    await expectFailure(
      page,
      'A server answers at the endpoint',
      'Nothing answers',
      `No server answers at ${endpoint}.`,
      'Check host and port',
    );
  });

  test('a plain http endpoint from a page that came over https', async ({ page, target }) => {
    // The same files as everywhere, under an https origin that exists in this browser alone.
    await page.route('https://pail.test/**', async (route) => {
      const file = await distFile(new URL(route.request().url()).pathname);
      await route.fulfill(file ? { body: file.body, contentType: file.contentType } : { status: 404 });
    });
    await page.goto('https://pail.test/');
    await submitConnection(page, { ...target, endpoint: 'http://storage.example.com:9000' });
    await expectFailure(
      page,
      'The browser may call this address from here',
      'The browser blocks this address',
      'This page came over https, and the endpoint is plain http.',
      'Give the endpoint https, or open Pail over http on this machine.',
    );
  });
});
