import { expect, type Locator, type Page } from '@playwright/test';
import { openBucket } from './console.ts';

/** From the page of buckets to one setting of a bucket; answers with its part of the page. */
export async function openSetting(page: Page, bucket: string, title: string): Promise<Locator> {
  await openBucket(page, bucket);
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await settingLink(page, bucket, title).click();
  const setting = page.getByRole('region', { name: title, exact: true });
  await expect(setting.getByRole('heading', { name: title, level: 2, exact: true })).toBeVisible();
  return setting;
}

export function settingLink(page: Page, bucket: string, title: string): Locator {
  return page
    .getByRole('navigation', { name: `Settings of ${bucket}` })
    .getByRole('link', { name: new RegExp(`^${title}`) });
}

/** Leaves the page and opens the setting again: a reload would forget the keys. */
export async function comeBack(page: Page, bucket: string, title: string): Promise<void> {
  await page.getByRole('link', { name: 'Objects', exact: true }).click();
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await settingLink(page, bucket, title).click();
}
