import { expect, type Page } from '@playwright/test';
import type { Target } from './target.ts';

export interface WantKeys {
  /** Where the form is to lead; '' for none. */
  namespace: string;
  endpoint?: string;
  manageEndpoint?: string;
  keyType?: 'TOP' | 'CLOUD';
  accessKeyId?: string;
  secretAccessKey?: string;
}

/** Fills in the form for a Want service, on the Connect page that is open, and presses nothing. */
export async function fillWant(page: Page, target: Target, keys: WantKeys): Promise<void> {
  const { endpoint, accessKeyId, secretAccessKey } = { ...target, ...keys };
  await page.getByRole('radiogroup', { name: 'Protocol' }).getByText('Want', { exact: true }).click();
  await page.getByLabel('Upload endpoint').fill(endpoint);
  await page.getByLabel('Manage endpoint').fill(keys.manageEndpoint ?? endpoint);
  await page.getByLabel('Access key', { exact: true }).fill(accessKeyId);
  await page.getByLabel('Secret key', { exact: true }).fill(secretAccessKey);
  await page
    .getByRole('radiogroup', { name: 'Keys issued as' })
    .getByText(keys.keyType ?? 'TOP')
    .click();
  await page.getByLabel('Namespace').fill(keys.namespace);
}

export const pressConnect = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Connect', exact: true }).click();

/** Connects by keys that sign here, as a person would; ends among the files of the namespace. */
export async function connectWant(page: Page, target: Target, keys: WantKeys): Promise<void> {
  await page.goto(target.pageUrl);
  await fillWant(page, target, keys);
  await pressConnect(page);
  await expect(page).toHaveURL(new RegExp(`#/c/[^/]+/b/${keys.namespace}$`));
  await expect(page.getByRole('button', { name: /^Connection: / })).toBeVisible();
}

/** Fills in the form for a token that somebody else signed, on the Connect page that is open. */
export async function fillToken(page: Page, target: Target, token: string): Promise<void> {
  await page.getByRole('radiogroup', { name: 'Protocol' }).getByText('Want', { exact: true }).click();
  await page.getByLabel('Upload endpoint').fill(target.endpoint);
  await page.getByLabel('An upload token, signed by somebody else').check();
  await page.getByLabel('Upload token', { exact: true }).fill(token);
}

/** Connects by a token; ends on the page that uploads by it. */
export async function connectWithToken(page: Page, target: Target, token: string): Promise<void> {
  await page.goto(target.pageUrl);
  await fillToken(page, target, token);
  await pressConnect(page);
  await expect(page).toHaveURL(/#\/c\/[^/]+\/b\/[^/]+\/upload-policy$/);
  await expect(page.getByRole('button', { name: /^Connection: / })).toBeVisible();
}
