import { createHash, randomBytes } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import type { Client } from 'minio';
import { expectAccessible } from './support/axe.ts';
import { connectTo, objectRow, openBucket } from './support/console.ts';
import { startFaultProxy } from './support/fault-proxy.ts';
import { expect, test } from './support/fixtures.ts';
import { connectLimited } from './support/limited-user.ts';
import { headOf } from './support/read-back.ts';

const md5 = (text: string | Buffer) => createHash('md5').update(text).digest('hex');

/** Stores an object by the independent client; answers with its version. */
async function put(
  s3: Client,
  bucket: string,
  key: string,
  body: string,
  headers: Record<string, string> = {},
): Promise<string> {
  const length = { 'content-length': String(Buffer.byteLength(body)) };
  const request = { method: 'PUT', bucketName: bucket, objectName: key, headers: { ...length, ...headers } };
  const response = await s3.makeRequestAsync(request, Buffer.from(body), [200]);
  response.resume();
  return String(response.headers['x-amz-version-id'] ?? '');
}

async function remove(s3: Client, bucket: string, key: string): Promise<string> {
  const request = { method: 'DELETE', bucketName: bucket, objectName: key };
  const response = await s3.makeRequestAsync(request, '', [204]);
  response.resume();
  return String(response.headers['x-amz-version-id'] ?? '');
}

/** Goes where a link to this view of the open bucket leads. */
async function follow(page: Page, search: Record<string, string>): Promise<Locator> {
  const address = new URL(page.url());
  address.hash = `${address.hash.split('?')[0]}?${new URLSearchParams(search)}`;
  await page.goto(address.href);
  return page.getByRole('dialog');
}

/** The value that the drawer shows under a name. */
function property(drawer: Locator, name: string): Locator {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return drawer
    .locator('dl > div')
    .filter({ has: drawer.page().locator('dt', { hasText: new RegExp(`^${escaped}$`) }) })
    .locator('dd');
}

test.describe('properties', { tag: '@row-20' }, () => {
  test('are everything that is stored with an object', async ({ page, context, connect, buckets, s3 }) => {
    const bucket = buckets.reserve();
    await s3.makeBucket(bucket, '', { ObjectLocking: true });
    const key = 'reports/报告 & 100%.csv';
    const sha256 = createHash('sha256').update('a,b\n1,2\n').digest('base64');
    const version = await put(s3, bucket, key, 'a,b\n1,2\n', {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="report.csv"',
      'content-language': 'de-CH',
      'cache-control': 'max-age=3600, public',
      expires: 'Mon, 01 Mar 2032 12:00:00 GMT',
      'x-amz-meta-author': 'Jane Doe',
      'x-amz-meta-title': `=?UTF-8?B?${Buffer.from('报告 \u202e2026').toString('base64')}?=`,
      'x-amz-tagging': 'team=holiday&year=2026',
      'x-amz-checksum-sha256': sha256,
      'x-amz-object-lock-mode': 'GOVERNANCE',
      'x-amz-object-lock-retain-until-date': '2032-06-01T00:00:00.000Z',
      'x-amz-object-lock-legal-hold': 'ON',
      'content-md5': createHash('md5').update('a,b\n1,2\n').digest('base64'),
    });
    try {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await connect(page);
      await openBucket(page, bucket);
      await page.getByRole('link', { name: 'reports/' }).click();
      await page.getByRole('button', { name: '报告 & 100%.csv' }).click();
      const drawer = page.getByRole('dialog', { name: '报告 & 100%.csv' });
      const etag = md5('a,b\n1,2\n');
      for (const [name, value] of Object.entries({
        Key: key,
        Bucket: bucket,
        Size: '8 B',
        ETag: etag,
        Version: version,
        'Content type': 'text/csv; charset=utf-8',
        Disposition: 'attachment; filename="report.csv"',
        Language: 'de-CH',
        'Cache control': 'max-age=3600, public',
        author: 'Jane Doe',
        // A character that turns the text around is shown as what it is.
        title: '报告 U+202E2026',
        'Storage class': 'STANDARD',
        SHA256: sha256,
        Tags: '2 tags',
      })) {
        await expect.soft(property(drawer, name), name).toHaveText(value);
      }
      await expect.soft(property(drawer, 'Cached until')).toContainText('2032');
      await expect.soft(property(drawer, 'Retention')).toContainText(/^GOVERNANCE, until .*2032/);
      await expect.soft(property(drawer, 'Legal hold')).toContainText('until the hold is lifted');
      await drawer.getByRole('button', { name: 'Copy ETag' }).click();
      await expect(drawer.getByRole('button', { name: 'Copy ETag' })).toHaveAttribute('title', 'Copied');
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(etag);
      await property(drawer, 'Tags').getByRole('button').click();
      await expect(drawer.getByRole('tab', { name: 'Tags' })).toHaveAttribute('aria-selected', 'true');
    } finally {
      await s3.setObjectLegalHold(bucket, key, { status: 'OFF' });
    }
  });

  for (const [key, shown] of [
    ['100%.txt', '100%.txt'],
    ['a b+c&d?#.txt', 'a b+c&d?#.txt'],
    ['..hidden', '..hidden'],
    ['evil \u202etxt.exe', 'evil U+202Etxt.exe'],
    ["it's (1) ~!*.txt", "it's (1) ~!*.txt"],
  ] as const) {
    test(`of ${JSON.stringify(key)} are its own, by a click and by a link`, async ({
      page,
      connect,
      buckets,
      s3,
    }) => {
      const bucket = await buckets.create();
      await put(s3, bucket, key, key);
      await put(s3, bucket, 'other.txt', 'other');
      await connect(page);
      await openBucket(page, bucket);
      await objectRow(page, key).getByRole('button').first().click();
      const drawer = page.getByRole('dialog');
      await expect(property(drawer, 'ETag')).toHaveText(md5(key));
      await expect(drawer.getByRole('heading').first()).toHaveText(shown);
      const address = page.url();
      await page.keyboard.press('Escape');
      await expect(drawer).toHaveCount(0);
      await page.goto(address);
      await expect(property(drawer, 'ETag')).toHaveText(md5(key));
    });
  }

  test('open at any tab by a link, close by going back, and give the row the keyboard back', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    await put(s3, bucket, 'elsewhere/deep.txt', 'deep');
    await put(s3, bucket, 'a.txt', 'a');
    await put(s3, bucket, 'b.txt', 'bb');
    await connect(page);
    await openBucket(page, bucket);
    await objectRow(page, 'b.txt').getByRole('button').first().click();
    const drawer = page.getByRole('dialog');
    await expect(property(drawer, 'ETag')).toHaveText(md5('bb'));
    await expect(page).toHaveURL(/[?&]key=b\.txt/);
    await page.keyboard.press('Escape');
    await expect(drawer).toHaveCount(0);
    await expect(objectRow(page, 'b.txt')).toBeFocused();

    await page.keyboard.press('Enter');
    await expect(drawer).toBeVisible();
    await drawer.getByRole('tab', { name: 'Properties' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(drawer.getByRole('tab', { name: 'Tags' })).toBeFocused();
    await expect(page).toHaveURL(/[?&]tab=tags/);
    await page.goBack();
    await expect(drawer).toHaveCount(0);
    await expect(objectRow(page, 'b.txt')).toBeFocused();

    // A colleague gets a link to an object that is not among the rows of the list.
    await follow(page, { prefix: 'nothing/', key: 'elsewhere/deep.txt', tab: 'properties' });
    await expect(property(drawer, 'Key')).toHaveText('elsewhere/deep.txt');
    await expect(property(drawer, 'ETag')).toHaveText(md5('deep'));
  });

  test('stay open under a dialog, which closes alone, and tell what it did', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    await put(s3, bucket, 'a.txt', 'a');
    await connect(page);
    await openBucket(page, bucket);
    await objectRow(page, 'a.txt').getByRole('button').first().click();
    const drawer = page.getByRole('dialog', { name: 'a.txt' });
    const act = drawer
      .getByRole('toolbar', { name: 'Actions on this object' })
      .getByRole('button', { name: 'Delete', exact: true });
    await act.click();
    const dialog = page.getByRole('dialog', { name: /^Delete 1 object/ });
    await expect(dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(act).toBeFocused();
    await act.click();
    await dialog.getByRole('button', { name: /^Delete 1 object/ }).click();
    await expect(drawer.getByRole('alert')).toContainText('This object is not there');
    await expect.poll(() => headOf(s3, bucket, 'a.txt')).toBe('NotFound');
  });

  test('of an object that was deleted meanwhile say so, and are there again after Retry', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    await put(s3, bucket, 'a.txt', 'a');
    await connect(page);
    await openBucket(page, bucket);
    await expect(objectRow(page, 'a.txt')).toBeVisible();
    await s3.removeObject(bucket, 'a.txt');
    await objectRow(page, 'a.txt').getByRole('button').first().click();
    const drawer = page.getByRole('dialog');
    await expect(drawer.getByRole('alert')).toContainText('This object is not there');
    await expectAccessible(page);
    await put(s3, bucket, 'a.txt', 'again');
    await drawer.getByRole('button', { name: 'Retry' }).click();
    await expect(property(drawer, 'ETag')).toHaveText(md5('again'));

    await s3.removeObject(bucket, 'a.txt');
    await s3.removeBucket(bucket);
    await page.keyboard.press('Escape');
    await follow(page, { key: 'b.txt' });
    // A HEAD has no room to say that it is the bucket; MinIO says so in a header.
    await expect(drawer.getByRole('alert')).toContainText(/This object is not there|No such bucket/);
  });

  test('cannot be read without the right', async ({ page, target, buckets, s3 }) => {
    const bucket = await buckets.create();
    await put(s3, bucket, 'a.txt', 'a');
    await connectLimited(page, target, [
      { Action: ['s3:ListAllMyBuckets', 's3:ListBucket', 's3:GetBucketLocation'], Resource: ['*'] },
    ]);
    await openBucket(page, bucket);
    await objectRow(page, 'a.txt').getByRole('button').first().click();
    const alert = page.getByRole('dialog').getByRole('alert');
    await expect(alert).toContainText('You may not read this object');
    await expect(alert).toContainText('s3:GetObject');
  });

  test('cost a browser no preflight, but where checksums have to be asked for by a header', async ({
    page,
    target,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    const sha256 = createHash('sha256').update('a').digest('base64');
    await put(s3, bucket, 'a.txt', 'a', { 'x-amz-checksum-sha256': sha256 });
    const proxy = await startFaultProxy(target.endpoint, 1);
    await connectTo(page, target, proxy.endpoint);
    await openBucket(page, bucket);
    await objectRow(page, 'a.txt').getByRole('button').first().click();
    await expect(property(page.getByRole('dialog'), 'SHA256')).toHaveText(sha256);
    expect(proxy.counts.preflights).toBe(target.name === 'minio' ? 1 : 0);
    await proxy.close();
  });

  test('are those of the version in the address', async ({ page, connect, buckets, s3 }) => {
    const bucket = await buckets.create();
    await s3.setBucketVersioning(bucket, { Status: 'Enabled' });
    const old = await put(s3, bucket, 'a.txt', 'one', { 'x-amz-meta-nth': 'first' });
    await put(s3, bucket, 'a.txt', 'second', { 'x-amz-meta-nth': 'second' });
    await connect(page);
    await openBucket(page, bucket);
    const drawer = await follow(page, { key: 'a.txt', version: old });
    await expect(property(drawer, 'ETag')).toHaveText(md5('one'));
    await expect(property(drawer, 'nth')).toHaveText('first');
    await expect(drawer.getByRole('status').filter({ hasText: 'One version of this object' })).toContainText(
      old,
    );
    await drawer.getByRole('button', { name: 'More actions' }).click();
    const rename = page.getByRole('menuitem', { name: /^Rename/ });
    await expect(rename).toContainText('For the current version only');
    await expect(rename).toHaveAttribute('aria-disabled', 'true');
    await page.keyboard.press('Escape');
    await expect(drawer).toBeVisible();
    await drawer.getByRole('link', { name: 'Show the current version' }).click();
    await expect(property(drawer, 'ETag')).toHaveText(md5('second'));
    await expect(page).not.toHaveURL(/version=/);
    await page.goBack();
    await expect(property(drawer, 'nth')).toHaveText('first');
  });

  test('of a version that is gone, and of a delete marker, lead to the versions that are there', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    await s3.setBucketVersioning(bucket, { Status: 'Enabled' });
    const only = await put(s3, bucket, 'a.txt', 'one');
    const marker = await remove(s3, bucket, 'a.txt');
    await connect(page);
    await openBucket(page, bucket);
    const drawer = page.getByRole('dialog');
    for (const [version, title] of [
      ['11111111-2222-4333-8444-555555555555', 'This version is not there'],
      ['no version at all', 'This version is not there'],
      [marker, 'This version is a delete marker'],
      ['', 'This object was deleted'],
    ] as const) {
      await follow(page, { key: 'a.txt', ...(version && { version }) });
      await expect(drawer.getByRole('alert')).toContainText(title);
      await expect(drawer.getByRole('heading', { name: 'Versions that are there' })).toBeVisible();
    }
    await follow(page, { key: 'a.txt', version: only });
    await expect(property(drawer, 'ETag')).toHaveText(md5('one'));
  });
});

test.describe('an object with a key of one’s own', { tag: ['@row-16', '@row-20'] }, () => {
  const key = randomBytes(32);
  const headersOf = (secret: Buffer) => ({
    'x-amz-server-side-encryption-customer-algorithm': 'AES256',
    'x-amz-server-side-encryption-customer-key': secret.toString('base64'),
    'x-amz-server-side-encryption-customer-key-md5': createHash('md5').update(secret).digest('base64'),
  });

  test('is read with that key, which nothing keeps', async ({ page, connect, buckets, s3, target }) => {
    const bucket = await buckets.create();
    const stored = put(s3, bucket, 'secret.bin', 'secret', headersOf(key));
    if (target.name === 'minio') {
      // MinIO takes such keys over https alone, and this one speaks http.
      await expect(stored).rejects.toMatchObject({ code: 'InvalidRequest' });
      await connect(page);
      await openBucket(page, bucket);
      const nothing = await follow(page, { key: 'secret.bin' });
      await expect(nothing.getByRole('alert')).toContainText('This object is not there');
      return;
    }
    await stored;
    const secrets = [key.toString('base64'), key.toString('hex'), encodeURIComponent(key.toString('base64'))];
    const seen: string[] = [];
    page.on('console', (message) => seen.push(message.text()));
    page.on('request', (request) => seen.push(request.url()));
    await connect(page);
    await openBucket(page, bucket);
    await objectRow(page, 'secret.bin').getByRole('button').first().click();
    const drawer = page.getByRole('dialog');
    await expect(drawer.getByRole('heading', { name: 'Stored with a key of your own' })).toBeVisible();
    await expectAccessible(page);
    const field = drawer.getByLabel('Key of this object');
    const enter = drawer.getByRole('button', { name: 'Read with this key' });
    for (const [text, refusal] of [
      ['', 'Enter the key'],
      ['my secret!', 'This is neither base64 nor hex'],
      [randomBytes(16).toString('base64'), 'A key has 32 bytes'],
      [randomBytes(32).toString('base64'), 'The server refuses this key'],
    ] as const) {
      await field.fill(text);
      await enter.click();
      await expect(field).toHaveAccessibleDescription(new RegExp(refusal));
    }
    await field.fill(key.toString('hex'));
    await page.keyboard.press('Enter');
    await expect(property(drawer, 'Encryption')).toHaveText('SSE-C, with a key of your own');
    await expect(property(drawer, 'Size')).toHaveText('6 B');
    const link = drawer.getByRole('button', { name: 'Link', exact: true });
    await expect(link).toHaveAttribute('aria-disabled', 'true');
    await expect(link).toHaveAccessibleDescription(/A link cannot carry the key/);

    const kept = await page.evaluate(async () => {
      const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
      const rows: unknown[] = [];
      for (const name of names) {
        const db = await new Promise<IDBDatabase>((resolve, reject) => {
          const opening = indexedDB.open(name);
          opening.onsuccess = () => resolve(opening.result);
          opening.onerror = () => reject(opening.error);
        });
        for (const store of db.objectStoreNames) {
          rows.push(
            await new Promise((resolve, reject) => {
              const all = db.transaction(store).objectStore(store).getAll();
              all.onsuccess = () => resolve(all.result);
              all.onerror = () => reject(all.error);
            }),
          );
        }
        db.close();
      }
      return JSON.stringify([
        rows,
        { ...localStorage },
        { ...sessionStorage },
        document.cookie,
        location.href,
      ]);
    });
    for (const secret of secrets) {
      expect(kept).not.toContain(secret);
      expect(seen.join('\n')).not.toContain(secret);
    }
    await page.reload();
    await expect(drawer.getByLabel('Key of this object')).toHaveValue('');
  });
});

for (const [shape, colorScheme, width] of [
  ['wide', 'light', 1440],
  ['narrow', 'dark', 360],
] as const) {
  test.describe(`${shape}, ${colorScheme}`, { tag: '@row-20' }, () => {
    test.use({ colorScheme, viewport: { width, height: 900 } });

    test('axe finds nothing in any tab of the drawer, and nothing is cut off at the side', async ({
      page,
      connect,
      buckets,
      s3,
    }) => {
      const bucket = await buckets.create();
      const name = `${'long name '.repeat(12)}报告.csv`;
      await put(s3, bucket, name, 'a,b\n1,2\n', {
        'content-type': 'text/csv',
        'x-amz-meta-a-rather-long-name-of-metadata': 'x'.repeat(300),
      });
      await connect(page);
      await openBucket(page, bucket);
      const drawer = await follow(page, { key: name });
      await expect(property(drawer, 'ETag')).toHaveText(md5('a,b\n1,2\n'));
      for (const tab of await drawer.getByRole('tab').all()) {
        await tab.click();
        await expect(tab).toHaveAttribute('aria-selected', 'true');
        await expect(drawer.getByRole('tabpanel').getByText('Loading')).toHaveCount(0);
        await expectAccessible(page);
        const cut = await drawer.evaluate((element) => element.scrollWidth - element.clientWidth);
        expect(cut).toBeLessThanOrEqual(0);
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
        ).toBeLessThanOrEqual(0);
      }
      await drawer.getByRole('button', { name: 'More actions' }).click();
      await expect(page.getByRole('menuitem').first()).toBeVisible();
      await expectAccessible(page);
    });
  });
}
