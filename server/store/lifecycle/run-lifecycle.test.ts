import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openByteFiles } from '../bytes/byte-files.ts';
import { openContentStore } from '../bytes/content-store.ts';
import type { EventHub, StoreEvent } from '../events/store-event.ts';
import type { Profile, StoreContext } from '../http/call.ts';
import { putBucket } from '../metadata/buckets.ts';
import { openMetadata } from '../metadata/database.ts';
import type { VersionRecord } from '../metadata/records.ts';
import { putSetting, removeSetting } from '../metadata/settings.ts';
import { placeVersion, versionsOf } from '../metadata/versions.ts';
import { newOrder } from '../versions/version-order.ts';
import type { LifecycleRule } from './lifecycle-setting.ts';
import { runLifecycle } from './run-lifecycle.ts';

const day = 86_400_000;
const start = Date.parse('2026-01-01T12:00:00Z');

let dataDir: string;
let clock: number;
let told: StoreEvent[];
/** Inside the commit of what is told. */
let onTold: () => void;
let close: () => Promise<void>;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'pail-lifecycle-'));
  clock = start;
  told = [];
  onTold = () => undefined;
});
afterEach(async () => {
  await close();
  await rm(dataDir, { recursive: true });
});

async function openParts(profile: Profile = 'aws'): Promise<StoreContext> {
  const metadata = openMetadata(join(dataDir, 'metadata'));
  const events: EventHub = {
    targets: new Set(),
    record: (_, happened) => {
      told.push(...happened);
      onTold();
    },
    publish: () => undefined,
    notify: () => undefined,
    subscribe: () => ({ next: async () => [], isClosed: false, close: () => undefined }),
  };
  const files = await openByteFiles(dataDir);
  const contents = openContentStore(files, metadata, randomBytes(32), events, (error) => {
    throw error;
  });
  close = () => metadata.close();
  const replicator = {
    plan: () => {
      throw new Error('What lifecycle does is not replicated.');
    },
    planRemoval: () => {
      throw new Error('What lifecycle does is not replicated.');
    },
    wake: () => undefined,
  };
  return { region: 'us-east-1', profile, now: () => clock, metadata, contents, events, replicator };
}

const rule = (traits: Partial<LifecycleRule>): LifecycleRule => ({
  id: 'r',
  status: 'Enabled',
  filter: { form: 'Filter', tags: [] },
  ...traits,
});

const fill = (
  { metadata }: StoreContext,
  rules: LifecycleRule[],
  keys: Record<string, ('object' | 'marker')[]>,
) =>
  metadata.commit((tables) => {
    putBucket(tables, 'b', { created: 0, location: undefined });
    putSetting(tables, 'b', 'versioning', { status: 'Enabled' });
    putSetting(tables, 'b', 'lifecycle', { rules, updated: 0 });
    for (const [key, versions] of Object.entries(keys)) {
      versions.forEach((kind, index) => {
        const order = newOrder(start + index, undefined);
        const identity = { versionId: order, order, modified: start + index };
        const version: VersionRecord =
          kind === 'marker'
            ? { deleteMarker: true, ...identity }
            : {
                ...identity,
                headers: {},
                metadata: {},
                storageClass: 'STANDARD',
                size: 0,
                etag: 'e',
                content: { kind: 'empty' },
                checksum: undefined,
                uploadId: undefined,
              };
        placeVersion(tables, 'b', key, version);
      });
    }
  });

const countVersions = ({ metadata }: StoreContext, key: string) =>
  [...versionsOf(metadata.tables, 'b', key)].length;
const running = () => new AbortController().signal;

it.each<{
  profile: Profile;
  rules: LifecycleRule[];
  versions: ('object' | 'marker')[];
  names: string[];
  left: number;
}>([
  {
    profile: 'aws',
    rules: [rule({ expiration: { kind: 'days', days: 1 } })],
    versions: ['object'],
    names: ['s3:LifecycleExpiration:DeleteMarkerCreated'],
    left: 2,
  },
  {
    profile: 'minio',
    rules: [rule({ expiration: { kind: 'days', days: 1 } })],
    versions: ['object'],
    names: ['s3:ObjectRemoved:DeleteMarkerCreated'],
    left: 2,
  },
  {
    profile: 'aws',
    rules: [rule({ noncurrentExpiration: { days: 1 } })],
    versions: ['object', 'object'],
    names: ['s3:LifecycleExpiration:Delete'],
    left: 1,
  },
  {
    profile: 'aws',
    rules: [rule({ expiration: { kind: 'expired-delete-marker', remove: true } })],
    versions: ['marker'],
    names: ['s3:LifecycleExpiration:Delete'],
    left: 0,
  },
  {
    profile: 'minio',
    rules: [rule({ expiration: { kind: 'days', days: 1, allVersions: true } })],
    versions: ['object', 'object'],
    names: ['s3:ObjectRemoved:DeleteAllVersions', 's3:ObjectRemoved:DeleteAllVersions'],
    left: 0,
  },
  {
    profile: 'minio',
    rules: [rule({ deleteMarkerDays: 1 })],
    versions: ['object', 'marker'],
    names: ['s3:LifecycleDelMarkerExpiration:Delete', 's3:LifecycleDelMarkerExpiration:Delete'],
    left: 0,
  },
])('in $profile it is told as $names', async ({ profile, rules, versions, names, left }) => {
  const store = await openParts(profile);
  await fill(store, rules, { a: versions });
  clock += 3 * day;
  await runLifecycle(store, running());
  expect(told.map(({ name }) => name)).toEqual(names);
  expect(told.map(({ bucket, key, source }) => [bucket, key, source.requestId])).toEqual(
    names.map(() => ['b', 'a', '']),
  );
  expect(countVersions(store, 'a')).toBe(left);
});

it('clears a key of more versions than a commit takes, and every other', async () => {
  const store = await openParts();
  const many = Array.from({ length: 1201 }, () => 'object' as const);
  const rest = Object.fromEntries(
    Array.from({ length: 700 }, (_, index) => [`k${index}`, ['object', 'object'] as 'object'[]]),
  );
  await fill(store, [rule({ noncurrentExpiration: { days: 1 } })], { ...rest, k3: many });
  clock += 3 * day;
  await runLifecycle(store, running());
  const left = [...Object.keys(rest)].map((key) => countVersions(store, key));
  expect(new Set(left)).toEqual(new Set([1]));
  expect(told).toHaveLength(1200 + 699);
});

it('stops when it is told to, and does the rest another time', async () => {
  const store = await openParts();
  const keys = Object.fromEntries(
    Array.from({ length: 2500 }, (_, index) => [`k${index}`, ['object'] as 'object'[]]),
  );
  await fill(store, [rule({ expiration: { kind: 'days', days: 1 } })], keys);
  clock += 3 * day;
  const stop = new AbortController();
  onTold = () => stop.abort();
  await runLifecycle(store, stop.signal);
  expect(told.length).toBeGreaterThan(0);
  expect(told.length).toBeLessThan(2500);
  await runLifecycle(store, running());
  expect(told).toHaveLength(2500);
});

it('does nothing by a rule that was taken back while it ran', async () => {
  const store = await openParts();
  await fill(store, [rule({ expiration: { kind: 'days', days: 1 } })], { a: ['object'] });
  clock += 3 * day;
  const takeBack = () => store.metadata.commit((tables) => removeSetting(tables, 'b', 'lifecycle'));
  const commit: typeof store.contents.commit = async (fresh, change) => {
    await takeBack();
    return store.contents.commit(fresh, change);
  };
  await runLifecycle({ ...store, contents: { ...store.contents, commit } }, running());
  expect(told).toEqual([]);
  expect(countVersions(store, 'a')).toBe(1);
});

it('does things once, though runs overlap', async () => {
  const store = await openParts();
  await fill(store, [rule({ expiration: { kind: 'days', days: 1 } })], { a: ['object'], b: ['object'] });
  clock += 3 * day;
  await Promise.all([runLifecycle(store, running()), runLifecycle(store, running())]);
  expect(told).toHaveLength(2);
  expect(countVersions(store, 'a')).toBe(2);
});
