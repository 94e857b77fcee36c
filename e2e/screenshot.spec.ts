import { copyFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chooseFiles, objectRow, openBucket, submitConnection, tray } from './support/console.ts';
import { writeSeededFile } from './support/content.ts';
import { startFaultProxy } from './support/fault-proxy.ts';
import { expect, test } from './support/fixtures.ts';

const inReadme = fileURLToPath(new URL('../docs/screenshot.png', import.meta.url));
const KiB = 1024;
const MiB = 1024 * KiB;

const objects: Record<string, number> = {
  'raw/DSC_0001.nef': 1,
  'contact sheets/spring.pdf': 1,
  'IMG_2043.jpg': 4.2 * MiB,
  'IMG_2044.jpg': 3.9 * MiB,
  'IMG_2045.jpg': 4.6 * MiB,
  '报告.pdf': 812 * KiB,
  '100%.txt': 3,
  'cherry blossom 🌸.heic': 2.1 * MiB,
  'panorama.tif': 11.8 * MiB,
  'notes.md': 5.4 * KiB,
};

/** Made anew by each run in test-results; PAIL_SCREENSHOT=1 also puts it where README shows it. */
test('the picture in README', async ({ page, target, s3, buckets }, testInfo) => {
  for (const bucket of ['photos', 'backup', 'logs']) {
    await s3.makeBucket(buckets.reserve(bucket));
  }
  for (const [name, size] of Object.entries(objects)) {
    await s3.putObject('photos', `2026/spring/${name}`, Buffer.alloc(Math.round(size)));
  }
  const film = testInfo.outputPath('walk.mov');
  await writeSeededFile(film, 'film', 120 * MiB);
  const proxy = await startFaultProxy(target.endpoint, 1);
  proxy.setRules([
    {
      matches: ({ method, url }) => method === 'PUT' && Number(url.searchParams.get('partNumber')) > 4,
      chance: 1,
      fault: { kind: 'throttle', bytesPerSecond: 400 * KiB },
    },
  ]);

  await page.setViewportSize({ width: 1280, height: 760 });
  await page.goto(target.pageUrl);
  await page.getByLabel('Name').fill('local');
  await submitConnection(page, { ...target, endpoint: proxy.endpoint });
  await openBucket(page, 'photos');
  await page.getByRole('link', { name: '2026/' }).click();
  await page.getByRole('link', { name: 'spring/' }).click();
  await objectRow(page, '2026/spring/IMG_2043.jpg').getByRole('checkbox').click();
  await chooseFiles(page, film);
  await expect(tray(page).getByRole('progressbar')).toHaveAttribute('aria-valuenow', /^[5-9]\d$/);
  await expect(page.getByText('1 file is being uploaded')).toHaveCount(0);
  const path = testInfo.outputPath('screenshot.png');
  await page.screenshot({ path });
  if (process.env.PAIL_SCREENSHOT === '1') await copyFile(path, inReadme);
  await proxy.close();
});
