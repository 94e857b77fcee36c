import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import type { Client } from 'minio';
import { expectAccessible } from './support/axe.ts';
import { settingLink } from './support/bucket-settings.ts';
import { type CodePrograms, prepareCodePrograms } from './support/client-programs.mjs';
import { chooseFiles, expectAllVerified, openBucket } from './support/console.ts';
import { test as base, expect, withoutNeeds } from './support/fixtures.ts';
import { headOf, storedKeys } from './support/read-back.ts';
import type { Target } from './support/target.ts';

const test = base.extend<object, { programs: CodePrograms }>({
  programs: [
    withoutNeeds(async (lend) => {
      await lend(await prepareCodePrograms());
    }),
    { scope: 'worker', timeout: 120_000 },
  ],
});

type Language = 'Python' | 'curl' | 'mc' | 'aws';
const languages: Language[] = ['Python', 'curl', 'mc', 'aws'];

/** A name with everything that a shell, an address or a reader could take for something else. */
const key = 'it\'s 100% $HOME `id` "q" +&=#? \u202e报告.txt';

async function openCode(page: Page) {
  // Keys typed into a field stay there.
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('x');
  const dialog = page.getByRole('dialog', { name: 'As code' });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** The code of the newest act of that name, in each language. */
async function codeOf(page: Page, act: string): Promise<Record<Language, string>> {
  const dialog = await openCode(page);
  await dialog
    .getByRole('list', { name: 'What was done' })
    .getByRole('button', { name: new RegExp(`^${act}`) })
    .first()
    .click();
  const code = {} as Record<Language, string>;
  for (const language of languages) {
    await dialog.getByText(language, { exact: true }).click();
    code[language] = (await dialog.getByRole('region', { name: act }).textContent()) ?? '';
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  return code;
}

/** Runs what was copied, in a folder, with nothing of ours in the environment but the keys. Resolves to what it printed. */
async function run(
  { python, curl, mc, aws }: CodePrograms,
  language: Language,
  code: string,
  folder: string,
  target: Target,
): Promise<string | undefined> {
  const program = { Python: python, curl, mc, aws }[language];
  if (program === undefined) {
    test.info().annotations.push({ type: 'not tried', description: `${language}: no such program here` });
    return undefined;
  }
  await mkdir(folder, { recursive: true });
  const environment = {
    ...Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !/^(AWS|MINIO|MC|PAIL)_/.test(name)),
    ),
    AWS_ACCESS_KEY_ID: target.accessKeyId,
    AWS_SECRET_ACCESS_KEY: target.secretAccessKey,
    MC_CONFIG_DIR: join(folder, '.mc'),
    PATH: `${join(program, '..')}:${process.env.PATH}`,
  };
  const [command, ...args] = language === 'Python' ? [program, '-c', code] : ['sh', '-e', '-c', code];
  const { stdout } = await promisify(execFile)(command ?? '', args, {
    cwd: folder,
    env: environment,
    timeout: 30_000,
  });
  return stdout;
}

async function textOf(s3: Client, bucket: string, name: string): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of await s3.getObject(bucket, name)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

test.describe('as code', () => {
  test(
    'an upload with options is done again by each program',
    { tag: ['@row-18'] },
    async ({ page, connect, buckets, s3, target, programs }, testInfo) => {
      test.slow();
      const bucket = await buckets.create();
      await connect(page);
      await openBucket(page, bucket);
      await page.getByRole('button', { name: 'Upload options', exact: true }).click();
      const options = page.getByRole('dialog', { name: 'Upload options' });
      await options.getByRole('combobox', { name: 'Content type' }).fill('text/x-pail');
      await options.getByRole('button', { name: 'Add metadata' }).click();
      await options.getByLabel('Name 1').fill('author');
      await options.getByLabel('Value 1').fill('报告 "x"');
      await options.getByRole('button', { name: 'Add tag' }).click();
      await options.getByLabel('Tag key 1').fill('team');
      await options.getByLabel('Tag value 1').fill('a b+c');
      await options.getByRole('button', { name: 'Set options', exact: true }).click();
      await chooseFiles(page, [{ name: key, mimeType: 'text/plain', buffer: Buffer.from('by the page') }]);
      await expectAllVerified(page, 1);
      const before = (await s3.statObject(bucket, key)).metaData as Record<string, string>;
      const code = await codeOf(page, 'Upload');
      for (const language of languages) {
        await s3.removeObject(bucket, key);
        const folder = testInfo.outputPath(language);
        await mkdir(folder, { recursive: true });
        await writeFile(join(folder, key), `by ${language}`);
        // aws fills in variables in the name of the file, so its code names another.
        await writeFile(join(folder, key.replaceAll('$', '_')), `by ${language}`);
        expect(code[language]).not.toContain(target.secretAccessKey);
        expect(code[language]).not.toContain('\u202e');
        if ((await run(programs, language, code[language], folder, target)) === undefined) continue;
        expect.soft(await textOf(s3, bucket, key), language).toBe(`by ${language}`);
        const { metaData } = await s3.statObject(bucket, key);
        expect
          .soft(metaData, language)
          .toMatchObject({ 'content-type': 'text/x-pail', author: before.author });
        expect
          .soft(await s3.getObjectTagging(bucket, key), language)
          .toEqual([{ Key: 'team', Value: 'a b+c' }]);
      }
    },
  );

  test(
    'what the drawer shows of one object reads it: properties, bytes and a link',
    { tag: ['@row-16', '@row-20', '@row-24'] },
    async ({ page, connect, buckets, s3, target, programs }, testInfo) => {
      test.slow();
      const bucket = await buckets.create();
      await s3.putObject(bucket, `folder/${key}`, 'what is in it');
      await connect(page);
      await openBucket(page, bucket);
      await page.goto(`${page.url().split('?')[0]}?key=${encodeURIComponent(`folder/${key}`)}&tab=code`);
      const drawer = page.getByRole('dialog');
      await expect(drawer.getByRole('region', { name: 'Download' })).toBeVisible();
      await expectAccessible(page);
      for (const language of languages) {
        await drawer.getByText(language, { exact: true }).click();
        const folder = testInfo.outputPath(language);
        const code = async (name: string) => (await drawer.getByRole('region', { name }).textContent()) ?? '';
        const told = await run(programs, language, await code('Read properties'), folder, target);
        if (told === undefined) continue;
        await run(programs, language, await code('Download'), folder, target);
        expect.soft(await readFile(join(folder, key), 'utf8'), language).toBe('what is in it');
        const link = (await run(programs, language, await code('Make a link'), folder, target)) ?? '';
        const url = /https?:\/\/\S+X-Amz-\S+/.exec(link)?.[0];
        if (language === 'curl') expect.soft(url).toBeUndefined();
        else expect.soft(await (await fetch(url ?? '')).text(), language).toBe('what is in it');
      }
    },
  );

  test(
    'a setting that was changed and an object that was deleted are so again',
    { tag: ['@row-12', '@row-21'] },
    async ({ page, connect, buckets, s3, target, programs }, testInfo) => {
      test.slow();
      const bucket = await buckets.create();
      const put = () => s3.putObject(bucket, key, 'x');
      await put();
      await s3.putObject(bucket, 'stays', 'x');
      await connect(page);
      await openBucket(page, bucket);
      await page.getByRole('checkbox', { name: /^Select it's/ }).click();
      await page.keyboard.press('Delete');
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^Delete 1 object/ })
        .click();
      await expect(page.getByText('1 object deleted')).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      expect(await headOf(s3, bucket, key)).not.toBe('stored');
      const code = await codeOf(page, 'Delete');
      for (const language of languages) {
        await put();
        if (
          (await run(programs, language, code[language], testInfo.outputPath(language), target)) === undefined
        )
          continue;
        expect.soft(await storedKeys(s3, bucket), language).toEqual(['stays']);
      }

      await page.getByRole('link', { name: 'Settings', exact: true }).click();
      await settingLink(page, bucket, 'Versioning').click();
      const setting = page.getByRole('region', { name: 'Versioning', exact: true });
      await setting.getByRole('radio', { name: /^Enabled/ }).check();
      await setting.getByRole('button', { name: 'Review change' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Save change' }).click();
      await expect(page.getByRole('dialog')).toHaveCount(0);
      const setCode = await codeOf(page, 'Change a setting');
      for (const language of languages) {
        await s3.setBucketVersioning(bucket, { Status: 'Suspended' });
        if (
          (await run(programs, language, setCode[language], testInfo.outputPath(language), target)) ===
          undefined
        )
          continue;
        expect.soft(await s3.getBucketVersioning(bucket), language).toMatchObject({ Status: 'Enabled' });
      }
    },
  );

  test('the dialog, by keyboard: what was refused is told, changes alone where wanted, no secret anywhere', {
    tag: ['@row-18', '@row-20'],
  }, async ({ page, connect, buckets, target }) => {
    const bucket = await buckets.create();
    await connect(page);
    await openBucket(page, bucket);
    await page.goto(`${page.url().split('?')[0]}?key=not-here&tab=properties`);
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    const dialog = await openCode(page);
    await expectAccessible(page);
    await expect(dialog.getByRole('button', { name: /^Read properties\s*refused/ })).toBeVisible();
    await expect(dialog).not.toContainText(target.secretAccessKey);
    await expect(dialog).not.toContainText(target.accessKeyId);
    await dialog.getByLabel('Changes only').focus();
    await page.keyboard.press('Space');
    await expect(dialog.getByText('Nothing has been changed yet.')).toBeVisible();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(
      dialog.getByRole('list', { name: 'What was done' }).getByRole('button').nth(1),
    ).toHaveAttribute('aria-current', 'true');
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await page.getByRole('button', { name: 'As code' }).click();
    await expect(dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'As code' })).toBeFocused();
  });
});
