import { mkdir, writeFile } from 'node:fs/promises';
import type { Browser, Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { dropOn, openBucket } from './support/console.ts';
import { seededBytes, sha256 } from './support/content.ts';
import { curl, pasteIntoShell } from './support/curl.ts';
import { expect, test } from './support/fixtures.ts';
import { connectLimited } from './support/limited-user.ts';
import { startLoopbackServer } from './support/loopback-server.ts';
import { storedHash, storedKeys } from './support/read-back.ts';

// In two pieces, as it is no template of ours.
const fileName = ['$', '{filename}'].join('');

/** The page of upload forms of a bucket; the console is connected. */
async function openForms(page: Page, bucket: string): Promise<void> {
  await openBucket(page, bucket);
  await page.getByRole('link', { name: 'Upload form', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Upload form', level: 1 })).toBeVisible();
}

const pick = (page: Page, what: string) => page.getByRole('form').getByText(what, { exact: true }).click();

/** Signs what is filled in; resolves to the drop link. */
async function sign(page: Page): Promise<string> {
  await page.getByRole('button', { name: /^Sign/ }).click();
  const link = page.getByRole('textbox', { name: 'Drop link' });
  await expect(link).toHaveValue(/#\/drop\?to=/);
  return link.inputValue();
}

async function valueOfTab(page: Page, tab: 'curl' | 'HTML'): Promise<string> {
  await page.getByRole('tab', { name: tab }).click();
  return page.getByRole('textbox', { name: tab }).inputValue();
}

/** Somebody else: no storage, no connection. */
async function openDrop(browser: Browser, link: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-US', timezoneId: 'UTC' });
  const page = await context.newPage();
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Upload files', level: 1 })).toBeVisible();
  return page;
}

const chooser = (page: Page) => page.getByTestId('chosen-files');
/** The row of a file; `has` matches the name as it is shown. */
const row = (page: Page, name: string): Locator =>
  page.getByRole('listitem').filter({ has: page.getByText(name, { exact: true }) });
const png = (name: string, bytes: string | Buffer) => ({
  name,
  mimeType: 'image/png',
  buffer: Buffer.from(bytes),
});

/** `--form-string` arguments of a shown command, as a list for curl. */
function fieldsOf(command: string): Map<string, string> {
  const lines = [...command.matchAll(/--form-string '((?:[^']|'\\'')*)'/g)].map(([, word = '']) =>
    word.replaceAll(`'\\''`, "'"),
  );
  return new Map(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}

function curlForm(fields: Map<string, string>, file: string): string[] {
  return [
    ...[...fields].flatMap(([name, value]) => ['--form-string', `${name}=${value}`]),
    ...['--form', `file=@${file}`],
  ];
}

test('somebody without an account drops files under a prefix', { tag: '@row-26' }, async ({
  page,
  browser,
  connect,
  buckets,
  s3,
}) => {
  const bucket = await buckets.create();
  await connect(page);
  await openForms(page, bucket);
  await expectAccessible(page);
  await page.getByLabel('Prefix', { exact: true }).fill('in/');
  await expect(page.getByText(`${bucket}/in/(name of the file)`)).toBeVisible();
  await page.getByText('Metadata, status, public host').click();
  await page.getByRole('button', { name: 'Add metadata' }).click();
  await page.getByLabel('Name of pair 1').fill('Desk');
  await page.getByLabel('Value of pair 1').fill('七');
  const link = await sign(page);
  await expect(page.getByRole('heading', { name: 'Signed form' })).toBeFocused();
  await expectAccessible(page);

  const guest = await openDrop(browser, link);
  const asked: string[] = [];
  guest.on('request', (request) => asked.push(`${request.method()} ${request.url()}`));
  await expect(guest.getByLabel('Conditions')).toContainText(`${bucket}/in/`);
  await expect(guest.getByLabel('Conditions')).toContainText('Desk = 七'.toLowerCase());
  const names = ['100%.txt', '\u202etxt.exe', "it's & <b>.txt", '报告 🎉.txt', 'empty.txt'];
  await chooser(guest).setInputFiles(
    names.map((name) => ({
      name,
      mimeType: 'text/plain',
      buffer: Buffer.from(name === 'empty.txt' ? '' : name),
    })),
  );
  await expect(guest.getByRole('heading', { name: '5 of 5 uploaded' })).toBeVisible();
  await expect(guest.getByText('Uploaded; the server has the same bytes (MD5 compared).')).toHaveCount(5);
  await expect(guest.getByText('U+202E')).toBeVisible();
  await expectAccessible(guest);
  expect((await storedKeys(s3, bucket)).sort()).toEqual(names.map((name) => `in/${name}`).sort());
  for (const name of names.slice(0, 4)) {
    expect(await storedHash(s3, bucket, `in/${name}`)).toBe(await sha256([Buffer.from(name)]));
  }
  const { metaData } = await s3.statObject(bucket, 'in/100%.txt');
  expect(metaData['content-type']).toBe('text/plain');
  expect(metaData.desk).toBeTruthy();
  // Nothing but the forms themselves, and the page's own files.
  const own = new URL(link).origin;
  const elsewhere = asked.filter(
    (line) => !line.startsWith(`GET ${own}/assets/`) && !line.includes(' blob:'),
  );
  expect(elsewhere.filter((line) => !/^(?:OPTIONS|POST) /.test(line))).toEqual([]);
  expect(await guest.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toMatch(
    /secret/i,
  );
  // A name that is there already is not sent twice.
  await chooser(guest).setInputFiles([
    { name: '100%.txt', mimeType: 'text/plain', buffer: Buffer.from('2') },
  ]);
  await expect(guest.getByText('Not sent: a file of this name is in the list already.')).toBeVisible();
  await guest.context().close();
});

test(
  'every condition holds, in the page and on the server',
  { tag: '@row-26' },
  async ({ page, browser, connect, buckets, s3 }, testInfo) => {
    const bucket = await buckets.create();
    await connect(page);
    await openForms(page, bucket);
    await page.getByLabel('Prefix', { exact: true }).fill('in/');
    await pick(page, 'Begins with');
    await page.getByLabel('The content type begins with').fill('image/');
    await page.getByLabel('At least', { exact: true }).fill('3');
    await page.getByLabel('At most', { exact: true }).fill('0.01');
    await page.getByText('Metadata, status, public host').click();
    await page.getByRole('button', { name: 'Add metadata' }).click();
    await page.getByLabel('Name of pair 1').fill('desk');
    await page.getByLabel('Value of pair 1').fill('7');
    const link = await sign(page);
    const command = await valueOfTab(page, 'curl');

    const guest = await openDrop(browser, link);
    await expect(guest.getByLabel('Conditions')).toContainText('3 B to 10.2 KiB');
    await expect(guest.getByLabel('Conditions')).toContainText('Only image/*');
    await chooser(guest).setInputFiles([
      png('small.png', 'ab'),
      png('large.png', Buffer.alloc(20_000)),
      { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('text') },
      { name: 'unknown', mimeType: '', buffer: Buffer.from('text') },
      png('right.png', 'abc'),
    ]);
    await expect(row(guest, 'small.png')).toContainText('Not sent: smaller than 3 B.');
    await expect(row(guest, 'large.png')).toContainText('Not sent: larger than 10.2 KiB.');
    await expect(row(guest, 'notes.txt')).toContainText('Not sent: only image/* is taken.');
    await expect(row(guest, 'unknown')).toContainText('Not sent: only image/* is taken');
    await expect(row(guest, 'right.png')).toContainText('Uploaded');
    expect(await storedKeys(s3, bucket)).toEqual(['in/right.png']);
    await guest.context().close();

    // The same by a program that asks nobody.
    const folder = testInfo.outputPath('files');
    await mkdir(folder, { recursive: true });
    for (const [name, size] of [
      ['small', 2],
      ['large', 20_000],
      ['right', 5],
    ] as const) {
      await writeFile(`${folder}/${name}`, 'x'.repeat(size));
    }
    const fields = fieldsOf(command);
    const url = /'(http[^']*)'\s*$/.exec(command)?.[1] ?? '';
    const post = async (change: Record<string, string>, file = 'right') => {
      const changed = new Map([...fields, ...Object.entries(change)]);
      const { status, body } = await curl(url, ...curlForm(changed, `${folder}/${file}`));
      return `${status} ${/<Code>(\w+)<\/Code>/.exec(body.toString())?.[1] ?? ''}`.trim();
    };
    expect(await post({}, 'small')).toBe('400 EntityTooSmall');
    expect(await post({}, 'large')).toBe('400 EntityTooLarge');
    expect(await post({ 'Content-Type': 'text/plain' })).toBe('403 AccessDenied');
    expect(await post({ key: 'elsewhere' })).toBe('403 AccessDenied');
    expect(await post({ 'x-amz-meta-desk': '8' })).toBe('403 AccessDenied');
    expect(await post({ 'x-amz-meta-more': '8' })).toBe('403 AccessDenied');
    expect(await post({ acl: 'public-read' })).toBe('403 AccessDenied');
    expect(await post({ 'X-Amz-Signature': '0'.repeat(64) })).toBe('403 SignatureDoesNotMatch');
    expect(await storedKeys(s3, bucket)).toEqual(['in/right.png']);
    expect(await post({ key: 'in/by hand' })).toBe('201');
    expect(await storedKeys(s3, bucket)).toEqual(['in/by hand', 'in/right.png']);
  },
);

test(
  'one exact key: the command and the page of its own work as they are shown',
  { tag: '@row-26' },
  async ({ page, browser, connect, buckets, s3 }, testInfo) => {
    const bucket = await buckets.create();
    const key = `drafts/"q" & <i>'s 100% 报告.txt`;
    await connect(page);
    await openForms(page, bucket);
    await pick(page, 'One exact key');
    await page.getByRole('textbox', { name: 'Key', exact: true }).fill(key);
    await pick(page, 'Exactly');
    await page.getByRole('textbox', { name: 'The content type', exact: true }).fill('text/plain');
    const link = await sign(page);
    const command = await valueOfTab(page, 'curl');
    const folder = testInfo.outputPath('files');
    await mkdir(folder, { recursive: true });
    await writeFile(`${folder}/mine.txt`, 'by curl');
    await pasteIntoShell(command.replace('file=@FILE', 'file=@mine.txt'), folder);
    expect(await storedKeys(s3, bucket)).toEqual([key]);
    expect(await storedHash(s3, bucket, key)).toBe(await sha256([Buffer.from('by curl')]));

    const html = await valueOfTab(page, 'HTML');
    const elsewhere = await browser.newContext();
    const plain = await elsewhere.newPage();
    await plain.setContent(html);
    await plain
      .locator('input[type=file]')
      .setInputFiles([{ name: 'x.txt', mimeType: 'text/plain', buffer: Buffer.from('by HTML') }]);
    const answered = plain.waitForResponse((response) => response.request().method() === 'POST');
    await plain.getByRole('button', { name: 'Upload' }).click();
    expect((await answered).status()).toBe(201);
    expect(await storedHash(s3, bucket, key)).toBe(await sha256([Buffer.from('by HTML')]));
    await elsewhere.close();

    const guest = await openDrop(browser, link);
    await expect(guest.getByLabel('Conditions')).toContainText('One object');
    await chooser(guest).setInputFiles({
      name: '../x',
      mimeType: 'text/plain',
      buffer: Buffer.from('by drop'),
    });
    await expect(guest.getByRole('listitem')).toContainText('Uploaded; the server has the same bytes');
    expect(await storedKeys(s3, bucket)).toEqual([key]);
    expect(await storedHash(s3, bucket, key)).toBe(await sha256([Buffer.from('by drop')]));
    await guest.context().close();
  },
);

test('what nobody could use is not signed, and says why while one types', { tag: '@row-26' }, async ({
  page,
  connect,
  buckets,
}) => {
  const bucket = await buckets.create();
  await connect(page);
  await openForms(page, bucket);
  const submit = page.getByRole('button', { name: 'Sign the form' });
  const prefix = page.getByLabel('Prefix', { exact: true });
  for (const [text, problem] of [
    ['../x/', '“.” and “..” are no names'],
    ['/in/', 'Without a slash at the beginning'],
    [`in/${fileName}`, 'Servers put the name of the file where this variable stands'],
  ] as const) {
    await prefix.fill(text);
    await expect(prefix).toHaveAccessibleDescription(new RegExp(problem.replaceAll('.', '\\.')));
    await expect(submit).toBeDisabled();
  }
  await prefix.fill('in/\u202e');
  await expect(page.getByText('U+202E')).toBeVisible();
  await expect(submit).toBeEnabled();
  await page.getByLabel('At most', { exact: true }).fill('6000');
  await expect(page.getByText('A form takes at most 5 GiB')).toBeVisible();
  await page.getByLabel('At most', { exact: true }).fill('1');
  await page.getByLabel('At least', { exact: true }).fill('2000000');
  await expect(page.getByText('Less than the least size')).toBeVisible();
  await page.getByLabel('At least', { exact: true }).fill('');
  await pick(page, 'Exactly…');
  await page.getByLabel('Unit', { exact: true }).selectOption('days');
  await page.getByLabel('Amount').fill('8');
  await expect(page.getByText('At most 7 days')).toBeVisible();
  await expect(submit).toBeDisabled();
  await expectAccessible(page);
  // By the keyboard alone, from the field that is wrong to the signed form.
  await page.getByLabel('Amount').fill('2');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Signed form' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('tab', { name: 'Drop link' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('textbox', { name: 'curl' })).toHaveValue(/--form 'file=@FILE'/);
  await prefix.fill('other/');
  await expect(page.getByText('The conditions were changed since')).toBeVisible();
});

test('a link that has ended or was cut says so before a file is chosen', { tag: '@row-26' }, async ({
  page,
  browser,
  connect,
  buckets,
  s3,
}) => {
  const bucket = await buckets.create();
  await connect(page);
  await openForms(page, bucket);
  await pick(page, 'Exactly…');
  await page.getByLabel('Unit', { exact: true }).selectOption('seconds');
  await page.getByLabel('Amount').fill('3');
  const short = await sign(page);
  const guest = await openDrop(browser, short);
  // It ends under the eyes of whoever has it open.
  await expect(guest.getByRole('alert')).toContainText('This link has ended');
  await expect(chooser(guest)).toHaveCount(0);
  await expectAccessible(guest);
  for (const [link, words] of [
    [short.replace(/policy=\w{20}/, 'policy='), 'What was signed cannot be read'],
    [short.replace(/&sig=.*/, ''), 'A part of it is missing'],
    [short.replace(/sig=../, 'sig='), 'Its signature is none'],
    [short.replace(/to=[^&]*/, 'to=javascript:alert(1)'), 'It leads to no web address'],
    [`${new URL(short).origin}/#/drop`, 'A part of it is missing'],
  ] as const) {
    // The fragment alone is another: the page is loaded anew.
    await guest.goto('about:blank');
    await guest.goto(link);
    await expect(guest.getByRole('alert')).toContainText(words);
    await expect(chooser(guest)).toHaveCount(0);
  }
  expect(await storedKeys(s3, bucket)).toEqual([]);
  await guest.context().close();
});

test('what the server refuses is told in words', { tag: '@row-26' }, async ({
  page,
  browser,
  connect,
  buckets,
  s3,
}) => {
  const bucket = await buckets.create();
  await connect(page);
  await openForms(page, bucket);
  await page.getByLabel('At most', { exact: true }).fill('1');
  const link = await sign(page);
  const file = { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.alloc(2_000_000, 'x') };

  // Somebody gives himself more room than was signed.
  const policy = new URLSearchParams(new URL(link).hash.slice('#/drop?'.length)).get('policy') ?? '';
  const text = Buffer.from(policy, 'base64url').toString().replace('1048576', '9048576');
  const wider = link.replace(policy, Buffer.from(text).toString('base64url'));
  const cheat = await openDrop(browser, wider);
  await chooser(cheat).setInputFiles(file);
  await expect(row(cheat, 'a.txt')).toContainText(
    'Refused: the link was changed, or the key that signed it was.',
  );
  await expect(row(cheat, 'a.txt')).toContainText('The server said:');
  await expectAccessible(cheat);
  await cheat.context().close();

  // A place that answers, and lets no page read it.
  const silent = await startLoopbackServer((_req, res) => res.end());
  const lost = await openDrop(browser, link.replace(/to=[^&]*/, `to=${silent.origin}/${bucket}`));
  await chooser(lost).setInputFiles({ ...file, buffer: Buffer.from('small') });
  await expect(row(lost, 'a.txt')).toContainText('does not allow uploads from this page (CORS)');
  await silent.close();
  await lost.context().close();

  // The bucket goes while the page is open.
  const late = await openDrop(browser, link);
  await s3.removeBucket(bucket);
  await chooser(late).setInputFiles({ ...file, buffer: Buffer.from('small') });
  await expect(row(late, 'a.txt')).toContainText('Refused: the bucket is gone.');
  await s3.makeBucket(bucket);
  await late.getByRole('button', { name: 'Try again: a.txt' }).click();
  await expect(row(late, 'a.txt')).toContainText('Uploaded');
  await late.context().close();
});

test('a form is worth what its signer may do', { tag: '@row-26' }, async ({
  page,
  browser,
  buckets,
  s3,
  target,
}) => {
  const bucket = await buckets.create();
  await connectLimited(page, target, [
    { Action: ['s3:ListBucket', 's3:GetBucketLocation'], Resource: [bucket] },
    { Action: ['s3:PutObject'], Resource: [`${bucket}/in/*`] },
  ]);
  await openForms(page, bucket);
  const link = await sign(page);
  await expect(page.getByText(/or until the session that signs it ends/)).toBeVisible();
  const guest = await openDrop(browser, link);
  await expect(guest.getByText('The session by which the link was signed may end sooner.')).toBeVisible();
  await chooser(guest).setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') });
  await expect(row(guest, 'a.txt')).toContainText('Refused: the file is outside the conditions');
  await guest.context().close();
  await page.getByLabel('Prefix', { exact: true }).fill('in/');
  await sign(page);
  const allowed = await openDrop(browser, await freshLink(page, link));
  await chooser(allowed).setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') });
  await expect(row(allowed, 'a.txt')).toContainText('Uploaded');
  expect(await storedKeys(s3, bucket)).toEqual(['in/a.txt']);
  await allowed.context().close();
});

/** The drop link once it is another than `before`. */
async function freshLink(page: Page, before: string): Promise<string> {
  const link = page.getByRole('textbox', { name: 'Drop link' });
  await expect(link).not.toHaveValue(before);
  return link.inputValue();
}

test(
  'a large file shows its progress, can be cancelled and sent again',
  { tag: '@row-26' },
  async ({ page, browser, connect, buckets, s3 }, testInfo) => {
    const bucket = await buckets.create();
    await connect(page);
    await openForms(page, bucket);
    const guest = await openDrop(browser, await sign(page));
    const path = testInfo.outputPath('large.bin');
    await mkdir(testInfo.outputDir, { recursive: true });
    const content = Buffer.concat([...seededBytes('drop', 6_000_000)]);
    await writeFile(path, content);
    const network = await guest.context().newCDPSession(guest);
    const throttle = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 1_000_000 };
    await network.send('Network.emulateNetworkConditions', throttle);
    await chooser(guest).setInputFiles(path);
    const bar = guest.getByRole('progressbar', { name: 'Progress of large.bin' });
    await expect.poll(async () => Number(await bar.getAttribute('aria-valuenow'))).toBeGreaterThan(5);
    await guest.getByRole('button', { name: 'Cancel large.bin' }).click();
    await expect(row(guest, 'large.bin')).toContainText('Cancelled');
    expect(await storedKeys(s3, bucket)).toEqual([]);
    await network.send('Network.emulateNetworkConditions', { ...throttle, uploadThroughput: -1 });
    await guest.getByRole('button', { name: 'Try again: large.bin' }).click();
    await expect(row(guest, 'large.bin')).toContainText('the server has the same bytes', { timeout: 20_000 });
    expect(await storedHash(s3, bucket, 'large.bin')).toBe(await sha256([content]));
    await guest.context().close();
  },
);

test(
  'files are let go over the page, and a folder is named',
  { tag: '@row-26' },
  async ({ page, browser, connect, buckets, s3 }, testInfo) => {
    const bucket = await buckets.create();
    await connect(page);
    await openForms(page, bucket);
    const guest = await openDrop(browser, await sign(page));
    const folder = testInfo.outputPath('dropped');
    await mkdir(`${folder}/tree`, { recursive: true });
    await writeFile(`${folder}/a.txt`, 'a');
    await writeFile(`${folder}/tree/b.txt`, 'b');
    await dropOn(guest, guest.getByTestId('file-zone'), [`${folder}/a.txt`, `${folder}/tree`]);
    await expect(row(guest, 'a.txt')).toContainText('Uploaded');
    await expect(row(guest, 'tree')).toContainText('Not sent: this is a folder.');
    expect(await storedKeys(s3, bucket)).toEqual(['a.txt']);
    await guest.context().close();
  },
);

test('the drop page is worked by the keyboard, in three languages', { tag: '@row-26' }, async ({
  page,
  browser,
  connect,
  buckets,
}) => {
  const bucket = await buckets.create();
  await connect(page);
  await openForms(page, bucket);
  const guest = await openDrop(browser, await sign(page));
  const choosing = guest.waitForEvent('filechooser');
  // The focus is a way there and back, by which the browser knows that the dialog is waited for.
  await guest.getByRole('button', { name: 'Choose files' }).focus();
  await guest.keyboard.press('Enter');
  await (await choosing).setFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') });
  await expect(row(guest, 'a.txt')).toContainText('Uploaded');
  await guest.getByRole('button', { name: 'Language' }).click();
  await guest.getByRole('menuitemradio', { name: '简体中文' }).click();
  await expect(guest.getByRole('heading', { name: '上传文件', level: 1 })).toBeVisible();
  await expectAccessible(guest);
  await guest.setViewportSize({ width: 360, height: 640 });
  const overflow = await guest.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await guest.context().close();
});
