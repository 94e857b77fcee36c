import { createHmac } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/fixtures.ts';
import { freePort } from './support/free-port.ts';
import { startLoopbackServer } from './support/loopback-server.ts';
import type { Target } from './support/target.ts';
import { connectWant, connectWithToken, fillToken, fillWant, pressConnect } from './support/want-steps.ts';

const hour = 3600_000;
const base64url = (text: string) => Buffer.from(text).toString('base64url');

/** Signed as the SDKs sign, sharing no code with the console. */
function tokenOf(target: Target, policy: object | string, secret = target.secretAccessKey): string {
  const encoded = base64url(typeof policy === 'string' ? policy : JSON.stringify(policy));
  const sign = createHmac('sha1', secret).update(encoded).digest('hex');
  return `UPLOAD_AK_TOP ${base64url(`${target.accessKeyId}:${encoded}:${sign}`)}`;
}

const lasting = (namespace: string) => ({ namespace, expiration: Date.now() + 5 * hour, insertOnly: 1 });

const checkRow = (page: Page, check: string): Locator =>
  page.getByRole('region', { name: 'Connection check' }).getByRole('listitem').filter({ hasText: check });

/** What the check says of the step that failed. The page has stayed where it was. */
async function expectFailure(page: Page, check: string, ...words: string[]): Promise<void> {
  await expect(checkRow(page, check)).toContainText('failed');
  for (const word of words) await expect(checkRow(page, check)).toContainText(word);
  await expect(page).not.toHaveURL(/#\/c\//);
}

const kept = (page: Page, where: 'localStorage' | 'sessionStorage') =>
  page.evaluate((name) => JSON.stringify({ ...window[name] }), where);

const connectionButton = (page: Page) => page.getByRole('button', { name: /^Connection: / });

test.describe('connecting by Want', { tag: '@row-27' }, () => {
  for (const keyType of ['TOP', 'CLOUD'] as const) {
    test(`with keys of the type ${keyType}, into a namespace`, async ({ page, target, buckets, s3 }) => {
      const namespace = await buckets.create();
      await s3.putObject(namespace, 'put-by-s3.txt', 'there');
      await connectWant(page, target, { namespace, keyType });
      await expect(page.getByText('put-by-s3.txt')).toBeVisible();
      expect(await kept(page, 'localStorage')).toContain(`\\"keyType\\":\\"${keyType}\\"`);
    });
  }

  test('a check alone says what was asked, and stays', async ({ page, target, buckets }) => {
    await page.goto(target.pageUrl);
    await fillWant(page, target, { namespace: await buckets.create() });
    await page.getByRole('button', { name: 'Check connection' }).click();
    const report = page.getByRole('region', { name: 'Connection check' });
    await expect(report).toContainText('Nothing is in the way.');
    for (const check of [
      'A server answers at the manage endpoint',
      'Access key, secret key and type belong together',
      'The namespace is there, and open to this account',
    ]) {
      await expect(checkRow(page, check)).toContainText('passed');
    }
    await expectAccessible(page);
    await expect(page).not.toHaveURL(/#\/c\//);
  });

  test('with one address for both, and a namespace named later', async ({ page, target, buckets }) => {
    const namespace = await buckets.create();
    await page.goto(target.pageUrl);
    await fillWant(page, target, { namespace: '', manageEndpoint: '' });
    await expect(page.getByLabel('Manage endpoint')).toHaveAttribute('placeholder', target.endpoint);
    await pressConnect(page);
    await expect(page.getByRole('heading', { name: 'Namespaces', level: 1 })).toBeVisible();
    await page.getByRole('main').getByRole('textbox').fill(namespace);
    await page.getByRole('main').getByRole('button', { name: 'Open' }).click();
    await expect(page).toHaveURL(new RegExp(`/b/${namespace}$`));
  });

  test('by one click to the store that came along, and again after a reload', async ({ page, target }) => {
    await page.goto(target.pageUrl);
    await page.getByRole('button', { name: 'Open it by Want' }).click();
    await expect(page.getByRole('heading', { name: 'Namespaces', level: 1 })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Namespaces', level: 1 })).toBeVisible();
    expect(await kept(page, 'localStorage')).not.toContain(target.secretAccessKey);
  });

  test('the preset names the public service', async ({ page, target }) => {
    await page.goto(target.pageUrl);
    await page.getByRole('group', { name: 'Fill in for' }).getByRole('button', { name: 'Want' }).click();
    await expect(page.getByLabel('Upload endpoint')).toHaveValue('https://upload.media.aliyun.com');
    await expect(page.getByLabel('Manage endpoint')).toHaveValue('https://rs.media.aliyun.com');
  });

  test('by the keyboard alone', async ({ page, target, buckets }) => {
    const namespace = await buckets.create();
    await page.goto(target.pageUrl);
    await page.getByRole('radio', { name: 'S3' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('radio', { name: 'Want' })).toBeChecked();
    await page.getByRole('group', { name: 'Fill in for' }).getByRole('button').last().focus();
    const type = async (text: string) => {
      await page.keyboard.press('Tab');
      await page.keyboard.insertText(text);
    };
    await type(target.endpoint);
    await type(target.endpoint);
    await type('By keys');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('radio', { name: 'Access key and secret key' })).toBeFocused();
    await type(target.accessKeyId);
    await type(target.secretAccessKey);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('radio', { name: 'TOP' })).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await type(namespace);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`/b/${namespace}$`));
    await expect(page.getByRole('button', { name: 'Connection: By keys' })).toBeVisible();
  });
});

test.describe('what is wrong with a Want connection', { tag: '@row-27' }, () => {
  test('fields say it, the first one is gone to', async ({ page, target }) => {
    await page.goto(target.pageUrl);
    await page.getByRole('radiogroup', { name: 'Protocol' }).getByText('Want', { exact: true }).click();
    await page.getByLabel('Manage endpoint').fill('ftp://127.0.0.1');
    await page.getByLabel('Namespace').fill('demo/folder');
    await pressConnect(page);
    await expect(page.getByLabel('Upload endpoint')).toBeFocused();
    for (const sentence of [
      'Enter the address that takes uploads.',
      'The address begins with https:// or http://.',
      'Enter the access key.',
      'Enter the secret key.',
      'The name of one namespace, without slashes or blanks.',
    ]) {
      await expect(page.getByText(sentence)).toBeVisible();
    }
    await expectAccessible(page);
  });

  test('a wrong secret key', async ({ page, target, buckets }) => {
    await page.goto(target.pageUrl);
    await fillWant(page, target, { namespace: await buckets.create(), secretAccessKey: 'not-this-one' });
    await pressConnect(page);
    await expectFailure(
      page,
      'Access key, secret key and type belong together',
      'The keys are refused',
      'Enter both again, and check who issued them: TOP or CLOUD.',
      'InvalidToken',
    );
    await expectAccessible(page);
  });

  for (const [side, minutes] of [
    ['behind', -20],
    ['ahead of', 20],
  ] as const) {
    test(`a clock 20 minutes ${side} the service`, async ({ page, target, buckets, s3 }) => {
      const namespace = await buckets.create();
      await s3.putObject(namespace, 'put-by-s3.txt', 'there');
      await page.clock.setFixedTime(Date.now() + minutes * 60_000);
      await page.goto(target.pageUrl);
      await fillWant(page, target, { namespace });
      await pressConnect(page);
      await expectFailure(page, 'The clocks agree');
      await expect(checkRow(page, 'The namespace is there')).toContainText('passed');
      await page.getByRole('button', { name: 'Connect anyway' }).click();
      await expect(page).toHaveURL(new RegExp(`/b/${namespace}$`));
      await expect(page.getByText('put-by-s3.txt')).toBeVisible();
    });
  }

  test('an unknown namespace', async ({ page, target }) => {
    await page.goto(target.pageUrl);
    await fillWant(page, target, { namespace: 'nobody-has-this' });
    await pressConnect(page);
    await expectFailure(
      page,
      'The namespace is there, and open to this account',
      'There is no such namespace',
      'Check its spelling',
      'NamespaceNotExist',
    );
  });

  test('a manage endpoint that does not answer leaves uploads', async ({ page, target, buckets }) => {
    const namespace = await buckets.create();
    await page.goto(target.pageUrl);
    const manageEndpoint = `http://127.0.0.1:${await freePort()}`;
    await fillWant(page, target, { namespace, manageEndpoint });
    await pressConnect(page);
    await expectFailure(page, 'A server answers at the manage endpoint', manageEndpoint);
    await page.getByRole('button', { name: 'Connect anyway' }).click();
    await expect(page).toHaveURL(new RegExp(`/b/${namespace}$`));
  });

  test('an address that speaks something else', async ({ page, target }) => {
    const website = await startLoopbackServer((_req, res) => {
      res.writeHead(200, {
        'content-type': 'text/html',
        'access-control-allow-origin': '*',
        'access-control-allow-headers': '*, authorization',
      });
      res.end('<!doctype html><title>A website</title>');
    });
    await page.goto(target.pageUrl);
    await fillWant(page, target, { namespace: '', endpoint: website.origin });
    await pressConnect(page);
    await expectFailure(page, 'The endpoint speaks Want', 'This is not a Want service');
    await website.close();
  });

  test('a service without CORS, and what it has to answer', async ({ page, target }) => {
    const closed = await startLoopbackServer((_req, res) => {
      res.writeHead(403, { 'content-type': 'application/json' });
      res.end('{"code":"AccessDenied"}');
    });
    await page.goto(target.pageUrl);
    await fillWant(page, target, { namespace: '', endpoint: closed.origin });
    await pressConnect(page);
    await expectFailure(
      page,
      'The endpoint lets this page read its answers (CORS)',
      `allow the origin ${target.pageUrl}`,
      'Access-Control-Allow-Headers: Authorization, Content-Type, X-ACL-Date',
    );
    await expect(page.getByRole('button', { name: 'Connect anyway' })).toHaveCount(0);
    await closed.close();
  });
});

test.describe('a pasted upload token', { tag: '@row-27' }, () => {
  test('is decoded before anything is sent, and leads to uploads alone', async ({
    page,
    target,
    buckets,
  }) => {
    const namespace = await buckets.create();
    const policy = {
      ...lasting(namespace),
      dir: '/inbox',
      name: '${uuid}.${ext}',
      sizeLimit: 10 * 1024 ** 2,
      mimeLimit: 'image/*',
      detectMime: 1,
    };
    await page.goto(target.pageUrl);
    await fillToken(page, target, `Authorization: ${tokenOf(target, policy)}\n`);
    await expect(page.getByLabel('Secret key', { exact: true })).toHaveCount(0);
    await expect(page.getByLabel('Manage endpoint')).toHaveCount(0);
    const allows = page.getByRole('region', { name: 'What this token allows' });
    for (const words of [
      `Signed with the access key ${target.accessKeyId} (TOP)`,
      namespace,
      'expires in 4 hr 5',
      'A file that is there already is kept',
      '/inbox',
      'The service fills in',
      '10 MiB (10,485,760 B)',
      'image/*',
      'The service tells the type from the content.',
    ]) {
      await expect(allows).toContainText(words);
    }
    await allows.getByText('The policy as it was signed').click();
    await expect(allows).toContainText(JSON.stringify(policy));
    await expectAccessible(page);
    await pressConnect(page);
    await expect(page).toHaveURL(new RegExp(`/b/${namespace}/upload-policy$`));
    await page.getByRole('link', { name: 'This server' }).click();
    const features = page.getByRole('table', { name: 'Features' });
    await expect(features.getByRole('row', { name: 'Browse folders and files' })).toContainText(
      'Not with an upload token',
    );
    await expectAccessible(page);
  });

  test('that is none says so, and is not sent', async ({ page, target, buckets }) => {
    const token = tokenOf(target, lasting(await buckets.create()));
    const sent: string[] = [];
    await page.goto(target.pageUrl);
    page.on('request', (request) => sent.push(request.url()));
    for (const [wrong, sentence] of [
      [token.slice(0, -9), 'This is no upload token.'],
      [token.replace('UPLOAD_AK', 'ACL'), 'This is no upload token.'],
      [`${target.accessKeyId}:${target.secretAccessKey}`, 'This is no upload token.'],
      [tokenOf(target, '{"namespace":'), 'no service could follow its policy'],
      [tokenOf(target, { expiration: -1 }), 'namespace is empty'],
      ['', 'Paste the token.'],
    ] as const) {
      await fillToken(page, target, wrong);
      await pressConnect(page);
      await expect(page.getByText(sentence)).toBeVisible();
      await expect(page.getByLabel('Upload token', { exact: true })).toBeFocused();
    }
    expect(sent.filter((url) => url.startsWith(target.endpoint))).toEqual([]);
  });

  test('that has expired is shown and refused', async ({ page, target, buckets }) => {
    const namespace = await buckets.create();
    await page.goto(target.pageUrl);
    await fillToken(page, target, tokenOf(target, { ...lasting(namespace), expiration: Date.now() - hour }));
    await expect(page.getByText('This token has expired.')).toBeVisible();
    await expect(page.getByRole('region', { name: 'What this token allows' })).toContainText(
      'expired 1 hr ago',
    );
    await pressConnect(page);
    await expect(page.getByRole('region', { name: 'Connection check' })).toHaveCount(0);
    await expect(page).not.toHaveURL(/#\/c\//);
    await expectAccessible(page);
  });

  test('that ends while one looks at it', async ({ page, target, buckets }) => {
    const namespace = await buckets.create();
    await page.clock.install();
    await page.goto(target.pageUrl);
    await fillToken(page, target, tokenOf(target, lasting(namespace)));
    await expect(page.getByText(/expires in 4 hr 5\d min/)).toBeVisible();
    await expect(page.getByText('This token has expired.')).toHaveCount(0);
    await page.clock.fastForward(5 * hour);
    await expect(page.getByText('This token has expired.')).toBeVisible();
    await expect(page.getByText(/expired .* ago/)).toBeVisible();
  });

  test('that somebody signed with another secret is found out by the service', async ({
    page,
    target,
    buckets,
  }) => {
    await page.goto(target.pageUrl);
    await fillToken(page, target, tokenOf(target, lasting(await buckets.create()), 'another-secret'));
    await pressConnect(page);
    await expectFailure(page, 'The service takes the token', 'InvalidToken');
  });
});

test.describe('what of a Want connection is kept', { tag: '@row-27' }, () => {
  test('the profile, without its secret', async ({ page, target, buckets }) => {
    const namespace = await buckets.create();
    await connectWant(page, target, { namespace, keyType: 'CLOUD' });
    const stored = (await kept(page, 'localStorage')) + (await kept(page, 'sessionStorage'));
    expect(stored).toContain(target.accessKeyId);
    expect(stored).not.toContain(target.secretAccessKey);
    // A reload forgets the secret; the link brings the form back, filled in but for it.
    await page.reload();
    await expect(page.getByText('Enter its secret key to go on.')).toBeVisible();
    await expect(page.getByLabel('Secret key', { exact: true })).toBeFocused();
    await expect(page.getByLabel('Upload endpoint')).toHaveValue(target.endpoint);
    await expect(page.getByRole('radio', { name: 'CLOUD' })).toBeChecked();
    await expect(page.getByLabel('Namespace')).toHaveValue(namespace);
    await page.keyboard.insertText(target.secretAccessKey);
    await pressConnect(page);
    await expect(page).toHaveURL(new RegExp(`/b/${namespace}$`));
  });

  test('a token is nowhere, its profile asks for one', async ({ page, target, buckets }) => {
    const token = tokenOf(target, lasting(await buckets.create()));
    await connectWithToken(page, target, token);
    const stored = (await kept(page, 'localStorage')) + (await kept(page, 'sessionStorage'));
    expect(stored).not.toContain(token.slice('UPLOAD_AK_TOP '.length));
    await page.reload();
    await expect(page.getByText('Paste its upload token to go on.')).toBeVisible();
    await expectAccessible(page);
    await page.goto(target.pageUrl);
    await page.getByRole('button', { name: /upload token/ }).click();
    await expect(page.getByLabel('Upload token', { exact: true })).toBeFocused();
    await expect(page.getByLabel('Upload token', { exact: true })).toHaveValue('');
  });

  test('for the tab, keys outlive a reload', async ({ page, target, buckets }) => {
    const namespace = await buckets.create();
    await page.goto(target.pageUrl);
    // By the type TOP it is the embedded store, which needs nothing kept.
    await fillWant(page, target, { namespace, keyType: 'CLOUD' });
    await page.getByLabel('Keep for this tab').check();
    await pressConnect(page);
    await expect(page).toHaveURL(new RegExp(`/b/${namespace}$`));
    await page.reload();
    await expect(connectionButton(page)).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`/b/${namespace}$`));
    expect(await kept(page, 'localStorage')).not.toContain(target.secretAccessKey);
  });

  test('for the tab, a token outlives a reload', async ({ page, target, buckets }) => {
    const namespace = await buckets.create();
    await page.goto(target.pageUrl);
    await fillToken(page, target, tokenOf(target, lasting(namespace)));
    await expect(page.getByLabel('Keep encrypted, behind a passphrase')).toHaveCount(0);
    await page.getByLabel('Keep for this tab').check();
    await pressConnect(page);
    await expect(page).toHaveURL(/upload-policy$/);
    await page.reload();
    await expect(connectionButton(page)).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`/b/${namespace}/upload-policy$`));
  });

  test('behind a passphrase, the secret key', async ({ page, target, buckets }) => {
    const namespace = await buckets.create();
    await page.goto(target.pageUrl);
    await fillWant(page, target, { namespace, keyType: 'CLOUD' });
    await page.getByLabel('Keep encrypted, behind a passphrase').check();
    await page.getByLabel('Passphrase', { exact: true }).fill('correct horse battery');
    await page.getByLabel('Passphrase again').fill('correct horse battery');
    await pressConnect(page);
    await expect(page).toHaveURL(new RegExp(`/b/${namespace}$`));
    expect(await kept(page, 'localStorage')).not.toContain(target.secretAccessKey);
    await page.reload();
    await page.getByLabel('Passphrase', { exact: true }).fill('correct horse battery');
    await page.getByRole('button', { name: 'Unlock and connect' }).click();
    await expect(connectionButton(page)).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`/b/${namespace}$`));
  });
});

test.describe('in Chinese', { tag: '@row-27' }, () => {
  for (const [locale, words] of [
    ['zh-CN', ['上传端点', '管理端点', '命名空间', '他人签名的上传令牌', '此令牌允许的操作', '后过期']],
    ['zh-TW', ['上傳端點', '管理端點', '命名空間', '他人簽章的上傳權杖', '此權杖允許的操作', '後到期']],
  ] as const) {
    test.describe(locale, () => {
      test.use({ locale });
      test('the form and a token', async ({ page, target, buckets }) => {
        const [endpoint, manage, namespace, method, allows, left] = words;
        const token = tokenOf(target, lasting(await buckets.create()));
        await page.goto(target.pageUrl);
        await page.getByRole('radiogroup').first().getByText('Want').click();
        for (const label of [endpoint, manage, namespace]) await expect(page.getByLabel(label)).toBeVisible();
        await page.getByLabel(endpoint).fill(target.endpoint);
        await page.getByLabel(method).check();
        await page.locator('textarea[name=uploadToken]').fill(token);
        await expect(page.getByRole('region', { name: allows })).toContainText(left);
        await expectAccessible(page);
        await page.locator('button[type=submit]').click();
        await expect(page).toHaveURL(/upload-policy$/);
      });
    });
  }
});

test('what a Want service offers and lacks', { tag: '@row-27' }, async ({ page, target, buckets }) => {
  await connectWant(page, target, { namespace: await buckets.create() });
  await page.getByRole('link', { name: 'This server' }).click();
  await expect(page.getByRole('heading', { name: 'What this server can do', level: 1 })).toBeVisible();
  const features = page.getByRole('table', { name: 'Features' });
  await expect(features.getByRole('row', { name: 'Browse folders and files' })).toContainText('Available');
  await expect(features.getByRole('row', { name: 'Versions' })).toContainText('Not in this protocol');
  await expectAccessible(page);
});
