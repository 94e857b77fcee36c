import type { Page } from '@playwright/test';
import type { Client } from 'minio';
import { expectAccessible } from './support/axe.ts';
import { openBucket } from './support/console.ts';
import { test as base, expect, withoutNeeds } from './support/fixtures.ts';
import { targetTimeout, withTarget } from './support/target.ts';
import { startWebhook, type Webhook } from './support/webhook.ts';

/** These tests have a server of their own, which may notify a small server of this file's. */
const test = base.extend<object, { webhook: Webhook }>({
  webhook: [
    withoutNeeds(async (lend) => {
      const webhook = await startWebhook();
      await lend(webhook);
      await webhook.close();
    }),
    { scope: 'worker' },
  ],
  target: [
    async ({ webhook }, lend) => {
      await withTarget(lend, { webhooks: { hook: webhook.url } });
    },
    { scope: 'worker', timeout: targetTimeout },
  ],
});

const arn = 'arn:minio:sqs::hook:webhook';
const other = 'arn:minio:sqs::nobody:webhook';

interface Queue {
  arn: string;
  events: string[];
  prefix?: string;
  suffix?: string;
}

/** As another client reads it, by prefix. */
async function queuesOf(s3: Client, bucket: string): Promise<Queue[]> {
  const { QueueConfiguration: queues = [] } = (await s3.getBucketNotification(bucket)) as {
    QueueConfiguration?: { Queue: string; Event: string[]; Filter?: { Name: string; Value: string }[] }[];
  };
  return queues
    .map(({ Queue: queue, Event: events, Filter: filters = [] }) => {
      const filterOf = (name: string) =>
        filters.find((filter) => filter.Name.toLowerCase() === name)?.Value || undefined;
      return { arn: queue, events, prefix: filterOf('prefix'), suffix: filterOf('suffix') };
    })
    .sort((a, b) => (a.prefix ?? '').localeCompare(b.prefix ?? ''));
}

/** As another client writes it: signed by one, and sent as it is. */
async function configure(s3: Client, bucket: string, queues: Queue[]): Promise<void> {
  const rules = queues.map(({ arn: queue, events, prefix, suffix }, index) => {
    const filters = Object.entries({ prefix, suffix })
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `<FilterRule><Name>${name}</Name><Value>${value}</Value></FilterRule>`);
    return [
      `<QueueConfiguration><Id>rule-${index + 1}</Id><Queue>${queue}</Queue>`,
      ...events.map((event) => `<Event>${event}</Event>`),
      filters.length === 0 ? '' : `<Filter><S3Key>${filters.join('')}</S3Key></Filter>`,
      '</QueueConfiguration>',
    ].join('');
  });
  const response = await fetch(await s3.presignedUrl('PUT', bucket, '', 60, { notification: '' }), {
    method: 'PUT',
    body: `<NotificationConfiguration>${rules.join('')}</NotificationConfiguration>`,
  });
  expect(response.status, await response.text()).toBe(200);
}

async function openNotifications(page: Page, bucket: string): Promise<void> {
  await openBucket(page, bucket);
  await page.getByRole('link', { name: 'Notifications', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Notifications', level: 1 })).toBeVisible();
}

const table = (page: Page) => page.getByRole('table', { name: 'Notification rules' });
const dialogOf = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });

async function saveChange(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Review change' }).click();
  const review = dialogOf(page, 'Review change: Notifications');
  await review.getByRole('button', { name: 'Save change' }).click();
}

test.describe('notifications', { tag: '@row-09' }, () => {
  test('a rule is made from what the server names, and from then on the target is told', async ({
    page,
    connect,
    buckets,
    s3,
    webhook,
  }) => {
    const bucket = await buckets.create();
    await connect(page);
    await openNotifications(page, bucket);
    await expect(page.getByRole('heading', { name: 'Nobody is notified' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Add rule' }).click();
    const dialog = dialogOf(page, 'New rule');

    await dialog.getByRole('button', { name: 'Use this rule' }).click();
    await expect(dialog).toContainText('A rule needs a target.');
    const target = dialog.getByRole('combobox', { name: 'Target (ARN)' });
    await expect(dialog).toContainText('The server names 1 target');
    await target.click();
    await page.getByRole('option', { name: arn }).click();
    await expect(target).toHaveValue(arn);
    await dialog.getByRole('button', { name: 'Choose single events: Created' }).click();
    await dialog.getByRole('checkbox', { name: /^copy/ }).uncheck();
    await expect(dialog.getByRole('checkbox', { name: 'Created: all' })).not.toBeChecked();
    await dialog.getByRole('checkbox', { name: 'Created: all' }).check();
    await dialog.getByRole('checkbox', { name: 'Deleted: all' }).check();
    await dialog.getByRole('textbox', { name: 'Prefix' }).fill('in & out/');
    await dialog.getByRole('textbox', { name: 'Suffix' }).fill('.jpg');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Use this rule' }).click();

    await expect(table(page).getByRole('row').nth(1)).toContainText('hook:webhook');
    expect(await queuesOf(s3, bucket)).toEqual([]);
    await page.getByRole('button', { name: 'Review change' }).click();
    const review = dialogOf(page, 'Review change: Notifications');
    await expect(review).toContainText(`<Queue>${arn}</Queue>`);
    await expectAccessible(page);
    await review.getByRole('button', { name: 'Save change' }).click();
    await expect(review).toHaveCount(0);
    await expect(page.getByText('As on the server')).toBeVisible();

    expect(await queuesOf(s3, bucket)).toEqual([
      { arn, events: ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'], prefix: 'in & out/', suffix: '.jpg' },
    ]);
    for (const key of ['in & out/a b.jpg', 'in & out/a.png', 'a.jpg']) await s3.putObject(bucket, key, key);
    await s3.removeObject(bucket, 'in & out/a b.jpg');
    await expect.poll(() => webhook.told().filter(({ key }) => key.includes('a'))).toHaveLength(2);
    expect(webhook.told()).toEqual([
      { event: 'ObjectCreated:Put', key: 'in & out/a b.jpg' },
      { event: 'ObjectRemoved:Delete', key: 'in & out/a b.jpg' },
    ]);
  });

  test('rules of another client are shown, changed one by one, and all go at once', async ({
    page,
    connect,
    buckets,
    s3,
    webhook,
  }) => {
    const bucket = await buckets.create();
    await configure(s3, bucket, [
      { arn, events: ['s3:ObjectCreated:Put', 's3:ObjectCreated:Copy'], prefix: 'a/' },
      { arn, events: ['s3:ObjectRemoved:*'], prefix: 'b/\u202egpj', suffix: '.txt' },
      { arn, events: ['s3:ObjectRemoved:*'], prefix: 'c/' },
    ]);
    await connect(page);
    await openNotifications(page, bucket);
    await expect(page.getByText('3 rules')).toBeVisible();
    const rows = table(page).getByRole('row');
    await expect(rows.nth(1)).toContainText('Created: put');
    await expect(rows.nth(1)).toContainText('Created: copy');
    // What turns text around is shown as such.
    await expect(rows.nth(2)).toContainText('b/U+202Egpj');
    await expectAccessible(page);

    await rows.nth(3).getByRole('button', { name: 'Remove the rule for hook:webhook' }).click();
    await expect(page.getByText('2 rules')).toBeVisible();
    await rows.nth(1).getByRole('button', { name: 'Edit the rule for hook:webhook' }).click();
    const dialog = dialogOf(page, 'Edit rule');
    await expect(dialog.getByRole('checkbox', { name: /^put/ })).toBeChecked();
    await dialog.getByRole('checkbox', { name: /^multipart upload/ }).check();
    await dialog.getByRole('checkbox', { name: /^copy/ }).uncheck();
    await dialog.getByRole('textbox', { name: 'Suffix' }).fill('.tar');
    await dialog.getByRole('button', { name: 'Use this rule' }).click();
    await saveChange(page);
    await expect(page.getByText('As on the server')).toBeVisible();
    expect(await queuesOf(s3, bucket)).toEqual([
      {
        arn,
        events: ['s3:ObjectCreated:Put', 's3:ObjectCreated:CompleteMultipartUpload'],
        prefix: 'a/',
        suffix: '.tar',
      },
      { arn, events: ['s3:ObjectRemoved:*'], prefix: 'b/\u202egpj', suffix: '.txt' },
    ]);

    const before = webhook.told().length;
    await page.getByRole('button', { name: 'Remove…' }).click();
    const removal = dialogOf(page, 'Remove: Notifications');
    await expect(removal).toContainText(
      `The server will tell nobody any more of what happens in ${bucket}: 2 rules go.`,
    );
    await removal.getByRole('button', { name: 'Remove Notifications' }).click();
    await expect(page.getByRole('heading', { name: 'Nobody is notified' })).toBeVisible();
    expect(await queuesOf(s3, bucket)).toEqual([]);
    await s3.putObject(bucket, 'a/x.tar', '');
    await s3.removeObject(bucket, 'a/x.tar');
    expect(webhook.told()).toHaveLength(before);
    // The bucket is there: nothing but its rules went.
    expect(await s3.bucketExists(bucket)).toBe(true);
  });

  test('rules that overlap are found before they are saved', async ({
    page,
    connect,
    buckets,
    s3,
    target,
  }) => {
    const bucket = await buckets.create();
    await configure(s3, bucket, [{ arn, events: ['s3:ObjectCreated:*'], prefix: 'in/' }]);
    await connect(page);
    await openNotifications(page, bucket);
    await page.getByRole('button', { name: 'Add rule' }).click();
    const dialog = dialogOf(page, 'New rule');
    await dialog.getByRole('combobox', { name: 'Target (ARN)' }).fill(arn);
    await dialog.getByRole('textbox', { name: 'Prefix' }).fill('in/images/');
    const overlaps = dialog.getByRole('status', { name: 'Rules that overlap' });
    await expect(overlaps).toContainText('Rule 1 (hook:webhook) and this rule both ask for Created: put');
    await dialog.getByRole('textbox', { name: 'Prefix' }).fill('out/');
    await expect(overlaps).toHaveCount(0);
    await dialog.getByRole('textbox', { name: 'Prefix' }).fill('in/images/');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);

    await page.getByRole('button', { name: 'Add rule' }).click();
    await dialog.getByRole('combobox', { name: 'Target (ARN)' }).fill(arn);
    await dialog.getByRole('textbox', { name: 'Prefix' }).fill('in/images/');
    await dialog.getByRole('button', { name: 'Use this rule' }).click();
    const warning = page.getByRole('status', { name: 'Rules that overlap' });
    await expect(warning).toContainText(target.name === 'minio' ? 'is told twice' : 'S3 refuses that');
    await saveChange(page);
    if (target.name === 'minio') {
      await expect(page.getByText('As on the server')).toBeVisible();
      expect(await queuesOf(s3, bucket)).toHaveLength(2);
    } else {
      await expect(page.getByRole('alert')).toContainText('their filters overlap');
      expect(await queuesOf(s3, bucket)).toHaveLength(1);
    }
  });

  test('a target that the server does not have is said at its field, and a refusal keeps the draft', async ({
    page,
    connect,
    buckets,
    s3,
    target,
  }) => {
    const bucket = await buckets.create();
    await connect(page);
    await openNotifications(page, bucket);
    await page.getByRole('button', { name: 'Add rule' }).click();
    const dialog = dialogOf(page, /rule$/);
    const field = dialog.getByRole('combobox', { name: 'Target (ARN)' });
    await field.fill('no arn');
    await dialog.getByRole('button', { name: 'Use this rule' }).click();
    await expect(dialog).toContainText('An ARN has the form');
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await field.fill(other);
    await expect(field).toHaveAccessibleDescription(/The server names no such target/);
    await dialog.getByRole('button', { name: 'Use this rule' }).click();
    await saveChange(page);
    const review = dialogOf(page, 'Review change: Notifications');
    await expect(review.getByRole('alert')).toContainText(
      target.name === 'minio' ? 'A specified destination ARN does not exist' : 'no destination with this ARN',
    );
    await expect(review).toContainText('The server names no such target:');
    await review.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('alert')).toContainText('Your entries are still in the form.');
    await expectAccessible(page);
    expect(await queuesOf(s3, bucket)).toEqual([]);

    await page.getByRole('button', { name: 'Edit the rule for nobody:webhook' }).click();
    await field.fill(arn);
    await dialog.getByRole('button', { name: 'Use this rule' }).click();
    await saveChange(page);
    await expect(page.getByText('As on the server')).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
    expect(await queuesOf(s3, bucket)).toMatchObject([{ arn, events: ['s3:ObjectCreated:*'] }]);
  });

  test('topics and functions are for servers that have them', async ({
    page,
    connect,
    buckets,
    s3,
    target,
  }) => {
    const bucket = await buckets.create();
    await connect(page);
    await openNotifications(page, bucket);
    await page.getByRole('button', { name: 'Add rule' }).click();
    const dialog = dialogOf(page, 'New rule');
    await dialog
      .getByRole('combobox', { name: 'Target (ARN)' })
      .fill('arn:aws:lambda:us-east-1:123456789012:function:hook');
    await expect(dialog.getByRole('radio', { name: 'Function' })).toBeChecked();
    if (target.name === 'minio') await expect(dialog).toContainText('targets of the kind queue alone');
    await dialog.getByRole('button', { name: 'Use this rule' }).click();
    await page.getByRole('button', { name: 'Add rule' }).click();
    await dialog
      .getByRole('combobox', { name: 'Target (ARN)' })
      .fill('arn:aws:sns:us-east-1:123456789012:hook');
    await dialog.getByRole('button', { name: 'Use this rule' }).click();
    await saveChange(page);
    if (target.name === 'minio') {
      const review = dialogOf(page, 'Review change: Notifications');
      await expect(review.getByRole('alert')).toContainText('UnsupportedNotification');
      await expect(review).toContainText('targets of the kind queue alone');
      return;
    }
    await expect(page.getByText('As on the server')).toBeVisible();
    expect(await s3.getBucketNotification(bucket)).toMatchObject({
      CloudFunctionConfiguration: [{ CloudFunction: 'arn:aws:lambda:us-east-1:123456789012:function:hook' }],
      TopicConfiguration: [{ Topic: 'arn:aws:sns:us-east-1:123456789012:hook' }],
    });
  });

  test('what another client saved meanwhile is shown, and not overwritten unasked', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    await configure(s3, bucket, [{ arn, events: ['s3:ObjectCreated:*'], prefix: 'mine/' }]);
    await connect(page);
    await openNotifications(page, bucket);
    await page.getByRole('button', { name: 'Edit the rule for hook:webhook' }).click();
    await dialogOf(page, 'Edit rule').getByRole('textbox', { name: 'Suffix' }).fill('.mine');
    await page.getByRole('button', { name: 'Use this rule' }).click();
    await configure(s3, bucket, [{ arn, events: ['s3:ObjectCreated:*'], prefix: 'theirs/' }]);
    await saveChange(page);
    const changed = dialogOf(page, 'Changed meanwhile');
    await expect(changed).toContainText('theirs/');
    expect(await queuesOf(s3, bucket)).toMatchObject([{ prefix: 'theirs/' }]);
    await expectAccessible(page);
    await changed.getByRole('button', { name: 'Keep theirs' }).click();
    await expect(table(page)).toContainText('theirs/');
    expect(await queuesOf(s3, bucket)).toMatchObject([{ prefix: 'theirs/' }]);
  });

  test('what Pail does not know is shown and written back', async ({
    page,
    connect,
    buckets,
    s3,
    target,
  }) => {
    const bucket = await buckets.create();
    await configure(s3, bucket, [{ arn, events: ['s3:ObjectCreated:*'] }]);
    // Neither store keeps what it does not know; a server that does answers like this.
    let written = '';
    await page.route(
      (url) => url.origin === target.endpoint && url.searchParams.has('notification'),
      async (route) => {
        const request = route.request();
        if (request.method() === 'PUT') written = request.postData() ?? '';
        if (request.method() !== 'GET') return await route.fallback();
        const response = await route.fetch();
        const body = (await response.text())
          .replace('</QueueConfiguration>', '<Role a="1">r</Role></QueueConfiguration>')
          .replace('</NotificationConfiguration>', '<Bridge><On>1</On></Bridge></NotificationConfiguration>');
        await route.fulfill({ response, body });
      },
    );
    await connect(page);
    await openNotifications(page, bucket);
    await expect(page.getByText('1 part that Pail does not know')).toBeVisible();
    await page.getByRole('button', { name: 'Edit the rule for hook:webhook' }).click();
    const dialog = dialogOf(page, 'Edit rule');
    await expect(dialog).toContainText('<Role a="1">');
    await dialog.getByRole('textbox', { name: 'Prefix' }).fill('x/');
    await dialog.getByRole('button', { name: 'Use this rule' }).click();
    await saveChange(page);
    await expect.poll(() => written).toContain('<Bridge><On>1</On></Bridge></NotificationConfiguration>');
    expect(written).toContain('<Role a="1">r</Role></QueueConfiguration>');
    expect(written).toContain('<Value>x/</Value>');
    // The page reads once more what it has saved; that answer need not be waited for.
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });

  test('a document that is none, a filter that cannot be, and a bucket that is gone', async ({
    page,
    connect,
    buckets,
    s3,
    target,
  }) => {
    const bucket = await buckets.create();
    await connect(page);
    const asked = (url: URL) => url.origin === target.endpoint && url.searchParams.has('notification');
    await page.route(asked, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: '<NotificationConfiguration><QueueConfiguration>' });
    });
    await openNotifications(page, bucket);
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Add rule' })).toHaveCount(0);
    await page.unroute(asked);
    await page.getByRole('button', { name: 'Retry' }).click();

    await page.getByRole('button', { name: 'Add rule' }).click();
    const dialog = dialogOf(page, 'New rule');
    await dialog.getByRole('combobox', { name: 'Target (ARN)' }).fill(arn);
    await dialog.getByRole('textbox', { name: 'Prefix' }).fill('bell\u0007/');
    await dialog.getByRole('textbox', { name: 'Suffix' }).fill('x'.repeat(1025));
    await dialog.getByRole('checkbox', { name: 'Created: all' }).uncheck();
    await dialog.getByRole('button', { name: 'Use this rule' }).click();
    await expect(dialog).toContainText('Control characters cannot be part of it.');
    await expect(dialog).toContainText('At most 1,024 bytes.');
    await expect(dialog).toContainText('Choose at least one event.');
    await dialog.getByRole('checkbox', { name: 'Created: all' }).check();
    await dialog.getByRole('textbox', { name: 'Prefix' }).fill('in/');
    await dialog.getByRole('textbox', { name: 'Suffix' }).fill('');
    await dialog.getByRole('button', { name: 'Use this rule' }).click();

    await s3.removeBucket(bucket);
    await saveChange(page);
    await expect(dialogOf(page, 'Review change: Notifications').getByRole('alert')).toContainText(
      /bucket does not exist|no bucket of this name/i,
    );
    expect(await s3.bucketExists(bucket)).toBe(false);
  });

  test('who may not read them is told so', async ({ page, target, buckets }) => {
    const bucket = await buckets.create();
    await page.goto(target.pageUrl);
    await page.getByLabel('Endpoint').fill(target.endpoint);
    await page.getByLabel('Anonymous, without keys').check();
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(page).toHaveURL(/#\/c\/[^/]+\/buckets$/);
    const connection = /#\/c\/[^/]+/.exec(page.url())?.[0] ?? '';
    await page.goto(`${target.pageUrl}/${connection}/b/${bucket}/notifications`);
    await expect(page.getByRole('alert')).toContainText('Not allowed');
    await expect(page.getByRole('button', { name: 'Add rule' })).toHaveCount(0);
  });
});
