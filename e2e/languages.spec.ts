import { connectTo } from './support/console.ts';
import { expect, test } from './support/fixtures.ts';

const languages = [
  {
    name: '简体中文',
    tag: 'zh-CN',
    connect: '连接',
    buckets: '存储桶',
    create: '创建存储桶',
    transfers: '传输',
    menu: '语言',
  },
  {
    name: '繁體中文',
    tag: 'zh-TW',
    connect: '連線',
    buckets: '儲存貯體',
    create: '建立儲存貯體',
    transfers: '傳輸',
    menu: '語言',
  },
] as const;

for (const { name, tag, buckets, create, transfers, menu } of languages) {
  test(`the page speaks ${name}, remembers it, and goes back to English`, async ({ page, target }) => {
    await connectTo(page, target, target.endpoint);
    await page.getByRole('button', { name: 'Language' }).click();
    await page.getByRole('menuitemradio', { name }).click();
    await expect(page.getByRole('heading', { level: 1, name: buckets, exact: true })).toBeVisible();
    await expect(page.getByRole('button', { name: create })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', tag);
    await page.getByRole('link', { name: transfers }).click();
    await expect(page.getByRole('heading', { level: 1, name: transfers })).toBeVisible();

    await page.goto(target.pageUrl);
    await expect(page.locator('html')).toHaveAttribute('lang', tag);
    await page.getByRole('button', { name: menu }).click();
    await page.getByRole('menuitemradio', { name: 'English' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Connect to storage' })).toBeVisible();
  });
}

for (const [locale, heading] of [
  ['zh-CN', /[连储]/],
  ['zh-TW', /[連儲]/],
  ['zh-Hant-HK', /[連儲]/],
  ['de-DE', /Connect to storage/],
] as const) {
  test.describe(`a browser that prefers ${locale}`, () => {
    test.use({ locale });
    test('gets its language without being asked', async ({ page, target }) => {
      await page.goto(target.pageUrl);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
    });
  });
}
