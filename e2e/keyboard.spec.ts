import type { Locator, Page } from '@playwright/test';
import { objectRow } from './support/console.ts';
import { expect, test } from './support/fixtures.ts';

/** From wherever the keyboard is, by Tab alone. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 150; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab does not lead there');
}

async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

async function expectPage(page: Page, heading: string): Promise<void> {
  await expect(page.getByRole('heading', { name: heading, level: 1 })).toBeVisible();
}

test('a walk through all pages by keyboard alone', async ({ page, target, buckets, s3 }) => {
  test.setTimeout(120_000);
  const bucket = await buckets.create();
  await s3.putObject(bucket, 'people.csv', 'name,age\nAnn,40\nBob,7\n', undefined, {
    'Content-Type': 'text/csv',
  });

  await page.goto(target.pageUrl);
  await press(page, page.getByRole('button', { name: 'Open the embedded store' }));
  await expectPage(page, 'Buckets');
  await press(page, page.getByRole('main').getByRole('link', { name: bucket }));
  const row = objectRow(page, 'people.csv');
  await expect(row).toBeVisible();

  await test.step('the list: to a row, its versions, a column, a key, a new name', async () => {
    await page.keyboard.press('/');
    await page.keyboard.press('Enter');
    await expect(row).toBeFocused();
    for (const [key, name] of [
      ['v', 'Versions'],
      ['m', 'Metadata'],
    ] as const) {
      const switched = page.getByRole('toolbar').getByRole('button', { name });
      await page.keyboard.press(key);
      await expect(switched).toHaveAttribute('aria-pressed', 'true');
      await page.keyboard.press(key);
      await expect(switched).toHaveAttribute('aria-pressed', 'false');
    }
    await page.keyboard.press('g');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.keyboard.press('/');
    await page.keyboard.press('Enter');
    await page.keyboard.press(' ');
    await page.keyboard.press('F2');
    await expect(page.getByRole('dialog').getByLabel('New name')).toHaveValue('people.csv');
    await page.keyboard.press('Escape');
    await expect(row).toBeFocused();
  });

  await test.step('the drawer: through its tabs and back to the row', async () => {
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('dialog');
    const tabs = drawer.getByRole('tab');
    await expect(tabs).toHaveCount(6);
    await tabTo(page, drawer.getByRole('tab', { selected: true }));
    const seen = new Set<string>();
    for (let turn = 0; turn < 6; turn++) {
      const open = drawer.getByRole('tab', { selected: true });
      seen.add((await open.textContent()) ?? '');
      await expect(drawer.getByRole('tabpanel')).not.toBeEmpty();
      await page.keyboard.press('ArrowRight');
      await expect(open).not.toHaveText([...seen].at(-1) ?? '');
    }
    expect(seen.size).toBe(6);
    await page.keyboard.press('Escape');
    await expect(drawer).toHaveCount(0);
    await expect(row).toBeFocused();
  });

  await test.step('a query, from the drawer', async () => {
    await page.keyboard.press('Enter');
    await press(page, page.getByRole('dialog').getByRole('link', { name: 'Query' }));
    await expectPage(page, 'Query');
    await press(page, page.getByRole('button', { name: 'Run query' }));
    await expect(page.getByRole('main')).toContainText('Ann');
  });

  const pages = page.getByRole('navigation', { name: `Pages of ${bucket}` });
  for (const name of ['Settings', 'Policy', 'Notifications', 'Live events', 'Incomplete uploads']) {
    await press(page, pages.getByRole('link', { name }));
    await expectPage(page, name);
  }

  await test.step('what was done, as code', async () => {
    await page.keyboard.press('x');
    const dialog = page.getByRole('dialog', { name: 'As code' });
    await press(page, dialog.getByRole('button', { name: /^Query/ }));
    await expect(dialog).toContainText('select_object_content');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  await test.step('the server, the transfers', async () => {
    for (const [link, heading] of [
      ['This server', 'What this server can do'],
      ['Transfers', 'Transfers'],
    ] as const) {
      await press(page, page.getByRole('link', { name: link, exact: true }));
      await expectPage(page, heading);
    }
  });

  await test.step('an upload form, and the page of who was given it', async () => {
    await page.goBack();
    await page.goBack();
    await press(page, pages.getByRole('link', { name: 'Upload form' }));
    await tabTo(page, page.getByRole('textbox', { name: 'Prefix' }));
    await page.keyboard.type('inbox/');
    await press(page, page.getByRole('button', { name: 'Sign the form' }));
    const link = page.getByRole('textbox', { name: 'Drop link' });
    await tabTo(page, link);
    await page.goto(await link.inputValue());
    await tabTo(page, page.getByRole('button', { name: 'Choose files' }));
  });
});
