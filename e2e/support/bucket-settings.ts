import { expect, type Locator, type Page } from '@playwright/test';
import { sessionWithout } from './bucket-documents.ts';
import { openBucket, submitConnection } from './console.ts';
import type { Target } from './target.ts';

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

/** Connects with temporary keys that lack these rights. */
export async function connectWithout(page: Page, target: Target, denied: readonly string[]): Promise<void> {
  const keys = await sessionWithout(target, denied);
  await page.goto(target.pageUrl);
  await page.getByText('Temporary keys').click();
  await page.getByLabel('Session token', { exact: true }).fill(keys.sessionToken);
  await submitConnection(page, { endpoint: target.endpoint, ...keys });
  await expect(page).toHaveURL(/#\/c\/[^/]+\/buckets$/);
}

interface AnsweredSetting {
  connect: (page: Page) => Promise<void>;
  bucket: string;
  title: string;
  subresource: string;
  /** The root element of its document. */
  root: string;
}

/** A document that is cut off, and then a server that has no such setting: neither can be edited, and both are told. */
export async function expectBadAnswersTold(
  page: Page,
  { connect, bucket, title, subresource, root }: AnsweredSetting,
): Promise<void> {
  let answer = { status: 200, body: `<${root}><Cut` };
  await page.route(
    (url) => url.pathname.includes(bucket) && url.searchParams.has(subresource),
    (route) =>
      route.fulfill({
        ...answer,
        contentType: 'application/xml',
        headers: { 'access-control-allow-origin': '*' },
      }),
  );
  await connect(page);
  const setting = await openSetting(page, bucket, title);
  await expect(settingLink(page, bucket, title)).toContainText('Could not be read');
  await expect(setting.getByRole('button', { name: 'Review change' })).toHaveCount(0);

  answer = { status: 501, body: '<Error><Code>NotImplemented</Code><Message>no</Message></Error>' };
  await comeBack(page, bucket, title);
  await expect(settingLink(page, bucket, title)).toContainText('Not available here');
  await expect(setting).toContainText(`501 NotImplemented on GET ?${subresource}`);
  await expect(setting.getByRole('button', { name: 'Review change' })).toHaveCount(0);
}
