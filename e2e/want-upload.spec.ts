import { spawnSync } from 'node:child_process';
import { createHash, createHmac } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { dropOn, openTransfers, transferRow } from './support/console.ts';
import { seededBytes, sha256 } from './support/content.ts';
import { test as base, expect } from './support/fixtures.ts';
import { startLoopbackServer } from './support/loopback-server.ts';
import { storedHash, storedKeys } from './support/read-back.ts';
import type { Target } from './support/target.ts';
import { connectWant, connectWithToken } from './support/want-steps.ts';

const MiB = 1024 ** 2;
const v = (name: string) => `$\{${name}}`;
const day = () => new Date().toISOString().slice(0, 10).split('-');

const test = base.extend<{
  /** One of its own, connected by keys, on its page of upload policies. */
  namespace: string;
}>({
  namespace: async ({ page, target, buckets }, lend) => {
    const namespace = await buckets.create();
    await connectWant(page, target, { namespace });
    const pages = page.getByRole('navigation', { name: `Pages of ${namespace}` });
    await pages.getByRole('link', { name: 'Policy upload' }).click();
    await expect(page.getByRole('heading', { name: 'Policy upload', level: 1 })).toBeVisible();
    await lend(namespace);
  },
});

const form = (page: Page) => page.getByRole('form', { name: 'Upload policy' });
const field = (page: Page, label: string) => form(page).getByLabel(label, { exact: true });
const pick = (page: Page, group: string, what: string) =>
  page.getByRole('radiogroup', { name: group }).getByText(what, { exact: true }).click();
const showTab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click();
const unfold = (page: Page, name: string) => page.getByText(name, { exact: true }).click();

const plain = (name: string, text: string | Buffer, mimeType = 'text/plain') => ({
  name,
  mimeType,
  buffer: Buffer.from(text),
});
const choose = (page: Page, ...files: ReturnType<typeof plain>[]) =>
  page.getByTestId('chosen-files').setInputFiles(files);

/** What became of the newest upload. */
const newest = (page: Page): Locator => page.getByTestId('policy-answer').first();
const said = (within: Locator, name: string): Locator => within.getByTestId(`receipt-${name}`);

const textOf = async (place: Locator) => (await place.textContent()) ?? '';

async function send(page: Page, button: string | RegExp = 'Upload 1 file'): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
  await expect(newest(page).getByText('Stored', { exact: true })).toBeVisible();
}

const policyOf = (token: string): string => {
  const [, packed = ''] = token.split(' ');
  const parts = Buffer.from(packed, 'base64url').toString().split(':');
  return Buffer.from(parts.at(-2) ?? '', 'base64url').toString();
};

/** As somebody else's program signs one. */
function tokenOf({ accessKeyId, secretAccessKey }: Target, policy: object): string {
  const encoded = Buffer.from(JSON.stringify(policy)).toString('base64url');
  const sign = createHmac('sha1', secretAccessKey).update(encoded).digest('hex');
  return `UPLOAD_AK_TOP ${Buffer.from(`${accessKeyId}:${encoded}:${sign}`).toString('base64url')}`;
}

test(
  'every key of the policy is in the token as it was filled in',
  { tag: '@row-28' },
  async ({ page, target, namespace }, testInfo) => {
    // Every key and three programs, on a machine that may be busy.
    testInfo.setTimeout(120_000);
    await expectAccessible(page);
    await pick(page, 'Valid for expiration', 'Never ends');
    await showTab(page, 'Token');
    await expect(page.getByTestId('policy-json')).toHaveValue(
      `{"namespace":"${namespace}","expiration":-1,"insertOnly":0}`,
    );
    await expect(page.getByText(/under this policy for ever/)).toBeVisible();

    await pick(page, 'Valid for expiration', 'Until…');
    await page.getByLabel('Day and time of the end').fill('2040-02-03T04:05:06');
    await pick(page, 'Files of the same name insertOnly', 'Kept; the upload is refused');
    // A variable is put where the caret is, by the keyboard alone.
    await field(page, 'Folder dir').fill('/p/');
    await page.getByRole('button', { name: 'Insert a variable into dir' }).press('Enter');
    await page.getByRole('menuitem', { name: v('year') }).press('Enter');
    await expect(field(page, 'Folder dir')).toHaveValue(`/p/${v('year')}`);
    await expect(field(page, 'Folder dir')).toBeFocused();
    await field(page, 'File name name').fill(`${v('uuid')}.${v('ext')}`);
    await field(page, 'Largest file sizeLimit').fill('1.5');
    await page.getByLabel('Unit of the largest file').selectOption('KiB');
    await field(page, 'Types allowed mimeLimit').fill('image/*;video/mp4');
    await pick(page, 'Type of a file detectMime', 'From the content');
    await unfold(page, 'Callback and answer');
    await field(page, 'Callback address callbackUrl').fill('https://app.example.com/told');
    await field(page, 'Callback host callbackHost').fill('app.example.com:8443');
    await field(page, 'Callback body callbackBody').fill(`{"n":"${v('name')}"}`);
    await field(page, 'Type of the callback body callbackBodyType').fill('application/json');
    await field(page, 'Answer to the uploader returnBody').fill(`{"s":${v('size')}}`);
    await field(page, 'Page to go on to returnUrl').fill('https://app.example.com/done');
    await expect(page.getByText(/A policy with this is for forms on web pages/)).toBeVisible();

    const policy = {
      namespace,
      expiration: await page.evaluate(() => new Date('2040-02-03T04:05:06').getTime()),
      insertOnly: 1,
      dir: `/p/${v('year')}`,
      name: `${v('uuid')}.${v('ext')}`,
      sizeLimit: 1536,
      mimeLimit: 'image/*;video/mp4',
      detectMime: 1,
      callbackUrl: 'https://app.example.com/told',
      callbackHost: 'app.example.com:8443',
      callbackBody: `{"n":"${v('name')}"}`,
      callbackBodyType: 'application/json',
      returnUrl: 'https://app.example.com/done',
      returnBody: `{"s":${v('size')}}`,
    };
    const token = await page.getByTestId('policy-token').inputValue();
    expect(policyOf(token)).toBe(JSON.stringify(policy));
    expect(token).toBe(tokenOf(target, policy));
    await expect(page.getByTestId('policy-header')).toHaveValue(`Authorization: ${token}`);
    await expect(page.getByText(/until Friday, February 3, 2040/)).toBeVisible();
    await expectAccessible(page);

    // A page cannot read what is behind a redirect: said before anything is sent.
    await showTab(page, 'Upload');
    await expect(page.getByText(/no answer would come back here/)).toBeVisible();
    await expect(page.getByTestId('file-zone')).toHaveCount(0);

    await showTab(page, 'Python');
    const code = await page.getByRole('textbox', { name: 'Python' }).inputValue();
    expect(code).toContain('os.environ["WANT_ACCESS_KEY_SECRET"]');
    expect(code).not.toContain(target.secretAccessKey);
    for (const [key, value] of Object.entries(policy)) {
      expect(code).toContain(`    "${key}": ${JSON.stringify(value)},`);
    }
    const hasPython = spawnSync('python3', ['--version']).status === 0;
    for (const call of ['upload_file', 'upload_content', 'multipart_*']) {
      await pick(page, 'Call of the Python SDK', call);
      const path = testInfo.outputPath('code.py');
      await writeFile(path, await page.getByRole('textbox', { name: 'Python' }).inputValue());
      const { status, stderr } = hasPython
        ? spawnSync('python3', ['-m', 'py_compile', path], { encoding: 'utf8' })
        : { status: 0, stderr: '' };
      expect(stderr).toBe('');
      expect(status).toBe(0);
    }
  },
);

test('wrong input is marked, in our words and in those of the SDKs', { tag: '@row-28' }, async ({
  page,
  namespace,
}) => {
  await unfold(page, 'Callback and answer');
  const wrong: [string, string, string][] = [
    ['Folder dir', '/a//b', 'Two slashes in a row: a folder needs a name'],
    ['File name name', 'a/b', /^Without “\.” and/.source],
    ['Largest file sizeLimit', 'much', 'A number, please'],
    ['Types allowed mimeLimit', 'image', 'Types such as image/*;video/mp4'],
    ['Callback address callbackUrl', 'app.example.com', 'An address that begins with http:// or https://'],
    ['Callback host callbackHost', 'a b', 'A host name, with a port if need be'],
    ['Page to go on to returnUrl', 'ftp://host/', 'An address that begins with http:// or https://'],
  ];
  for (const [label, value, sentence] of wrong) {
    await field(page, label).fill(value);
    await expect(field(page, label)).toHaveAttribute('aria-invalid', 'true');
    const problem = sentence.startsWith('^')
      ? page.getByText(new RegExp(sentence))
      : page.getByText(sentence);
    await expect(problem.first()).toBeVisible();
    await expect(page.getByText('Put right what is marked in the policy.')).toBeVisible();
    await field(page, label).fill('');
  }
  await pick(page, 'Valid for expiration', 'Until…');
  await page.getByLabel('Day and time of the end').fill('2020-01-01T00:00:00');
  await expect(page.getByText('This time is over: choose a later one')).toBeVisible();
  await page.getByLabel('Day and time of the end').fill('');
  await expect(page.getByText('The SDKs say: expiration is empty')).toBeVisible();
  await expectAccessible(page);
  await showTab(page, 'Token');
  await expect(page.getByText('Put the policy right first.')).toBeVisible();
  await pick(page, 'Valid for expiration', '1 hour');

  await field(page, 'Folder dir').fill(`/${v('yaer')}`);
  await expect(
    page.getByText(`${v('yaer')} is no variable: the service leaves it as it stands.`),
  ).toBeVisible();

  await unfold(page, 'Fill in from JSON');
  const json = page.getByLabel('A policy as JSON');
  const take = page.getByRole('button', { name: 'Fill in the form' });
  await json.fill('{');
  await take.click();
  await expect(page.getByText('This is no JSON object.')).toBeVisible();
  await json.fill('{"namespace":"x","expiration":-1,"fileLimit":3}');
  await take.click();
  await expect(page.getByText('The SDKs say: invalid policy key : fileLimit')).toBeVisible();
  await json.fill('{"bucket":"x","expiration":-1,"insertOnly":1,"sizeLimit":3145728,"dir":"/in"}');
  await take.click();
  await expect(page.getByText(`It was written for x; here it is for ${namespace}.`)).toBeVisible();
  await expect(page.getByTestId('policy-json')).toHaveValue(
    `{"namespace":"${namespace}","expiration":-1,"insertOnly":1,"dir":"/in","sizeLimit":3145728}`,
  );

  await showTab(page, 'Upload');
  await page.getByRole('button', { name: 'Add metadata' }).click();
  await page.getByLabel('Name of meta 1').fill('a b');
  await expect(page.getByText('This cannot be a name')).toBeVisible();
  await choose(page, plain('a.txt', 'a'));
  await expect(page.getByRole('button', { name: 'Upload 1 file' })).toBeDisabled();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1280);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

test('what the preview says is where the file is stored, and what is answered', {
  tag: ['@row-28', '@row-29'],
}, async ({ page, namespace, s3 }) => {
  const [year, month, date] = day();
  await field(page, 'Folder dir').fill(`/p/${v('year')}/${v('month')}-${v('day')}/${v('var-who')}`);
  await field(page, 'File name name').fill(`${v('size')}-${v('name')}`);
  await unfold(page, 'Callback and answer');
  await field(page, 'Answer to the uploader returnBody').fill(
    `{"n":"${v('name')}","e":"${v('ext')}","w":"${v('width')}x${v('height')}","t":"${v('mimeType')}","who":"${v('var-who')}"}`,
  );
  await expect(page.getByTestId('preview-key')).toHaveText(
    `${namespace}/p/${year}/${month}-${date}/1056344-photo.jpg`,
  );
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByLabel('Value of var 1').fill('me "&" 你');
  await page.getByRole('button', { name: 'Add metadata' }).click();
  await page.getByLabel('Name of meta 1').fill('Desk');
  await page.getByLabel('Value of meta 1').fill('七');
  // The smallest picture there is.
  const picture = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
  await choose(page, plain('it\'s "a".gif', picture, 'image/gif'));
  const key = `p/${year}/${month}-${date}/me "&" 你/42-it's "a".gif`;
  await expect(page.getByTestId('preview-key')).toHaveText(`${namespace}/${key}`);
  const answer = page.getByTestId('preview-returnBody');
  await expect(answer).toContainText('"w":"1x1"');
  const foreseen = JSON.parse(await textOf(answer)) as object;
  await send(page);
  expect(await storedKeys(s3, namespace)).toEqual([key]);
  expect(await storedHash(s3, namespace, key)).toBe(await sha256([picture]));
  const { metaData } = await s3.statObject(namespace, key);
  expect(Buffer.from(String(metaData.desk), 'latin1').toString()).toContain('七');
  const came = JSON.parse(await textOf(newest(page).getByTestId('receipt-answer'))) as object;
  expect(came).toEqual(foreseen);
  expect(came).toEqual({ n: '42-it\'s "a".gif', e: 'gif', w: '1x1', t: 'image/gif', who: 'me "&" 你' });
  await expectAccessible(page);
});

test('a file above 10 MiB goes in blocks, under the same policy', { tag: ['@row-29', '@row-30'] }, async ({
  page,
  namespace,
  s3,
}) => {
  await field(page, 'Folder dir').fill('/films');
  const bytes = Buffer.concat([...seededBytes('film', 13 * MiB)]);
  await choose(page, plain('film.bin', bytes));
  const blocks: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/proxy/block')) blocks.push(request.method());
  });
  await send(page);
  expect(blocks.filter((method) => method === 'POST').length).toBeGreaterThan(3);
  await expect(said(newest(page), 'dir')).toHaveText('/films');
  await expect(said(newest(page), 'e_tag')).toHaveText(
    createHash('md5').update(bytes).digest('hex').toUpperCase(),
  );
  expect(await storedHash(s3, namespace, 'films/film.bin')).toBe(await sha256([bytes]));
});

test(
  'a file and typed text arrive byte for byte, and the answer is shown whole',
  {
    tag: ['@row-29', '@row-31'],
  },
  async ({ page, target, namespace, s3 }, testInfo) => {
    await page.getByLabel('Into the folder').fill('/in/box');
    const bytes = Buffer.concat([...seededBytes('want', 3 * MiB)]);
    const md5 = createHash('md5').update(bytes).digest('hex').toUpperCase();
    await choose(page, plain('100% 报告.bin', bytes, 'application/pdf'));
    await expect(page.getByRole('list', { name: 'Chosen files' })).toContainText('in/box/100% 报告.bin');
    await send(page);
    const key = 'in/box/100% 报告.bin';
    expect(await storedHash(s3, namespace, key)).toBe(await sha256([bytes]));
    const card = newest(page);
    const address = `${target.endpoint}/${namespace}/in/box/${encodeURIComponent('100% 报告.bin')}`;
    await expect(said(card, 'code')).toHaveText('OK');
    await expect(said(card, 'dir')).toHaveText('/in/box');
    await expect(said(card, 'name')).toHaveText('100% 报告.bin');
    await expect(said(card, 'file_size')).toHaveText('3145728 3 MiB');
    await expect(said(card, 'e_tag')).toHaveText(md5);
    await expect(said(card, 'mime_type')).toHaveText('application/pdf');
    await expect(said(card, 'request_id')).toHaveText(/^[\w-]{8,}$/);
    const { lastModified } = await s3.statObject(namespace, key);
    const modified = Number(/^\d+/.exec(await textOf(said(card, 'file_modified')))?.[0]);
    expect(Math.abs(modified - lastModified.getTime())).toBeLessThan(1000);
    const link = said(card, 'url').getByRole('link');
    expect(new URL((await link.getAttribute('href')) ?? '').href).toBe(new URL(address).href);
    await expect(link).toHaveAttribute('rel', /noopener/);
    await expect(link).toHaveAttribute('target', '_blank');
    await s3.setBucketPolicy(
      namespace,
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: '*',
            Action: 's3:GetObject',
            Resource: `arn:aws:s3:::${namespace}/*`,
          },
        ],
      }),
    );
    const read = await page.request.get((await link.getAttribute('href')) ?? '');
    expect(await sha256([await read.body()])).toBe(await sha256([bytes]));
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await card.getByRole('button', { name: 'Copy e_tag' }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(md5);
    await card.getByText('The answer as it came').click();
    await card.getByRole('button', { name: 'Copy the whole answer' }).click();
    const whole = JSON.parse(await page.evaluate(() => navigator.clipboard.readText())) as { eTag: string };
    expect(whole.eTag).toBe(md5);

    await page.getByRole('radiogroup', { name: 'What is uploaded' }).getByText('Typed text').click();
    const text = 'erste Zeile\n\tzweite: 你好 🎉\n';
    await expect(page.getByRole('button', { name: 'Upload the text' })).toBeDisabled();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('note.md');
    await page.getByRole('textbox', { name: 'Type', exact: true }).fill('text');
    await expect(page.getByText('A type such as text/plain')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Upload the text' })).toBeDisabled();
    await page.getByRole('textbox', { name: 'Type', exact: true }).fill('text/markdown');
    await page.getByLabel('Text', { exact: true }).fill(text);
    await expectAccessible(page);
    await send(page, 'Upload the text');
    expect(await storedHash(s3, namespace, 'in/box/note.md')).toBe(await sha256([Buffer.from(text)]));
    await expect(said(newest(page), 'mime_type')).toHaveText('text/markdown');
    await expect(page.getByTestId('policy-answer')).toHaveCount(2);

    // Dropped from the disk, under another name.
    await page
      .getByRole('radiogroup', { name: 'What is uploaded' })
      .getByText('Files', { exact: true })
      .click();
    const path = testInfo.outputPath('dropped.txt');
    await writeFile(path, 'dropped');
    await dropOn(page, page.getByTestId('file-zone'), [path]);
    await page.getByLabel('Under the name').fill('renamed.txt');
    await send(page);
    expect(await storedHash(s3, namespace, 'in/box/renamed.txt')).toBe(
      await sha256([Buffer.from('dropped')]),
    );

    // The same answers are behind the list of transfers.
    await openTransfers(page);
    await transferRow(page, 'note.md')
      .getByRole('button', { name: /^What the service answered/ })
      .click();
    const dialog = page.getByRole('dialog', { name: 'What the service answered' });
    await expect(said(dialog, 'name')).toHaveText('note.md');
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(transferRow(page, 'note.md').getByRole('button')).toBeFocused();
  },
);

test('what the policy does not allow is refused, before it is sent or by the service', {
  tag: ['@row-29', '@row-31'],
}, async ({ page, namespace, s3 }) => {
  await s3.putObject(namespace, 'there.txt', 'first');
  const sent: string[] = [];
  page.on('request', (request) => {
    if (/\/api\/proxy\//.test(request.url()) && request.method() === 'POST') sent.push(request.url());
  });
  await field(page, 'Largest file sizeLimit').fill('10');
  await page.getByLabel('Unit of the largest file').selectOption('B');
  await field(page, 'Types allowed mimeLimit').fill('text/*');
  await choose(
    page,
    plain('long.txt', 'eleven bytes'),
    plain('film.mp4', 'x', 'video/mp4'),
    plain('a.txt', 'a'),
    plain('a.txt', 'b'),
  );
  await expect(page.getByText('Not sent: larger than the 10 B that the policy allows.')).toBeVisible();
  await expect(page.getByText('Not sent: the policy allows text/* alone.')).toBeVisible();
  await expect(page.getByText('Not sent: a file before it has the same place.')).toBeVisible();
  await expect(page.getByText('3 are not sent.')).toBeVisible();
  await expectAccessible(page);
  expect(sent).toEqual([]);
  await send(page);
  expect(sent).toHaveLength(1);
  // What was refused is still there to be put right.
  await expect(page.getByRole('list', { name: 'Chosen files' }).getByRole('listitem')).toHaveCount(3);
  for (const name of ['long.txt', 'film.mp4', 'a.txt']) {
    await page.getByRole('button', { name: `Leave out ${name}` }).click();
  }
  expect(await storedKeys(s3, namespace)).toEqual(['a.txt', 'there.txt']);

  // A name that is taken.
  await pick(page, 'Files of the same name insertOnly', 'Kept; the upload is refused');
  await choose(page, plain('there.txt', 'second'));
  await expect(page.getByText('There already: the upload will be refused')).toBeVisible();
  await page.getByRole('button', { name: 'Upload 1 file' }).click();
  await expect(newest(page).getByRole('heading', { name: 'There is such a file already' })).toBeVisible();
  await newest(page).getByText('Details').click();
  await expect(newest(page)).toContainText('409');
  await expect(newest(page)).toContainText('FileAlreadyExist');
  expect(await storedHash(s3, namespace, 'there.txt')).toBe(await sha256([Buffer.from('first')]));

  // A type that only the content tells: the service looks, the page does not.
  await field(page, 'Largest file sizeLimit').fill('');
  await pick(page, 'Type of a file detectMime', 'From the content');
  const picture = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
  await choose(page, plain('really.txt', picture));
  await page.getByRole('button', { name: 'Upload 1 file' }).click();
  await expect(newest(page).getByRole('heading', { name: 'This type of file is not allowed' })).toBeVisible();
  await newest(page).getByText('Details').click();
  await expect(newest(page)).toContainText('MimeTypeNotAllowed');
  await expectAccessible(page);
  await field(page, 'Types allowed mimeLimit').fill('image/gif');
  await choose(page, plain('really.txt', picture));
  await send(page);
  await expect(said(newest(page), 'mime_type')).toHaveText('image/gif');
  expect(await storedKeys(s3, namespace)).toEqual(['a.txt', 'really.txt', 'there.txt']);
});

test('a callback is told, and one that fails is no lost file', { tag: ['@row-28', '@row-31'] }, async ({
  page,
  namespace,
  s3,
}) => {
  const told: string[] = [];
  const { origin, close } = await startLoopbackServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.once('end', () => {
      told.push(`${request.headers.host} ${request.headers['content-type']} ${body}`);
      response.statusCode = request.url === '/fails' ? 500 : 200;
      response.end('{"taken":true}');
    });
  });
  try {
    await unfold(page, 'Callback and answer');
    await field(page, 'Callback body callbackBody').fill(`n=${v('name')}&d=${v('dir')}&s=${v('size')}`);
    await expect(page.getByText(/Without a callback address nobody is called/)).toBeVisible();
    await field(page, 'Callback address callbackUrl').fill(`${origin}/told`);
    await field(page, 'Callback host callbackHost').fill('app.example.com');
    await choose(page, plain('a & b.txt', 'abc'));
    const foreseen = await textOf(page.getByTestId('preview-callbackBody'));
    await send(page);
    expect(told).toEqual([`app.example.com application/x-www-form-urlencoded; charset=utf-8 ${foreseen}`]);
    expect(foreseen).toBe('n=a%20%26%20b.txt&d=%2F&s=3');
    await expect(newest(page).getByTestId('receipt-answer')).toContainText('"taken": true');

    await field(page, 'Callback address callbackUrl').fill(`${origin}/fails`);
    await choose(page, plain('c.txt', 'abc'));
    await page.getByRole('button', { name: 'Upload 1 file' }).click();
    await expect(newest(page).getByRole('heading', { name: 'Stored, but nobody was told' })).toBeVisible();
    await expect(newest(page).getByRole('button', { name: 'Retry' })).toHaveCount(0);
    expect(told).toHaveLength(2);
    expect(await storedKeys(s3, namespace)).toEqual(['a & b.txt', 'c.txt']);
  } finally {
    await close();
  }
});

test('by somebody else’s token only what it allows is done, until it ends', {
  tag: ['@row-28', '@row-29'],
}, async ({ page, target, buckets, s3 }) => {
  const namespace = await buckets.create();
  const policy = { namespace, expiration: Date.now() + 20_000, insertOnly: 0, dir: '/given', sizeLimit: 4 };
  await connectWithToken(page, target, tokenOf(target, policy));
  await expect(page.getByRole('heading', { name: 'What the token allows' })).toBeVisible();
  await expect(page.getByText('The policy sets the folder.')).toBeVisible();
  await expect(page.getByRole('form', { name: 'Upload policy' })).toHaveCount(0);
  await choose(page, plain('long.txt', 'large'), plain('a.txt', 'tiny'));
  await expect(page.getByText('Not sent: larger than the 4 B that the policy allows.')).toBeVisible();
  await send(page);
  await expect(said(newest(page), 'dir')).toHaveText('/given');
  expect(await storedKeys(s3, namespace)).toEqual(['given/a.txt']);
  await expectAccessible(page);
  await choose(page, plain('b.txt', 'late'));
  await expect(page.getByText(/The policy has expired: nothing can be uploaded/)).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByText('Not sent: the policy has expired.').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Upload', exact: true })).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Choose files' })).toBeDisabled();
  expect(await storedKeys(s3, namespace)).toEqual(['given/a.txt']);
});

test('a token that is over by the clock of the service is refused in words', { tag: '@row-31' }, async ({
  page,
  namespace,
  s3,
}) => {
  // A machine whose clock is two days behind takes a policy for good that is none any more.
  await page.clock.setFixedTime(Date.now() - 2 * 86_400_000);
  await pick(page, 'Valid for expiration', '1 hour');
  await choose(page, plain('a.txt', 'a'));
  await page.getByRole('button', { name: 'Upload 1 file' }).click();
  await expect(newest(page).getByRole('heading', { name: 'The upload token has expired' })).toBeVisible();
  await newest(page).getByText('Details').click();
  await expect(newest(page)).toContainText('TokenExpired');
  await expect(newest(page)).toContainText('403');
  expect(await storedKeys(s3, namespace)).toEqual([]);
});
