import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store, type StoreOptions } from '../store.ts';

export const testCredentials = { accessKeyId: 'test-key', secretAccessKey: 'test-secret' };

/** A store on a real port and a fresh folder. */
export interface TestStore {
  port: number;
  origin: string;
  dataDir: string;
  store: Store;
  /** How many files the bytes folder has. */
  countFiles(): Promise<number>;
  close(): Promise<void>;
}

export async function startTestStore(
  options: Partial<Omit<StoreOptions, 'dataDir'>> = {},
): Promise<TestStore> {
  const dataDir = await mkdtemp(join(tmpdir(), 'pail-store-'));
  const store = await openStore({ dataDir, credentials: testCredentials, ...options });
  const server: Server = createServer((req, res) => store.handle(req, res));
  // On a busy machine a client may come back to its connection just as a short time-out closes it.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    dataDir,
    store,
    countFiles: () => countFiles(dataDir),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await store.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

export async function countFiles(dataDir: string): Promise<number> {
  const entries = await readdir(join(dataDir, 'bytes'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).length;
}
