import { createHmac } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import type { Client } from 'minio';
import { expectAccessible } from './support/axe.ts';
import { chooseFiles, drawnKeys, expectAllVerified, objectRow } from './support/console.ts';
import { sha256 } from './support/content.ts';
import { test as base, expect } from './support/fixtures.ts';
import { openObject } from './support/object-drawer.ts';
import { headOf, storedHash, storedKeys } from './support/read-back.ts';
import { chooseByPage, savedFile } from './support/saved-files.ts';
import type { Target } from './support/target.ts';
import { connectWant, connectWithToken } from './support/want-steps.ts';

const tag = '@row-32';

const publicRead = (bucket: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: ['*'] },
        Action: ['s3:GetObject'],
        Resource: [`arn:aws:s3:::${bucket}/*`],
      },
    ],
  });

const file = (name: string, text = `text of ${name}`) => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(text),
});

async function putAll(s3: Client, bucket: string, keys: string[]): Promise<void> {
  for (const key of keys) await s3.putObject(bucket, key, key.endsWith('/') ? '' : `bytes of ${key}`);
}

const test = base.extend<{
  /** Opens a namespace of its own with these keys in it, by Want; answers with its name. */
  browse: (keys: string[]) => Promise<string>;
}>({
  browse: async ({ page, target, buckets, s3 }, lend) => {
    await lend(async (keys) => {
      const namespace = await buckets.create();
      await putAll(s3, namespace, keys);
      await connectWant(page, target, { namespace });
      return namespace;
    });
  },
});

const loaded = (page: Page) => page.getByTestId('loaded');

/** Chooses rows and asks to delete them; answers with the dialog once the plan is there. */
async function planFor(page: Page, ...names: string[]): Promise<Locator> {
  for (const name of names) await objectRow(page, name).getByRole('checkbox').click();
  await page.keyboard.press('Delete');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: /^Delete \d/ })).toBeVisible();
  return dialog;
}

/** An address of the connection that is open. */
async function goTo(page: Page, below: string): Promise<void> {
  const address = new URL(page.url());
  address.hash = `${/^#\/c\/[^/]+/.exec(address.hash)?.[0]}${below}`;
  await page.goto(address.href);
}

test.describe('browsing by Want', { tag }, () => {
  test('folders and files of either protocol, in folders and flat, searched, sorted and jumped into', async ({
    page,
    s3,
    browse,
  }) => {
    const namespace = await browse([
      'trip/2026/a.txt',
      'trip/b.txt',
      'trip1/c.txt',
      'empty/',
      '报告.txt',
      '100%.txt',
    ]);
    await expect.poll(() => drawnKeys(page)).toEqual(['empty/', 'trip/', 'trip1/', '100%.txt', '报告.txt']);
    await chooseFiles(page, [file('by-want.txt')]);
    await expectAllVerified(page, 1);
    await expect(objectRow(page, 'by-want.txt')).toBeVisible();

    await page.getByRole('link', { name: 'trip/', exact: true }).click();
    await expect.poll(() => drawnKeys(page)).toEqual(['trip/2026/', 'trip/b.txt']);
    await page.getByRole('button', { name: 'All keys' }).click();
    await expect.poll(() => drawnKeys(page)).toEqual(['trip/2026/a.txt', 'trip/b.txt']);
    await goTo(page, `/b/${namespace}`);
    await page.getByRole('searchbox', { name: 'Search this place by prefix' }).fill('tri');
    await expect.poll(() => drawnKeys(page)).toEqual(['trip/', 'trip1/']);
    await goTo(page, `/b/${namespace}?after=by`);
    await expect
      .poll(() => drawnKeys(page))
      .toEqual(['empty/', 'trip/', 'trip1/', 'by-want.txt', '报告.txt']);
    await goTo(page, `/b/${namespace}?sort=size&desc=true`);
    await expect
      .poll(() => drawnKeys(page))
      .toEqual([...['empty/', 'trip/', 'trip1/'], ...['by-want.txt', '报告.txt', '100%.txt']]);
    await goTo(page, `/b/${namespace}?prefix=empty/`);
    await expect(page.getByRole('heading', { name: 'This folder is empty' })).toBeVisible();
    // What others do there appears by itself, by looking again and again.
    await page.getByRole('button', { name: 'Follow' }).click();
    await s3.putObject(namespace, 'empty/late.txt', 'late');
    await expect(objectRow(page, 'empty/late.txt')).toBeVisible();
  });

  test('a folder of more files than a page of the service has', async ({ page, target, buckets, s3 }) => {
    const namespace = await buckets.create();
    await putAll(
      s3,
      namespace,
      Array.from({ length: 203 }, (_, index) => `many/${String(index).padStart(3, '0')}.txt`),
    );
    await connectWant(page, target, { namespace });
    await page.getByRole('link', { name: 'many/' }).click();
    await expect(loaded(page)).toHaveText('203 loaded');
    await page.getByRole('grid').press('End');
    await expect(objectRow(page, 'many/202.txt')).toBeVisible();
    await goTo(page, `/b/${namespace}?prefix=many/&q=1`);
    await expect(loaded(page)).toHaveText('100 loaded');
  });

  test('a folder that is made is one for S3 too, and one that is there is told', async ({
    page,
    s3,
    browse,
  }) => {
    const namespace = await browse(['there/file.txt']);
    await page.getByRole('button', { name: 'New folder' }).click();
    const dialog = page.getByRole('dialog', { name: 'New folder' });
    const name = dialog.getByLabel('Name');
    for (const [typed, words] of [
      ['a//b', 'There is nothing between two slashes'],
      ['..', 'addresses cannot carry them'],
      ['a\\b', 'This service takes no such name'],
    ] as const) {
      await name.fill(typed);
      await expect(dialog).toContainText(words);
      await expect(dialog.getByRole('button', { name: 'Create folder' })).toBeDisabled();
    }
    await name.fill('there');
    await name.press('Enter');
    await expect(dialog).toContainText('This folder exists already');
    await name.fill('new/deep 目录');
    await name.press('Enter');
    await expect(dialog).toBeHidden();
    await expect.poll(() => drawnKeys(page)).toEqual(['new/', 'there/']);
    expect(await storedKeys(s3, namespace)).toEqual(['new/deep 目录/', 'there/file.txt']);
    await page.getByRole('link', { name: 'new/' }).click();
    await expect.poll(() => drawnKeys(page)).toEqual(['new/deep 目录/']);
  });

  test('an upload asks before it replaces, and nothing goes where no path leads', async ({
    page,
    s3,
    browse,
  }) => {
    const namespace = await browse(['in/there.txt']);
    await page.getByRole('link', { name: 'in/' }).click();
    await chooseFiles(page, [file('there.txt', 'newer'), file('new.txt', 'new')]);
    const dialog = page.getByRole('dialog');
    await expect(dialog).toHaveAccessibleName('1 object exists already');
    await dialog.getByRole('button', { name: 'Keep them, upload the other 1' }).click();
    await expectAllVerified(page, 1);
    expect(await storedHash(s3, namespace, 'in/there.txt')).toBe(
      await sha256([Buffer.from('bytes of in/there.txt')]),
    );
    expect(await storedHash(s3, namespace, 'in/new.txt')).toBe(await sha256([Buffer.from('new')]));
    await chooseFiles(page, [file('there.txt', 'newer')]);
    await dialog.getByRole('button', { name: 'Replace 1 object' }).click();
    await expect
      .poll(() => storedHash(s3, namespace, 'in/there.txt'))
      .toBe(await sha256([Buffer.from('newer')]));

    await chooseFiles(page, [file('back\\slash.txt')]);
    await expect(dialog).toHaveAccessibleName('Nothing to upload');
    await expect(dialog).toContainText('The path has a part that this service does not take');
    expect(await storedKeys(s3, namespace)).toEqual(['in/new.txt', 'in/there.txt']);
  });

  test('what a file is, and its bytes where the namespace lets everybody read them', async ({
    page,
    target,
    buckets,
    s3,
  }) => {
    const namespace = await buckets.create();
    await s3.putObject(namespace, 'a/报告.txt', 'hello', 5, { 'Content-Type': 'text/plain' });
    await chooseByPage(page);
    await connectWant(page, target, { namespace });
    const drawer = await openObject(page, 'a/报告.txt', 'Properties');
    for (const words of ['5 B', '5d41402abc4b2a76b9719d911017c592', 'text/plain', 'MD5', 'Modified']) {
      await expect(drawer).toContainText(words);
    }
    const open = drawer.getByRole('link', { name: 'Open in a new tab' });
    await expect(drawer.getByRole('button', { name: 'Copy Public address' })).toBeVisible();
    await expectAccessible(page);

    // Before it may be read: said, and nothing is begun.
    await drawer.getByRole('button', { name: 'Download' }).click();
    const save = page.getByRole('dialog', { name: 'Save to disk' });
    await expect(save).toContainText('This file may not be read');
    await save.getByRole('button', { name: 'Close', exact: true }).last().click();
    await drawer.getByRole('tab', { name: 'Preview' }).click();
    await expect(drawer).toContainText('the namespace does not let everybody read it there');

    await s3.setBucketPolicy(namespace, publicRead(namespace));
    await drawer.getByRole('button', { name: 'Retry' }).click();
    await expect(drawer.getByText('hello')).toBeVisible();
    await drawer.getByRole('tab', { name: 'Properties' }).click();
    const [opened] = await Promise.all([page.waitForEvent('popup'), open.click()]);
    await expect(opened.getByText('hello')).toBeVisible();
    await opened.close();
    await drawer.getByRole('button', { name: 'Download' }).click();
    await save.getByRole('button', { name: 'Choose the file…' }).click();
    await expect(page.getByRole('region', { name: 'Downloads' })).toContainText('verified 1');
    expect(await savedFile(page, '报告.txt')).toEqual({
      size: 5,
      hash: await sha256([Buffer.from('hello')]),
    });
  });

  test('a file that was deleted meanwhile, and a namespace that is none', async ({ page, s3, browse }) => {
    const namespace = await browse(['gone.txt', 'stays.txt']);
    await expect(objectRow(page, 'gone.txt')).toBeVisible();
    await s3.removeObject(namespace, 'gone.txt');
    await objectRow(page, 'gone.txt').getByRole('button', { name: 'gone.txt' }).click();
    await expect(page.getByRole('dialog')).toContainText('This object is not there');
    await page.keyboard.press('Escape');
    // As gone as if it had been deleted here.
    const dialog = await planFor(page, 'gone.txt');
    await dialog.getByRole('button', { name: /^Delete 1 object/ }).click();
    await expect(dialog).toBeHidden();
    await expect.poll(() => drawnKeys(page)).toEqual(['stays.txt']);

    await goTo(page, `/b/${namespace}?prefix=a%2F%2F`);
    await expect(page.getByRole('alert')).toContainText('The server refuses this key');
    await goTo(page, '/b/there-is-none-of-this-name');
    await expect(page.getByRole('alert')).toContainText('No such bucket');
    await page.getByRole('link', { name: 'To the buckets' }).click();
    await expect(
      page.getByRole('heading', { name: 'This service cannot list its namespaces' }),
    ).toBeVisible();
    await page.getByRole('textbox', { name: 'Namespace' }).fill('there-is-none-of-this-name');
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(page.getByText('There is no namespace there-is-none-of-this-name here.')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('textbox', { name: 'Namespace' }).fill(namespace);
    await page.getByRole('textbox', { name: 'Namespace' }).press('Enter');
    await expect(objectRow(page, 'stays.txt')).toBeVisible();
  });
});

test.describe('deleting by Want', { tag }, () => {
  test('by keyboard one file; a folder with all that is in it, and nothing of its neighbour', async ({
    page,
    s3,
    browse,
  }) => {
    const namespace = await browse([
      'a.txt',
      'b.txt',
      'x/1.txt',
      'x/deep/2.txt',
      'x/empty/',
      'x1/3.txt',
      'x2',
    ]);
    await expect(objectRow(page, 'a.txt')).toBeVisible();
    await expectAccessible(page);

    await page.keyboard.press('/');
    await page.keyboard.press('Enter');
    for (let row = 0; row < 2; row += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await page.keyboard.press('Delete');
    const dialog = page.getByRole('dialog');
    await expect(dialog).toHaveAccessibleName('Delete 1 object');
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => storedKeys(s3, namespace)).not.toContain('a.txt');
    await expect.poll(() => drawnKeys(page)).toEqual(['x/', 'x1/', 'b.txt', 'x2']);
    await expect(page.getByRole('grid').locator(':focus')).toBeVisible();

    await planFor(page, 'x/', 'b.txt');
    await expect(dialog).toHaveAccessibleName('Delete 6 items');
    await expect(dialog).toContainText('Objects: 3 (51 B) · folders: 3');
    await expect(dialog).toContainText('Everything under this folder:');
    await expect(dialog.getByRole('list', { name: 'What will be deleted' }).getByRole('listitem')).toHaveText(
      ['b.txt', 'x/1.txt', 'x/deep/2.txt', 'x/empty/', 'x/deep/', 'x/'],
    );
    await expectAccessible(page);
    await dialog.getByRole('button', { name: /^Delete 6 items/ }).click();
    await expect(dialog).toBeHidden();
    await expect.poll(() => drawnKeys(page)).toEqual(['x1/', 'x2']);
    expect(await storedKeys(s3, namespace)).toEqual(['x1/3.txt', 'x2']);
    await expect(page.getByRole('button', { name: /^Undo/ })).toHaveCount(0);
  });

  test('an empty folder, and not what has come into it since it was planned', async ({
    page,
    s3,
    browse,
  }) => {
    const namespace = await browse(['empty/', 'busy/', 'busy/old.txt']);
    const dialog = await planFor(page, 'empty/');
    await expect(dialog).toHaveAccessibleName('Delete 1 item');
    await dialog.getByRole('button', { name: /^Delete 1 item/ }).click();
    await expect(dialog).toBeHidden();
    await expect.poll(() => drawnKeys(page)).toEqual(['busy/']);

    await planFor(page, 'busy/');
    await s3.putObject(namespace, 'busy/late.txt', 'late');
    await dialog.getByRole('button', { name: /^Delete 2 items/ }).click();
    await expect(dialog).toHaveAccessibleName('1 of 2 items deleted');
    await expect(dialog).toContainText('DirNotEmpty');
    await expect(dialog).toContainText('There are objects that the plan did not have');
    await expectAccessible(page);
    expect(await headOf(s3, namespace, 'busy/old.txt')).toBe('NotFound');
    expect(await headOf(s3, namespace, 'busy/late.txt')).toBe('stored');
    await dialog.getByRole('button', { name: 'Plan again' }).click();
    await dialog.getByRole('button', { name: /^Delete 2 items/ }).click();
    await expect(dialog).toBeHidden();
    expect(await storedKeys(s3, namespace)).toEqual([]);
    await expect(page.getByRole('heading', { name: 'This bucket is empty' })).toBeVisible();
  });
});

test.describe('what Want has not', { tag }, () => {
  test('is offered nowhere, asked for nowhere, and told where an old link asks for it', async ({
    page,
    target,
    browse,
  }) => {
    const namespace = await browse(['data.csv', 'folder/x.txt']);
    const asked = new Set<string>();
    page.on('request', (request) => {
      const { origin, pathname } = new URL(request.url());
      if (origin === new URL(target.endpoint).origin) asked.add(pathname.split('/').slice(0, 3).join('/'));
    });
    await objectRow(page, 'data.csv').getByRole('checkbox').click();
    const main = page.getByRole('main');
    await expect(
      main.getByRole('toolbar', { name: 'Actions on the selection' }).getByRole('button'),
    ).toHaveText(['Download', 'Delete', '']);
    await expect(objectRow(page, 'data.csv')).toHaveAttribute('draggable', 'false');
    await expect(
      main.getByRole('navigation', { name: `Pages of ${namespace}` }).getByRole('link'),
    ).toHaveText(['Objects', 'Policy upload']);
    for (const name of ['Versions', 'Metadata', 'As code']) {
      await expect(page.getByRole('button', { name, exact: true })).toHaveCount(0);
    }
    await expect(page.getByRole('columnheader')).toHaveText(['', 'Name', 'Size', 'Modified']);
    // Keys of what is lacking do nothing, and are not in the list of keys.
    for (const key of ['F2', 'v', 'm', 'x']) await page.keyboard.press(key);
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.keyboard.press('?');
    const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect(keys).toContainText('Jump to a key');
    for (const words of ['Rename an object', 'Show versions', 'Show user metadata', 'code']) {
      await expect(keys).not.toContainText(words);
    }
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Upload options' }).click();
    const options = page.getByRole('dialog', { name: 'Upload options' });
    await expect(options.getByRole('group')).toHaveCount(2);
    await expect(options.getByRole('combobox', { name: 'Content type' })).toBeVisible();
    await expect(options.getByLabel('Cache control')).toHaveCount(0);
    await page.keyboard.press('Escape');

    const drawer = await openObject(page, 'data.csv', 'Properties');
    await expect(drawer.getByRole('tab')).toHaveText(['Preview', 'Properties']);
    await expect(drawer.getByRole('toolbar').getByRole('button')).toHaveText(['Download', 'Delete']);
    await expect(drawer).not.toContainText(/ETag|Storage class|Encryption|metadata|Checksums/);
    await goTo(page, `/b/${namespace}?key=data.csv&tab=tags&version=v1`);
    await expect(drawer).toContainText('Tags: not to be had here');
    await goTo(page, `/b/${namespace}?versions=true&meta=true`);
    await expect(page.getByRole('heading', { name: 'No versions on this server' })).toBeVisible();

    for (const [path, title] of [
      ['settings', 'Settings'],
      ['policy', 'Policy'],
      ['notifications', 'Notifications'],
      ['events', 'Live events'],
      ['uploads', 'Incomplete uploads'],
      ['forms', 'Upload form'],
      ['query?key=data.csv', 'Query'],
    ]) {
      await goTo(page, `/b/${namespace}/${path}`);
      await expect(page.getByRole('heading', { name: `Not on this connection: ${title}` })).toBeVisible();
      await expect(page.getByRole('alert')).toHaveCount(0);
    }
    await expectAccessible(page);
    await page.getByRole('link', { name: 'To the objects' }).click();
    await expect(objectRow(page, 'data.csv')).toBeVisible();
    // Nothing of S3 was asked for behind all this.
    expect(asked).toContain('/3.0/files');
    expect([...asked].filter((path) => !path.startsWith('/3.0/'))).toEqual([]);
  });

  test('the way to a policy upload begins in the folder that is open', async ({ page, browse }) => {
    const namespace = await browse(['a/b/c.txt']);
    await goTo(page, `/b/${namespace}?prefix=a%2Fb%2F`);
    await page.getByRole('toolbar', { name: 'Objects' }).getByRole('link', { name: 'Policy upload' }).click();
    await expect(page).toHaveURL(/\/upload-policy\?prefix=a%2Fb%2F$/);
  });

  test('a pasted token may only upload, and says so', async ({ page, target, buckets, s3 }) => {
    const namespace = await buckets.create();
    await putAll(s3, namespace, ['secret.txt']);
    await connectWithToken(page, target, tokenOf(target, namespace));
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().startsWith(target.endpoint)) asked.push(request.url());
    });
    await goTo(page, `/b/${namespace}`);
    await expect(page.getByRole('heading', { name: 'This connection may only upload' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Upload by the token’s policy' }).click();
    await expect(page).toHaveURL(/\/upload-policy$/);
    await goTo(page, '/buckets');
    await expect(page.getByRole('main').getByRole('link', { name: namespace })).toBeVisible();
    await expect(page.getByRole('main').getByRole('textbox')).toHaveCount(0);
    await expectAccessible(page);
    await goTo(page, '/b/another-namespace');
    await expect(page.getByRole('main')).toContainText(`that is for the namespace ${namespace}`);
    expect(asked).toEqual([]);
  });

  test('all of it on a telephone', async ({ page, target, buckets, s3 }) => {
    const namespace = await buckets.create();
    await putAll(s3, namespace, ['a.txt', 'folder/b.txt']);
    await page.setViewportSize({ width: 390, height: 844 });
    await connectWant(page, target, { namespace });
    const isWide = () => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    await expect(objectRow(page, 'a.txt')).toBeVisible();
    expect(await isWide()).toBe(false);
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await expect(page.getByRole('menuitem', { name: 'New folder' })).toBeVisible();
    await expect(page.getByRole('menuitemcheckbox', { name: /Versions|Metadata/ })).toHaveCount(0);
    await page.keyboard.press('Escape');
    const dialog = await planFor(page, 'folder/', 'a.txt');
    expect(await isWide()).toBe(false);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    const drawer = await openObject(page, 'a.txt', 'Properties');
    await expect(drawer).toContainText('Public address');
    expect(await isWide()).toBe(false);
    await expectAccessible(page);
  });
});

/** Signed as the SDKs sign, sharing no code with the console. */
function tokenOf({ accessKeyId, secretAccessKey }: Target, namespace: string): string {
  const base64url = (text: string) => Buffer.from(text).toString('base64url');
  const policy = base64url(JSON.stringify({ namespace, expiration: Date.now() + 3600_000, insertOnly: 0 }));
  const sign = createHmac('sha1', secretAccessKey).update(policy).digest('hex');
  return `UPLOAD_AK_TOP ${base64url(`${accessKeyId}:${policy}:${sign}`)}`;
}
