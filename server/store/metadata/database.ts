import { type Database, open, type RootDatabase } from 'lmdb';
import type { OutboxRow } from '../events/outbox.ts';
import type { ReplicationTask } from '../replication/replication-task.ts';
import type {
  BucketRecord,
  Layout,
  ObjectRecord,
  PartRecord,
  UploadRecord,
  VersionRecord,
} from './records.ts';
import type { RowRange } from './row-keys.ts';

/** One table of rows ordered by the bytes of their keys. Reads see what was committed, or the commit they are in. */
interface Table<V> {
  get(row: Buffer): V | undefined;
  has(row: Buffer): boolean;
  range(range: RowRange): Iterable<{ row: Buffer; value: V }>;
  /** Changes belong inside a commit. */
  put(row: Buffer, value: V): void;
  remove(row: Buffer): void;
}

export interface Tables {
  buckets: Table<BucketRecord>;
  /** By bucket and name: see `settings.ts`. */
  settings: Table<unknown>;
  /** The current version of each key that has one which is no delete marker. */
  objects: Table<ObjectRecord>;
  /** All other versions: those before the current one, and every delete marker. */
  versions: Table<VersionRecord>;
  /** By bucket and key: the `order` of the version `null` where that is in `versions`. */
  nullVersions: Table<string>;
  uploads: Table<UploadRecord>;
  parts: Table<PartRecord>;
  layouts: Table<Layout>;
  /** Every file of the bytes folder that something above refers to, so that a sweep knows the others. */
  files: Table<1>;
  /** What webhooks have still to be told: see `events/outbox.ts`. */
  outbox: Table<OutboxRow>;
  /** What is still to be replicated: see `replication/replication-task.ts`. */
  replications: Table<ReplicationTask>;
}

export interface Metadata {
  tables: Tables;
  /**
   * Runs `change` in a transaction and resolves with what it returned once that is on the disk. A change throws
   * before its first write or not at all; it sees the changes before it and none beside it.
   */
  commit<T>(change: (tables: Tables) => T): Promise<T>;
  close(): Promise<void>;
}

interface QueuedChange {
  run(): void;
  succeed(): void;
  fail(error: unknown): void;
}

/**
 * Bucket + key come to 1,088 bytes and, with NULs doubled, to 2,112: more than LMDB's 1,978 for its usual page.
 * Each commit is flushed before it returns (no `overlappingSync`). lmdb's asynchronous transactions are not used:
 * their callbacks never come on some platforms. Changes that arrive together share one transaction instead.
 */
export function openMetadata(path: string): Metadata {
  const root = open({ path, maxDbs: 24, pageSize: 8192, overlappingSync: false });
  const writes = { count: 0 };
  const table = <V>(name: string) => openTable<V>(root, name, writes);
  const tables: Tables = {
    buckets: table('buckets'),
    settings: table('settings'),
    objects: table('objects'),
    versions: table('versions'),
    nullVersions: table('null-versions'),
    uploads: table('uploads'),
    parts: table('parts'),
    layouts: table('layouts'),
    files: table('files'),
    outbox: table('outbox'),
    replications: table('replications'),
  };
  let queue: QueuedChange[] = [];

  const commitQueue = () => {
    const group = queue;
    queue = [];
    const settle: (() => void)[] = [];
    try {
      root.transactionSync(() => {
        for (const change of group) {
          const before = writes.count;
          try {
            change.run();
            settle.push(change.succeed);
          } catch (error) {
            // What it wrote before it threw can only go with the whole transaction.
            if (writes.count !== before) throw error;
            settle.push(() => change.fail(error));
          }
        }
      });
    } catch (cause) {
      for (const change of group) change.fail(new Error('The commit failed.', { cause }));
      return;
    }
    for (const done of settle) done();
  };

  return {
    tables,
    commit: <T>(change: (tables: Tables) => T) =>
      new Promise<T>((resolve, reject) => {
        let result: T;
        if (queue.length === 0) setImmediate(commitQueue);
        queue.push({
          run: () => {
            result = change(tables);
          },
          succeed: () => resolve(result),
          fail: reject,
        });
      }),
    close: () => root.close(),
  };
}

function openTable<V>(root: RootDatabase, name: string, writes: { count: number }): Table<V> {
  const rows: Database<V, Buffer> = root.openDB({ name, keyEncoding: 'binary', encoding: 'msgpack' });
  return {
    get: (row) => rows.get(row),
    has: (row) => rows.doesExist(row),
    range: ({ start, end }) => rows.getRange({ start, end }).map(({ key, value }) => ({ row: key, value })),
    put: (row, value) => {
      writes.count += 1;
      rows.putSync(row, value);
    },
    remove: (row) => {
      writes.count += 1;
      rows.removeSync(row);
    },
  };
}
