import type { Locator, Page } from '@playwright/test';
import type { Client } from 'minio';
import { objectRow } from './console.ts';

/** Chooses rows of the list and asks for one of the copying acts; the dialog that opens. */
export async function openCopying(page: Page, act: 'Copy' | 'Move', keys: string[]): Promise<Locator> {
  for (const key of keys) await objectRow(page, key).getByRole('checkbox').click();
  const toolbar = page.getByRole('toolbar', { name: 'Actions on the selection' });
  await toolbar.getByRole('button', { name: act, exact: true }).click();
  return page.getByRole('dialog');
}

/** Chooses one row and presses F2. */
export async function openRename(page: Page, key: string): Promise<Locator> {
  await objectRow(page, key).getByRole('checkbox').click();
  await page.keyboard.press('F2');
  return page.getByRole('dialog', { name: /^Rename/ });
}

export async function fillDestination(
  dialog: Locator,
  to: { bucket?: string; folder?: string; name?: string },
): Promise<void> {
  if (to.bucket !== undefined) await dialog.getByRole('combobox', { name: 'To bucket' }).fill(to.bucket);
  if (to.folder !== undefined) await dialog.getByRole('combobox', { name: 'To folder' }).fill(to.folder);
  if (to.name !== undefined) await dialog.getByRole('textbox', { name: 'Name' }).fill(to.name);
  // Closes the list of suggestions.
  await dialog.page().keyboard.press('Tab');
}

/** Everything that another client sees of an object, but for its place and times. */
export async function allOf(s3: Client, bucket: string, key: string) {
  const { size, etag, metaData } = await s3.statObject(bucket, key);
  const tags = await s3.getObjectTagging(bucket, key);
  const { 'x-amz-storage-class': storageClass, ...others } = metaData;
  const metadata = Object.fromEntries(Object.entries(others).filter(([name]) => !name.startsWith('x-amz-')));
  return { size, etag, storageClass, metadata, tags };
}

/** An object with all that an object can have in a plain bucket. */
export async function putRichObject(s3: Client, bucket: string, key: string, content = key): Promise<void> {
  await s3.putObject(bucket, key, content, undefined, {
    'Content-Type': 'text/x-story',
    'Cache-Control': 'max-age=60',
    'Content-Disposition': 'attachment; filename="story.txt"',
    'Content-Language': 'de',
    'X-Amz-Storage-Class': 'REDUCED_REDUNDANCY',
    'X-Amz-Meta-Author': 'somebody',
    'X-Amz-Meta-Title': '=?UTF-8?B?5pil5aSp?=',
  });
  await s3.setObjectTagging(bucket, key, { team: 'a b', stage: 'final' });
}
