import {
  type ConnectionProfile,
  type Credentials,
  connectionId,
  openStorage,
  type SealedSecrets,
  type SessionRequest,
  type StorageDriver,
} from '../../storage/index.ts';
import type { ConnectionMemory } from './connection-memory.ts';
import { byWant } from './embedded-store.ts';

export interface Connection {
  profile: ConnectionProfile;
  /** Absent: anonymous. */
  credentials?: Credentials;
  /** What the credentials were asked of STS with, and are renewed with. */
  session?: SessionRequest;
}

export interface OpenConnection {
  connectionId: string;
  profile: ConnectionProfile;
  storage: StorageDriver;
  /** Buckets opened by name, newest first: all that an account has which may not list. */
  bucketNames: readonly string[];
}

export interface ConnectionsSnapshot {
  open: readonly OpenConnection[];
  /** Profiles used before, newest first, without any secret. */
  recent: readonly ConnectionProfile[];
}

export interface Connections {
  subscribe(listener: () => void): () => void;
  getSnapshot(): ConnectionsSnapshot;
  /**
   * Opens and remembers the profile; the credentials stay in memory unless `keepForTab` was asked for. `sealed`: the
   * secrets as they are kept for later, behind a passphrase.
   */
  connect(
    connection: Connection,
    options: { keepForTab: boolean; remember: boolean; sealed?: SealedSecrets },
  ): Promise<OpenConnection>;
  /** The open connection of this id, or the one that this tab may open by itself: kept for the tab, or embedded. */
  resolve(id: string): Promise<OpenConnection | undefined>;
  disconnect(id: string): void;
  /** What was sealed for this profile; whatever lies there, unread. */
  sealedSecrets(id: string): unknown;
  /** Takes a profile off the recent ones, and its sealed secrets with it. */
  forget(id: string): void;
  rememberBucket(id: string, bucket: string): void;
  forgetBucket(id: string, bucket: string): void;
  /** The store that came with this page, if there is one; asked once, and again where the asking failed. */
  embedded(): Promise<Connection | undefined>;
}

const rememberedBuckets = 50;

export function createConnections(
  memory: ConnectionMemory,
  fetchEmbedded: () => Promise<Connection | undefined>,
): Connections {
  const listeners = new Set<() => void>();
  let snapshot: ConnectionsSnapshot = { open: [], recent: memory.readRecent() };
  let embedded: Promise<Connection | undefined> | undefined;

  function publish(change: Partial<ConnectionsSnapshot>) {
    snapshot = { ...snapshot, ...change };
    for (const listener of listeners) listener();
  }

  /** Nobody will answer for the keys of a connection that is gone: what waits for them ends. */
  function leave(id: string) {
    snapshot.open.find((other) => other.connectionId === id)?.storage.keys?.decline();
  }

  async function open(connection: Connection): Promise<OpenConnection> {
    const id = connectionId(connection.profile);
    const opened = {
      connectionId: id,
      profile: connection.profile,
      storage: await openStorage(connection),
      bucketNames: memory.readBucketNames(id),
    };
    leave(id);
    publish({ open: [...snapshot.open.filter((other) => other.connectionId !== id), opened] });
    return opened;
  }

  function setBucketNames(id: string, change: (names: readonly string[]) => string[]) {
    const names = change(memory.readBucketNames(id));
    memory.writeBucketNames(id, names);
    publish({
      open: snapshot.open.map((opened) =>
        opened.connectionId === id ? { ...opened, bucketNames: names } : opened,
      ),
    });
  }

  const connections: Connections = {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => snapshot,
    sealedSecrets: memory.readSealed,
    async connect(connection, { keepForTab, remember, sealed }) {
      const opened = await open(connection);
      if (keepForTab) memory.keepForTab(opened.connectionId, connection);
      else memory.dropFromTab(opened.connectionId);
      if (sealed) memory.writeSealed(opened.connectionId, sealed);
      if (remember) publish({ recent: memory.addRecent(connection.profile) });
      return opened;
    },
    async resolve(id) {
      const already = snapshot.open.find((connection) => connection.connectionId === id);
      if (already) return already;
      const kept = memory.readKept(id);
      if (kept) return open(kept);
      const own = await connections.embedded();
      const ways = own ? [own, byWant(own)] : [];
      const way = ways.find(({ profile }) => connectionId(profile) === id);
      return way && open(way);
    },
    disconnect(id) {
      memory.dropFromTab(id);
      leave(id);
      publish({ open: snapshot.open.filter((connection) => connection.connectionId !== id) });
    },
    forget(id) {
      publish({ recent: memory.removeRecent(id) });
    },
    rememberBucket(id, bucket) {
      setBucketNames(id, (names) =>
        [bucket, ...names.filter((name) => name !== bucket)].slice(0, rememberedBuckets),
      );
    },
    forgetBucket(id, bucket) {
      setBucketNames(id, (names) => names.filter((name) => name !== bucket));
    },
    embedded() {
      embedded ??= fetchEmbedded().then((connection) => {
        if (!connection) embedded = undefined;
        return connection;
      });
      return embedded;
    },
  };
  return connections;
}
