import { mkdir, writeFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { objectRow, openBucket } from './support/console.ts';
import { curl, pasteIntoShell } from './support/curl.ts';
import { expect, test } from './support/fixtures.ts';
import { connectLimited } from './support/limited-user.ts';
import { headOf } from './support/read-back.ts';

const key = "reports/100% + # & it's 报告.txt";

/** The share dialog for one object whose row is shown. */
async function share(page: Page, name: string): Promise<Locator> {
  await objectRow(page, name).getByRole('checkbox').click();
  await page.getByRole('button', { name: 'Link', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share link' });
  await expect(linkOf(dialog)).toHaveValue(/X-Amz-Signature=/);
  return dialog;
}

const linkOf = (dialog: Locator) => dialog.getByRole('textbox', { name: 'Link', exact: true });
const curlOf = (dialog: Locator) => dialog.getByRole('textbox', { name: 'With curl' });

async function choose(dialog: Locator, what: string): Promise<void> {
  await dialog.getByText(what, { exact: true }).click();
}

const more = (dialog: Locator) => dialog.getByText('Version, headers, date, public host').click();

/** As `datetime-local` takes it; the browser's clock is in UTC. */
const localTime = (time: number) => new Date(time).toISOString().slice(0, 19);

test(
  'a link to read answers with the headers that were chosen',
  { tag: '@row-24' },
  async ({ page, connect, buckets, s3 }, testInfo) => {
    const bucket = await buckets.create();
    await s3.putObject(bucket, key, 'what it says');
    await connect(page);
    await openBucket(page, bucket);
    await page.getByRole('link', { name: 'reports/' }).click();
    const dialog = await share(page, key);
    await expect(dialog).toContainText('Whoever has it reads this object (GET), and nothing else.');
    await choose(dialog, 'Shown');
    await more(dialog);
    await dialog.getByLabel('Answer with content type').fill('text/x-report; charset=utf-8');
    await dialog.getByLabel('Answer with cache control').fill('no-store');
    await dialog.getByLabel('Answer with language').fill('zh-CN');
    await dialog.getByLabel('Answer with encoding').fill('identity');
    await dialog.getByLabel('Answer with expiry date').fill('2027-01-02T03:04:05');
    await expect(linkOf(dialog)).toHaveValue(/response-expires=Sat/);
    await expect(dialog.getByLabel('Opens as')).toContainText(`/${bucket}/${key}`);
    await expect(dialog.getByLabel('Opens as')).toContainText('Cache-Control: no-store');
    const url = await linkOf(dialog).inputValue();
    const answer = await curl(url);
    expect(answer.status).toBe(200);
    expect(answer.body.toString()).toBe('what it says');
    expect(answer.headers).toMatchObject({
      'content-type': 'text/x-report; charset=utf-8',
      'cache-control': 'no-store',
      'content-language': 'zh-CN',
      'content-encoding': 'identity',
      expires: 'Sat, 02 Jan 2027 03:04:05 GMT',
    });
    expect(answer.headers['content-disposition']).toContain('inline');
    // What was signed cannot be changed.
    expect((await curl(url.replace('no-store', 'public'))).status).toBe(403);
    expect((await curl(url, '--request', 'DELETE')).status).toBe(403);

    await choose(dialog, 'Look');
    await expect(dialog).toContainText('sees size, type and dates (HEAD), but not the content');
    await expect(curlOf(dialog)).toHaveValue(/ --head /);
    const folder = testInfo.outputPath('looked');
    await mkdir(folder, { recursive: true });
    const head = await pasteIntoShell(await curlOf(dialog).inputValue(), folder);
    expect(head).toMatch(/content-length: 12\r/i);
    expect(head).toMatch(/content-type: text\/x-report/i);

    await dialog.getByLabel('Answer with language').fill('中文');
    await expect(dialog.getByText('Letters, digits and signs of ASCII only')).toBeVisible();
    await expect(linkOf(dialog)).toHaveCount(0);
  },
);

test('a QR code holds the link, with words for those who cannot see it', { tag: '@row-24' }, async ({
  page,
  connect,
  buckets,
  s3,
}) => {
  const bucket = await buckets.create();
  await s3.putObject(bucket, 'a.txt', 'a');
  await connect(page);
  await openBucket(page, bucket);
  const dialog = await share(page, 'a.txt');
  await dialog.getByRole('button', { name: 'QR code' }).click();
  await expect(dialog.getByRole('img', { name: 'QR code of the link to a.txt' })).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Hide the QR code' }).click();
  await expect(dialog.getByTestId('qr-code')).toHaveCount(0);
});

test('a link to one version goes on with it, and ends when it is gone', { tag: '@row-24' }, async ({
  page,
  connect,
  buckets,
  s3,
}) => {
  const bucket = await buckets.create();
  await s3.setBucketVersioning(bucket, { Status: 'Enabled' });
  const first = await s3.putObject(bucket, 'a.txt', 'first');
  await s3.putObject(bucket, 'a.txt', 'second');
  await connect(page);
  await openBucket(page, bucket);
  await page.goto(`${page.url().replace(/\?.*/, '')}?key=a.txt&version=${first.versionId}`);
  await page.getByRole('dialog').getByRole('button', { name: 'Link', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share link' });
  await expect(linkOf(dialog)).toHaveValue(new RegExp(`versionId=${first.versionId}`));
  const url = await linkOf(dialog).inputValue();
  expect((await curl(url)).body.toString()).toBe('first');
  await more(dialog);
  await choose(dialog, 'Whatever is current');
  await expect(linkOf(dialog)).not.toHaveValue(/versionId=/);
  expect((await curl(await linkOf(dialog).inputValue())).body.toString()).toBe('second');
  await choose(dialog, 'The one opened');
  await choose(dialog, 'Delete');
  await expect(dialog).toContainText('deletes this version for ever');
  const remove = await linkOf(dialog).inputValue();
  expect((await curl(remove, '--request', 'DELETE')).status).toBe(204);
  expect((await curl(url)).status).toBe(404);
  expect(await headOf(s3, bucket, 'a.txt')).toBe('stored');
});

test('a link counts from its date, which may be over but not to come', { tag: '@row-24' }, async ({
  page,
  connect,
  buckets,
  s3,
}) => {
  const bucket = await buckets.create();
  await s3.putObject(bucket, 'a.txt', 'a');
  await connect(page);
  await openBucket(page, bucket);
  const dialog = await share(page, 'a.txt');
  await more(dialog);
  const from = dialog.getByLabel('Counts from (now if empty)');
  await from.fill(localTime(Date.now() - 7_200_000));
  await choose(dialog, '1 hour');
  await expect(dialog.getByText(/^It ended at .* and works no more\.$/)).toBeVisible();
  expect((await curl(await linkOf(dialog).inputValue())).status).toBe(403);
  await choose(dialog, '1 day');
  await expect(dialog.getByText(/^Works until /)).toBeVisible();
  expect((await curl(await linkOf(dialog).inputValue())).status).toBe(200);
  await from.fill(localTime(Date.now() + 3_600_000));
  await expect(dialog.getByText('Not in the future: servers refuse such links')).toBeVisible();
  await expect(linkOf(dialog)).toHaveCount(0);
});

test('a public host is what is signed, and is remembered', { tag: '@row-24' }, async ({
  page,
  connect,
  buckets,
  s3,
  target,
}) => {
  const bucket = await buckets.create();
  await s3.putObject(bucket, 'a.txt', 'a');
  await connect(page);
  await openBucket(page, bucket);
  let dialog = await share(page, 'a.txt');
  await expect(dialog.getByText(/Works on this machine only/)).toBeVisible();
  await more(dialog);
  const host = dialog.getByLabel('Public host');
  await host.fill('https://me:secret@files.example.com');
  await expect(dialog.getByText('Without user and password')).toBeVisible();
  await expect(linkOf(dialog)).toHaveCount(0);
  await host.fill('https://files.example.com');
  await expect(linkOf(dialog)).toHaveValue(/^https:\/\/files\.example\.com\//);
  await expect(dialog.getByText(/Works on this machine only/)).toHaveCount(0);
  const { port } = new URL(target.endpoint);
  await host.fill(`localhost:${port}`);
  await expect(linkOf(dialog)).toHaveValue(new RegExp(`^http://localhost:${port}/`));
  const url = await linkOf(dialog).inputValue();
  // The name leads to the same server, and only by it does the signature hold.
  expect((await curl(url, '--ipv4')).status).toBe(200);
  expect((await curl(url.replace('localhost', '127.0.0.1'))).status).toBe(403);

  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await page.getByRole('button', { name: 'Link', exact: true }).click();
  dialog = page.getByRole('dialog', { name: 'Share link' });
  await expect(linkOf(dialog)).toHaveValue(new RegExp(`^http://localhost:${port}/`));
});

test(
  'links to upload and to delete do that, by the command that is shown',
  { tag: '@row-25' },
  async ({ page, connect, buckets, s3, target }, testInfo) => {
    const bucket = await buckets.create();
    await s3.putObject(bucket, 'a b.txt', 'before');
    await connect(page);
    await openBucket(page, bucket);
    const dialog = await share(page, 'a b.txt');
    await choose(dialog, 'Upload');
    await expect(dialog).toContainText('writes this one key (PUT)');
    await expect(dialog).toContainText('No header; a Content-Type that is sent is stored.');
    await expect(curlOf(dialog)).toHaveValue(/ --upload-file /);
    const folder = testInfo.outputPath('sent');
    await mkdir(folder, { recursive: true });
    await writeFile(`${folder}/a b.txt`, 'after');
    await pasteIntoShell(await curlOf(dialog).inputValue(), folder);
    expect(await readBack(s3.getObject(bucket, 'a b.txt'))).toBe('after');

    await more(dialog);
    await dialog.getByLabel('Content type that must be sent').fill('text/x-note');
    await expect(linkOf(dialog)).toHaveValue(/SignedHeaders=content-type%3Bhost/);
    const url = await linkOf(dialog).inputValue();
    // MinIO finds the request incomplete before it looks at its signature.
    const withoutType = target.name === 'minio' ? 400 : 403;
    expect((await curl(url, '--upload-file', `${folder}/a b.txt`)).status).toBe(withoutType);
    const other = ['--header', 'content-type: text/html', '--upload-file', `${folder}/a b.txt`];
    expect((await curl(url, ...other)).status).toBe(403);
    await pasteIntoShell(await curlOf(dialog).inputValue(), folder);
    expect((await s3.statObject(bucket, 'a b.txt')).metaData['content-type']).toBe('text/x-note');

    await choose(dialog, 'Delete');
    await expect(dialog).toContainText('deletes this object (DELETE)');
    await expect(curlOf(dialog)).toHaveValue(/ --request DELETE /);
    await pasteIntoShell(await curlOf(dialog).inputValue(), folder);
    expect(await headOf(s3, bucket, 'a b.txt')).toBe('NotFound');
  },
);

async function readBack(body: Promise<AsyncIterable<Buffer>>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of await body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

test('a link to upload is warned of for what MinIO makes of it, and a form is offered', {
  tag: '@row-25',
}, async ({ page, connect, buckets, s3, target }) => {
  const bucket = await buckets.create();
  await s3.putObject(bucket, 'inbox.txt', 'empty');
  await s3.putObject(bucket, 'secret.txt', 'secret');
  await connect(page);
  await openBucket(page, bucket);
  const dialog = await share(page, 'inbox.txt');
  await choose(dialog, 'Upload');
  await expect(dialog).toContainText('lets its holder also copy any object that you may read to this key');
  await expect(linkOf(dialog)).toHaveValue(/x-id=PutObject/);
  const url = await linkOf(dialog).inputValue();
  await curl(url, '--request', 'PUT', '--header', `x-amz-copy-source: /${bucket}/secret.txt`);
  // The warning is true of MinIO, and our own store does not do it.
  const content = target.name === 'minio' ? 'secret' : 'empty';
  expect(await readBack(s3.getObject(bucket, 'inbox.txt'))).toBe(content);
  await dialog.getByRole('link', { name: 'Make an upload form instead' }).click();
  await expect(page.getByRole('heading', { name: 'Upload form', level: 1 })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Key', exact: true })).toHaveValue('inbox.txt');
});

test('links to several objects are copied as lines or as a table', { tag: '@row-24' }, async ({
  page,
  connect,
  buckets,
  s3,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const bucket = await buckets.create();
  const keys = ['100%.txt', 'a,"b".txt', 'c 报.txt'];
  for (const each of keys) await s3.putObject(bucket, each, each);
  await connect(page);
  await openBucket(page, bucket);
  for (const each of keys) await objectRow(page, each).getByRole('checkbox').click();
  await page.getByRole('button', { name: 'Link', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Links to 3 objects' });
  await expect(dialog.getByRole('row')).toHaveCount(4);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Copy 3 links' }).click();
  await expect(page.getByTestId('announcements')).toContainText('3 links copied');
  const lines = (await clipboard(page)).split('\n');
  expect(lines).toHaveLength(3);
  const bodies = await Promise.all(lines.map(async (url) => (await curl(url)).body.toString()));
  expect(bodies.sort()).toEqual([...keys].sort());
  await choose(dialog, 'CSV');
  await dialog.getByRole('button', { name: 'Copy 3 links' }).click();
  await expect.poll(() => clipboard(page)).toMatch(/^key,link,expires\r\n/);
  expect(await clipboard(page)).toContain('"a,""b"".txt",http');
});

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test('a session ends its links, and a key that may not read makes none that work', {
  tag: '@row-24',
}, async ({ page, buckets, s3, target }) => {
  const bucket = await buckets.create();
  await s3.putObject(bucket, 'a.txt', 'a');
  await connectLimited(page, target, [
    { Action: ['s3:ListBucket', 's3:GetBucketLocation'], Resource: [bucket] },
  ]);
  await openBucket(page, bucket);
  const dialog = await share(page, 'a.txt');
  await expect(dialog.getByText(/or until the session that signs it ends/)).toBeVisible();
  const answer = await curl(await linkOf(dialog).inputValue());
  expect(answer.status).toBe(403);
  expect(answer.body.toString()).toContain('AccessDenied');
});

test('the dialog is worked by the keyboard alone, and names what its key hides', { tag: '@row-24' }, async ({
  page,
  connect,
  buckets,
  s3,
}) => {
  const odd = '\u202etxt.exe';
  const bucket = await buckets.create();
  await s3.putObject(bucket, odd, 'odd');
  await connect(page);
  await openBucket(page, bucket);
  await page.getByRole('grid').getByRole('checkbox').nth(1).focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Link', exact: true }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Share link' });
  await expect(linkOf(dialog)).toHaveValue(/%E2%80%AEtxt\.exe/);
  await expect(dialog).toContainText('U+202E');
  await dialog.getByRole('radio', { name: 'Download', exact: true }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(dialog).toContainText('sees size, type and dates (HEAD)');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Link', exact: true })).toBeFocused();
});
