import { gzipSync } from 'node:zlib';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { connectTo, openBucket } from './support/console.ts';
import { startFaultProxy } from './support/fault-proxy.ts';
import { expect, test } from './support/fixtures.ts';
import { connectLimited } from './support/limited-user.ts';
import { startLoopbackServer } from './support/loopback-server.ts';
import { openObject } from './support/object-drawer.ts';
import { chinesePdf, pdfOf, pngOf, wavOf } from './support/sample-files.ts';

const tag = '@row-16';

/** What is asked of the store for the object, with the range of each request. */
function requestsFor(
  page: Page,
  bucket: string,
  key: string,
): { method: string; range: string | undefined }[] {
  const seen: { method: string; range: string | undefined }[] = [];
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (!pathname.endsWith(`/${bucket}/${key}`) || search.includes('tagging')) return;
    if (request.method() === 'GET') seen.push({ method: 'GET', range: request.headers().range });
  });
  return seen;
}

const text = (drawer: Locator) => drawer.getByTestId('preview-text');

test('text by its beginning, more of it when it is asked for: never read whole', { tag }, async ({
  page,
  connect,
  buckets,
  s3,
}) => {
  const bucket = await buckets.create();
  const line = (number: number) => `line ${String(number).padStart(9, '0')} of a long log\n`;
  const lines = Array.from({ length: 1_000_000 }, (_, at) => line(at + 1)).join('');
  await s3.putObject(bucket, 'huge.log', lines);
  await connect(page);
  await openBucket(page, bucket);
  const asked = requestsFor(page, bucket, 'huge.log');
  const drawer = await openObject(page, 'huge.log', 'Preview');
  await expect(text(drawer)).toContainText('line 000000001 of a long log');
  await expect(drawer).toContainText('The first 256 KiB of 27.7 MiB');
  expect(asked).toEqual([{ method: 'GET', range: 'bytes=0-262143' }]);
  await drawer.getByRole('button', { name: 'Load more' }).click();
  await expect(drawer).toContainText('The first 512 KiB of 27.7 MiB');
  expect(asked.at(-1)).toEqual({ method: 'GET', range: 'bytes=262144-524287' });
  expect(asked.length).toBe(2);
  await text(drawer).focus();
  await page.keyboard.press('End');
  await expect(text(drawer)).toContainText(`line ${String(18_070).padStart(9, '0')}`);
  await expectAccessible(page);
});

test('text in the encodings of its day, guessed and chosen', { tag }, async ({
  page,
  connect,
  buckets,
  s3,
}) => {
  const bucket = await buckets.create();
  const gb18030 = Buffer.from('d5e2cac7d2bbb8f6d6d0cec4b5c4cec4b1bea3accec2c3c7d4dad5e2c0efa1a3', 'hex');
  await s3.putObject(bucket, '说明.txt', gb18030);
  await s3.putObject(bucket, 'trick.js', 'if (a\u202e) { b } // \u0007<b>x</b>');
  await connect(page);
  await openBucket(page, bucket);
  let drawer = await openObject(page, '说明.txt', 'Preview');
  await expect(text(drawer)).toContainText('这是一个中文的文本');
  await expect(drawer.getByLabel('Encoding')).toHaveValue('guess');
  await expect(drawer.getByLabel('Encoding')).toContainText('GB18030 (guessed)');
  await drawer.getByLabel('Encoding').selectOption('windows-1252');
  await expect(text(drawer)).not.toContainText('这是');
  await expect(text(drawer)).toContainText('ÕâÊÇ');
  // What reorders text shows as a mark, and markup is text.
  drawer = await openObject(page, 'trick.js', 'Preview');
  await expect(text(drawer)).toContainText('if (aU+202E) { b } // U+0007<b>x</b>');
});

test('a picture with its dimensions, whole or at its own size', { tag }, async ({
  page,
  connect,
  buckets,
  s3,
}) => {
  const bucket = await buckets.create();
  await s3.putObject(bucket, 'half.png', pngOf(1_200, 300));
  await s3.putObject(
    bucket,
    'drawing.svg',
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><script>window.top.pwned = 1</script><rect width="40" height="20" fill="teal"/></svg>',
    undefined,
    { 'Content-Type': 'image/svg+xml' },
  );
  await s3.putObject(bucket, 'broken.jpg', 'this is no picture');
  await connect(page);
  await openBucket(page, bucket);
  let drawer = await openObject(page, 'half.png', 'Preview');
  await expect(drawer).toContainText('1,200 × 300 pixels');
  const picture = drawer.getByRole('img', { name: 'The picture in this object' });
  expect((await picture.boundingBox())?.width).toBeLessThan(1_000);
  await drawer.getByText('100 %').click();
  await expect.poll(async () => (await picture.boundingBox())?.width).toBe(1_200);
  await expectAccessible(page);
  drawer = await openObject(page, 'drawing.svg', 'Preview');
  await expect(drawer).toContainText('40 × 20 pixels');
  expect(await drawer.locator('svg script').count()).toBe(0);
  expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
  drawer = await openObject(page, 'broken.jpg', 'Preview');
  await expect(drawer).toContainText('This browser cannot decode it as a picture.');
  await drawer.getByRole('button', { name: 'Show its first bytes' }).click();
  await expect(drawer.getByTestId('preview-hex')).toContainText('74 68 69 73 20 69 73 20');
});

test('sound is played by ranges of a link', { tag }, async ({ page, connect, buckets, s3 }) => {
  const bucket = await buckets.create();
  await s3.putObject(bucket, 'tone.wav', wavOf(3), undefined, { 'Content-Type': 'audio/wav' });
  await s3.putObject(bucket, 'broken.mp4', 'no film', undefined, { 'Content-Type': 'video/mp4' });
  await connect(page);
  await openBucket(page, bucket);
  const asked = requestsFor(page, bucket, 'tone.wav');
  let drawer = await openObject(page, 'tone.wav', 'Preview');
  const audio = drawer.locator('audio');
  await expect.poll(() => audio.evaluate((element: HTMLAudioElement) => element.duration)).toBe(3);
  await audio.evaluate((element: HTMLAudioElement) => {
    element.currentTime = 2;
  });
  await expect.poll(() => audio.evaluate((element: HTMLAudioElement) => element.seeking)).toBe(false);
  expect(asked.every(({ range }) => range !== undefined)).toBe(true);
  await expectAccessible(page);
  drawer = await openObject(page, 'broken.mp4', 'Preview');
  await expect(drawer).toContainText('This browser cannot play it');
});

test('tables and trees: text in cells, whatever it is', { tag }, async ({ page, connect, buckets, s3 }) => {
  const bucket = await buckets.create();
  const rows = Array.from(
    { length: 5_000 },
    (_, at) => `${at},"x, ""y""",=cmd|'/c calc'!A0,<img src=x onerror=alert(1)>`,
  );
  await s3.putObject(bucket, 'big.csv', `id,name,formula,html\n${rows.join('\n')}\n`);
  await s3.putObject(bucket, 'semicolons.csv', 'name;price\nçay;1,50\n');
  await s3.putObject(bucket, 'events.jsonl', '{"id":1,"who":"a"}\n{"id":12345678901234567890}\nbroken\n');
  await s3.putObject(
    bucket,
    'tree.json',
    '{"id":12345678901234567890,"list":[1,{"deep":"<b>"}]}',
    undefined,
    {
      'Content-Type': 'application/json',
    },
  );
  await s3.putObject(bucket, 'bad.json', '{"a":');
  await connect(page);
  await openBucket(page, bucket);
  let drawer = await openObject(page, 'big.csv', 'Preview');
  const table = drawer.getByTestId('preview-table');
  await expect(table.getByRole('columnheader')).toHaveText(['Row', 'id', 'name', 'formula', 'html']);
  await expect(table.getByRole('row').nth(1).getByRole('cell')).toHaveText([
    '1',
    '0',
    'x, "y"',
    "=cmd|'/c calc'!A0",
    '<img src=x onerror=alert(1)>',
  ]);
  await expect(drawer).toContainText('5,000 rows');
  expect(await table.getByRole('row').count()).toBeLessThan(100);
  await expectAccessible(page);

  drawer = await openObject(page, 'semicolons.csv', 'Preview');
  await expect(drawer.getByLabel('Separated by')).toHaveValue(';');
  await drawer.getByRole('switch', { name: 'First row has the names' }).press('Space');
  await expect(drawer.getByTestId('preview-table').getByRole('columnheader')).toHaveText([
    'Row',
    'Column 1',
    'Column 2',
  ]);

  drawer = await openObject(page, 'events.jsonl', 'Preview');
  await expect(drawer.getByTestId('preview-table')).toContainText('12345678901234567890');
  await expect(drawer).toContainText('Left out: 1 line that is no JSON (line 3)');

  drawer = await openObject(page, 'tree.json', 'Preview');
  const tree = drawer.getByTestId('preview-json');
  await expect(tree).toContainText('12345678901234567890');
  await tree.getByRole('button', { name: /1 member/ }).press('Enter');
  await expect(tree).toContainText('"<b>"');
  await tree.getByRole('button', { name: /list/ }).press('Enter');
  await expect(tree).not.toContainText('deep');
  await expectAccessible(page);

  drawer = await openObject(page, 'bad.json', 'Preview');
  await expect(drawer).toContainText('This is not valid JSON');
  await expect(text(drawer)).toContainText('{"a":');
});

test('a page that could run is contained: no script, no request, no way to what is stored here', {
  tag,
}, async ({ page, connect, buckets, s3 }) => {
  const bucket = await buckets.create();
  const asked: (string | undefined)[] = [];
  const elsewhere = await startLoopbackServer((req, res) => {
    asked.push(req.url);
    res.end();
  });
  const html = `<html><head><meta http-equiv="refresh" content="0;url=${elsewhere.origin}/refresh"></head><body>
    <h1 style="color: rgb(1, 2, 3)">A page</h1>
    <script>window.top.pwned = localStorage.length; document.title = 'ran'; fetch('${elsewhere.origin}/script')</script>
    <img src="${elsewhere.origin}/pixel.gif" onerror="window.top.pwned = 1"><svg onload="parent.pwned = 2"></svg>
    <link rel="stylesheet" href="${elsewhere.origin}/style.css"><iframe src="${elsewhere.origin}/frame"></iframe>
    <a href="${elsewhere.origin}/link" target="_top">away</a>
    <form action="${elsewhere.origin}/form"><button>Send</button></form></body></html>`;
  await s3.putObject(bucket, 'evil.html', html, undefined, { 'Content-Type': 'text/html' });
  await connect(page);
  await openBucket(page, bucket);
  const drawer = await openObject(page, 'evil.html', 'Preview');
  await expect(text(drawer)).toContainText('<script>window.top.pwned');
  await drawer.getByText('Drawn, without scripts').click();
  const frame = drawer.frameLocator('iframe[title="The page in this object, isolated"]');
  await expect(frame.getByRole('heading', { name: 'A page' })).toBeVisible();
  await expect(frame.getByRole('heading', { name: 'A page' })).toHaveCSS('color', 'rgb(1, 2, 3)');
  const element = drawer.locator('iframe');
  await expect(element).toHaveAttribute('sandbox', '');
  // Another origin: this page cannot reach in, so that one cannot reach out.
  expect(await element.evaluate((node: HTMLIFrameElement) => node.contentDocument)).toBe(null);
  await frame.getByRole('link', { name: 'away' }).click();
  await frame
    .getByRole('button', { name: 'Send' })
    .click({ timeout: 2_000 })
    .catch(() => undefined);
  await expect(drawer).toContainText('Drawn in isolation');
  expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
  await expect(frame.getByRole('heading', { name: 'A page' })).toBeVisible();
  expect(asked).toEqual([]);
  // It would have been heard.
  await page.evaluate((url) => fetch(`${url}/heard`, { mode: 'no-cors' }), elsewhere.origin);
  expect(asked).toEqual(['/heard']);
  await elsewhere.close();
});

test('a document page by page', { tag }, async ({ page, connect, buckets, s3 }) => {
  const bucket = await buckets.create();
  await s3.putObject(bucket, 'paper.pdf', pdfOf(12), undefined, { 'Content-Type': 'application/pdf' });
  await s3.putObject(bucket, '公文.pdf', chinesePdf());
  await s3.putObject(bucket, 'broken.pdf', 'no document', undefined, { 'Content-Type': 'application/pdf' });
  await connect(page);
  await openBucket(page, bucket);
  let drawer = await openObject(page, 'paper.pdf', 'Preview');
  await expect(drawer).toContainText('Page 1 of 12');
  await expect(drawer.getByTestId('preview-pdf')).toContainText('This is page 1');
  await drawer.getByRole('button', { name: 'Next page' }).click();
  await expect(drawer).toContainText('Page 2 of 12');
  await expect(drawer.getByTestId('preview-pdf')).toContainText('This is page 2');
  await expectAccessible(page);
  // The code table of its font is a file of the console's own.
  drawer = await openObject(page, '公文.pdf', 'Preview');
  await expect(drawer.getByTestId('preview-pdf')).toContainText('中文文档');
  drawer = await openObject(page, 'broken.pdf', 'Preview');
  await expect(drawer).toContainText('It cannot be read as a PDF document.');
});

test('whatever else it is: its type, its size, its first bytes', { tag }, async ({
  page,
  connect,
  buckets,
  s3,
}) => {
  const bucket = await buckets.create();
  await s3.putObject(bucket, 'empty.txt', '');
  await s3.putObject(bucket, 'a.bin', Buffer.from([0, 1, 2, 255, 65, 66]));
  await s3.putObject(bucket, 'notes', 'plain words without a type');
  await s3.putObject(bucket, 'log.txt', gzipSync('what was packed'), undefined, {
    'Content-Type': 'text/plain',
    'Content-Encoding': 'gzip',
  });
  await connect(page);
  await openBucket(page, bucket);
  await expect(await openObject(page, 'empty.txt', 'Preview')).toContainText('This object has 0 bytes.');
  let drawer = await openObject(page, 'a.bin', 'Preview');
  await expect(drawer).toContainText('6 B of type unknown');
  await expect(drawer.getByTestId('preview-hex')).toContainText('00 01 02 ff 41 42');
  await drawer.getByLabel('Shown as').selectOption('Text');
  await expect(text(drawer)).toContainText('AB');
  drawer = await openObject(page, 'notes', 'Preview');
  await expect(text(drawer)).toContainText('plain words without a type');
  drawer = await openObject(page, 'log.txt', 'Preview');
  await expect(drawer).toContainText('Stored packed (gzip)');
  await expect(text(drawer)).toContainText('what was packed');
  await drawer.getByRole('button', { name: 'Enlarge' }).click();
  await expect.poll(async () => (await drawer.boundingBox())?.width).toBe(page.viewportSize()?.width);
  await expect(text(drawer)).toContainText('what was packed');
  await expectAccessible(page);
});

test('changed meanwhile, gone, not allowed, or cut: said, with a cure', { tag }, async ({
  page,
  target,
  buckets,
  s3,
}) => {
  const bucket = await buckets.create();
  const key = 'x 100%\u202e.txt';
  await s3.putObject(bucket, key, `first ${'x'.repeat(300 * 1024)}`);
  const proxy = await startFaultProxy(target.endpoint, 1);
  await connectTo(page, target, proxy.endpoint);
  await openBucket(page, bucket);
  const drawer = await openObject(page, key, 'Preview');
  await expect(text(drawer)).toContainText('first');
  await s3.putObject(bucket, key, 'second');
  await drawer.getByRole('button', { name: 'Load more' }).click();
  await expect(drawer.getByRole('alert')).toContainText('It changed meanwhile');
  await drawer.getByRole('button', { name: 'Show what is there now' }).click();
  await expect(text(drawer)).toContainText('second');
  await expect(text(drawer)).not.toContainText('first');
  await proxy.close();
});

test('what may not be read says so', { tag }, async ({ page, target, buckets, s3 }) => {
  const bucket = await buckets.create();
  await s3.putObject(bucket, 'open.txt', 'open');
  await connectLimited(page, target, [
    { Action: ['s3:ListBucket', 's3:ListAllMyBuckets', 's3:GetBucketLocation'], Resource: ['*'] },
  ]);
  await expect(page).toHaveURL(/\/buckets$/);
  await openBucket(page, bucket);
  const address = new URL(page.url());
  address.hash = `${address.hash}?key=open.txt&tab=preview`;
  await page.goto(address.href);
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('s3:GetObject');
});
