import { isReferenced } from '../metadata/contents.ts';
import type { Tables } from '../metadata/database.ts';
import type { ByteFiles } from './byte-files.ts';

/**
 * Removes what a process that was killed left behind: incomplete files, and whole files that no commit ever
 * referred to or whose commit let go of them. Runs beside the requests, one small folder at a time.
 */
export async function sweep(files: ByteFiles, tables: Tables, signal: AbortSignal): Promise<void> {
  for (const name of files.leftovers) {
    if (signal.aborted) return;
    await files.removeLeftover(name);
  }
  for (const shard of files.shards) {
    if (signal.aborted) return;
    for (const id of await files.listShard(shard)) {
      if (signal.aborted) return;
      // Both are asked in one turn: a file stays pending until its commit is done.
      const isOrphan = /^[0-9a-f]{32}$/.test(id) && !files.isPending(id) && !isReferenced(tables, id);
      if (isOrphan) await files.unlink([id]);
    }
  }
}
