import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { openBucket } from './support/console.ts';
import { expect, test } from './support/fixtures.ts';
import { distFile } from './support/static-host.ts';
import type { Target } from './support/target.ts';

const passphrase = 'correct horse battery';

/** Fills in the server and the long-lived keys. */
async function fillKeys(page: Page, target: Target): Promise<void> {
  await page.getByLabel('Endpoint', { exact: true }).fill(target.endpoint);
  await page.getByLabel('Access key', { exact: true }).fill(target.accessKeyId);
  await page.getByLabel('Secret key', { exact: true }).fill(target.secretAccessKey);
}

/** The same server by another name: a connection that no page opens by itself, as it does the embedded store. */
const byName = (target: Target): Target => ({
  ...target,
  endpoint: target.endpoint.replace('127.0.0.1', 'localhost'),
});

async function fillRole(page: Page, target: Target, minutes = '60'): Promise<void> {
  await page.goto(target.pageUrl);
  await page.getByLabel('A role, through STS').check();
  await fillKeys(page, target);
  await page.getByLabel('Lifetime in minutes').fill(minutes);
}

async function pressConnect(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
}

/** Everything that a browser keeps, as one text. */
async function stored(page: Page): Promise<string> {
  return await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]),
  );
}

/** Requests for temporary keys, seen from outside. */
function countSessions(page: Page, target: Target): () => number {
  let count = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url() === `${target.endpoint}/`) count += 1;
  });
  return () => count;
}

test.describe('keys from STS', { tag: '@row-01' }, () => {
  test('a role signs in, lists, and shows when its keys end', async ({ page, target, buckets, s3 }) => {
    const bucket = await buckets.create();
    await s3.putObject(bucket, 'seen.txt', 'seen');
    const signedBy = new Set<string>();
    page.on('request', (request) => {
      const credential = new URL(request.url()).searchParams.get('X-Amz-Credential');
      if (credential) signedBy.add(credential.split('/')[0] ?? '');
    });
    await fillRole(page, target, '20');
    await page.getByText('STS endpoint, session name, session policy').click();
    await page.getByLabel('Session name').fill('e2e');
    await pressConnect(page);
    await expect(page).toHaveURL(/#\/c\/[^/]+\/buckets$/);
    await expect(page.getByText(/^Keys end in (19|20) min$/)).toBeVisible();
    await openBucket(page, bucket);
    await expect(page.getByRole('button', { name: 'seen.txt' })).toBeVisible();
    // Nothing but the temporary keys signs what follows.
    expect(signedBy.size).toBe(1);
    expect([...signedBy]).not.toContain(target.accessKeyId);
    expect(await stored(page)).not.toContain(target.secretAccessKey);
  });

  test('are renewed once without being asked, then only the person goes on, and requests wait', async ({
    page,
    target,
    buckets,
  }) => {
    const bucket = await buckets.create();
    await page.clock.install({ time: Date.now() });
    const sessions = countSessions(page, target);
    await fillRole(page, target);
    await pressConnect(page);
    await expect(page.getByText('Keys end in 1 hr', { exact: true })).toBeVisible();
    expect(sessions()).toBe(1);

    await page.clock.fastForward('56:00');
    await expect.poll(sessions).toBeGreaterThan(1);
    await expect(page.getByText('Keys end in 1 hr', { exact: true })).toBeVisible();
    const notice = page.getByRole('region', { name: 'Temporary keys' });
    await expect(notice).toHaveCount(0);
    const afterOwnRenewal = sessions();

    await page.clock.fastForward('56:00');
    await expect(notice).toContainText(/end in [45] min\./);
    await expectAccessible(page);
    await page.clock.fastForward('06:00');
    await expect(notice).toContainText('have ended. Requests wait for new ones.');
    expect(sessions()).toBe(afterOwnRenewal);

    // A request that comes now neither fails nor leaves before there are keys.
    await page.getByRole('main').getByRole('link', { name: bucket }).click();
    await expect(page.getByRole('navigation', { name: 'Path' })).toContainText(bucket);
    await expect(page.getByText('This bucket is empty')).toHaveCount(0);
    await notice.getByRole('button', { name: 'Renew' }).click();
    await expect(page.getByText('This bucket is empty')).toBeVisible();
    await expect(notice).toHaveCount(0);
    expect(sessions()).toBeGreaterThan(afterOwnRenewal);
  });

  test('a renewal that the server refuses is told with its reason, and may be left', async ({
    page,
    target,
  }) => {
    await page.clock.install({ time: Date.now() });
    await fillRole(page, target);
    await pressConnect(page);
    await expect(page.getByText('Keys end in 1 hr', { exact: true })).toBeVisible();
    await page.route(`${target.endpoint}/`, async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      await route.fulfill({
        status: 403,
        headers: { 'access-control-allow-origin': '*' },
        body: '<ErrorResponse><Error><Code>AccessDenied</Code><Message>Not any more.</Message></Error></ErrorResponse>',
      });
    });
    await page.clock.fastForward('56:00');
    const notice = page.getByRole('region', { name: 'Temporary keys' });
    await expect(notice).toContainText('They could not be renewed: Not any more.');
    await page.clock.fastForward('05:00');
    await expect(notice).toContainText('have ended');
    await notice.getByRole('button', { name: 'Not now' }).click();
    await page.getByRole('button', { name: 'Connection:' }).press('Escape');
    await page.reload();
    // Nothing was kept, so the reload asks.
    await expect(page.getByLabel('A role, through STS')).toBeChecked();
    await expect(page.getByLabel('Secret key', { exact: true })).toBeFocused();
  });

  test('a wrong secret, and a policy that is none, are told on the form', async ({ page, target }) => {
    await fillRole(page, target, '14');
    await page.getByText('STS endpoint, session name, session policy').click();
    await page.getByLabel('Session policy').fill('{ "Version":');
    await pressConnect(page);
    await expect(page.getByText('A policy is a JSON object: { … }')).toBeVisible();
    await expect(page.getByText('From 15 minutes to 525,600, which is a year.')).toBeVisible();
    await expect(page.getByLabel('Lifetime in minutes')).toBeFocused();
    await page.getByLabel('Lifetime in minutes').fill('15');
    await page.getByLabel('Session policy').fill('');
    await page.getByLabel('Secret key', { exact: true }).fill('this-is-not-the-secret');
    await pressConnect(page);
    const report = page.getByRole('region', { name: 'Connection check' });
    const failed = report.getByRole('listitem').filter({ hasText: 'STS gives temporary keys' });
    await expect(failed).toContainText('failed');
    await expect(failed).toContainText(target.name === 'minio' ? 'AccessDenied' : 'SignatureDoesNotMatch');
    await expect(page).not.toHaveURL(/#\/c\//);
    await expect(report).not.toContainText('this-is-not-the-secret');
  });

  test('a session policy of one bucket: the bucket is named in the form, and nothing else opens', async ({
    page,
    target,
    buckets,
    s3,
  }) => {
    const [own, other] = [await buckets.create(), await buckets.create()];
    await s3.putObject(own, 'mine.txt', 'mine');
    await fillRole(page, target, '15');
    await page.getByText('STS endpoint, session name, session policy').click();
    const policy = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: ['s3:ListBucket', 's3:GetObject'],
          Resource: [`arn:aws:s3:::${own}`, `arn:aws:s3:::${own}/*`],
        },
      ],
    };
    await page.getByLabel('Session policy').fill(JSON.stringify(policy));
    await page.getByLabel('Bucket', { exact: true }).fill(own);
    await pressConnect(page);
    await expect(page.getByRole('button', { name: 'mine.txt' })).toBeVisible();
    const address = page.url();
    await page.goto(address.replace(own, other));
    await expect(page.getByRole('main')).toContainText('AccessDenied');
  });

  test('an identity provider that the server does not have is refused in its own words', async ({
    page,
    target,
  }) => {
    await page.goto(target.pageUrl);
    await page.getByLabel('Endpoint', { exact: true }).fill(target.endpoint);
    await page.getByLabel('A token of your identity provider').check();
    await pressConnect(page);
    await expect(page.getByText('Paste the token.')).toBeVisible();
    await page.getByLabel('Token', { exact: true }).fill('not.a.token');
    await pressConnect(page);
    const report = page.getByRole('region', { name: 'Connection check' });
    const failed = report.getByRole('listitem').filter({ hasText: 'STS gives temporary keys' });
    await expect(failed).toContainText('STS gives no keys');
    await expect(failed).toContainText(
      target.name === 'minio' ? 'does not exist' : 'needs an identity provider, and this store has none.',
    );
    await expect(failed).toContainText('InvalidParameterValue');
    expect(await stored(page)).not.toContain('not.a.token');
    await expectAccessible(page);
  });
});

test.describe('secrets behind a passphrase', { tag: '@row-01' }, () => {
  test('survive a reload, ask, refuse a wrong one, and are nowhere in plain', async ({
    page,
    target,
    buckets,
  }) => {
    const bucket = await buckets.create();
    await page.goto(target.pageUrl);
    await fillKeys(page, byName(target));
    await page.getByLabel('Keep encrypted, behind a passphrase').check();
    await page.getByLabel('Passphrase', { exact: true }).fill('short');
    await pressConnect(page);
    await expect(page.getByText('At least 10 characters; several words are best.')).toBeVisible();
    await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await page.getByLabel('Passphrase again').fill(passphrase);
    await pressConnect(page);
    await expect(page).toHaveURL(/#\/c\/[^/]+\/buckets$/);
    await openBucket(page, bucket);
    const address = page.url();
    const kept = await stored(page);
    expect(kept).toContain('"iterations\\":600000');
    expect(kept).not.toContain(target.secretAccessKey);
    expect(kept).not.toContain(passphrase);

    await page.reload();
    await expect(page.getByRole('heading', { name: /^Unlock / })).toBeVisible();
    await expectAccessible(page);
    const field = page.getByLabel('Passphrase', { exact: true });
    await expect(field).toBeFocused();
    await field.fill('wrong horse battery');
    await field.press('Enter');
    await expect(page.getByText('This is not the passphrase.')).toBeVisible();
    await field.fill(passphrase);
    await page.getByRole('button', { name: 'Unlock and connect' }).click();
    await expect(page.getByText('This bucket is empty')).toBeVisible();
    expect(page.url()).toBe(address);
    expect(await stored(page)).not.toContain(target.secretAccessKey);
  });

  test('renew a role after a reload, too', async ({ page, target }) => {
    await fillRole(page, target, '30');
    await page.getByLabel('Keep encrypted, behind a passphrase').check();
    await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await page.getByLabel('Passphrase again').fill(passphrase);
    await pressConnect(page);
    await expect(page.getByText(/^Keys end in (29|30) min$/)).toBeVisible();
    await page.reload();
    await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await page.getByRole('button', { name: 'Unlock and connect' }).click();
    await expect(page.getByText(/^Keys end in (29|30) min$/)).toBeVisible();
  });

  test('that were damaged say so; forgotten, they are gone', async ({ page, target }) => {
    await page.goto(target.pageUrl);
    await fillKeys(page, byName(target));
    await page.getByLabel('Keep encrypted, behind a passphrase').check();
    await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await page.getByLabel('Passphrase again').fill(passphrase);
    await pressConnect(page);
    await expect(page).toHaveURL(/#\/c\/[^/]+\/buckets$/);
    await page.evaluate(() => {
      const key = Object.keys(localStorage).find((name) => name.startsWith('pail-sealed-')) ?? '';
      const record = JSON.parse(localStorage.getItem(key) ?? '');
      localStorage.setItem(key, JSON.stringify({ ...record, data: btoa('something else altogether') }));
    });
    await page.reload();
    await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await page.getByRole('button', { name: 'Unlock and connect' }).click();
    await expect(page.getByText('What was kept is damaged and cannot be opened.')).toBeVisible();
    await page.getByRole('button', { name: 'Enter the keys instead' }).click();
    await expect(page.getByLabel('Secret key', { exact: true })).toBeFocused();

    await page.getByRole('button', { name: /^Forget / }).click();
    expect(await stored(page)).not.toContain('pail-sealed-');
  });

  test('on a page of plain http, where the browser has no cryptography', async ({ page, target }) => {
    test.slow();
    await page.route('http://pail.test/**', async (route) => {
      const file = await distFile(new URL(route.request().url()).pathname);
      await route.fulfill(file ? { body: file.body, contentType: file.contentType } : { status: 404 });
    });
    await page.route('http://s3.test/**', async (route) => {
      await route.fulfill({
        headers: { 'access-control-allow-origin': '*', 'content-type': 'application/xml' },
        body: '<ListAllMyBucketsResult><Buckets></Buckets></ListAllMyBucketsResult>',
      });
    });
    await page.goto('http://pail.test/');
    expect(await page.evaluate(() => [window.isSecureContext, typeof crypto.subtle])).toEqual([
      false,
      'undefined',
    ]);
    await fillKeys(page, { ...target, endpoint: 'http://s3.test' });
    await page.getByLabel('Keep encrypted, behind a passphrase').check();
    await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await page.getByLabel('Passphrase again').fill(passphrase);
    await pressConnect(page);
    await expect(page).toHaveURL(/#\/c\/[^/]+\/buckets$/, { timeout: 30_000 });
    expect(await stored(page)).not.toContain(target.secretAccessKey);
    await page.reload();
    await page.getByLabel('Passphrase', { exact: true }).fill('wrong horse battery');
    await page.getByRole('button', { name: 'Unlock and connect' }).click();
    await expect(page.getByText('This is not the passphrase.')).toBeVisible({ timeout: 30_000 });
    await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await page.getByRole('button', { name: 'Unlock and connect' }).click();
    await expect(page.getByText('No buckets yet').first()).toBeVisible({ timeout: 30_000 });
  });
});

test('patience and certificates are explained, and kept with the profile', { tag: '@row-01' }, async ({
  page,
  target,
}) => {
  await page.goto(target.pageUrl);
  await fillKeys(page, byName(target));
  await page.getByText('Time-out, retries, certificates').click();
  await expect(page.getByText('Certificates and proxies are the browser’s')).toBeVisible();
  await page.getByLabel('Time-out in seconds').fill('0');
  await page.getByLabel('Retries').fill('3');
  await pressConnect(page);
  await expect(page.getByText('From 1 to 3,600 seconds.')).toBeVisible();
  await page.getByLabel('Time-out in seconds').fill('20');
  await pressConnect(page);
  await expect(page).toHaveURL(/#\/c\/[^/]+\/buckets$/);
  await page.reload();
  await expect(page.getByLabel('Time-out in seconds')).toHaveValue('20');
  await expect(page.getByLabel('Retries')).toHaveValue('3');
});
