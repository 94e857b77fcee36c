import { expect, type Page } from '@playwright/test';
import type { Target } from './target.ts';

/** Opens the console and connects it to the target, as a person would; ends on the page of buckets. */
export async function connect(page: Page, target: Target): Promise<void> {
  await page.goto(target.pageUrl);
  if (target.name === 'embedded') {
    await page.getByRole('button', { name: 'Open the embedded store' }).click();
  } else {
    await page.getByLabel('Endpoint').fill(target.endpoint);
    await page.getByLabel('Region').fill(target.region);
    await page.getByLabel('Access key', { exact: true }).fill(target.accessKeyId);
    await page.getByLabel('Secret key', { exact: true }).fill(target.secretAccessKey);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
  }
  await expect(page).toHaveURL(/#\/c\/[^/]+\/buckets$/);
  // The address changes before the page does.
  await expect(page.getByRole('button', { name: /^Connection: / })).toBeVisible();
}
