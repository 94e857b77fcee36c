import type { Tables } from '../metadata/database.ts';
import type { ReplicationStatus, VersionRecord } from '../metadata/records.ts';

/** Copies versions to other buckets of the store, as buckets' replication rules have it. */
export interface Replicator {
  /**
   * Inside the commit that makes a version: notes what is to be copied and returns `PENDING`, or undefined where no
   * rule asks for it. The caller writes the status into the record. The same after a change of its tags or lock.
   */
  plan(tables: Tables, bucket: string, key: string, version: VersionRecord): ReplicationStatus | undefined;
  /** Inside the commit that removes a version for good, whose record this was. */
  planRemoval(tables: Tables, bucket: string, key: string, version: VersionRecord): void;
  /** After that commit. */
  wake(): void;
}
