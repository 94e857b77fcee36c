import { connectTo, objectRow, openBucket } from './support/console.ts';
import { startFaultProxy } from './support/fault-proxy.ts';
import { expect, test } from './support/fixtures.ts';

test('connecting, listing and downloading cost no CORS preflight', { tag: '@row-06' }, async ({
  page,
  target,
  buckets,
  s3,
}) => {
  const bucket = await buckets.create();
  await s3.putObject(bucket, 'folder/film.mov', 'a short film');
  const proxy = await startFaultProxy(target.endpoint, 1);
  await connectTo(page, target, proxy.endpoint);
  await openBucket(page, bucket);
  await page.getByRole('link', { name: 'folder/' }).click();
  await objectRow(page, 'folder/film.mov').getByRole('checkbox').click();
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  await (await coming).path();
  expect(proxy.counts.requests).toBeGreaterThanOrEqual(5);
  expect(proxy.counts.preflights).toBe(0);

  // And the proxy would have seen one: a write always asks first.
  await page.getByRole('button', { name: 'New folder' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('made');
  await page.getByRole('button', { name: 'Create folder' }).click();
  await expect(objectRow(page, 'folder/made/')).toBeVisible();
  expect(proxy.counts.preflights).toBeGreaterThan(0);
  await proxy.close();
});
