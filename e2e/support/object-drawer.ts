import { expect, type Locator, type Page } from '@playwright/test';

/** Opens an object of the bucket whose list is shown, by its address, at one tab of the drawer. */
export async function openObject(page: Page, key: string, tab: string): Promise<Locator> {
  const address = new URL(page.url());
  const [path] = address.hash.split('?');
  const search = new URLSearchParams({ key, tab: tab.toLowerCase() });
  address.hash = `${path}?${search}`;
  await page.goto(address.href);
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByRole('tab', { name: tab })).toHaveAttribute('aria-selected', 'true');
  return drawer;
}
