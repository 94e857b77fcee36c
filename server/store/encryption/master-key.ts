import { randomBytes } from 'node:crypto';
import { type FileHandle, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '../bytes/sync-folder.ts';

const keyBytes = 32;
const fileName = 'encryption.key';

/**
 * The key of a data folder, in `encryption.key` there: 32 random bytes that every object of SSE-S3 depends on. Made
 * where it is missing. One that is damaged is an error and never replaced: a backup of it may still be somewhere.
 */
export async function openMasterKey(dataDir: string): Promise<Buffer> {
  const path = join(dataDir, fileName);
  const key = (await readIfThere(path)) ?? (await makeKey(dataDir, path));
  if (key.length === keyBytes) return key;
  throw new Error(
    `${path} is damaged: it has ${key.length} bytes instead of ${keyBytes}. Encrypted objects cannot be read without it: put it back from a backup.`,
  );
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** It has its name only once it is whole and on the disk: a crash leaves no key or all of it. */
async function makeKey(dataDir: string, path: string): Promise<Buffer> {
  const key = randomBytes(keyBytes);
  const incomplete = `${path}.new`;
  // One process at a time has the folder open, so this is what an earlier one left when it ended half way.
  await rm(incomplete, { force: true });
  const file: FileHandle = await open(incomplete, 'wx', 0o600);
  try {
    await file.writeFile(key);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(incomplete, path);
  await syncFolder(dataDir);
  return key;
}
