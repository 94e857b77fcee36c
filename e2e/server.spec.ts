import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { independentClient } from './support/buckets.ts';
import { seededBytes, sha256 } from './support/content.ts';
import { expect, test } from './support/fixtures.ts';
import { type PailServer, startPailServer } from './support/pail-server.ts';

/** The program itself: these tests start their own, with its store, whatever the rest of the suite runs on. */
let folder: string;
let running: PailServer[];

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pail-server-'));
  running = [];
});

test.afterEach(async () => {
  for (const pail of running) await pail.child.stop();
  await rm(folder, { recursive: true, force: true });
});

async function start(
  ...flags: string[]
): Promise<Required<PailServer> & { store: NonNullable<PailServer['store']> }> {
  const pail = await startPailServer(['--data', join(folder, 'data'), ...flags]);
  running.push(pail);
  const { store } = pail;
  if (store === undefined) throw new Error('Pail printed no store');
  return { ...pail, store };
}

test('what was stored survives a restart, with the same keys', async () => {
  const first = await start();
  const content = [...seededBytes('restart', 3_000_000)];
  const before = independentClient({ ...first.store, region: 'us-east-1' });
  await before.makeBucket('kept');
  await before.putObject('kept', 'folder/report.bin', Buffer.concat(content), undefined, {
    'X-Amz-Meta-Note': 'kept',
  });
  expect(await first.child.stop('SIGTERM')).toBe(0);

  const second = await start();
  expect(second.store.secretAccessKey).toBe(first.store.secretAccessKey);
  const after = independentClient({ ...second.store, region: 'us-east-1' });
  expect((await after.statObject('kept', 'folder/report.bin')).metaData).toMatchObject({ note: 'kept' });
  expect(await sha256(await after.getObject('kept', 'folder/report.bin'))).toBe(await sha256(content));
});

test('Ctrl-C ends it cleanly, and its ports and folder are free at once', async () => {
  const pail = await start();
  expect(await pail.child.stop('SIGINT')).toBe(0);
  // Nothing but the lines that it prints when it is ready.
  expect(pail.child.output().trimEnd().split('\n')).toHaveLength(5);
  const ports = ['--port', new URL(pail.pageUrl).port, '--store-port', new URL(pail.store.endpoint).port];
  const again = await start(...ports);
  expect(again.pageUrl).toBe(pail.pageUrl);
});

test('the secret is kept for the owner of the data folder alone', async () => {
  const pail = await start();
  const file = join(folder, 'data/credentials.json');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(JSON.parse(await readFile(file, 'utf8')).secretAccessKey).toBe(pail.store.secretAccessKey);
});

test('the page carries the same policy as its own meta tag, and a frame policy', async ({ page }) => {
  const pail = await start();
  const response = await page.goto(pail.pageUrl);
  const inPage = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  expect(response?.headers()['content-security-policy']).toBe(`${inPage}; frame-ancestors 'none'`);
});

/** What a page can learn about the embedded store by fetching it, in every way that a page has. */
async function tryToFetch(
  page: Page,
  url: string,
): Promise<{ way: string; status: number | string; body: string }[]> {
  return await page.evaluate(async (target) => {
    const ways: [string, RequestInit][] = [
      ['with the header', { headers: { 'x-pail': '1' } }],
      ['simple', {}],
      ['no-cors', { mode: 'no-cors' }],
      ['no-cors with the header', { mode: 'no-cors', headers: { 'x-pail': '1' } }],
      ['with credentials', { headers: { 'x-pail': '1' }, credentials: 'include' }],
    ];
    return await Promise.all(
      ways.map(async ([way, init]) => {
        try {
          const response = await fetch(target, init);
          return { way, status: response.status, body: await response.text() };
        } catch (error) {
          return { way, status: String(error), body: '' };
        }
      }),
    );
  }, url);
}

test('our own page gets the keys', async ({ page }) => {
  const pail = await start();
  await page.goto(pail.pageUrl);
  const [asked] = await tryToFetch(page, './pail/embedded-store');
  expect(asked?.status).toBe(200);
  expect(JSON.parse(asked?.body ?? '')).toEqual({ region: 'us-east-1', ...pail.store });
});

test.describe('another page', () => {
  let stranger: Server;
  let strangerPort: number;

  test.beforeEach(async () => {
    stranger = createServer((_req, res) => {
      res.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Another page</title>');
    }).listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    strangerPort = (stranger.address() as AddressInfo).port;
  });

  test.afterEach(async () => {
    stranger.close();
    stranger.closeAllConnections();
    await once(stranger, 'close');
  });

  for (const host of ['evil.test', '127.0.0.1', 'localhost']) {
    test(`on ${host} gets nothing of the keys`, async ({ page }) => {
      const pail = await start();
      await page.goto(`http://${host}:${strangerPort}/`);
      await expect(page).toHaveTitle('Another page');
      for (const name of ['127.0.0.1', 'localhost']) {
        const url = `http://${name}:${new URL(pail.pageUrl).port}/pail/embedded-store`;
        for (const { way, status, body } of await tryToFetch(page, url)) {
          expect.soft({ way, url, body }).toEqual({ way, url, body: '' });
          expect.soft(status, way).not.toBe(200);
        }
      }
    });
  }

  test('that points its own name at this machine gets nothing of the keys', async ({ page }) => {
    const pail = await start();
    const rebound = `http://evil.test:${new URL(pail.pageUrl).port}/`;
    const response = await page.goto(rebound);
    expect(response?.status()).toBe(403);
    // Same origin for the browser: only the Host header tells, and every way of asking is refused.
    expect(new URL(page.url()).hostname).toBe('evil.test');
    const asked = await tryToFetch(page, '/pail/embedded-store');
    expect(asked.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    for (const { body } of asked) expect(body).not.toContain(pail.store.secretAccessKey);
  });

  test('cannot put the console into a frame', async ({ page }) => {
    const pail = await start();
    await page.goto(`http://127.0.0.1:${strangerPort}/`);
    const refused = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'));
    await page.evaluate((url) => {
      document.body.append(Object.assign(document.createElement('iframe'), { src: url }));
    }, pail.pageUrl);
    await refused;
  });
});
