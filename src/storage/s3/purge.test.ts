import { describe, expect, test, vi } from 'vitest';
import { StorageError, type StorageErrorCode } from '../errors.ts';
import type { PurgePlan } from '../purge-types.ts';
import type { IncompleteUpload, ObjectVersion, VersionRef } from '../types.ts';
import { purgeOperations } from './purge.ts';
import type { PurgedDriver } from './purge-plan.ts';

const now = 1_000_000;

function version(key: string, more: Partial<ObjectVersion> = {}): ObjectVersion {
  return {
    key,
    versionId: 'v1',
    isLatest: true,
    isDeleteMarker: false,
    size: 10,
    lastModified: new Date(now - 1000),
    etag: 'e',
    ...more,
  };
}

interface Store {
  versions: ObjectVersion[];
  uploads: IncompleteUpload[];
  locked: string[];
  /** As MinIO does: `a` hides `a/b` while it is there. */
  hides: boolean;
  bucketGone: boolean;
  refusesListing?: StorageErrorCode;
  hasVersions: boolean;
  requests: string[];
}

/** A server in memory, as a driver. */
function storeOf(given: Partial<Store> = {}): { store: Store; driver: PurgedDriver } {
  const store: Store = {
    versions: [],
    uploads: [],
    locked: [],
    hides: false,
    bucketGone: false,
    hasVersions: true,
    requests: [],
    ...given,
  };
  const visible = () =>
    store.versions.filter(
      ({ key }) => !store.hides || !store.versions.some((other) => key.startsWith(`${other.key}/`)),
    );
  const drop = ({ key, versionId }: VersionRef) => {
    store.versions = store.versions.filter(
      (each) => each.key !== key || (store.hasVersions && each.versionId !== versionId),
    );
  };
  const driver = {
    buckets: {
      delete: async () => {
        store.requests.push('delete bucket');
        if (store.bucketGone) throw new StorageError('no-such-bucket');
        if (store.versions.length > 0) throw new StorageError('bucket-not-empty', { status: 409 });
        store.bucketGone = true;
      },
    },
    versions: {
      async *list() {
        if (!store.hasVersions) throw new StorageError('not-supported');
        if (store.refusesListing) throw new StorageError(store.refusesListing);
        const all = visible();
        for (let at = 0; at === 0 || at < all.length; at += 2) {
          yield { versions: all.slice(at, at + 2), prefixes: [] };
        }
      },
      deleteMany: async ({
        versions,
        bypassGovernance,
      }: {
        versions: VersionRef[];
        bypassGovernance?: boolean;
      }) => {
        store.requests.push(`delete ${versions.length}${bypassGovernance ? ' bypassing' : ''}`);
        const isLocked = ({ key }: VersionRef) => store.locked.includes(key) && !bypassGovernance;
        const deleted = versions.filter((each) => !isLocked(each));
        deleted.forEach(drop);
        const failed = versions
          .filter(isLocked)
          .map((each) => ({ ...each, code: 'AccessDenied', message: 'locked' }));
        return { deleted, failed };
      },
    },
    objects: {
      async *list() {
        yield { entries: visible(), prefixes: [] };
      },
      deleteMany: async ({ keys }: { keys: string[] }) => {
        store.requests.push(`delete plain ${keys.length}`);
        for (const key of keys) drop({ key, versionId: '' });
        return { deleted: keys, failed: [] };
      },
    },
    multipart: {
      listUploads: async () => store.uploads,
      abort: async ({ uploadId }: { uploadId: string }) => {
        store.uploads = store.uploads.filter((each) => each.uploadId !== uploadId);
      },
    },
    settings: {
      read: async () => {
        throw new StorageError('not-supported');
      },
    },
  };
  return { store, driver: driver as unknown as PurgedDriver };
}

async function planned(given: Partial<Store>) {
  const { store, driver } = storeOf(given);
  const purge = purgeOperations(driver, () => now);
  return { store, purge, driver, plan: await purge.plan('b') };
}

const run = (purge: ReturnType<typeof purgeOperations>, plan: PurgePlan, bypassGovernance = false) =>
  purge.run(plan, { stop: new AbortController().signal, bypassGovernance });

describe('the plan', () => {
  test('counts what is current, older, marked and begun', async () => {
    const { plan } = await planned({
      versions: [
        version('a', { versionId: 'v2', isDeleteMarker: true, size: 0 }),
        version('a', { isLatest: false }),
        version('b', { size: 5 }),
      ],
      uploads: [{ key: 'u', uploadId: '1' }],
    });
    expect(plan).toMatchObject({
      counts: { objects: 1, olderVersions: 1, deleteMarkers: 1, bytes: 15, uploads: 1 },
      complete: true,
      versioned: true,
      samples: ['a', 'b', 'u'],
      plannedAt: now,
    });
  });

  test('is honest where it stops counting', async () => {
    const { driver } = storeOf({ versions: ['a', 'b', 'c', 'd', 'e'].map((key) => version(key)) });
    const seen: number[] = [];
    const plan = await purgeOperations(driver, () => now).plan('b', {
      limit: 4,
      onProgress: ({ objects }) => seen.push(objects),
    });
    expect(plan).toMatchObject({ complete: false, counts: { objects: 4 } });
    expect(seen).toEqual([2, 4]);
  });

  test('a bucket exactly at the limit is complete', async () => {
    const { driver } = storeOf({ versions: ['a', 'b'].map((key) => version(key)) });
    expect((await purgeOperations(driver, () => now).plan('b', { limit: 2 })).complete).toBe(true);
  });

  test('without versions on the server the plain listing is all', async () => {
    const { plan } = await planned({ hasVersions: false, versions: [version('a')] });
    expect(plan).toMatchObject({ versioned: false, counts: { objects: 1 } });
  });

  test('versions that may not be listed are not taken for none', async () => {
    const { driver } = storeOf({ refusesListing: 'access-denied', versions: [version('a')] });
    await expect(purgeOperations(driver).plan('b')).rejects.toMatchObject({ code: 'access-denied' });
  });

  test('a server clock that is ahead moves the plan’s time along', async () => {
    const { plan } = await planned({ versions: [version('a', { lastModified: new Date(now + 60_000) })] });
    expect(plan.plannedAt).toBe(now + 60_000);
  });
});

describe('the run', () => {
  test('deletes versions, markers and uploads, then the bucket; counts in are counts out', async () => {
    const versions = [
      version('a', { versionId: 'v2', isDeleteMarker: true }),
      version('a', { isLatest: false }),
      version('b'),
    ];
    const { store, purge, plan } = await planned({ versions, uploads: [{ key: 'u', uploadId: '1' }] });
    const result = await run(purge, plan);
    expect(result).toEqual({
      deleted: 3,
      abortedUploads: 1,
      refused: 0,
      rounds: 1,
      refusals: [],
      appeared: 0,
      ended: { by: 'deleted' },
    });
    expect(store).toMatchObject({ versions: [], uploads: [], bucketGone: true });
  });

  test('lists again until nothing hides anything any more', async () => {
    const { store, purge, plan } = await planned({
      hides: true,
      versions: ['a', 'a/b', 'a/b/c', 'z'].map((key) => version(key)),
    });
    expect(plan.counts.objects).toBe(2);
    const result = await run(purge, plan);
    expect(result).toMatchObject({ deleted: 4, rounds: 3, ended: { by: 'deleted' } });
    expect(store.bucketGone).toBe(true);
  });

  test('leaves what came after the plan, and says so', async () => {
    const { store, purge, plan } = await planned({ versions: [version('a'), version('b')] });
    store.versions.push(version('new', { lastModified: new Date(now + 1) }));
    const result = await run(purge, plan);
    expect(result).toMatchObject({ deleted: 2, appeared: 1, ended: { by: 'appeared' } });
    expect(store.versions.map(({ key }) => key)).toEqual(['new']);
    expect(store.requests).not.toContain('delete bucket');
  });

  test('what is locked is refused by its name, the bucket stays, and bypass is sent only where asked for', async () => {
    const { store, purge, plan } = await planned({ versions: [version('a'), version('b')], locked: ['a'] });
    const first = await run(purge, plan);
    expect(first).toMatchObject({
      deleted: 1,
      refused: 1,
      refusals: [{ key: 'a', versionId: 'v1', code: 'AccessDenied', message: 'locked' }],
      ended: { by: 'refused' },
    });
    expect(store.requests).toEqual(['delete 2']);
    expect(await run(purge, plan, true)).toMatchObject({ deleted: 1, ended: { by: 'deleted' } });
    expect(store.requests).toEqual(['delete 2', 'delete 1 bypassing', 'delete bucket']);
  });

  test('stops between batches and leaves the rest', async () => {
    const { store, purge, plan } = await planned({ versions: ['a', 'b', 'c'].map((key) => version(key)) });
    const controller = new AbortController();
    const result = await purge.run(plan, { stop: controller.signal, onProgress: () => controller.abort() });
    expect(result).toMatchObject({ deleted: 2, ended: { by: 'person' } });
    expect(store.versions).toHaveLength(1);
    expect(store.bucketGone).toBe(false);
    // The same plan goes on where it was stopped.
    expect(await run(purge, plan)).toMatchObject({ deleted: 1, ended: { by: 'deleted' } });
  });

  test('an error ends it with what was done', async () => {
    const { store, purge, plan } = await planned({ versions: [version('a')] });
    store.refusesListing = 'too-busy';
    expect(await run(purge, plan)).toMatchObject({
      deleted: 0,
      ended: { by: 'error', error: { code: 'too-busy' } },
    });
  });

  test('a version that somebody else deleted meanwhile is gone', async () => {
    const { driver, purge, plan } = await planned({ versions: [version('a')] });
    vi.spyOn(driver.versions as NonNullable<typeof driver.versions>, 'deleteMany').mockResolvedValueOnce({
      deleted: [],
      failed: [{ key: 'a', versionId: 'v1', code: 'NoSuchVersion', message: '' }],
    });
    expect(await run(purge, plan)).toMatchObject({ refused: 0, ended: { by: 'deleted' } });
  });

  test('a bucket that is gone already is gone', async () => {
    const { store, purge, plan } = await planned({});
    store.bucketGone = true;
    expect(await run(purge, plan)).toMatchObject({ ended: { by: 'deleted' } });
    store.refusesListing = 'no-such-bucket';
    expect(await run(purge, plan)).toMatchObject({ deleted: 0, ended: { by: 'deleted' } });
  });

  test('ends where nothing can be seen and the server still says that it is not empty', async () => {
    const { store, driver, purge, plan } = await planned({});
    vi.spyOn(driver.buckets as NonNullable<typeof driver.buckets>, 'delete').mockRejectedValue(
      new StorageError('bucket-not-empty', { status: 409 }),
    );
    expect(await run(purge, plan)).toMatchObject({ rounds: 2, ended: { by: 'not-empty' } });
    expect(store.bucketGone).toBe(false);
  });
});
