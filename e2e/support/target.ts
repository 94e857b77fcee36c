import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMinioServer } from './minio-server.ts';
import { startPailServer } from './pail-server.ts';
import { type TargetName, targetName } from './target-name.ts';

/** The server under test and the console in front of it, both new and empty. */
export interface Target {
  name: TargetName;
  /** Where the console is, without a slash at the end. */
  pageUrl: string;
  endpoint: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

interface TargetOptions {
  /** Where the server may send notifications: URLs by name. */
  webhooks?: Readonly<Record<string, string>>;
}

/** Starts the target that PAIL_E2E_TARGET names, lends it to `borrow`, and ends all of it afterwards. */
export async function withTarget(
  borrow: (target: Target) => Promise<void>,
  options: TargetOptions = {},
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'pail-e2e-'));
  const ends: (() => Promise<unknown>)[] = [];
  try {
    await borrow(await start(folder, ends, options));
  } finally {
    for (const end of ends.reverse()) await end();
    await rm(folder, { recursive: true, force: true });
  }
}

async function start(
  folder: string,
  ends: (() => Promise<unknown>)[],
  { webhooks = {} }: TargetOptions,
): Promise<Target> {
  const region = 'us-east-1';
  if (targetName === 'minio') {
    const { child, ...minio } = await startMinioServer(folder, webhooks);
    // Asked to end it would wait for requests that hang; nothing of it is kept.
    ends.push(() => child.stop('SIGKILL'));
    const pail = await startPailServer(['--no-store']);
    ends.push(() => pail.child.stop());
    return { name: 'minio', pageUrl: pail.pageUrl, region, ...minio };
  }
  const pail = await startPailServer([
    ...['--data', folder],
    ...Object.entries(webhooks).flatMap(([name, url]) => ['--notify-webhook', `${name}=${url}`]),
  ]);
  ends.push(() => pail.child.stop());
  if (pail.store === undefined) throw new Error('Pail was started with a store and printed none');
  return { name: 'embedded', pageUrl: pail.pageUrl, region, ...pail.store };
}
