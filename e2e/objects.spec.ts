import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { drawnKeys, objectRow, openBucket } from './support/console.ts';
import { seededBytes, sha256 } from './support/content.ts';
import { expect, test } from './support/fixtures.ts';
import { headOf, storedKeys } from './support/read-back.ts';

const run = promisify(execFile);

/** What curl makes of a link: the status and a hash of the body. */
async function curl(url: string): Promise<{ status: string; hash: string }> {
  const child = spawn('curl', ['--silent', '--globoff', '--write-out', '%{stderr}%{http_code}', url]);
  let status = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    status += text;
  });
  const ended = once(child, 'close');
  const hash = await sha256(child.stdout);
  await ended;
  return { status, hash };
}

test('folders, paths and prefixes lead through a bucket, and back goes back', { tag: '@row-06' }, async ({
  page,
  connect,
  buckets,
  s3,
}) => {
  const bucket = await buckets.create();
  for (const key of [
    'a.txt',
    'photos/2026/spring/a b.jpg',
    'photos/2026/autumn.jpg',
    'photos/old.jpg',
    '100%/+&#?.txt',
  ]) {
    await s3.putObject(bucket, key, key);
  }
  await connect(page);
  await openBucket(page, bucket);
  await expect.poll(() => drawnKeys(page)).toEqual(['100%/', 'photos/', 'a.txt']);

  await page.getByRole('link', { name: 'photos/' }).click();
  await expect.poll(() => drawnKeys(page)).toEqual(['photos/2026/', 'photos/old.jpg']);
  await page.getByRole('link', { name: '2026/' }).click();
  await expect.poll(() => drawnKeys(page)).toEqual(['photos/2026/spring/', 'photos/2026/autumn.jpg']);
  await page.goBack();
  await expect.poll(() => drawnKeys(page)).toEqual(['photos/2026/', 'photos/old.jpg']);
  await page.getByRole('navigation', { name: 'Path' }).getByRole('link', { name: bucket }).click();
  await expect.poll(() => drawnKeys(page)).toEqual(['100%/', 'photos/', 'a.txt']);
  await page.getByRole('link', { name: '100%/' }).click();
  await expect.poll(() => drawnKeys(page)).toEqual(['100%/+&#?.txt']);

  await page.getByRole('button', { name: 'Type a path' }).click();
  await page.getByLabel(`Path in ${bucket}`).fill('photos/2026/a');
  await page.keyboard.press('Enter');
  await expect.poll(() => drawnKeys(page)).toEqual(['photos/2026/autumn.jpg']);

  await page.getByRole('searchbox', { name: 'Search this place by prefix' }).fill('nothing');
  await expect(page.getByRole('heading', { name: 'No match' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear the search' }).last().click();
  await page.getByRole('button', { name: 'All keys' }).click();
  await expect.poll(() => drawnKeys(page)).toEqual(['photos/2026/autumn.jpg', 'photos/2026/spring/a b.jpg']);
  await expect(page).toHaveURL(/flat=true/);
});

test('a link opens the same view, and a reload keeps it', { tag: '@row-06' }, async ({
  page,
  connect,
  buckets,
  s3,
}) => {
  const bucket = await buckets.create();
  for (const [name, size] of [
    ['small', 1],
    ['large', 3],
    ['middle', 2],
  ] as const) {
    await s3.putObject(bucket, `100% & more/${name}`, 'x'.repeat(size));
  }
  await connect(page);
  await openBucket(page, bucket);
  await page.getByRole('link', { name: '100% & more/' }).click();
  await page.getByRole('button', { name: 'Size' }).click();
  const bySize = ['100% & more/large', '100% & more/middle', '100% & more/small'];
  await expect.poll(() => drawnKeys(page)).toEqual(bySize);
  const address = page.url();

  // The colleague has the same connection open in another tab of theirs.
  const other = await page.context().newPage();
  await connect(other);
  await other.goto(address);
  await expect.poll(() => drawnKeys(other)).toEqual(bySize);
});

test.describe('download', { tag: '@row-16' }, () => {
  for (const name of ['plain.bin', '100% + # ? & 报告 🎉.bin']) {
    test(`of "${name}" gives the same bytes under the same name`, async ({ page, connect, buckets, s3 }) => {
      const bucket = await buckets.create();
      const content = Buffer.concat([...seededBytes(name, 3_000_000)]);
      await s3.putObject(bucket, `folder/${name}`, content);
      await connect(page);
      await openBucket(page, bucket);
      await page.getByRole('link', { name: 'folder/' }).click();
      await objectRow(page, `folder/${name}`).getByRole('checkbox').click();
      await expect(page.getByTestId('selected')).toHaveText('1 selected · 2.9 MiB');
      const coming = page.waitForEvent('download');
      await page
        .getByRole('toolbar', { name: 'Actions on the selection' })
        .getByRole('button', { name: 'Download' })
        .click();
      const download = await coming;
      // Chromium itself puts _ where a file system would object.
      expect(download.suggestedFilename()).toBe(name.replaceAll('?', '_'));
      expect(await sha256(createReadStream(await download.path()))).toBe(await sha256([content]));
    });
  }

  test('of an object that has gone says so in the page', async ({ page, connect, buckets, s3 }) => {
    const bucket = await buckets.create();
    await s3.putObject(bucket, 'gone.txt', 'x');
    await connect(page);
    await openBucket(page, bucket);
    await objectRow(page, 'gone.txt').getByRole('checkbox').click();
    await s3.removeObject(bucket, 'gone.txt');
    await page.getByRole('button', { name: 'Download' }).click();
    await expect(page.getByRole('alert')).toContainText('No such object');
    await expect(page.getByRole('alert')).toContainText('Load the listing again.');
  });
});

test.describe('delete', { tag: '@row-21' }, () => {
  test('takes what the plan names: `test/` never takes `test1`', async ({ page, connect, buckets, s3 }) => {
    const bucket = await buckets.create();
    const kept = ['test1', 'test1/c', 'test-2', 'other.txt'];
    for (const key of ['test/a', 'test/b/c', ...kept]) await s3.putObject(bucket, key, key);
    await connect(page);
    await openBucket(page, bucket);
    await objectRow(page, 'test/').getByRole('checkbox').click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete 2 objects' });
    await expect(dialog).toContainText('Everything under this folder:');
    await expect(dialog.getByRole('list', { name: 'What will be deleted' }).getByRole('listitem')).toHaveText(
      ['test/a', 'test/b/c'],
    );
    // What comes after the plan is not in the plan.
    await s3.putObject(bucket, 'test/later', 'later');
    await dialog.getByRole('button', { name: 'Delete 2 objects (14 B)' }).click();
    await expect(page.getByRole('dialog')).toContainText('There are objects that the plan did not have');
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    // Asked one by one, because MinIO lists no `test1/c` while there is a `test1`.
    for (const key of [...kept, 'test/later']) expect.soft(await headOf(s3, bucket, key), key).toBe('stored');
    for (const key of ['test/a', 'test/b/c'])
      expect.soft(await headOf(s3, bucket, key), key).toBe('NotFound');
  });

  test('of chosen objects leaves the others, with keys of every kind', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    const keys = ['<&>\'".txt', '100%25.txt', 'a+b c.txt', 'ümlaut 报告 🎉.txt', 'keep me.txt', 'zzz.txt'];
    for (const key of keys) await s3.putObject(bucket, key, key);
    await connect(page);
    await openBucket(page, bucket);
    for (const key of keys.slice(0, 4)) await objectRow(page, key).getByRole('checkbox').click();
    await page.keyboard.press('Delete');
    const dialog = page.getByRole('dialog', { name: 'Delete 4 objects' });
    await dialog.getByRole('button', { name: /^Delete 4 objects/ }).click();
    await expect.poll(() => drawnKeys(page)).toEqual(['keep me.txt', 'zzz.txt']);
    expect(await storedKeys(s3, bucket)).toEqual(['keep me.txt', 'zzz.txt']);
  });

  test('of more than a thousand asks for their number', async ({ page, connect, buckets, s3 }) => {
    const bucket = await buckets.create();
    const numbers = Array.from({ length: 1203 }, (_, index) => index);
    for (let from = 0; from < numbers.length; from += 50) {
      await Promise.all(
        numbers.slice(from, from + 50).map((number) => s3.putObject(bucket, `logs/${number}`, 'x')),
      );
    }
    await s3.putObject(bucket, 'logs2', 'kept');
    await connect(page);
    await openBucket(page, bucket);
    await objectRow(page, 'logs/').getByRole('checkbox').click();
    await page.keyboard.press('Delete');
    const dialog = page.getByRole('dialog');
    const remove = dialog.getByRole('button', { name: 'Delete 1,203 objects (1.2 KiB)' });
    await expect(remove).toBeDisabled();
    await dialog.getByLabel('Type 1,203 to delete as many objects').fill('1203');
    await remove.click();
    await expect.poll(() => drawnKeys(page)).toEqual(['logs2']);
    expect(await storedKeys(s3, bucket)).toEqual(['logs2']);
  });
});

test.describe('a share link', { tag: '@row-24' }, () => {
  const key = "reports/100% + # ? & it's 报告.bin";

  test('works in curl, and so does the command', async ({ page, connect, buckets, s3 }, testInfo) => {
    const bucket = await buckets.create();
    const content = Buffer.concat([...seededBytes('share', 1_000_000)]);
    const hash = await sha256([content]);
    await s3.putObject(bucket, key, content);
    await connect(page);
    await openBucket(page, bucket);
    await page.getByRole('link', { name: 'reports/' }).click();
    await objectRow(page, key).getByRole('checkbox').click();
    await page.getByRole('button', { name: 'Link', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Share link' });
    const url = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
    expect(new URL(url).searchParams.get('X-Amz-Expires')).toBe('86400');
    expect(await curl(url)).toEqual({ status: '200', hash });
    expect((await curl(url.replace('X-Amz-Expires=86400', 'X-Amz-Expires=604800'))).status).toBe('403');

    const command = await dialog.getByRole('textbox', { name: 'With curl' }).inputValue();
    const folder = testInfo.outputPath('fetched');
    await mkdir(folder, { recursive: true });
    await run('sh', ['-c', command], { cwd: folder });
    expect(await readFile(`${folder}/${key.slice('reports/'.length)}`)).toEqual(content);
  });

  test('ends with its expiry', async ({ page, connect, buckets, s3 }) => {
    const bucket = await buckets.create();
    await s3.putObject(bucket, 'short.txt', 'short');
    await connect(page);
    await openBucket(page, bucket);
    await objectRow(page, 'short.txt').getByRole('checkbox').click();
    await page.getByRole('button', { name: 'Link', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Share link' });
    await dialog.getByText('Exactly…').click();
    await dialog.getByLabel('Amount').fill('8');
    await expect(dialog.getByRole('textbox', { name: 'Link' })).toHaveValue(/X-Amz-Expires=28800&/);
    await dialog.getByLabel('Unit').selectOption('days');
    await expect(dialog.getByText('At most 7 days')).toBeVisible();
    await dialog.getByLabel('Unit').selectOption('seconds');
    const link = dialog.getByRole('textbox', { name: 'Link' });
    await expect(link).toHaveValue(/X-Amz-Expires=8&/);
    const url = await link.inputValue();
    expect((await curl(url)).status).toBe('200');
    await expect.poll(async () => (await curl(url)).status, { timeout: 20_000 }).toBe('403');
  });
});

test('a folder is made, and one that no address could carry is not', { tag: '@row-18' }, async ({
  page,
  connect,
  buckets,
  s3,
  target,
}) => {
  const bucket = await buckets.create();
  await connect(page);
  await openBucket(page, bucket);
  await page.getByRole('button', { name: 'New folder' }).click();
  const dialog = page.getByRole('dialog', { name: 'New folder' });
  const name = dialog.getByLabel('Name');
  const create = dialog.getByRole('button', { name: 'Create folder' });
  for (const segment of ['..', 'a/../b', '.']) {
    await name.fill(segment);
    await expect(create).toBeDisabled();
    await expect(name).toHaveAccessibleDescription(
      /“\.” and “\.\.” are no names: addresses cannot carry them/,
    );
  }
  expect(await storedKeys(s3, bucket)).toEqual([]);
  if (target.name === 'minio') {
    // MinIO itself refuses such a key too.
    await expect(s3.putObject(bucket, 'a/../b', 'x')).rejects.toMatchObject({
      code: 'XMinioInvalidResourceName',
    });
  }
  await name.fill('2026/春 & more');
  await create.click();
  await expect(objectRow(page, '2026/')).toBeVisible();
  await expect.poll(() => storedKeys(s3, bucket)).toEqual(['2026/春 & more/']);
});
