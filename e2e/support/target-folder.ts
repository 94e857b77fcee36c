import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A folder that Linux keeps in memory. */
const memory = '/dev/shm';
/** Bytes that must be free there: the servers of two workers store less than half of it. */
const room = 8 * 1024 ** 3;
const prefix = 'pail-e2e-';

/**
 * An empty folder for a server's objects, in memory where there is plenty of that. On a disk every small write waits,
 * and what tests leave behind takes up to a minute to remove: MinIO's 100,000 objects are 200,000 files and folders.
 */
export async function makeTargetFolder(): Promise<string> {
  const parent = (await hasRoom()) ? memory : tmpdir();
  if (parent === memory) await removeAbandoned();
  return await mkdtemp(join(parent, `${prefix}${process.pid}-`));
}

/** The server that had it is gone. */
export async function removeTargetFolder(folder: string): Promise<void> {
  // Where all is in memory, what takes time is Node, which asks for every entry on its own.
  if (folder.startsWith(memory)) await promisify(execFile)('rm', ['-rf', folder]);
  else await rm(folder, { recursive: true, force: true });
}

async function hasRoom(): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  try {
    const { bavail, bsize } = await statfs(memory);
    return Math.min(bavail * bsize, process.availableMemory()) >= room;
  } catch {
    return false;
  }
}

/** A run that was killed could not tidy up, and memory is not for keeping. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(memory)) {
    const pid = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined || isRunning(Number(pid))) continue;
    await removeTargetFolder(join(memory, name));
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
