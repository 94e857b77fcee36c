import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { putDocument, storedDocument } from './support/bucket-documents.ts';
import {
  comeBack,
  connectWithout,
  expectBadAnswersTold,
  openSetting,
  settingLink,
} from './support/bucket-settings.ts';
import { expect, test } from './support/fixtures.ts';

/** Looks at the change as the dialog shows it, and saves it. */
async function save(page: Page, setting: Locator, ...shown: string[]): Promise<void> {
  await setting.getByRole('button', { name: 'Review change' }).click();
  const dialog = page.getByRole('dialog', { name: /^Review change/ });
  for (const text of shown) await expect(dialog).toContainText(text);
  await dialog.getByRole('button', { name: 'Save change' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(setting.getByText('As on the server')).toBeVisible();
}

async function remove(page: Page, setting: Locator, title: string): Promise<void> {
  await setting.getByRole('button', { name: 'Remove…' }).click();
  const dialog = page.getByRole('dialog', { name: `Remove: ${title}` });
  await dialog.getByRole('button', { name: `Remove ${title}` }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** Fails the save of the open form and gives back what the page says of it. */
async function refusal(page: Page, setting: Locator): Promise<Locator> {
  await setting.getByRole('button', { name: 'Review change' }).click();
  const dialog = page.getByRole('dialog', { name: /^Review change/ });
  await dialog.getByRole('button', { name: 'Save change' }).click();
  const alert = dialog.getByRole('alert');
  await expect(alert).toBeVisible();
  return alert;
}

const aes =
  '<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>';

const retention = (mode: string, days: number) =>
  `<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>${mode}</Mode><Days>${days}</Days></DefaultRetention></Rule></ObjectLockConfiguration>`;

const tagSet = (...tags: [string, string][]) =>
  `<Tagging><TagSet>${tags.map(([key, value]) => `<Tag><Key>${key}</Key><Value>${value}</Value></Tag>`).join('')}</TagSet></Tagging>`;

const aesChoice = (setting: Locator) => setting.getByRole('radio', { name: /^AES-256/ });

/** One small change of each setting, and another that somebody else makes at the same time. */
const changes = [
  {
    tag: '@row-11',
    title: 'Encryption',
    subresource: 'encryption',
    right: 's3:PutEncryptionConfiguration',
    readRight: 's3:GetEncryptionConfiguration',
    root: 'ServerSideEncryptionConfiguration',
    change: async (setting: Locator) => aesChoice(setting).check(),
    theirs: aes,
    theirsShown: '<SSEAlgorithm>AES256</SSEAlgorithm>',
    again: undefined,
    saved: 'AES256',
  },
  {
    tag: '@row-12',
    title: 'Versioning',
    subresource: 'versioning',
    right: 's3:PutBucketVersioning',
    readRight: 's3:GetBucketVersioning',
    root: 'VersioningConfiguration',
    change: async (setting: Locator) => setting.getByRole('radio', { name: /^Suspended/ }).check(),
    theirs: '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>',
    theirsShown: '<Status>Enabled</Status>',
    again:
      '<VersioningConfiguration><Status>Enabled</Status><ExcludeFolders>true</ExcludeFolders></VersioningConfiguration>',
    saved: 'Suspended',
  },
  {
    tag: '@row-15',
    title: 'Object Lock',
    subresource: 'object-lock',
    right: 's3:PutBucketObjectLockConfiguration',
    readRight: 's3:GetBucketObjectLockConfiguration',
    root: 'ObjectLockConfiguration',
    change: async (setting: Locator) => {
      await setting.getByRole('radio', { name: /^Governance/ }).check();
      await setting.getByLabel('Kept for').fill('5');
    },
    theirs: retention('GOVERNANCE', 9),
    theirsShown: '<Days>9</Days>',
    again: retention('GOVERNANCE', 10),
    saved: '<Days>5</Days>',
    isLocked: true,
  },
  {
    tag: '@row-12',
    title: 'Tags',
    subresource: 'tagging',
    right: 's3:PutBucketTagging',
    readRight: 's3:GetBucketTagging',
    root: 'Tagging',
    change: async (setting: Locator) => {
      await setting.getByRole('button', { name: 'Add tag' }).click();
      await setting.getByLabel('Key').last().fill('mine');
    },
    theirs: tagSet(['theirs', '1']),
    theirsShown: '<Key>theirs</Key>',
    again: tagSet(['theirs', '2']),
    saved: '<Key>mine</Key>',
  },
];

for (const { tag, title, subresource, root, ...row } of changes) {
  test.describe(title, { tag }, () => {
    let bucket: string;

    test.beforeEach(async ({ s3, buckets }) => {
      bucket = buckets.reserve();
      await s3.makeBucket(bucket, 'us-east-1', { ObjectLocking: row.isLocked ?? false });
    });

    test('that somebody else saved meanwhile is not overwritten unasked', async ({ page, connect, s3 }) => {
      await connect(page);
      const setting = await openSetting(page, bucket, title);
      await row.change(setting);
      await putDocument(s3, bucket, subresource, row.theirs);
      await setting.getByRole('button', { name: 'Review change' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Save change' }).click();
      const asked = page.getByRole('dialog', { name: 'Changed meanwhile' });
      await expect(asked.getByRole('region', { name: 'What they changed' })).toContainText(row.theirsShown);
      const before = await storedDocument(s3, bucket, subresource);
      expect(before).toContain(row.theirsShown);
      await expectAccessible(page);
      await asked.getByRole('button', { name: 'Keep theirs' }).click();
      await expect(setting.getByText('As on the server')).toBeVisible();
      expect(await storedDocument(s3, bucket, subresource)).toBe(before);

      if (row.again === undefined) return;
      await row.change(setting);
      await putDocument(s3, bucket, subresource, row.again);
      await setting.getByRole('button', { name: 'Review change' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Save change' }).click();
      await asked.getByRole('button', { name: 'Save mine over it' }).click();
      await expect(page.getByRole('dialog')).toHaveCount(0);
      expect(await storedDocument(s3, bucket, subresource)).toContain(row.saved);
    });

    test('of a bucket that was deleted meanwhile is not saved, and no bucket is made', async ({
      page,
      connect,
      s3,
    }) => {
      await connect(page);
      const setting = await openSetting(page, bucket, title);
      await row.change(setting);
      await s3.removeBucket(bucket);
      const alert = await refusal(page, setting);
      await expect(alert).toContainText('NoSuchBucket');
      expect(await s3.bucketExists(bucket)).toBe(false);
    });

    test('is not saved without the right to, and the entries stay', async ({ page, target, s3 }) => {
      const before = await storedDocument(s3, bucket, subresource);
      await connectWithout(page, target, [row.right]);
      const setting = await openSetting(page, bucket, title);
      await row.change(setting);
      const alert = await refusal(page, setting);
      await expect(alert).toContainText('403 AccessDenied');
      await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
      await expect(setting.getByText('Not saved yet')).toBeVisible();
      await expect(setting.getByRole('alert')).toContainText('403 AccessDenied');
      expect(await storedDocument(s3, bucket, subresource)).toBe(before);
    });

    test('that may not be read says so, in the list and beside it', async ({ page, target }) => {
      await connectWithout(page, target, [row.readRight]);
      const setting = await openSetting(page, bucket, title);
      await expect(settingLink(page, bucket, title)).toContainText('Not allowed to read');
      await expect(setting.getByText('Not allowed', { exact: true })).toBeVisible();
      await expect(setting.getByRole('button', { name: 'Review change' })).toHaveCount(0);
    });

    test('that is malformed, or unknown to the server, is told as that', async ({ page, connect }) => {
      await expectBadAnswersTold(page, { connect, bucket, title, subresource, root });
    });
  });
}

test.describe('encryption', { tag: '@row-11' }, () => {
  test('is set to the keys of the server, and removed', async ({ page, connect, buckets, s3 }) => {
    const bucket = await buckets.create();
    await connect(page);
    const setting = await openSetting(page, bucket, 'Encryption');
    await expect(setting.getByRole('radio', { name: /^No default/ })).toBeChecked();
    await aesChoice(setting).check();
    await save(page, setting, '<SSEAlgorithm>AES256</SSEAlgorithm>', 'Objects that are stored already stay');
    await expect(settingLink(page, bucket, 'Encryption')).toContainText('AES-256');
    expect(JSON.stringify(await s3.getBucketEncryption(bucket))).toContain('AES256');
    await s3.putObject(bucket, 'a.txt', 'a');
    expect((await s3.statObject(bucket, 'a.txt')).metaData).toBeDefined();

    await remove(page, setting, 'Encryption');
    await expect(settingLink(page, bucket, 'Encryption')).toContainText('No default');
    expect(await storedDocument(s3, bucket, 'encryption')).toBe(
      'ServerSideEncryptionConfigurationNotFoundError',
    );
  });

  test('takes a key of the key service where there is one, and tells the refusal where not', async ({
    page,
    connect,
    buckets,
    s3,
    target,
  }) => {
    const bucket = await buckets.create();
    await connect(page);
    const setting = await openSetting(page, bucket, 'Encryption');
    await setting.getByRole('radio', { name: /\(SSE-KMS\)/ }).check();
    await setting.getByLabel('Key id').fill('no-such-key');
    const alert = await refusal(page, setting);
    await expect(alert).toContainText(target.name === 'minio' ? '404 kms:KeyNotFound' : '501 NotImplemented');
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await expect(setting.getByLabel('Key id')).toHaveValue('no-such-key');
    expect(await storedDocument(s3, bucket, 'encryption')).toBe(
      'ServerSideEncryptionConfigurationNotFoundError',
    );

    if (target.name !== 'minio') return;
    await setting.getByLabel('Key id').fill('pail-e2e');
    await save(page, setting, 'nobody can read what was encrypted with it');
    await expect(settingLink(page, bucket, 'Encryption')).toContainText('KMS, a key of its own');
    expect(await storedDocument(s3, bucket, 'encryption')).toMatch(
      /<KMSMasterKeyID>pail-e2e<\/KMSMasterKeyID>/,
    );
  });

  test('names hidden characters of a key id, and refuses what XML cannot carry', async ({
    page,
    connect,
    buckets,
  }) => {
    const bucket = await buckets.create();
    await connect(page);
    const setting = await openSetting(page, bucket, 'Encryption');
    await setting.getByRole('radio', { name: /\(SSE-KMS\)/ }).check();
    const key = setting.getByLabel('Key id');
    await key.fill('key\u202egpj');
    await expect(setting.getByText('With its hidden characters:')).toContainText('U+202E');
    await key.fill('key\u0007');
    await setting.getByRole('button', { name: 'Review change' }).click();
    await expect(key).toHaveAccessibleDescription(/Holds a control character/);
    await expect(key).toBeFocused();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  test('keeps and shows what this page does not know of the document', async ({ page, connect, buckets }) => {
    const bucket = await buckets.create();
    const sent: string[] = [];
    const theirs = aes.replace('</Rule>', '<New><Inner>1</Inner></New></Rule>');
    await page.route(
      (url) => url.pathname.includes(bucket) && url.searchParams.has('encryption'),
      async (route) => {
        const headers = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' };
        if (route.request().method() === 'PUT') sent.push(route.request().postData() ?? '');
        await route.fulfill({ status: 200, headers, body: sent.at(-1) ?? theirs });
      },
    );
    await connect(page);
    const setting = await openSetting(page, bucket, 'Encryption');
    await expect(setting.getByText('1 part that Pail does not know')).toBeVisible();
    await expect(setting).toContainText('<Inner>1</Inner>');
    await setting.getByRole('radio', { name: /\(SSE-KMS\)/ }).check();
    await save(page, setting, '<SSEAlgorithm>aws:kms</SSEAlgorithm>');
    expect(sent).toHaveLength(1);
    expect(sent[0]).toContain('<New><Inner>1</Inner></New>');
  });
});

test.describe('versioning', { tag: '@row-12' }, () => {
  test('is enabled and suspended', async ({ page, connect, buckets, s3 }) => {
    const bucket = await buckets.create();
    await connect(page);
    const setting = await openSetting(page, bucket, 'Versioning');
    await expect(setting.getByRole('radio', { name: /^Never enabled/ })).toBeChecked();
    await setting.getByRole('radio', { name: /^Enabled/ }).check();
    await save(page, setting, '<Status>Enabled</Status>', 'can never be without versioning again');
    expect(await s3.getBucketVersioning(bucket)).toMatchObject({ Status: 'Enabled' });
    await expect(setting.getByRole('radio', { name: /^Never enabled/ })).toHaveCount(0);
    await expect(setting.getByRole('button', { name: 'Remove…' })).toHaveCount(0);

    await setting.getByRole('radio', { name: /^Suspended/ }).check();
    await save(page, setting, '<Status>Suspended</Status>', 'cannot be undone');
    expect(await s3.getBucketVersioning(bucket)).toMatchObject({ Status: 'Suspended' });
    await expect(settingLink(page, bucket, 'Versioning')).toContainText('Suspended');
  });

  test('leaves out prefixes and folders, as MinIO does', async ({ page, connect, buckets, s3 }) => {
    const bucket = await buckets.create();
    await connect(page);
    const setting = await openSetting(page, bucket, 'Versioning');
    await setting.getByRole('radio', { name: /^Enabled/ }).check();
    await setting.getByText('Keys that get no versions (MinIO only)').click();
    const prefixes = setting.getByLabel('Prefixes without versions');
    await prefixes.fill(Array.from({ length: 11 }, (_, index) => `p${index}/`).join('\n'));
    await setting.getByRole('button', { name: 'Review change' }).click();
    await expect(prefixes).toHaveAccessibleDescription(/At most ten prefixes/);
    await prefixes.fill('tmp/\na & b/*\u202egpj');
    await expect(setting.getByText('With its hidden characters:')).toContainText('U+202E');
    await setting.getByLabel('No versions of folders').check();
    await save(page, setting, '<Prefix>tmp/</Prefix>', 'overwriting and deleting cannot be undone');
    const stored = await storedDocument(s3, bucket, 'versioning');
    expect(stored).toContain('<Prefix>tmp/</Prefix>');
    expect(stored).toMatch(/<Prefix>a &(amp|#38|#x26); b\/\*\u202egpj<\/Prefix>/);
    expect(stored).toContain('<ExcludeFolders>true</ExcludeFolders>');
    await expect(settingLink(page, bucket, 'Versioning')).toContainText('Enabled, with exceptions');

    await comeBack(page, bucket, 'Versioning');
    await expect(prefixes).toHaveValue('tmp/\na & b/*\u202egpj');
  });

  test('of a bucket with Object Lock cannot be suspended, nor leave anything out', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = buckets.reserve();
    await s3.makeBucket(bucket, 'us-east-1', { ObjectLocking: true });
    await connect(page);
    const setting = await openSetting(page, bucket, 'Versioning');
    await expect(setting.getByRole('radio', { name: /^Suspended/ })).toBeDisabled();
    await expect(setting.getByText('Not possible here: Object Lock needs every version.')).toBeVisible();
    await setting.getByText('Keys that get no versions (MinIO only)').click();
    await setting.getByLabel('No versions of folders').check();
    await expect(await refusal(page, setting)).toContainText('InvalidBucketState');
    expect(await storedDocument(s3, bucket, 'versioning')).not.toContain('ExcludeFolders');
  });
});

test.describe('object lock', { tag: '@row-15' }, () => {
  test('gets a default retention, another one, and none', async ({ page, connect, buckets, s3 }) => {
    const bucket = buckets.reserve();
    await s3.makeBucket(bucket, 'us-east-1', { ObjectLocking: true });
    await connect(page);
    const setting = await openSetting(page, bucket, 'Object Lock');
    await setting.getByRole('radio', { name: /^Governance/ }).check();
    const amount = setting.getByLabel('Kept for');
    for (const [typed, problem] of [
      ['', 'Enter how long.'],
      ['0', 'A whole number, 1 or more.'],
      ['1.5', 'A whole number, 1 or more.'],
      ['36501', 'At most 36,500.'],
    ] as const) {
      await amount.fill(typed);
      await setting.getByRole('button', { name: 'Review change' }).click();
      await expect(amount).toHaveAccessibleDescription(problem);
    }
    await amount.fill('30');
    await save(page, setting, '<Days>30</Days>', 'Every object stored from now on is kept for that long');
    expect(await s3.getObjectLockConfig(bucket)).toMatchObject({
      mode: 'GOVERNANCE',
      unit: 'Days',
      validity: 30,
    });

    await setting.getByRole('radio', { name: /^Compliance/ }).check();
    await amount.fill('1');
    await setting.getByLabel('Unit').selectOption('years');
    await setting.getByRole('button', { name: 'Review change' }).click();
    const dialog = page.getByRole('dialog', { name: 'Review change: Object Lock' });
    await expect(dialog.getByRole('button', { name: 'Save change' })).toBeDisabled();
    await dialog.getByLabel(`Type ${bucket} to confirm`).fill(bucket);
    await dialog.getByRole('button', { name: 'Save change' }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(settingLink(page, bucket, 'Object Lock')).toContainText('COMPLIANCE, 1 year');
    expect(await s3.getObjectLockConfig(bucket)).toMatchObject({
      mode: 'COMPLIANCE',
      unit: 'Years',
      validity: 1,
    });

    await setting.getByRole('radio', { name: /^None/ }).check();
    await save(page, setting, 'Objects that are stored already keep their dates');
    expect(await storedDocument(s3, bucket, 'object-lock')).not.toContain('DefaultRetention');
    await expect(settingLink(page, bucket, 'Object Lock')).toContainText('On, no default retention');
  });

  test('is not to be had for a bucket that was made without it, and the page says why', async ({
    page,
    connect,
    buckets,
  }) => {
    const bucket = await buckets.create();
    await connect(page);
    const setting = await openSetting(page, bucket, 'Object Lock');
    await expect(setting.getByRole('heading', { name: 'This bucket has no Object Lock' })).toBeVisible();
    await expect(setting.getByText(/only to a bucket that is made with it/)).toBeVisible();
    await expect(setting.getByRole('button', { name: 'Review change' })).toHaveCount(0);
  });
});

test.describe('tags', { tag: '@row-12' }, () => {
  test('are added, changed and removed', async ({ page, connect, buckets, s3 }) => {
    const bucket = await buckets.create();
    await connect(page);
    const setting = await openSetting(page, bucket, 'Tags');
    const add = setting.getByRole('button', { name: 'Add tag' });
    await add.click();
    await expect(setting.getByLabel('Key').first()).toBeFocused();
    await setting.getByLabel('Key').first().fill('team');
    await setting.getByLabel('Value').first().fill('archive + more');
    await add.click();
    await setting.getByLabel('Key').nth(1).fill('team');
    await setting.getByRole('button', { name: 'Review change' }).click();
    await expect(setting.getByLabel('Key').nth(1)).toHaveAccessibleDescription(
      'This key stands above already.',
    );
    await setting.getByLabel('Key').nth(1).fill('k'.repeat(129));
    await expect(setting.getByLabel('Key').nth(1)).toHaveAccessibleDescription('At most 128 characters.');
    await setting.getByLabel('Key').nth(1).fill('cost');
    await setting.getByLabel('Value').nth(1).fill('42');
    await save(page, setting, '<Key>team</Key>');
    const tags = (await s3.getBucketTagging(bucket)) as { Key: string; Value: string }[];
    expect(tags.toSorted((a, b) => a.Key.localeCompare(b.Key))).toMatchObject([
      { Key: 'cost' },
      { Key: 'team', Value: 'archive + more' },
    ]);
    await setting.getByRole('button', { name: 'Remove tag cost' }).click();
    await save(page, setting, '<Key>cost</Key>');
    expect(await storedDocument(s3, bucket, 'tagging')).not.toContain('cost');

    await remove(page, setting, 'Tags');
    await expect(setting.getByText('No tags.')).toBeVisible();
    expect(await storedDocument(s3, bucket, 'tagging')).toMatch(/^NoSuchTagSet/);
  });

  test('in another order are not taken for a change of somebody else', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    await putDocument(s3, bucket, 'tagging', tagSet(['a', '1'], ['b', '2']));
    await connect(page);
    const setting = await openSetting(page, bucket, 'Tags');
    await setting.getByLabel('Value').first().fill('3');
    await putDocument(s3, bucket, 'tagging', tagSet(['b', '2'], ['a', '1']));
    await save(page, setting, '<Value>3</Value>');
    expect(await storedDocument(s3, bucket, 'tagging')).toContain('<Value>3</Value>');
  });
});

test.describe('CORS', () => {
  test('has a form of rules, a rule for this page, and a way to take it away', async ({
    page,
    connect,
    buckets,
    s3,
    target,
  }) => {
    const bucket = await buckets.create();
    await connect(page);
    const setting = await openSetting(page, bucket, 'CORS');
    if (target.name === 'minio') {
      await expect(setting.getByText('MinIO keeps no CORS rules of buckets')).toBeVisible();
      await expect(setting).toContainText('501 NotImplemented');
      await expect(setting.getByRole('button')).toHaveCount(0);
      await expect(settingLink(page, bucket, 'CORS')).toContainText('Not available here');
      return;
    }
    await setting.getByRole('button', { name: 'Add rule', exact: true }).click();
    const rule = setting.getByRole('region', { name: 'Rule 1' });
    await setting.getByRole('button', { name: 'Review change' }).click();
    await expect(rule.getByLabel('Origins')).toHaveAccessibleDescription(/At least one origin\./);
    await rule.getByLabel('Origins').fill('https://example.org/');
    await expect(rule.getByLabel('Origins')).toHaveAccessibleDescription(/Scheme, host and port only/);
    await rule.getByLabel('Origins').fill('https://example.org');
    await setting.getByRole('button', { name: 'Review change' }).click();
    const dialog = page.getByRole('dialog', { name: 'Review change: CORS' });
    await expect(dialog).toContainText('These rules do not let this page');
    await dialog.getByRole('button', { name: 'Cancel' }).click();

    await setting.getByRole('button', { name: 'Add the rule for this page' }).click();
    await setting.getByRole('button', { name: 'Move rule 2 up' }).click();
    await expect(rule.getByLabel('Origins')).toHaveValue(new URL(target.pageUrl).origin);
    await save(page, setting, '<AllowedOrigin>https://example.org</AllowedOrigin>');
    const stored = await storedDocument(s3, bucket, 'cors');
    expect([...stored.matchAll(/<AllowedOrigin>([^<]*)</g)].map(([, origin]) => origin)).toEqual([
      new URL(target.pageUrl).origin,
      'https://example.org',
    ]);
    await expect(settingLink(page, bucket, 'CORS')).toContainText('2 rules');

    await remove(page, setting, 'CORS');
    await expect(setting.getByText('No rules.')).toBeVisible();
    expect(await storedDocument(s3, bucket, 'cors')).toBe('NoSuchCORSConfiguration');
  });
});
