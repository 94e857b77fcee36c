import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import {
  chooseFiles,
  expectAllVerified,
  objectRow,
  openTransfers,
  transferRow,
  tray,
} from './support/console.ts';
import { writeSeededFile } from './support/content.ts';
import { type FaultProxy, startFaultProxy } from './support/fault-proxy.ts';
import { test as base, expect } from './support/fixtures.ts';
import { storedHash, storedKeys, storedUploads } from './support/read-back.ts';
import { connectWant } from './support/want-steps.ts';

const KiB = 1024;
const MiB = 1024 ** 2;
const fileName = 'film.bin';

/** The calls of the protocol that the page sends, by name, from here on. */
function watchCalls(page: Page): string[] {
  const calls: string[] = [];
  page.on('request', (request) => {
    const [, call] = /\/api\/proxy\/(\w+)/.exec(request.url()) ?? [];
    if (call !== undefined && request.method() === 'POST') calls.push(call);
  });
  return calls;
}

const isCall = (name: string) => new RegExp(`/api/proxy/${name}`);

base.describe('what goes by Want arrives byte for byte', { tag: '@row-30' }, () => {
  base(
    'files of 0 B, 1 B, 100 KiB − 1, 10 MiB, 10 MiB + 1 and 300 MiB',
    async ({ page, target, buckets, s3 }, testInfo) => {
      testInfo.setTimeout(120_000);
      const sizes = {
        '0 B': 0,
        '1 B': 1,
        '100 KiB − 1': 100 * KiB - 1,
        '10 MiB': 10 * MiB,
        '10 MiB + 1': 10 * MiB + 1,
        '300 MiB': 300 * MiB,
      };
      const hashes = new Map<string, string>();
      for (const [name, size] of Object.entries(sizes)) {
        hashes.set(name, await writeSeededFile(testInfo.outputPath('files', name), name, size));
      }
      const namespace = await buckets.create();
      const calls = watchCalls(page);
      await connectWant(page, target, { namespace });
      calls.length = 0;
      await chooseFiles(
        page,
        [...hashes.keys()].map((name) => testInfo.outputPath('files', name)),
      );
      await expectAllVerified(page, hashes.size, 90_000);
      // The list follows by itself.
      for (const name of hashes.keys()) await expect(objectRow(page, name)).toBeVisible();

      for (const [name, hash] of hashes) {
        expect.soft(await storedHash(s3, namespace, name), name).toBe(hash);
        const md5 = createHash('md5').update(await readFile(testInfo.outputPath('files', name)));
        // Of the whole, also where it came in blocks: it was sent with the end, and the service has compared it.
        expect.soft((await s3.statObject(namespace, name)).etag, name).toBe(md5.digest('hex'));
      }
      const count = (call: string) => calls.filter((other) => other === call).length;
      expect(count('upload')).toBe(4);
      expect(count('blockInit')).toBe(2);
      // 10 MiB + 1 in three blocks of 4 MiB at most, 300 MiB in 75.
      expect(count('blockUpload')).toBe(2 + 74);
      expect(count('blockComplete')).toBe(2);

      await openTransfers(page);
      await expect(transferRow(page, '300 MiB').first()).toContainText('Verified: MD5 matched');
    },
  );

  base(
    'a fifth of the blocks meet 503 or a broken connection',
    async ({ page, target, buckets, s3 }, testInfo) => {
      testInfo.setTimeout(120_000);
      const path = testInfo.outputPath(fileName);
      const hash = await writeSeededFile(path, 'film', 120 * MiB);
      const namespace = await buckets.create();
      const proxy = await startFaultProxy(target.endpoint, 30);
      try {
        await connectWant(page, target, {
          namespace,
          endpoint: proxy.endpoint,
          manageEndpoint: target.endpoint,
        });
        const matches = ({ method, url }: { method: string; url: URL }) =>
          method === 'POST' && url.pathname.includes('/api/proxy/block');
        proxy.setRules([
          { matches, chance: 0.1, fault: { kind: 'slow-down' } },
          { matches, chance: 0.07, fault: { kind: 'drop', at: 'request' } },
          { matches, chance: 0.07, fault: { kind: 'drop', at: 'response' } },
        ]);
        await chooseFiles(page, path);
        await expectAllVerified(page, 1, 90_000);
        expect(proxy.counts['slow-down'] + proxy.counts.drop).toBeGreaterThan(3);
        expect(await storedHash(s3, namespace, fileName)).toBe(hash);
        await openTransfers(page);
        await expect(transferRow(page, fileName)).toContainText('Verified: MD5 matched');
      } finally {
        await proxy.close();
      }
    },
  );
});

base.describe('what is not what was sent is never called verified', { tag: '@row-30' }, () => {
  for (const call of ['blockInit', 'blockUpload', 'blockComplete', 'upload']) {
    base(`another eTag in the answer to ${call}`, async ({ page, target, buckets, s3 }, testInfo) => {
      const path = testInfo.outputPath(fileName);
      const isSingle = call === 'upload';
      await writeSeededFile(path, 'film', isSingle ? MiB : 13 * MiB);
      const namespace = await buckets.create();
      await connectWant(page, target, { namespace });
      await page.route(isCall(call), (route) =>
        route.fulfill({
          status: 200,
          contentType: 'application/json',
          headers: { 'access-control-allow-origin': '*' },
          json: {
            ...{ code: 'OK', message: 'OK', requestId: 'r', namespace, dir: '/', name: fileName },
            ...{ id: 'x', uploadId: 'x', partNumber: 2, eTag: '0'.repeat(32), fileSize: 1, fileModified: 1 },
          },
        }),
      );
      await chooseFiles(page, path);
      await expect(tray(page)).toContainText('failed 1');
      await expect(tray(page)).not.toContainText('verified 1');
      await openTransfers(page);
      await expect(transferRow(page, fileName)).not.toContainText('Verified');
      await expect(transferRow(page, fileName)).toContainText('Not stored as it was sent');
      expect(await storedKeys(s3, namespace)).toEqual([]);
    });
  }

  /** From the page's own side, behind its hash: the last bytes of what goes out are others. */
  async function damage(page: Page, { times }: { times: number }): Promise<void> {
    await page.addInitScript((most) => {
      let left = most;
      const send = XMLHttpRequest.prototype.send;
      const open = XMLHttpRequest.prototype.open;
      let url = '';
      XMLHttpRequest.prototype.open = function (this: XMLHttpRequest, ...input: Parameters<typeof open>) {
        url = String(input[1]);
        return open.apply(this, input);
      } as typeof open;
      XMLHttpRequest.prototype.send = function (this: XMLHttpRequest, body) {
        const isBlock = url.includes('blockUpload') && body instanceof Blob;
        if (!isBlock || left-- <= 0) {
          send.call(this, body);
          return;
        }
        const at = body.size - 1_000;
        send.call(this, new Blob([body.slice(0, at), 'X', body.slice(at + 1)]));
      };
    }, times);
  }

  base(
    'bytes that are damaged under way are refused and go out again',
    async ({ page, target, buckets, s3 }, testInfo) => {
      const path = testInfo.outputPath(fileName);
      const hash = await writeSeededFile(path, 'film', 13 * MiB);
      const namespace = await buckets.create();
      await damage(page, { times: 2 });
      await connectWant(page, target, { namespace });
      const refused: string[] = [];
      page.on('response', async (response) => {
        if (response.status() === 400) refused.push((await response.json()).code);
      });
      await chooseFiles(page, path);
      await expectAllVerified(page, 1, 30_000);
      expect(refused).toEqual(['Md5NotMatch', 'Md5NotMatch']);
      expect(await storedHash(s3, namespace, fileName)).toBe(hash);
    },
  );

  base(
    'and where it happens each time, nothing is stored',
    async ({ page, target, buckets, s3 }, testInfo) => {
      testInfo.setTimeout(90_000);
      const path = testInfo.outputPath(fileName);
      await writeSeededFile(path, 'film', 13 * MiB);
      const namespace = await buckets.create();
      await damage(page, { times: 1_000 });
      await connectWant(page, target, { namespace });
      await chooseFiles(page, path);
      await expect(tray(page)).toContainText('failed 1', { timeout: 75_000 });
      expect(await storedKeys(s3, namespace)).toEqual([]);
    },
  );
});

interface SlowUpload {
  namespace: string;
  hash: string;
  proxy: FaultProxy;
  calls: string[];
}

/** A file of 26 MiB in seven blocks, of which two have been confirmed while the others crawl. */
const test = base.extend<{ slow: SlowUpload }>({
  slow: async ({ page, target, buckets, s3 }, lend, testInfo) => {
    const path = testInfo.outputPath(fileName);
    const hash = await writeSeededFile(path, 'film', 26 * MiB);
    const namespace = await buckets.create();
    const proxy = await startFaultProxy(target.endpoint, 1);
    let blocks = 0;
    proxy.setRules([
      {
        matches: ({ method, url }) =>
          method === 'POST' && url.pathname.includes('blockUpload') && ++blocks > 1,
        chance: 1,
        fault: { kind: 'throttle', bytesPerSecond: MiB / 8 },
      },
    ]);
    const calls = watchCalls(page);
    const confirmed = page.waitForResponse(
      (response) => isCall('blockUpload').test(response.url()) && response.request().method() === 'POST',
    );
    await connectWant(page, target, { namespace, endpoint: proxy.endpoint, manageEndpoint: target.endpoint });
    await chooseFiles(page, path);
    expect((await confirmed).status()).toBe(200);
    await expect(tray(page)).toContainText('0 of 1 file');
    await openTransfers(page);
    // What the network has taken counts as sent, long before it arrives.
    await expect(transferRow(page, fileName)).toContainText(/(8|9|[12]\d)(\.\d)? MiB of 26 MiB/);
    expect((await storedUploads(s3, namespace)).length).toBe(1);
    await lend({ namespace, hash, proxy, calls });
    await proxy.close();
  },
});

test.describe('an upload in blocks that is under way', { tag: '@row-30' }, () => {
  test('is paused and goes on with the blocks that are missing', async ({ page, slow, s3 }) => {
    const { namespace, hash, proxy, calls } = slow;
    await page.getByRole('button', { name: `Pause ${fileName}` }).click();
    await expect(transferRow(page, fileName)).toContainText('Paused');
    proxy.setRules([]);
    calls.length = 0;
    await page.getByRole('button', { name: `Resume ${fileName}` }).click();
    await expectAllVerified(page, 1, 30_000);
    await expect(transferRow(page, fileName)).toContainText('Verified: MD5 matched');
    expect(calls).toEqual([...Array(5).fill('blockUpload'), 'blockComplete']);
    expect(await storedHash(s3, namespace, fileName)).toBe(hash);
  });

  test('is cancelled, and its blocks are removed from the service', async ({ page, slow, s3 }) => {
    const { namespace, calls } = slow;
    await page.getByRole('button', { name: `Cancel ${fileName}` }).click();
    // Blocks are never kept: nobody could list them again.
    await expect(transferRow(page, fileName)).toContainText('Cancelled');
    await expect.poll(() => storedUploads(s3, namespace)).toEqual([]);
    expect(calls).toContain('blockCancel');
    await expect(transferRow(page, fileName)).not.toContainText('still on the server');
    expect(await storedKeys(s3, namespace)).toEqual([]);
  });
});
