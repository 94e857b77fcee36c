import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMetadata } from '../metadata/database.ts';
import { openStore } from '../store.ts';
import { countFiles, testCredentials } from '../testing/test-store.ts';
import { checkStore, type StoreCheck } from './check-store.ts';
import { type FuzzReport, runFuzz } from './run-fuzz.ts';

export interface FuzzOutcome extends FuzzReport {
  check: StoreCheck;
  /** After a restart and its sweep. */
  files: { onDisk: number; referred: number };
  /** MiB that the process has at the end of the requests, and had when the first tenth of them was through. */
  rss: { early: number; late: number };
}

/** So many requests to a fresh store, and then a look at what they have left of it. */
export async function fuzzStore({ seed, count }: { seed: number; count: number }): Promise<FuzzOutcome> {
  const dataDir = await mkdtemp(join(tmpdir(), 'pail-fuzz-'));
  try {
    const early = await withStore(dataDir, (port) => runFuzz({ port, seed: seed + 1, count: count / 10 }));
    const rssEarly = process.memoryUsage.rss();
    const { report, check } = await withStore(dataDir, async (port) => {
      const fuzzed = await runFuzz({ port, seed, count: count - count / 10 });
      return { report: fuzzed, check: await checkStore(port) };
    });
    const rssLate = process.memoryUsage.rss();
    await withStore(dataDir, async (_, swept) => swept);
    return {
      statuses: sum(early.statuses, report.statuses),
      failures: [...early.failures, ...report.failures],
      check,
      files: { onDisk: await countFiles(dataDir), referred: await countReferred(dataDir) },
      rss: { early: Math.round(rssEarly / 1024 ** 2), late: Math.round(rssLate / 1024 ** 2) },
    };
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function withStore<T>(
  dataDir: string,
  work: (port: number, swept: Promise<void>) => Promise<T>,
): Promise<T> {
  const store = await openStore({ dataDir, credentials: testCredentials });
  const server = createServer((req, res) => store.handle(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await work((server.address() as AddressInfo).port, store.swept);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await store.close();
  }
}

async function countReferred(dataDir: string): Promise<number> {
  const metadata = openMetadata(join(dataDir, 'metadata'));
  const everything = { start: Buffer.from([0]), end: Buffer.alloc(20, 0xff) };
  const count = [...metadata.tables.files.range(everything)].length;
  await metadata.close();
  return count;
}

function sum(...counts: Record<string, number>[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const [name, count] of counts.flatMap(Object.entries<number>))
    total[name] = (total[name] ?? 0) + count;
  return total;
}
