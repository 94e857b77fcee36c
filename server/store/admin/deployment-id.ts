import { randomUUID } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '../bytes/sync-folder.ts';

const fileName = 'deployment-id';

/** The UUID by which clients tell one store from another at the same address. Made where it is missing or no UUID. */
export async function openDeploymentId(dataDir: string): Promise<string> {
  const path = join(dataDir, fileName);
  const kept = await readIfThere(path);
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(kept)) return kept;
  const id = randomUUID();
  const incomplete = `${path}.new`;
  const file = await open(incomplete, 'w', 0o600);
  try {
    await file.writeFile(`${id}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(incomplete, path);
  await syncFolder(dataDir);
  return id;
}

async function readIfThere(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
