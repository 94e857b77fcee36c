import { type ConnectionProfile, connectionId } from '../../storage/index.ts';
import type { Connection } from './connections.ts';

/**
 * What outlives a reload. Profiles, which hold no secret, stay in localStorage. Credentials go to sessionStorage,
 * for this tab alone, and only where the person asked for it.
 */
export interface ConnectionMemory {
  readRecent(): ConnectionProfile[];
  addRecent(profile: ConnectionProfile): ConnectionProfile[];
  removeRecent(id: string): ConnectionProfile[];
  /** Buckets opened by name, for accounts that may not list them. */
  readBucketNames(id: string): string[];
  writeBucketNames(id: string, names: readonly string[]): void;
  readKept(id: string): Connection | undefined;
  keepForTab(id: string, connection: Connection): void;
  dropFromTab(id: string): void;
}

/** The part of `Storage` that is used; absent where the browser blocks it. */
export type KeptText = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const recentKey = 'pail-profiles';
const keptKey = (id: string) => `pail-kept-${id}`;
const bucketNamesKey = (id: string) => `pail-buckets-${id}`;
const recentLength = 12;

export function createConnectionMemory(
  local: KeptText | undefined,
  session: KeptText | undefined,
): ConnectionMemory {
  function readRecent(): ConnectionProfile[] {
    const kept = read(local, recentKey);
    return Array.isArray(kept) ? kept.filter(isProfile).map(publicHalf).slice(0, recentLength) : [];
  }
  function writeRecent(profiles: ConnectionProfile[]): ConnectionProfile[] {
    write(local, recentKey, profiles);
    return profiles;
  }
  return {
    readRecent,
    addRecent(profile) {
      const id = connectionId(profile);
      const others = readRecent().filter((other) => connectionId(other) !== id);
      return writeRecent([publicHalf(profile), ...others].slice(0, recentLength));
    },
    removeRecent: (id) => writeRecent(readRecent().filter((profile) => connectionId(profile) !== id)),
    readBucketNames(id) {
      const kept = read(local, bucketNamesKey(id));
      return Array.isArray(kept) ? kept.filter((name) => typeof name === 'string') : [];
    },
    writeBucketNames: (id, names) => write(local, bucketNamesKey(id), names),
    readKept(id) {
      const kept = read(session, keptKey(id));
      if (!isRecord(kept) || !isProfile(kept.profile)) return undefined;
      const credentials = parseCredentials(kept.credentials);
      if (credentials === 'malformed') return undefined;
      return { profile: publicHalf(kept.profile), credentials };
    },
    keepForTab: (id, connection) => write(session, keptKey(id), connection),
    dropFromTab(id) {
      try {
        session?.removeItem(keptKey(id));
      } catch {
        // A browser that blocks storage has kept nothing.
      }
    },
  };
}

/** Field by field, so that nothing else that an object may carry is ever written. */
function publicHalf(profile: ConnectionProfile): ConnectionProfile {
  const { name, protocol, endpoint, region, addressing, accessKeyId } = profile;
  return { name, protocol, endpoint, region, addressing, ...(accessKeyId ? { accessKeyId } : {}) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isProfile(value: unknown): value is ConnectionProfile {
  return (
    isRecord(value) &&
    value.protocol === 's3' &&
    typeof value.name === 'string' &&
    typeof value.endpoint === 'string' &&
    typeof value.region === 'string' &&
    (value.addressing === 'path' || value.addressing === 'virtual-host') &&
    (value.accessKeyId === undefined || typeof value.accessKeyId === 'string')
  );
}

function parseCredentials(value: unknown): Connection['credentials'] | 'malformed' {
  if (value === undefined) return undefined;
  if (!isRecord(value)) return 'malformed';
  const { accessKeyId, secretAccessKey, sessionToken } = value;
  if (typeof accessKeyId !== 'string' || typeof secretAccessKey !== 'string') return 'malformed';
  return typeof sessionToken === 'string'
    ? { accessKeyId, secretAccessKey, sessionToken }
    : { accessKeyId, secretAccessKey };
}

function read(storage: KeptText | undefined, key: string): unknown {
  try {
    return JSON.parse(storage?.getItem(key) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

function write(storage: KeptText | undefined, key: string, value: unknown): void {
  try {
    storage?.setItem(key, JSON.stringify(value));
  } catch {
    // Full or blocked: the connection works, it is just not remembered.
  }
}
