import type { Locator, Page } from '@playwright/test';
import type { Client } from 'minio';
import { expectAccessible } from './support/axe.ts';
import { connectTo, drawnKeys, openBucket } from './support/console.ts';
import { startCutProxy } from './support/cut-proxy.ts';
import { expect, test } from './support/fixtures.ts';
import { targetName } from './support/target-name.ts';

/** Whether a call to listen brings its first byte within 3 s: the newest builds of MinIO take it and send nothing. */
async function streamsEvents(s3: Client, bucket: string): Promise<boolean> {
  const url = await s3.presignedUrl('GET', bucket, '', 60, {
    events: 's3:ObjectCreated:*',
    ping: '1',
    prefix: '',
    suffix: '',
  });
  const stop = AbortSignal.timeout(3000);
  try {
    const response = await fetch(url, { signal: stop });
    const reader = response.body?.getReader();
    const first = await reader?.read();
    await reader?.cancel();
    return response.ok && first?.value !== undefined;
  } catch {
    return false;
  }
}

async function openEvents(page: Page, bucket: string): Promise<void> {
  await openBucket(page, bucket);
  await page.getByRole('link', { name: 'Live events', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Live events', level: 1 })).toBeVisible();
}

const state = (page: Page) => page.getByTestId('listen-state');
const table = (page: Page) => page.getByRole('table', { name: 'Events', exact: true });
/** The rows that are drawn, without the head. */
const eventRows = (page: Page): Locator => table(page).locator('tbody tr:not([aria-hidden])');
const isListen = (url: URL) => url.searchParams.has('events');

/** A test for servers that stream. The newest MinIO sends nothing, which the first test here is about. */
const streamTest: typeof test | undefined = targetName === 'minio' ? undefined : test;

test.describe('live events', { tag: '@row-10' }, () => {
  test('of another client appear as they happen, or the listing is followed and the page says why', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    await s3.putObject(bucket, 'old.txt', 'was there before');
    const streams = await streamsEvents(s3, bucket);
    await connect(page);
    await openEvents(page, bucket);
    if (streams) {
      await expect(state(page)).toHaveText('Live');
    } else {
      await expect(state(page)).toHaveText('Following the listing', { timeout: 9000 });
      await expect(page.getByText('This server accepts the call but sends nothing')).toBeVisible();
      await expect(page.getByText('nothing within 5 seconds')).toBeVisible();
      await expect(page.getByRole('button', { name: 'Try live again' })).toBeVisible();
    }
    await expect(page.getByRole('heading', { name: 'Nothing happened yet' })).toBeVisible();
    await expectAccessible(page);

    await s3.putObject(bucket, 'in/new.txt', 'new');
    // Characters that hide or turn text around are shown as such.
    await s3.putObject(bucket, 'in/a\u202egpj.\u0007exe', 'odd');
    await s3.removeObject(bucket, 'old.txt');
    const timeout = streams ? 5000 : 15_000;
    await expect(eventRows(page)).toHaveCount(3, { timeout });
    await expect(eventRows(page).filter({ hasText: 'in/new.txt' })).toContainText(
      streams ? 'Created: put' : 'New in the listing',
    );
    await expect(eventRows(page).filter({ hasText: 'in/aU+202Egpj.U+0007exe' })).toContainText('3 B');
    await expect(eventRows(page).filter({ hasText: 'old.txt' })).toContainText(
      streams ? 'Deleted: delete' : 'Gone from the listing',
    );
    await expect(page.getByRole('img', { name: /^3 events in the last 5 minutes/ })).toBeVisible();
    await page.getByText('Counts as a table').click();
    await expect(page.getByRole('region', { name: 'Counts as a table' })).toContainText('3');
    await expectAccessible(page);

    const filter = page.getByRole('searchbox', { name: 'Filter what came' });
    await filter.fill('NEW.TXT');
    await expect(eventRows(page)).toHaveCount(1);
    await expect(page.getByText('1 matches the filter')).toBeVisible();
    await filter.fill('nothing');
    await expect(page.getByRole('heading', { name: 'No event matches the filter' })).toBeVisible();
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect(eventRows(page)).toHaveCount(3);

    // To the folder of what came, where it is listed without a press of anything.
    await eventRows(page).getByRole('link', { name: 'in/new.txt' }).click();
    await expect.poll(() => drawnKeys(page)).toContain('in/new.txt');
    // The client's own clean-up cannot name it.
    await s3.removeObject(bucket, 'in/a\u202egpj.\u0007exe');
  });

  test('are asked for by prefix, suffix and kind, and the address says which', async ({
    page,
    connect,
    buckets,
    s3,
    target,
  }) => {
    const bucket = await buckets.create();
    const streams = await streamsEvents(s3, bucket);
    await connect(page);
    await openEvents(page, bucket);
    await page.getByRole('textbox', { name: 'Prefix' }).fill('in/');
    await page.getByRole('textbox', { name: 'Suffix' }).fill('.jpg');
    await page.getByRole('checkbox', { name: 'Deleted' }).uncheck();
    await page.getByRole('button', { name: 'Listen to these' }).click();
    await expect(page).toHaveURL(/prefix=in%2F/);
    await expect(page).toHaveURL(/events=created/);
    await expect(state(page)).toHaveText(streams ? 'Live' : 'Following the listing', { timeout: 9000 });
    // A listing is compared with the one before: the first must have been taken.
    if (!streams) await page.waitForResponse((response) => response.url().includes('list-type=2'));
    for (const key of ['in/a.txt', 'out/a.jpg', 'in/a.jpg']) await s3.putObject(bucket, key, key);
    await expect(eventRows(page)).toHaveCount(1, { timeout: 15_000 });
    await expect(eventRows(page)).toContainText('in/a.jpg');
    await s3.removeObject(bucket, 'in/a.jpg');
    await s3.putObject(bucket, 'in/b.jpg', 'b');
    await expect(eventRows(page)).toHaveCount(2, { timeout: 15_000 });
    await expect(eventRows(page).filter({ hasText: 'Deleted' })).toHaveCount(0);

    await page.getByRole('checkbox', { name: 'Created' }).uncheck();
    await expect(page.getByText('Choose at least one kind of event.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Listen to these' })).toBeDisabled();
    // A colleague with the address listens to the same; a reload keeps the keys of the embedded store alone.
    if (target.name === 'minio') return;
    await page.reload();
    await expect(page.getByRole('textbox', { name: 'Suffix' })).toHaveValue('.jpg');
  });

  streamTest?.(
    'the list pauses while listening goes on, and listening stops and starts',
    async ({ page, connect, buckets, s3 }) => {
      const bucket = await buckets.create();
      await connect(page);
      await openEvents(page, bucket);
      await expect(state(page)).toHaveText('Live');
      await s3.putObject(bucket, 'one', '1');
      await expect(eventRows(page)).toHaveCount(1);
      await page.getByRole('button', { name: 'Pause the list' }).click();
      await s3.putObject(bucket, 'two', '2');
      await expect(page.getByText('1 more came since the pause')).toBeVisible();
      await expect(eventRows(page)).toHaveCount(1);
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Resume the list' }).click();
      await expect(eventRows(page)).toHaveCount(2);

      await page.getByRole('button', { name: 'Stop', exact: true }).click();
      await expect(state(page)).toHaveText('Stopped');
      await s3.putObject(bucket, 'three', '3');
      await page.getByRole('button', { name: 'Start', exact: true }).click();
      await expect(state(page)).toHaveText('Live');
      await s3.putObject(bucket, 'four', '4');
      await expect(eventRows(page)).toHaveCount(3);
      await expect(eventRows(page).filter({ hasText: 'three' })).toHaveCount(0);
      await page.getByRole('button', { name: 'Clear' }).click();
      await expect(page.getByRole('heading', { name: 'Nothing happened yet' })).toBeVisible();
    },
  );

  streamTest?.(
    'a cut connection is mended by itself, and the page says what may have been missed',
    async ({ page, target, buckets, s3 }) => {
      const bucket = await buckets.create();
      const proxy = await startCutProxy(target.endpoint);
      try {
        await connectTo(page, target, proxy.endpoint);
        await openEvents(page, bucket);
        await expect(state(page)).toHaveText('Live');
        await s3.putObject(bucket, 'before', '1');
        await expect(eventRows(page)).toHaveCount(1);
        proxy.cut();
        await expect(state(page)).toHaveText(/Connection lost|Connecting/);
        await expect(
          page.getByText(/The connection was interrupted at .*: events may have been missed/),
        ).toBeVisible();
        await s3.putObject(bucket, 'missed', '2');
        await expectAccessible(page);
        proxy.mend();
        await expect(state(page)).toHaveText('Live', { timeout: 15_000 });
        await s3.putObject(bucket, 'after', '3');
        await expect(eventRows(page)).toHaveCount(2);
        await expect(eventRows(page).filter({ hasText: 'missed' })).toHaveCount(0);
        await expect(page.getByText(/events may have been missed/)).toBeVisible();
      } finally {
        await proxy.close();
      }
    },
  );

  test('a bucket that goes meanwhile is said to be gone', async ({ page, connect, buckets, s3 }) => {
    const bucket = await buckets.create();
    const streams = await streamsEvents(s3, bucket);
    await connect(page);
    await openEvents(page, bucket);
    await expect(state(page)).toHaveText(streams ? 'Live' : 'Following the listing', { timeout: 9000 });
    await s3.removeBucket(bucket);
    await expect(state(page)).toHaveText('Failed', { timeout: 20_000 });
    await expect(page.getByRole('alert')).toContainText('No such bucket');
  });

  test('a server that knows no such call is followed by its listing', async ({
    page,
    connect,
    buckets,
    s3,
    target,
  }) => {
    const bucket = await buckets.create();
    await page.route(
      (url) => url.origin === target.endpoint && isListen(url),
      async (route) => {
        await route.fulfill({
          status: 200,
          contentType: 'application/xml',
          headers: { 'access-control-allow-origin': '*' },
          body: '<?xml version="1.0"?><ListBucketResult><Name>b</Name></ListBucketResult>',
        });
      },
    );
    await connect(page);
    await openEvents(page, bucket);
    await expect(state(page)).toHaveText('Following the listing');
    await expect(page.getByText('This server does not stream events.')).toBeVisible();
    await expectAccessible(page);
    await s3.putObject(bucket, 'a', '1');
    await expect(eventRows(page)).toContainText(['a'], { timeout: 15_000 });
    await s3.putObject(bucket, 'a', 'other');
    await expect(eventRows(page).filter({ hasText: 'Changed in the listing' })).toHaveCount(1, {
      timeout: 15_000,
    });
  });

  test('who may list and not listen is told so', async ({ page, target, buckets, s3 }) => {
    const bucket = await buckets.create();
    await s3.setBucketPolicy(
      bucket,
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: ['*'] },
            Action: ['s3:ListBucket'],
            Resource: [`arn:aws:s3:::${bucket}`],
          },
        ],
      }),
    );
    await page.goto(target.pageUrl);
    await page.getByLabel('Endpoint').fill(target.endpoint);
    await page.getByLabel('Anonymous, without keys').check();
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(page).toHaveURL(/#\/c\/[^/]+\/buckets$/);
    const connection = /#\/c\/[^/]+/.exec(page.url())?.[0] ?? '';
    await page.goto(`${target.pageUrl}/${connection}/b/${bucket}/events`);
    await expect(page.getByText('These keys may not listen to events.')).toBeVisible();
    await expect(page.getByText('403 AccessDenied')).toBeVisible();
    await page.waitForResponse((response) => response.url().includes('list-type=2'));
    await s3.putObject(bucket, 'seen.txt', '1');
    await expect(eventRows(page)).toContainText(['seen.txt'], { timeout: 15_000 });
  });

  test('10,000 at once are all counted, few rows are drawn, and the page stays quick', async ({
    page,
    connect,
    buckets,
    target,
  }) => {
    const bucket = await buckets.create();
    const lines = Array.from({ length: 10_000 }, (_, index) =>
      JSON.stringify({
        Records: [
          {
            eventName: 's3:ObjectCreated:Put',
            eventTime: new Date(1_700_000_000_000 + index).toISOString(),
            s3: { bucket: { name: bucket }, object: { key: `batch/${index}`, size: index } },
          },
        ],
      }),
    );
    await page.route(
      (url) => url.origin === target.endpoint && isListen(url),
      async (route) => {
        await route.fulfill({
          contentType: 'text/event-stream',
          headers: { 'access-control-allow-origin': '*' },
          body: `${lines.join('\n')}\n`,
        });
      },
      { times: 1 },
    );
    await connect(page);
    await page.evaluate(() => {
      const frames = { longest: 0, last: performance.now() };
      Object.assign(window, { frames });
      const next = (now: number) => {
        frames.longest = Math.max(frames.longest, now - frames.last);
        frames.last = now;
        requestAnimationFrame(next);
      };
      requestAnimationFrame(next);
    });
    await openEvents(page, bucket);
    await expect(page.getByText('10,000 events', { exact: true })).toBeVisible({ timeout: 10_000 });
    expect(await eventRows(page).count()).toBeLessThan(80);
    const longest = await page.evaluate(
      () => (window as unknown as { frames: { longest: number } }).frames.longest,
    );
    expect(longest).toBeLessThan(1500);
    await expect(eventRows(page).first()).toContainText('batch/9999');
    // To the oldest, and back by a filter.
    await table(page)
      .locator('..')
      .evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
    await expect(eventRows(page).last()).toContainText('batch/0');
    await page.getByRole('searchbox', { name: 'Filter what came' }).fill('batch/777');
    await expect(page.getByText('11 match the filter')).toBeVisible();
    await expect(eventRows(page)).toHaveCount(11);
  });

  test('the list of objects follows them while that is switched on', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    await s3.putObject(bucket, 'old.txt', 'old');
    const streams = await streamsEvents(s3, bucket);
    await connect(page);
    await openBucket(page, bucket);
    await expect.poll(() => drawnKeys(page)).toEqual(['old.txt']);
    await page.getByRole('button', { name: 'Follow' }).click();
    await expect(page.getByRole('button', { name: 'Follow' })).toHaveAttribute('aria-pressed', 'true');
    await expect(
      page.getByText(streams ? 'Following live' : 'This server sends no events: a short list'),
    ).toBeVisible({ timeout: 9000 });
    await expectAccessible(page);
    await s3.putObject(bucket, 'new.txt', 'new');
    await s3.putObject(bucket, 'folder/inner.txt', 'inner');
    await s3.removeObject(bucket, 'old.txt');
    await expect.poll(() => drawnKeys(page), { timeout: 15_000 }).toEqual(['folder/', 'new.txt']);
    await s3.removeObject(bucket, 'folder/inner.txt');
    await expect.poll(() => drawnKeys(page), { timeout: 15_000 }).toEqual(['new.txt']);

    await page.getByRole('button', { name: 'Follow' }).click();
    await expect(page.getByText('No longer following')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Follow' })).toHaveAttribute('aria-pressed', 'false');
  });
});
