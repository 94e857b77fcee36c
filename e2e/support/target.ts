import { startMinioServer } from './minio-server.ts';
import { startPailServer } from './pail-server.ts';
import { makeTargetFolder, removeTargetFolder } from './target-folder.ts';
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

/**
 * In ms, for the start and the end of a target together. Its servers watch their own start; the end is long where its
 * folder lies on a disk and holds the 100,000 objects of `many-objects.spec.ts`, which alone can take over a minute.
 */
export const targetTimeout = 240_000;

/** Starts the target that PAIL_E2E_TARGET names, lends it to `borrow`, and ends all of it afterwards. */
export async function withTarget(
  borrow: (target: Target) => Promise<void>,
  options: TargetOptions = {},
): Promise<void> {
  const folder = await makeTargetFolder();
  const ends: (() => Promise<unknown>)[] = [];
  try {
    await borrow(await start(folder, ends, options));
  } finally {
    for (const end of ends.reverse()) await end();
    await removeTargetFolder(folder);
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
