import type { Locator, Page } from '@playwright/test';
import type { S3Error } from 'minio';
import { expectAccessible } from './support/axe.ts';
import { openBucket } from './support/console.ts';
import { expect, test } from './support/fixtures.ts';
import { connectLimited } from './support/limited-user.ts';
import type { Target } from './support/target.ts';

/** From the page of buckets to the policy of one. */
async function openPolicy(page: Page, bucket: string): Promise<void> {
  await openBucket(page, bucket);
  await page.getByRole('link', { name: 'Policy', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Policy', level: 1 })).toBeVisible();
}

/** Leaves the page and comes back: what it shows then is what the server gave after the save. */
async function reopen(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Policy', level: 1 })).toHaveCount(0);
  await page.getByRole('link', { name: 'Policy', exact: true }).click();
}

const openView = (page: Page, name: 'Grants' | 'JSON' | 'Who can do what') =>
  page.getByRole('tab', { name, exact: true }).click();

const editor = (page: Page): Locator => page.getByRole('textbox', { name: 'Policy as JSON' });

/** Puts the text in as if it had been pasted. */
async function writeJson(page: Page, text: string): Promise<void> {
  await openView(page, 'JSON');
  await editor(page).fill(text);
}

async function addPrefix(page: Page, prefix: string, grant: string): Promise<void> {
  const form = page.getByRole('group', { name: 'Add a prefix' });
  await form.getByLabel('New prefix').fill(prefix);
  await form.getByLabel('Everyone may there').selectOption(grant);
  await form.getByRole('button', { name: 'Add', exact: true }).click();
}

async function review(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Review change' }).click();
  return page.getByRole('dialog', { name: /^(?:Review change|Remove): Policy$/ });
}

async function save(page: Page): Promise<void> {
  const dialog = await review(page);
  await dialog.getByRole('button', { name: 'Save change' }).click();
  await expect(page.getByTestId('announcements')).toHaveText('Saved: Policy');
  await expect(dialog).toHaveCount(0);
}

/** What the server has, asked by another client; undefined for none. */
async function storedPolicy(
  s3: { getBucketPolicy: (bucket: string) => Promise<string> },
  bucket: string,
): Promise<{ Statement: { Action: string[]; Effect: string; Sid?: string }[] } | undefined> {
  try {
    return JSON.parse(await s3.getBucketPolicy(bucket));
  } catch (error) {
    if ((error as S3Error).code === 'NoSuchBucketPolicy') return undefined;
    throw error;
  }
}

/** A request without any signature, as anybody on the network can send it. */
async function anonymous(
  { endpoint }: Target,
  path: string,
  init: RequestInit = {},
): Promise<{ status: number; body: string }> {
  const response = await fetch(`${endpoint}/${path}`, init);
  return { status: response.status, body: await response.text() };
}

const policyOf = (...statements: object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements }, undefined, 2);
const everyoneReads = (resource: string) => ({
  Effect: 'Allow',
  Principal: { AWS: ['*'] },
  Action: ['s3:GetObject'],
  Resource: [`arn:aws:s3:::${resource}`],
});

test.describe('bucket policy', { tag: '@row-08' }, () => {
  test('a prefix is opened for reading: anyone reads there and nowhere else, until it is taken away', async ({
    page,
    connect,
    target,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    for (const key of ['photos/a.txt', 'photos-2/b.txt', 'c.txt']) await s3.putObject(bucket, key, key);
    expect((await anonymous(target, `${bucket}/photos/a.txt`)).status).toBe(403);
    await connect(page);
    await openPolicy(page, bucket);
    await expect(page.getByRole('region', { name: 'Is it public?' })).toContainText('Not public');
    await addPrefix(page, 'photos/', 'List and read');
    await expect(page.getByRole('region', { name: 'Is it public?' })).toContainText(
      'On the server it is not public until you save this.',
    );
    const dialog = await review(page);
    await expect(dialog).toContainText('Saving this makes it public.');
    await expect(dialog).toContainText('Anyone may list keys and read objects under photos/');
    await expect(dialog.getByRole('insertion').filter({ hasText: '"s3:GetObject"' })).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Save change' }).click();
    await expect(dialog).toHaveCount(0);

    expect(await anonymous(target, `${bucket}/photos/a.txt`)).toEqual({ status: 200, body: 'photos/a.txt' });
    expect((await anonymous(target, `${bucket}?list-type=2&prefix=photos%2F`)).status).toBe(200);
    for (const path of ['photos-2/b.txt', 'c.txt', '?list-type=2&prefix=']) {
      expect((await anonymous(target, `${bucket}/${path}`)).status, path).toBe(403);
    }
    expect((await anonymous(target, `${bucket}/photos/x`, { method: 'PUT', body: 'x' })).status).toBe(403);

    // Read back from the form that the server gave it.
    await reopen(page);
    await expect(page.getByLabel('What everyone may do under photos/', { exact: true })).toHaveValue(
      'readonly',
    );
    await page.getByRole('button', { name: 'Take the grant of photos/ away' }).click();
    await (await review(page)).getByRole('button', { name: 'Remove Policy' }).click();
    await expect(page.getByTestId('announcements')).toHaveText('Removed: Policy');
    expect(await storedPolicy(s3, bucket)).toBeUndefined();
    expect((await anonymous(target, `${bucket}/photos/a.txt`)).status).toBe(403);
  });

  test('write only: anyone stores and nobody reads it', async ({ page, connect, target, buckets, s3 }) => {
    const bucket = await buckets.create();
    await connect(page);
    await openPolicy(page, bucket);
    await addPrefix(page, 'inbox/', 'Store and delete');
    await save(page);
    const path = `${bucket}/inbox/letter.txt`;
    expect((await anonymous(target, path, { method: 'PUT', body: 'dear' })).status).toBe(200);
    expect((await anonymous(target, path)).status).toBe(403);
    expect((await anonymous(target, `${bucket}?list-type=2&prefix=inbox%2F`)).status).toBe(403);
    expect((await anonymous(target, `${bucket}/other.txt`, { method: 'PUT', body: 'x' })).status).toBe(403);
    expect((await s3.statObject(bucket, 'inbox/letter.txt')).size).toBe(4);
    expect((await anonymous(target, path, { method: 'DELETE' })).status).toBe(204);

    const grant = page.getByLabel('What everyone may do under inbox/', { exact: true });
    await grant.selectOption('List, read, store and delete');
    await save(page);
    expect((await anonymous(target, path, { method: 'PUT', body: 'dear' })).status).toBe(200);
    expect((await anonymous(target, path)).body).toBe('dear');
  });

  test('what other clients wrote is read back, and what is no grant stays as it is', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    const arn = `arn:aws:s3:::${bucket}`;
    const allow = { Effect: 'Allow', Principal: { AWS: ['*'] } };
    await s3.setBucketPolicy(
      bucket,
      policyOf(
        { ...allow, Action: ['s3:GetBucketLocation', 's3:ListBucket'], Resource: [arn] },
        // As mc shares one statement among prefixes.
        { ...allow, Action: ['s3:GetObject'], Resource: [`${arn}/a/*`, `${arn}/b/*`] },
        {
          Sid: 'Keep',
          Effect: 'Deny',
          Principal: { AWS: ['*'] },
          Action: ['s3:DeleteObject'],
          Resource: [`${arn}/legal/*`],
        },
      ),
    );
    await connect(page);
    await openPolicy(page, bucket);
    const grantOf = (prefix: string) =>
      page.getByLabel(`What everyone may do under ${prefix}`, { exact: true });
    await expect(grantOf('a/')).toHaveValue('readonly');
    await expect(grantOf('b/')).toHaveValue('readonly');
    await expect(page.getByText('1 statement is no part of a grant. It stays as it is.')).toBeVisible();
    await page.getByRole('button', { name: 'Take the grant of a/ away' }).click();
    await expect(grantOf('a/')).toHaveValue('none');
    await save(page);
    const statements = (await storedPolicy(s3, bucket))?.Statement ?? [];
    expect(statements.find(({ Sid }) => Sid === 'Keep')).toMatchObject({ Effect: 'Deny' });
    expect(JSON.stringify(statements)).not.toContain('/a/*');
    expect(JSON.stringify(statements)).toContain('/b/*');
  });

  test('JSON: an error is told at its line, kept from being saved, and mended', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    await connect(page);
    await openPolicy(page, bucket);
    const good = policyOf({ ...everyoneReads(`${bucket}/a/*`), Sid: 'A' });
    await writeJson(page, good.replace('"Sid": "A"', '"Sid": "A",'));
    const problems = page.getByRole('region', { name: 'Problems' });
    await expect(problems).toContainText('Line 18: Here it stops being JSON.');
    await expect(page.getByText('1 error to mend before it can be saved')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Review change' })).toBeDisabled();
    await problems.getByRole('button').click();
    await expect(editor(page)).toBeFocused();
    await expect(page.locator('.cm-activeLine')).toHaveText('    }');
    await expectAccessible(page);
    // The other views say why they show nothing.
    await openView(page, 'Who can do what');
    await expect(page.getByText('The JSON is not a policy yet')).toBeVisible();
    await page.getByRole('button', { name: 'Go to the problems' }).click();

    await editor(page).fill(good.replace('"Allow"', '"Maybe"').replace(bucket, 'another'));
    await expect(problems.getByRole('listitem')).toHaveText([
      /Error\s*Line 5: Effect is "Allow" or "Deny"\./,
    ]);
    await editor(page).fill(good.replace(bucket, 'another'));
    await expect(problems).toContainText('arn:aws:s3:::another/a/* is of another bucket.');

    await editor(page).fill(good);
    await expect(problems).toContainText('No problems found');
    await save(page);
    expect((await storedPolicy(s3, bucket))?.Statement).toMatchObject([{ Sid: 'A', Effect: 'Allow' }]);
  });

  test('a policy that the server refuses stays in the editor, with the server’s words', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    await connect(page);
    await openPolicy(page, bucket);
    await writeJson(
      page,
      policyOf({ ...everyoneReads(`${bucket}/*`), Condition: { StringSameAs: { 'aws:Referer': ['x'] } } }),
    );
    await expect(page.getByRole('region', { name: 'Problems' })).toContainText(
      /Warning\s*Line 18: Pail does not know the operator StringSameAs\./,
    );
    const dialog = await review(page);
    await dialog.getByRole('button', { name: 'Save change' }).click();
    await expect(dialog.getByRole('alert')).toContainText('The server refused the change');
    await expect(dialog.getByRole('alert')).toContainText('400 MalformedPolicy');
    await expect(dialog).toContainText('The JSON view warns of 1 thing that not every server takes.');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('alert')).toContainText('400 MalformedPolicy');
    await expect(editor(page)).toContainText('StringSameAs');
    expect(await storedPolicy(s3, bucket)).toBeUndefined();
  });

  test('who can do what, in sentences, and a question that leads to the statement', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    await s3.setBucketPolicy(
      bucket,
      policyOf(
        { ...everyoneReads(`${bucket}/pub/*`), Sid: 'One' },
        {
          ...everyoneReads(`${bucket}/pub/secret/*`),
          Sid: 'Two',
          Effect: 'Deny',
          Condition: { NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/8'] } },
        },
      ),
    );
    await connect(page);
    await openPolicy(page, bucket);
    await openView(page, 'Who can do what');
    const sentences = page.getByRole('region', { name: 'In sentences' }).getByRole('listitem');
    await expect(sentences).toHaveText([
      /^Denied\s*Nobody may read objects under pub\/secret\/, if aws:SourceIp is not within 10\.0\.0\.0\/8\s*Statement \d$/,
      /^Allowed.*Anyone may read objects under pub\/\s*Statement \d$/,
    ]);
    await expectAccessible(page);

    const ask = page.getByRole('group', { name: 'Try it' });
    const outcome = ask.getByRole('status', { name: 'Outcome' });
    await expect(outcome).toHaveText('Enter the key.');
    await ask.getByLabel('Key', { exact: true }).fill('private.txt');
    await expect(outcome).toContainText('Not mentioned');
    await ask.getByLabel('Key', { exact: true }).fill('pub/secret/a');
    await expect(outcome).toContainText(/Denied, by statement \d/);
    await ask.getByLabel('aws:SourceIp of the request').fill('10.1.2.3');
    await expect(outcome).toContainText(/Allowed, by statement \d/);
    await expect(outcome).toContainText(/would apply, if aws:SourceIp is not within 10\.0\.0\.0\/8/);
    await ask.getByLabel('Action').fill('s3:PutObject');
    await expect(outcome).toContainText('Not mentioned');

    await ask.getByLabel('Action').fill('s3:GetObject');
    await outcome.getByRole('button').first().press('Enter');
    await expect(editor(page)).toBeFocused();
    const selected = await page.evaluate(() => getSelection()?.toString() ?? '');
    expect(JSON.parse(selected)).toMatchObject({ Sid: 'One' });
  });

  test('changed meanwhile: nothing is lost unasked', async ({ page, connect, buckets, s3 }) => {
    const bucket = await buckets.create();
    await s3.setBucketPolicy(bucket, policyOf(everyoneReads(`${bucket}/mine/*`)));
    await connect(page);
    await openPolicy(page, bucket);
    await writeJson(page, policyOf({ ...everyoneReads(`${bucket}/mine/*`), Sid: 'Mine' }));
    await s3.setBucketPolicy(bucket, policyOf(everyoneReads(`${bucket}/theirs/*`)));
    await (await review(page)).getByRole('button', { name: 'Save change' }).click();
    const dialog = page.getByRole('dialog', { name: 'Changed meanwhile' });
    await expect(dialog).toContainText('Nothing of yours was saved yet.');
    await expect(dialog.getByRole('region', { name: 'What they changed' })).toContainText('theirs/*');
    expect(JSON.stringify(await storedPolicy(s3, bucket))).toContain('theirs');

    await dialog.getByRole('button', { name: 'Keep theirs' }).click();
    await expect(editor(page)).toContainText('theirs/*');
    await expect(page.getByText('As on the server')).toBeVisible();

    await writeJson(page, policyOf({ ...everyoneReads(`${bucket}/mine/*`), Sid: 'Mine' }));
    await s3.setBucketPolicy(bucket, policyOf(everyoneReads(`${bucket}/again/*`)));
    await (await review(page)).getByRole('button', { name: 'Save change' }).click();
    await dialog.getByRole('button', { name: 'Save mine over it' }).click();
    await expect(page.getByTestId('announcements')).toHaveText('Saved: Policy');
    expect((await storedPolicy(s3, bucket))?.Statement).toMatchObject([{ Sid: 'Mine' }]);
  });

  test('removed after it was shown what ends', async ({ page, connect, target, buckets, s3 }) => {
    const bucket = await buckets.create();
    await s3.putObject(bucket, 'a/x', 'x');
    await s3.setBucketPolicy(bucket, policyOf(everyoneReads(`${bucket}/a/*`)));
    await connect(page);
    await openPolicy(page, bucket);
    await page.getByRole('button', { name: 'Remove…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remove: Policy' });
    await expect(dialog).toContainText('This access ends:');
    await expect(dialog).toContainText('Anyone may read objects under a/');
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await dialog.getByRole('button', { name: 'Remove Policy' }).click();
    await expect(page.getByTestId('announcements')).toHaveText('Removed: Policy');
    await expect(page.getByRole('region', { name: 'Is it public?' })).toContainText(
      'This bucket has no policy.',
    );
    expect(await storedPolicy(s3, bucket)).toBeUndefined();
    expect((await anonymous(target, `${bucket}/a/x`)).status).toBe(403);
  });

  test('the bucket is deleted meanwhile', async ({ page, connect, buckets, s3 }) => {
    const bucket = await buckets.create();
    await connect(page);
    await openPolicy(page, bucket);
    await addPrefix(page, 'photos/', 'List and read');
    await s3.removeBucket(bucket);
    const dialog = await review(page);
    await dialog.getByRole('button', { name: 'Save change' }).click();
    await expect(dialog.getByRole('alert')).toContainText(/NoSuchBucket/);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    // What was not saved is not lost with it.
    await expect(page.getByLabel('What everyone may do under photos/', { exact: true })).toHaveValue(
      'readonly',
    );
    expect(await s3.bucketExists(bucket)).toBe(false);
  });

  test('a server without policies is told as such, and is sent nothing but the question', async ({
    page,
    connect,
    buckets,
  }) => {
    const bucket = await buckets.create();
    const methods: string[] = [];
    await page.route(
      (url) => url.searchParams.has('policy'),
      async (route) => {
        methods.push(route.request().method());
        await route.fulfill({
          status: 501,
          headers: { 'access-control-allow-origin': '*' },
          body: '<Error><Code>NotImplemented</Code><Message>no</Message></Error>',
        });
      },
    );
    await connect(page);
    await openPolicy(page, bucket);
    await expect(page.getByRole('heading', { name: 'Policy is not available on this server' })).toBeVisible();
    await expect(page.getByText('501 NotImplemented on GET ?policy')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Review change' })).toHaveCount(0);
    expect(new Set(methods)).toEqual(new Set(['GET']));
  });

  test('a stored document that is no policy is shown as it is, with what is wrong', async ({
    page,
    connect,
    buckets,
  }) => {
    const bucket = await buckets.create();
    await page.route(
      (url) => url.searchParams.has('policy'),
      (route) =>
        route.fulfill({ headers: { 'access-control-allow-origin': '*' }, body: '{"Version": "2012' }),
    );
    await connect(page);
    await openPolicy(page, bucket);
    await expect(page.getByRole('tab', { name: 'JSON', selected: true })).toBeVisible();
    await expect(editor(page)).toHaveText('{"Version": "2012');
    await expect(page.getByRole('region', { name: 'Problems' })).toContainText(
      'Line 1: Here it stops being JSON.',
    );
    await expect(page.getByText('Whether it is public can be told once the JSON is a policy.')).toBeVisible();
  });

  test('who may not read it is told so', async ({ page, target, buckets }) => {
    const bucket = await buckets.create();
    await connectLimited(page, target, [
      { Action: ['s3:ListAllMyBuckets', 's3:ListBucket', 's3:GetBucketLocation'], Resource: ['*'] },
    ]);
    await openPolicy(page, bucket);
    await expect(page.getByRole('alert')).toContainText('Not allowed');
    await expect(page.getByRole('button', { name: 'Review change' })).toHaveCount(0);
  });

  test('who may read and not write it is told which permission is missing', async ({
    page,
    target,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    await connectLimited(page, target, [
      {
        Action: ['s3:ListAllMyBuckets', 's3:ListBucket', 's3:GetBucketLocation', 's3:GetBucketPolicy'],
        Resource: ['*'],
      },
    ]);
    await openPolicy(page, bucket);
    await addPrefix(page, 'photos/', 'List and read');
    const dialog = await review(page);
    await dialog.getByRole('button', { name: 'Save change' }).click();
    await expect(dialog).toContainText('takes the permission s3:PutBucketPolicy on this bucket');
    await expect(dialog).toContainText('AccessDenied');
    expect(await storedPolicy(s3, bucket)).toBeUndefined();
  });

  test('odd prefixes: a percent sign is granted as it is; what hides is not granted unseen', async ({
    page,
    connect,
    target,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    for (const key of ['100%.txt', '100%25.txt', 'a\u202eb/x']) await s3.putObject(bucket, key, key);
    await connect(page);
    await openPolicy(page, bucket);
    for (const [prefix, problem] of [
      ['a\u202eb/', 'There are control or bidirectional characters in it'],
      ['a\u0007b/', 'There are control or bidirectional characters in it'],
      ['a*/', 'this would grant keys that you do not name'],
    ] as const) {
      await addPrefix(page, prefix, 'List and read');
      await expect(page.getByLabel('New prefix')).toHaveAccessibleDescription(new RegExp(problem));
      await expect(page.getByRole('button', { name: /^Take the grant/ })).toHaveCount(0);
    }
    await addPrefix(page, '100%.txt', 'List and read');
    await expect(page.getByText('also covers keys that only begin like this')).toBeVisible();
    await save(page);
    expect((await anonymous(target, `${bucket}/100%25.txt`)).body).toBe('100%.txt');
    expect((await anonymous(target, `${bucket}/100%2525.txt`)).status).toBe(403);
    expect((await anonymous(target, `${bucket}/a%E2%80%AEb/x`)).status).toBe(403);

    // Written as an escape it is a prefix like any other, shown with its mark.
    await openView(page, 'JSON');
    await editor(page).fill(
      policyOf(
        {
          ...everyoneReads(bucket),
          Action: ['s3:GetBucketLocation', 's3:ListBucket'],
        },
        everyoneReads(`${bucket}/a\u202eb/*`),
      ).replace('\u202e', '\\u202e'),
    );
    await save(page);
    expect((await anonymous(target, `${bucket}/a%E2%80%AEb/x`)).status).toBe(200);
    await reopen(page);
    await expect(page.getByRole('rowheader').filter({ hasText: 'aU+202Eb/' })).toBeVisible();
    await openView(page, 'JSON');
    await expect(editor(page)).toContainText('a\\u202eb/*');
    await openView(page, 'Grants');
    await page.getByRole('button', { name: 'Take the grant of a[U+202E]b/ away' }).click();
    await (await review(page)).getByRole('button', { name: 'Remove Policy' }).click();
    await expect(page.getByTestId('announcements')).toHaveText('Removed: Policy');
    expect((await anonymous(target, `${bucket}/a%E2%80%AEb/x`)).status).toBe(403);
  });
});
