import { describe, expect, it } from 'vitest';
import type { StorageDriver } from '../driver.ts';
import { StorageError } from '../errors.ts';
import type { Act } from './act-types.ts';
import { journaledDriver } from './journaled-driver.ts';

const customerKey = new Uint8Array(32).fill(9);
const refused = new StorageError('access-denied', { status: 403 });

type Calls = Record<string, (...args: never[]) => unknown>;

/** A driver whose every call resolves to its own arguments, or does what `calls` say. */
function driverOf(groups: Record<string, Calls>): StorageDriver {
  const group = (calls: Calls = {}) =>
    new Proxy(calls, {
      get: (own, name: string) => own[name] ?? (async (...args: unknown[]) => args),
      ownKeys: () => [],
    });
  const names = ['objects', 'buckets', 'multipart', 'settings', 'versions', 'objectTags', 'locks', 'presign'];
  return Object.fromEntries([
    ['connectionId', 'c'],
    ...names.map((name) => [name, group(groups[name])]),
  ]) as unknown as StorageDriver;
}

const told = (driver: StorageDriver) =>
  driver.journal?.getSnapshot().map(({ act, refused: why }) => (why ? { ...act, why } : act)) ?? [];

/** After every promise that is settled has said so. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('a driver with a journal', () => {
  it('passes arguments, answers and refusals on as they are', async () => {
    const driver = journaledDriver(
      driverOf({ objects: { head: () => Promise.reject(refused) }, buckets: { list: async () => ['x'] } }),
    );
    const options = { signal: new AbortController().signal };
    await expect(driver.objects.head({ bucket: 'b', key: 'k' }, options)).rejects.toBe(refused);
    expect(await driver.buckets?.list(options)).toEqual(['x']);
    const input = { bucket: 'b', key: 'k' };
    expect(await driver.objects.delete(input, options)).toEqual([input, options]);
    await settled();
    expect(told(driver)).toMatchObject([
      { kind: 'remove', objects: [{ key: 'k' }], count: 1 },
      { kind: 'list-buckets' },
      { kind: 'stat', key: 'k', why: 'access-denied' },
    ]);
  });

  it('leaves getters and what it does not tell alone', () => {
    let reads = 0;
    const presign = {
      presign: async () => ({ url: '', expiresAt: new Date(0) }),
      get credentialsExpireAt() {
        reads += 1;
        return new Date(reads);
      },
    };
    class Group {
      #own = 7;
      own() {
        return this.#own;
      }
    }
    const keys = new Group();
    const driver = journaledDriver({ ...driverOf({}), presign, keys } as unknown as StorageDriver);
    expect(reads).toBe(0);
    expect(driver.presign?.credentialsExpireAt).toEqual(new Date(1));
    expect(driver.presign?.credentialsExpireAt).toEqual(new Date(2));
    expect((driver.keys as unknown as Group).own()).toBe(7);
    expect(driver.select).toBeUndefined();
    expect(driver.connectionId).toBe('c');
  });

  it('never holds a key, a body or a hash', async () => {
    const driver = journaledDriver(driverOf({}));
    const object = { bucket: 'b', key: 'k' };
    await driver.objects.head({ ...object, customerKey });
    await driver.objects.get({ ...object, customerKey, range: { start: 1 } });
    await driver.objects.put({
      ...object,
      body: new Blob(['secret']),
      md5: 'hash',
      encryption: { kind: 'sse-c', customerKey },
      tags: [{ key: 'a', value: 'b' }],
    });
    await driver.objects.copy?.({
      ...object,
      source: { ...object, key: 'from', customerKey },
      encryption: { kind: 'sse-c', customerKey },
    });
    await settled();
    expect(told(driver)).toEqual([
      expect.objectContaining({
        kind: 'copy',
        encryption: { kind: 'sse-c' },
        source: { bucket: 'b', key: 'from', versionId: undefined, sealed: true },
      }),
      {
        kind: 'put',
        ...object,
        options: { encryption: { kind: 'sse-c' }, tags: [{ key: 'a', value: 'b' }] },
      },
      { kind: 'get', ...object, versionId: undefined, sealed: true, range: { start: 1 } },
      { kind: 'stat', ...object, versionId: undefined, sealed: true },
    ]);
    expect(JSON.stringify(told(driver))).not.toMatch(/9,9|secret|hash/);
  });

  it('says nothing of what was aborted', async () => {
    const driver = journaledDriver(
      driverOf({ objects: { head: () => Promise.reject(new StorageError('aborted')) } }),
    );
    await expect(driver.objects.head({ bucket: 'b', key: 'k' })).rejects.toThrow();
    await settled();
    expect(told(driver)).toEqual([]);
  });
});

describe('pages', () => {
  const drawn = (pages: number, ended: string[], failAt = -1) =>
    async function* () {
      try {
        for (let page = 0; page < pages; page++) {
          if (page === failAt) throw refused;
          yield { entries: [], prefixes: [`${page}`] };
        }
      } finally {
        ended.push('ended');
      }
    };
  const list: Act = { kind: 'list-objects', bucket: 'b', prefix: 'p', recursive: true };

  it.each([
    [3, -1, [list]],
    [0, -1, [list]],
    [3, 0, [{ ...list, why: 'access-denied' }]],
    [3, 2, [list]],
  ])('of %d, failing at %d, are one act', async (pages, failAt, acts) => {
    const ended: string[] = [];
    const driver = journaledDriver(driverOf({ objects: { list: drawn(pages, ended, failAt) } }));
    const read = async () => {
      for await (const _ of driver.objects.list({ bucket: 'b', prefix: 'p' })) {
        // read to the end
      }
    };
    if (failAt >= 0) await expect(read()).rejects.toBe(refused);
    else await read();
    expect(told(driver)).toMatchObject(acts);
    expect(ended).toEqual(['ended']);
  });

  it('that nobody reads on end where they come from', async () => {
    const ended: string[] = [];
    const driver = journaledDriver(driverOf({ objects: { list: drawn(9, ended) } }));
    for await (const page of driver.objects.list({ bucket: 'b' })) {
      expect(page.prefixes).toEqual(['0']);
      break;
    }
    expect(ended).toEqual(['ended']);
    expect(told(driver)).toHaveLength(1);
  });
});

describe('an upload in parts', () => {
  const target = { bucket: 'b', key: 'k', uploadId: 'u' };
  const multipart = { create: async () => 'u' };

  it('is one act, and its parts are the driver’s own function', async () => {
    const uploadPart = async () => ({ etag: '', etagIsMd5: true });
    const driver = journaledDriver({
      ...driverOf({}),
      multipart: { create: multipart.create, uploadPart, complete: async () => ({}) },
    } as unknown as StorageDriver);
    expect(driver.multipart?.uploadPart).toBe(uploadPart);
    await driver.multipart?.create({ bucket: 'b', key: 'k', storageClass: 'X' });
    expect(told(driver)).toEqual([]);
    await driver.multipart?.complete({ ...target, parts: [] });
    await settled();
    expect(told(driver)).toEqual([{ kind: 'put', bucket: 'b', key: 'k', options: { storageClass: 'X' } }]);
  });

  it('made of another object is a copy', async () => {
    const driver = journaledDriver(driverOf({ multipart }));
    const source = { bucket: 'b', key: 'from', versionId: 'v' };
    await driver.multipart?.create({ bucket: 'b', key: 'k', contentType: 'a/b', tags: [] });
    for (const partNumber of [1, 2]) {
      await driver.multipart?.copyPart({ ...target, partNumber, source, range: { start: 0, end: 1 } });
    }
    await driver.multipart?.complete({ ...target, parts: [] });
    await settled();
    expect(told(driver)).toMatchObject([
      {
        kind: 'copy',
        key: 'k',
        source: { ...source, sealed: false },
        properties: { contentType: 'a/b' },
        tags: [],
      },
    ]);
  });

  it('that was refused, or is given up, is told too', async () => {
    const driver = journaledDriver(driverOf({ multipart: { create: () => Promise.reject(refused) } }));
    await expect(driver.multipart?.create({ bucket: 'b', key: 'k' })).rejects.toBe(refused);
    await driver.multipart?.abort(target);
    await settled();
    expect(told(driver)).toEqual([
      { kind: 'abort-upload', ...target },
      { kind: 'put', bucket: 'b', key: 'k', options: {}, why: 'access-denied' },
    ]);
  });
});

describe('tags', () => {
  const ref = { bucket: 'b', key: 'k' };
  const tag = { key: 'a', value: 'b' };

  it('that were changed are told as they became', async () => {
    const update = async (_: unknown, change: (before: object[]) => unknown) => change([tag]) !== undefined;
    const driver = journaledDriver(driverOf({ objectTags: { update: update as never } }));
    await driver.objectTags?.update(ref, (before) => [...before, { key: 'c', value: '' }]);
    await settled();
    expect(told(driver)).toEqual([
      { kind: 'write-tags', ...ref, versionId: undefined, tags: [tag, { key: 'c', value: '' }] },
    ]);
    await driver.objectTags?.update(ref, () => []);
    await settled();
    expect(told(driver)[0]).toMatchObject({ kind: 'remove-tags' });
  });

  it('that could not be read are told as a reading', async () => {
    const driver = journaledDriver(driverOf({ objectTags: { update: () => Promise.reject(refused) } }));
    await expect(driver.objectTags?.update(ref, () => [])).rejects.toBe(refused);
    await settled();
    expect(told(driver)).toMatchObject([{ kind: 'read-tags', why: 'access-denied' }]);
  });
});
