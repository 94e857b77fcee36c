import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openByteFiles } from '../bytes/byte-files.ts';
import { type ContentStore, openContentStore } from '../bytes/content-store.ts';
import type { EventHub, StoreEvent } from '../events/store-event.ts';
import type { StoreContext } from '../http/call.ts';
import { putBucket, removeBucket } from '../metadata/buckets.ts';
import { openMetadata } from '../metadata/database.ts';
import { isDeleteMarker, type ObjectRecord } from '../metadata/records.ts';
import { putSetting } from '../metadata/settings.ts';
import { findVersion, removeVersion, updateVersion } from '../metadata/versions.ts';
import { deleteObjectVersion } from '../objects/delete-object-version.ts';
import { storeObject } from '../objects/store-object.ts';
import { type OpenReplicator, openReplicator } from './open-replicator.ts';
import { replicationSource } from './replicate-version.ts';
import type { ReplicationRule } from './replication-setting.ts';

const rule: ReplicationRule = {
  id: 'r',
  status: 'Enabled',
  priority: 1,
  filter: { form: 'Filter', tags: [] },
  deleteMarkers: 'Enabled',
  deletes: 'Enabled',
  destination: { arn: 'arn:aws:s3:::copy', bucket: 'copy' },
};

const masterKey = randomBytes(32);
let dataDir: string;
let store: Opened;

interface Opened extends StoreContext {
  replicator: OpenReplicator;
  told: StoreEvent[];
  report: ReturnType<typeof vi.fn>;
  close(): Promise<void>;
}

/** `rewrite` stands in for the copying of bytes. */
async function openParts(rewrite?: ContentStore['rewrite']): Promise<Opened> {
  const metadata = openMetadata(join(dataDir, 'metadata'));
  const told: StoreEvent[] = [];
  const report = vi.fn();
  const events: EventHub = {
    targets: new Set(),
    record: (_, happened) => told.push(...happened),
    publish: () => undefined,
    notify: () => undefined,
    subscribe: () => ({ next: async () => [], isClosed: false, close: () => undefined }),
  };
  const files = await openByteFiles(dataDir);
  const contents = openContentStore(files, metadata, masterKey, events, report);
  const base = { region: 'us-east-1', profile: 'aws' as const, now: Date.now, metadata, events };
  const copying = { ...contents, ...(rewrite && { rewrite }) };
  const replicator = openReplicator({ ...base, contents: copying, report, retryDelay: () => 1 });
  return {
    ...base,
    contents,
    replicator,
    told,
    report,
    async close() {
      await replicator.close();
      await metadata.close();
    },
  };
}

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'pail-replicator-'));
});
afterEach(async () => {
  await store.close();
  await rm(dataDir, { recursive: true });
});

const makeBuckets = () =>
  store.metadata.commit((tables) => {
    for (const bucket of ['source', 'copy']) {
      putBucket(tables, bucket, { created: 0, location: undefined });
      putSetting(tables, bucket, 'versioning', { status: 'Enabled' });
    }
    putSetting(tables, 'source', 'replication', { role: 'r', rules: [rule] });
  });

async function put(key: string, text = key): Promise<ObjectRecord> {
  const file = await store.contents.write(
    (async function* () {
      yield Buffer.from(text);
    })(),
  );
  if (file === undefined) throw new Error('There were no bytes.');
  const object = {
    headers: {},
    metadata: {},
    storageClass: 'STANDARD',
    size: file.size,
    etag: 'e',
    content: { kind: 'file' as const, id: file.id },
    layout: [file],
    checksum: undefined,
  };
  return storeObject(store, { bucket: 'source', key }, object, {
    event: 's3:ObjectCreated:Put',
    source: replicationSource,
  });
}

const find = (bucket: string, key: string, versionId?: string) =>
  findVersion(store.metadata.tables, bucket, key, versionId);
const queued = () => [
  ...store.metadata.tables.replications.range({ start: Buffer.from([0]), end: Buffer.from([0xff]) }),
];
const names = () => store.told.map(({ name, bucket }) => `${bucket} ${name}`);
const broken: ContentStore['rewrite'] = () => Promise.reject(new Error('The disk is full.'));

describe('a task', () => {
  it('is done once, and told of', async () => {
    store = await openParts();
    await makeBuckets();
    const { versionId } = await put('a');
    await store.replicator.idle();
    expect(find('source', 'a')).toMatchObject({ replication: 'COMPLETED' });
    expect(find('copy', 'a')).toMatchObject({ versionId, replication: 'REPLICA' });
    expect(queued()).toEqual([]);
    expect(names()).toEqual([
      'source s3:ObjectCreated:Put',
      'copy s3:ObjectCreated:Put',
      'source s3:Replication:OperationCompletedReplication',
    ]);
  });

  it('is tried again when something goes wrong on the way', async () => {
    const rewrite = vi.fn(broken);
    store = await openParts(rewrite);
    rewrite.mockImplementation((from, fromKey, toKey) =>
      rewrite.mock.calls.length < 3
        ? Promise.reject(new Error('The disk is full.'))
        : store.contents.rewrite(from, fromKey, toKey),
    );
    await makeBuckets();
    await put('a');
    await vi.waitFor(() => expect(find('source', 'a')).toMatchObject({ replication: 'COMPLETED' }));
    expect(find('copy', 'a')).toBeDefined();
    expect(rewrite).toHaveBeenCalledTimes(3);
    expect(store.report).toHaveBeenCalledTimes(2);
  });

  it('fails when it goes wrong time and again', async () => {
    const rewrite = vi.fn(broken);
    store = await openParts(rewrite);
    await makeBuckets();
    await put('a');
    await vi.waitFor(() => expect(find('source', 'a')).toMatchObject({ replication: 'FAILED' }));
    expect(rewrite).toHaveBeenCalledTimes(6);
    expect(queued()).toEqual([]);
    expect(names()).toEqual([
      'source s3:ObjectCreated:Put',
      'source s3:Replication:OperationFailedReplication',
    ]);
  });

  it('that waits keeps no other from being done', async () => {
    const rewrite = vi.fn(broken);
    store = await openParts(rewrite);
    rewrite.mockImplementation((from, fromKey, toKey) =>
      from.size === 3 ? broken(from, fromKey, toKey) : store.contents.rewrite(from, fromKey, toKey),
    );
    await makeBuckets();
    await Promise.all([...Array.from({ length: 9 }, (_, index) => put(`bad-${index}`, 'bad')), put('good')]);
    await vi.waitFor(() => expect(find('source', 'good')).toMatchObject({ replication: 'COMPLETED' }));
    await vi.waitFor(() => expect(queued()).toEqual([]));
    expect(find('source', 'bad-8')).toMatchObject({ replication: 'FAILED' });
  });

  it('of an earlier process is taken up', async () => {
    store = await openParts(broken);
    await makeBuckets();
    await store.replicator.close();
    await put('a');
    expect(find('source', 'a')).toMatchObject({ replication: 'PENDING' });
    expect(queued()).toHaveLength(1);
    await store.close();

    store = await openParts();
    await store.replicator.idle();
    expect(find('source', 'a')).toMatchObject({ replication: 'COMPLETED' });
    expect(find('copy', 'a')).toMatchObject({ replication: 'REPLICA' });
    expect(queued()).toEqual([]);
  });

  it('of a bucket that went meanwhile fails', async () => {
    store = await openParts();
    await makeBuckets();
    await store.metadata.commit((tables) => removeBucket(tables, 'copy'));
    await put('a');
    await store.replicator.idle();
    expect(find('source', 'a')).toMatchObject({ replication: 'FAILED' });
  });

  it('of a bucket that keeps no versions any more fails', async () => {
    store = await openParts();
    await makeBuckets();
    await store.metadata.commit((tables) =>
      putSetting(tables, 'copy', 'versioning', { status: 'Suspended' }),
    );
    await put('a');
    await store.replicator.idle();
    expect(find('source', 'a')).toMatchObject({ replication: 'FAILED' });
    expect(find('copy', 'a')).toBeUndefined();
  });
});

it('a change of tags or lock goes to the replica that is there', async () => {
  store = await openParts();
  await makeBuckets();
  const object = await put('a');
  await store.replicator.idle();
  await store.metadata.commit((tables) => {
    const changed: ObjectRecord = { ...object, tags: [{ key: 'k', value: 'v' }], lock: { legalHold: 'ON' } };
    const replication = store.replicator.plan(tables, 'source', 'a', changed);
    updateVersion(tables, 'source', 'a', { ...changed, replication });
  });
  store.replicator.wake();
  await store.replicator.idle();
  expect(find('copy', 'a')).toMatchObject({
    versionId: object.versionId,
    tags: [{ key: 'k', value: 'v' }],
    lock: { legalHold: 'ON' },
    replication: 'REPLICA',
  });
  expect(find('source', 'a')).toMatchObject({ replication: 'COMPLETED' });
});

describe('a removal', () => {
  async function removeFromSource(key: string, versionId: string): Promise<void> {
    await store.contents.commit([], (tables) => {
      const { removed, discarded } = removeVersion(tables, 'source', key, versionId);
      if (removed !== undefined) store.replicator.planRemoval(tables, 'source', key, removed);
      return { result: undefined, discarded };
    });
    store.replicator.wake();
    await store.replicator.idle();
  }

  it('takes the replica away', async () => {
    store = await openParts();
    await makeBuckets();
    const { versionId } = await put('a');
    await store.replicator.idle();
    await removeFromSource('a', versionId);
    expect(find('copy', 'a')).toBeUndefined();
    expect(names().at(-1)).toBe('copy s3:ObjectRemoved:Delete');
    expect(queued()).toEqual([]);
  });

  it('takes a delete marker away', async () => {
    store = await openParts();
    await makeBuckets();
    const { versionId } = await put('a');
    const marker = await store.contents.commit([], (tables) => {
      const options = { bypassGovernance: false, source: replicationSource };
      const deleted = deleteObjectVersion(store, tables, { bucket: 'source', key: 'a' }, options);
      return { result: deleted.versionId, discarded: deleted.discarded };
    });
    store.replicator.wake();
    await store.replicator.idle();
    const latest = find('copy', 'a');
    expect(latest && isDeleteMarker(latest)).toBe(true);
    expect(find('source', 'a')).toMatchObject({ replication: 'COMPLETED' });
    await removeFromSource('a', marker ?? '');
    expect(find('copy', 'a')).toMatchObject({ versionId, size: 1 });
  });

  it('leaves a replica that is locked', async () => {
    store = await openParts();
    await makeBuckets();
    const { versionId } = await put('a');
    await store.replicator.idle();
    await store.metadata.commit((tables) => {
      const replica = findVersion(tables, 'copy', 'a', versionId) as ObjectRecord;
      updateVersion(tables, 'copy', 'a', { ...replica, lock: { legalHold: 'ON' } });
    });
    await removeFromSource('a', versionId);
    expect(find('copy', 'a')).toMatchObject({ versionId });
    expect(queued()).toEqual([]);
  });

  it('leaves what is no replica', async () => {
    store = await openParts();
    await makeBuckets();
    const { versionId } = await put('a');
    await store.replicator.idle();
    await store.metadata.commit((tables) => {
      const replica = findVersion(tables, 'copy', 'a', versionId) as ObjectRecord;
      updateVersion(tables, 'copy', 'a', { ...replica, replication: undefined });
    });
    await removeFromSource('a', versionId);
    expect(find('copy', 'a')).toMatchObject({ versionId });
  });
});
