import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, type FileHandle, link, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredFile } from '../metadata/records.ts';
import { syncFolder } from './sync-folder.ts';
import { writeStream } from './write-stream.ts';

/**
 * The bytes folder: `bytes/xx/id` with 32 hex digits of randomness, so that no key ever becomes a path, and
 * `incoming/` for what is not complete. A file under its final name is whole, on the disk and never changed.
 */
export interface ByteFiles {
  /** Undefined when there were no bytes: an empty object needs no file. Throws what `source` throws. */
  write(source: AsyncIterable<Buffer>): Promise<StoredFile | undefined>;
  /** A second name for the same bytes, without copying them where the file system can. */
  duplicate(id: string): Promise<string>;
  open(id: string): Promise<FileHandle>;
  /** Files that are not there any more are gone already. */
  unlink(ids: readonly string[]): Promise<void>;
  /** Whether no commit refers to this file and yet it is in use: its commit is to come, or a reader not done. */
  isPending(id: string): boolean;
  setPending(ids: readonly string[]): void;
  settle(ids: readonly (string | undefined)[]): void;
  shards: readonly string[];
  listShard(shard: string): Promise<string[]>;
  /** Files that an earlier process left incomplete. */
  leftovers: readonly string[];
  removeLeftover(name: string): Promise<void>;
  /** A name for a file that is a leftover if it is still there at the next start. */
  scratchPath(): string;
}

const shards = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export const newFileId = () => randomBytes(16).toString('hex');

export async function openByteFiles(dataDir: string): Promise<ByteFiles> {
  const [folder, incoming] = [join(dataDir, 'bytes'), join(dataDir, 'incoming')];
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  const present = new Set(await readdir(folder));
  const missing = shards.filter((shard) => !present.has(shard));
  for (const shard of missing) await mkdir(join(folder, shard), { mode: 0o700 });
  if (missing.length > 0) await syncFolder(folder);
  await syncFolder(dataDir);

  const shardOf = (id: string) => join(folder, id.slice(0, 2));
  const pathOf = (id: string) => join(shardOf(id), id);
  const pending = new Set<string>();

  return {
    async write(source) {
      const id = newFileId();
      const incomingPath = join(incoming, id);
      try {
        const size = await writeStream(incomingPath, source);
        if (size === 0) return undefined;
        pending.add(id);
        await rename(incomingPath, pathOf(id));
        await syncFolder(shardOf(id));
        return { id, size };
      } catch (error) {
        pending.delete(id);
        await rm(incomingPath, { force: true });
        throw error;
      }
    },
    async duplicate(id) {
      const copy = newFileId();
      pending.add(copy);
      try {
        await linkOrCopy(pathOf(id), pathOf(copy));
        await syncFolder(shardOf(copy));
        return copy;
      } catch (error) {
        pending.delete(copy);
        await rm(pathOf(copy), { force: true });
        throw error;
      }
    },
    open: (id) => open(pathOf(id), 'r'),
    async unlink(ids) {
      for (const id of ids) await rm(pathOf(id), { force: true });
    },
    isPending: (id) => pending.has(id),
    setPending: (ids) => {
      for (const id of ids) pending.add(id);
    },
    settle: (ids) => {
      for (const id of ids) if (id !== undefined) pending.delete(id);
    },
    shards,
    listShard: (shard) => readdir(join(folder, shard)),
    leftovers: await readdir(incoming),
    removeLeftover: (name) => rm(join(incoming, name), { force: true }),
    scratchPath: () => join(incoming, newFileId()),
  };
}

/** File systems without hard links, or with too many of them on one file, get a copy (shared blocks if they can). */
async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!['EMLINK', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EPERM', 'EXDEV'].includes(code)) throw error;
    await copyFile(from, to, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
    const copy = await open(to, 'r+');
    try {
      await copy.sync();
    } finally {
      await copy.close();
    }
  }
}
