import {
  type ConnectionProfile,
  connectionId,
  type S3Profile,
  type SealedSecrets,
} from '../../storage/index.ts';
import type { Connection } from './connections.ts';

/**
 * What outlives a reload. Profiles, which hold no secret, stay in localStorage. Credentials go to sessionStorage,
 * for this tab alone, and only where the person asked for it; sealed by a passphrase, they may lie in localStorage.
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
  /** Secrets behind a passphrase; unread, because only the storage layer knows their form. */
  readSealed(id: string): unknown;
  writeSealed(id: string, sealed: SealedSecrets): void;
}

/** The part of `Storage` that is used; absent where the browser blocks it. */
export type KeptText = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const recentKey = 'pail-profiles';
const keptKey = (id: string) => `pail-kept-${id}`;
const bucketNamesKey = (id: string) => `pail-buckets-${id}`;
const sealedKey = (id: string) => `pail-sealed-${id}`;
/** Written by `links/public-origin.ts`. */
export const publicOriginKey = (id: string) => `pail-public-origin-${id}`;
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
    removeRecent(id) {
      remove(local, sealedKey(id));
      remove(local, publicOriginKey(id));
      return writeRecent(readRecent().filter((profile) => connectionId(profile) !== id));
    },
    readSealed: (id) => read(local, sealedKey(id)),
    writeSealed: (id, sealed) => write(local, sealedKey(id), sealed),
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
    // Of a session the temporary keys alone: what renews them stays in memory.
    keepForTab: (id, { profile, credentials }) => write(session, keptKey(id), { profile, credentials }),
    dropFromTab: (id) => remove(session, keptKey(id)),
  };
}

/** Field by field, so that nothing else that an object may carry is ever written. */
function publicHalf(profile: ConnectionProfile): ConnectionProfile {
  const { name, endpoint, timeout, retries } = profile;
  const patience = {
    ...(typeof timeout === 'number' ? { timeout } : {}),
    ...(typeof retries === 'number' ? { retries } : {}),
  };
  if (profile.protocol === 'want') {
    const { protocol, manageEndpoint, keyType, accessKeyId, tokenPolicy } = profile;
    return {
      ...{ name, protocol, endpoint, manageEndpoint, keyType, accessKeyId, ...patience },
      ...(tokenPolicy === undefined ? {} : { tokenPolicy }),
    };
  }
  const { protocol, region, addressing, accessKeyId, listVersion } = profile;
  const session = publicSession(profile.session);
  return {
    ...{ name, protocol, endpoint, region, addressing },
    ...(accessKeyId ? { accessKeyId } : {}),
    ...(session ? { session } : {}),
    ...patience,
    ...(listVersion === 1 ? { listVersion } : {}),
  };
}

function publicSession(session: S3Profile['session']): S3Profile['session'] {
  if (!session) return undefined;
  const { method, duration } = session;
  const texts = (['endpoint', 'roleArn', 'sessionName', 'policy', 'subject'] as const)
    .filter((name) => typeof session[name] === 'string')
    .map((name) => [name, session[name]]);
  return { method, ...Object.fromEntries(texts), ...(typeof duration === 'number' ? { duration } : {}) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isProfile(value: unknown): value is ConnectionProfile {
  if (!isRecord(value) || typeof value.name !== 'string' || typeof value.endpoint !== 'string') return false;
  if (value.protocol === 'want') return isWant(value);
  return value.protocol === 's3' && isS3(value);
}

const isS3 = (value: Record<string, unknown>) =>
  typeof value.region === 'string' &&
  (value.addressing === 'path' || value.addressing === 'virtual-host') &&
  isTextOrNone(value.accessKeyId) &&
  (value.session === undefined ||
    (isRecord(value.session) &&
      (value.session.method === 'assume-role' || value.session.method === 'web-identity')));

const isWant = (value: Record<string, unknown>) =>
  typeof value.manageEndpoint === 'string' &&
  (value.keyType === 'TOP' || value.keyType === 'CLOUD') &&
  typeof value.accessKeyId === 'string' &&
  isTextOrNone(value.tokenPolicy);

const isTextOrNone = (value: unknown) => value === undefined || typeof value === 'string';

function parseCredentials(value: unknown): Connection['credentials'] | 'malformed' {
  if (value === undefined) return undefined;
  if (!isRecord(value)) return 'malformed';
  const { accessKeyId, secretAccessKey, sessionToken, uploadToken, expiresAt } = value;
  if (typeof accessKeyId !== 'string' || typeof secretAccessKey !== 'string') return 'malformed';
  const end = new Date(typeof expiresAt === 'string' ? expiresAt : Number.NaN);
  return {
    accessKeyId,
    secretAccessKey,
    ...(typeof sessionToken === 'string' ? { sessionToken } : {}),
    ...(typeof uploadToken === 'string' ? { uploadToken } : {}),
    ...(Number.isNaN(end.getTime()) ? {} : { expiresAt: end }),
  };
}

function read(storage: KeptText | undefined, key: string): unknown {
  try {
    return JSON.parse(storage?.getItem(key) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

function remove(storage: KeptText | undefined, key: string): void {
  try {
    storage?.removeItem(key);
  } catch {
    // A browser that blocks storage has kept nothing.
  }
}

function write(storage: KeptText | undefined, key: string, value: unknown): void {
  try {
    storage?.setItem(key, JSON.stringify(value));
  } catch {
    // Full or blocked: the connection works, it is just not remembered.
  }
}
