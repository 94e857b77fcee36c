import { expect, test, vi } from 'vitest';
import { type ConnectionProfile, connectionId } from '../../storage/index.ts';
import { createConnectionMemory, type KeptText } from './connection-memory.ts';
import { type Connection, createConnections } from './connections.ts';
import { byWant } from './embedded-store.ts';

function fakeStorage(): KeptText {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

const profile: ConnectionProfile = {
  name: 'Lab',
  protocol: 's3',
  endpoint: 'http://127.0.0.1:9000',
  region: 'us-east-1',
  addressing: 'path',
  accessKeyId: 'someone',
};
const connection: Connection = { profile, credentials: { accessKeyId: 'someone', secretAccessKey: 'hush' } };
const id = connectionId(profile);
const noStore = async () => undefined;

test('a connection lives until it is disconnected', async () => {
  const connections = createConnections(createConnectionMemory(fakeStorage(), fakeStorage()), noStore);
  const heard = vi.fn();
  connections.subscribe(heard);
  const opened = await connections.connect(connection, { keepForTab: false, remember: true });
  expect(opened.storage.connectionId).toBe(id);
  expect(await connections.resolve(id)).toBe(connections.getSnapshot().open[0]);
  expect(connections.getSnapshot().recent).toEqual([profile]);
  connections.disconnect(id);
  expect(connections.getSnapshot().open).toEqual([]);
  expect(await connections.resolve(id)).toBeUndefined();
  expect(heard).toHaveBeenCalled();
});

test('a new page opens by itself what was kept for the tab, and nothing else', async () => {
  const session = fakeStorage();
  const before = createConnections(createConnectionMemory(fakeStorage(), session), noStore);
  await before.connect(connection, { keepForTab: true, remember: false });
  const after = createConnections(createConnectionMemory(fakeStorage(), session), noStore);
  expect((await after.resolve(id))?.profile).toEqual(profile);
  expect(await after.resolve('another')).toBeUndefined();
});

test('connecting again without the wish to keep takes the keys out of the tab', async () => {
  const session = fakeStorage();
  const connections = createConnections(createConnectionMemory(fakeStorage(), session), noStore);
  await connections.connect(connection, { keepForTab: true, remember: false });
  await connections.connect(connection, { keepForTab: false, remember: false });
  expect(session.getItem(`pail-kept-${id}`)).toBeNull();
  expect(connections.getSnapshot().open).toHaveLength(1);
});

test('the embedded store opens by itself, and is asked for once', async () => {
  const fetchStore = vi.fn(async () => connection);
  const connections = createConnections(createConnectionMemory(fakeStorage(), fakeStorage()), fetchStore);
  expect(await connections.resolve('another')).toBeUndefined();
  expect((await connections.resolve(id))?.connectionId).toBe(id);
  expect(fetchStore).toHaveBeenCalledTimes(1);
  expect(connections.getSnapshot().recent).toEqual([]);
});

test('the embedded store opens by its other protocol too, as another connection', async () => {
  const connections = createConnections(
    createConnectionMemory(fakeStorage(), fakeStorage()),
    async () => connection,
  );
  const way = byWant(connection);
  const wantId = connectionId(way.profile);
  expect(wantId).not.toBe(id);
  expect(way.profile).toMatchObject({ endpoint: profile.endpoint, manageEndpoint: profile.endpoint });
  expect((await connections.resolve(wantId))?.storage.protocol).toBe('want');
});

test('buckets opened by name are remembered with their connection', async () => {
  const local = fakeStorage();
  const connections = createConnections(createConnectionMemory(local, fakeStorage()), noStore);
  await connections.connect(connection, { keepForTab: false, remember: false });
  connections.rememberBucket(id, 'photos');
  connections.rememberBucket(id, 'logs');
  connections.rememberBucket(id, 'photos');
  expect(connections.getSnapshot().open[0]?.bucketNames).toEqual(['photos', 'logs']);
  connections.forgetBucket(id, 'logs');
  const later = createConnections(createConnectionMemory(local, fakeStorage()), noStore);
  await later.connect(connection, { keepForTab: false, remember: false });
  expect(later.getSnapshot().open[0]?.bucketNames).toEqual(['photos']);
});

test('sealed secrets are kept where they were made, and go with the profile', async () => {
  const connections = createConnections(createConnectionMemory(fakeStorage(), fakeStorage()), noStore);
  const sealed = { version: 1, iterations: 600_000, salt: 'a', iv: 'b', check: 'c', data: 'd' } as const;
  await connections.connect(connection, { keepForTab: false, remember: true, sealed });
  expect(connections.sealedSecrets(id)).toEqual(sealed);
  // To connect once more by hand changes nothing about them.
  await connections.connect(connection, { keepForTab: false, remember: true });
  expect(connections.sealedSecrets(id)).toEqual(sealed);
  connections.forget(id);
  expect(connections.sealedSecrets(id)).toBeUndefined();
});

test('keys with an end are followed, and nobody waits for those of a connection that is left', async () => {
  const connections = createConnections(createConnectionMemory(fakeStorage(), fakeStorage()), noStore);
  const over = { ...connection.credentials, expiresAt: new Date(0) } as Connection['credentials'];
  const session = {
    method: 'assume-role',
    endpoint: 'http://127.0.0.1:1',
    region: 'us-east-1',
    options: {},
    credentials: { accessKeyId: 'someone', secretAccessKey: 'hush' },
  } as const;
  const opened = await connections.connect(
    { profile, credentials: over, session },
    { keepForTab: false, remember: false },
  );
  const { keys } = opened.storage;
  // Nothing answers there, so the renewal fails, and the person is asked.
  const waiting = keys?.keys();
  await vi.waitFor(() => expect(keys?.getState().phase).toBe('asking'));
  connections.disconnect(id);
  await expect(waiting).rejects.toMatchObject({ code: 'expired-credentials' });
  expect((await connections.connect(connection, { keepForTab: false, remember: false })).storage.keys).toBe(
    undefined,
  );
});
