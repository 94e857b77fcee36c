import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Whether any file of the store's folder has these bytes in it, its metadata included. */
export async function isOnDisk(dataDir: string, bytes: Buffer | string): Promise<boolean> {
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    if ((await readFile(join(entry.parentPath, entry.name))).includes(bytes)) return true;
  }
  return false;
}

/** The files that hold objects' bytes. */
export async function byteFiles(dataDir: string): Promise<string[]> {
  const entries = await readdir(join(dataDir, 'bytes'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
