import { expect, type Locator, type Page } from '@playwright/test';
import type { Target } from './target.ts';

export interface ConnectionFields {
  endpoint: string;
  region?: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** Fills the form of the Connect page, which is open, and presses Connect. What comes of it is the test's matter. */
export async function submitConnection(page: Page, fields: ConnectionFields): Promise<void> {
  await page.getByLabel('Endpoint').fill(fields.endpoint);
  await page.getByLabel('Region').fill(fields.region ?? 'us-east-1');
  await page.getByLabel('Access key', { exact: true }).fill(fields.accessKeyId);
  await page.getByLabel('Secret key', { exact: true }).fill(fields.secretAccessKey);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
}

/** Connects by the form to `endpoint` with the target's keys: a proxy in front of the target, for example. */
export async function connectTo(page: Page, target: Target, endpoint: string): Promise<void> {
  await page.goto(target.pageUrl);
  await submitConnection(page, { ...target, endpoint });
  await expect(page).toHaveURL(/#\/c\/[^/]+\/buckets$/);
  // The address changes before the page does.
  await expect(page.getByRole('button', { name: /^Connection: / })).toBeVisible();
}

/** From the page of buckets into one of them. */
export async function openBucket(page: Page, bucket: string): Promise<void> {
  await page.getByRole('main').getByRole('link', { name: bucket }).click();
  await expect(page.getByRole('navigation', { name: 'Path' })).toContainText(bucket);
}

export function objectRow(page: Page, name: string): Locator {
  return page
    .getByRole('grid', { name: 'Objects and folders' })
    .getByRole('row')
    .filter({
      has: page.getByRole('checkbox', { name: `Select ${name}`, exact: true }),
    });
}

/** The keys and prefixes of the rows that are drawn, in their order. */
export async function drawnKeys(page: Page): Promise<string[]> {
  const boxes = page.getByRole('grid', { name: 'Objects and folders' }).getByRole('checkbox');
  const labels = await boxes.evaluateAll((all) => all.map((box) => box.getAttribute('aria-label') ?? ''));
  return labels
    .filter((label) => label.startsWith('Select ') && label !== 'Select all loaded rows')
    .map((label) => label.slice('Select '.length));
}

/** As if chosen in the browser's own dialog. */
export async function chooseFiles(page: Page, files: Parameters<Locator['setInputFiles']>[0]): Promise<void> {
  await page.getByTestId('upload-files').setInputFiles(files);
}

export async function chooseFolder(page: Page, folder: string): Promise<void> {
  await page.getByTestId('upload-folder').setInputFiles(folder);
}

/** Drops files and folders of the disk on an element, through the browser's own drag and drop. */
export async function dropOn(page: Page, where: Locator, paths: string[]): Promise<void> {
  const box = await where.boundingBox();
  if (!box) throw new Error('Nothing to drop on');
  const browser = await page.context().newCDPSession(page);
  const at = {
    x: box.x + box.width / 2,
    y: box.y + box.height / 2,
    data: { items: [], files: paths, dragOperationsMask: 1 },
  };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await browser.send('Input.dispatchDragEvent', { type, ...at });
  }
  await browser.detach();
}

export function tray(page: Page): Locator {
  return page.getByRole('region', { name: 'Uploads' });
}

/** Waits until the tray says that the batch is over, with all of its files verified. */
export async function expectAllVerified(page: Page, count: number, timeout?: number): Promise<void> {
  const number = count.toLocaleString('en-US');
  await expect(tray(page)).toContainText(`${number} file${count === 1 ? '' : 's'} finished`, { timeout });
  await expect(tray(page)).toContainText(`verified ${number}`);
  await expect(tray(page)).not.toContainText('failed');
}

/** The row of one upload; the page of transfers is open. */
export function transferRow(page: Page, key: string): Locator {
  return page.getByRole('table', { name: 'Transfers' }).getByRole('row').filter({ hasText: key });
}

export async function openTransfers(page: Page): Promise<void> {
  await tray(page).getByRole('link', { name: 'Open transfers' }).click();
  await expect(page.getByRole('heading', { name: 'Transfers', level: 1 })).toBeVisible();
}
