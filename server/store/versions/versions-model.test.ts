import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listPage } from '../listing/roll-up.ts';
import { type ListedVersion, versionScan } from '../listing/scans.ts';
import { referToContent } from '../metadata/contents.ts';
import { type Metadata, openMetadata } from '../metadata/database.ts';
import { findObject } from '../metadata/objects.ts';
import { isDeleteMarker, type VersionRecord } from '../metadata/records.ts';
import { findVersion, nextVersion, placeVersion, removeVersion, versionsOf } from '../metadata/versions.ts';
import type { VersioningStatus } from './versioning-status.ts';

/** The same random history is played to the store's tables and to a plain list a key; both must agree after each step. */

const bucket = 'b';
const keys = ['a', 'a/b', 'a\0b', 'b', 'ü', '🪣'];
const now = Date.UTC(2026, 0, 1);

let folder: string;
let metadata: Metadata;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pail-versions-'));
  metadata = openMetadata(join(folder, 'metadata'));
});

afterEach(async () => {
  await metadata.close();
  await rm(folder, { recursive: true });
});

/** A small generator of its own, so that a failure can be played again by its seed. */
function randomOf(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

class Model {
  /** Newest first. */
  readonly versions = new Map(keys.map((key) => [key, [] as VersionRecord[]]));

  put(key: string, version: VersionRecord): VersionRecord | undefined {
    const replaced = this.remove(key, version.versionId);
    const all = [...this.of(key), version].sort((a, b) => (a.order < b.order ? 1 : -1));
    this.versions.set(key, all);
    return replaced;
  }

  remove(key: string, versionId: string): VersionRecord | undefined {
    const removed = this.of(key).find((version) => version.versionId === versionId);
    this.versions.set(
      key,
      this.of(key).filter((version) => version !== removed),
    );
    return removed;
  }

  of(key: string): VersionRecord[] {
    return this.versions.get(key) ?? [];
  }

  listing(): { key: string; id: string; isLatest: boolean }[] {
    const sorted = [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    return sorted.flatMap((key) =>
      this.of(key).map(({ order }, index) => ({ key, id: order, isLatest: index === 0 })),
    );
  }
}

it.each([1, 2, 3, 4, 5, 6, 7, 8])('keys keep their versions through history %i', async (seed) => {
  const random = randomOf(seed);
  const model = new Model();
  const fileIds = new Set<string>();
  for (let step = 0; step < 150; step += 1) {
    const key = keys[random(keys.length)] ?? '';
    const status = (['off', 'enabled', 'enabled', 'suspended'] as const)[random(4)] ?? 'off';
    await metadata.commit((tables) => {
      const discarded =
        random(5) === 0 && model.of(key).length > 0
          ? removeOne(key)
          : placeVersion(tables, bucket, key, place(key, status));
      for (const id of discarded.flatMap(({ files }) => files)) expect(fileIds.delete(id)).toBe(true);

      function removeOne(from: string) {
        const { versionId = '' } = model.of(from)[random(model.of(from).length)] ?? {};
        const expected = model.remove(from, versionId);
        const { removed, discarded: gone } = removeVersion(tables, bucket, from, versionId);
        expect(removed).toEqual(expected);
        return gone;
      }

      function place(to: string, versioning: VersioningStatus): VersionRecord {
        const version = newVersion(nextVersion(tables, bucket, to, versioning, now));
        model.put(to, version);
        return version;
      }

      function newVersion(id: Pick<VersionRecord, 'versionId' | 'order'>): VersionRecord {
        if (random(4) === 0) return { ...id, modified: now, deleteMarker: true };
        const file = step.toString(16).padStart(32, '0');
        fileIds.add(file);
        const content = { kind: 'file', id: file } as const;
        referToContent(tables, content, [{ id: file, size: 1 }]);
        const plain = {
          headers: {},
          metadata: {},
          storageClass: 'STANDARD',
          checksum: undefined,
          uploadId: undefined,
        };
        return { ...plain, ...id, modified: now, size: 1, etag: file, content };
      }
    });
    compare(model);
  }
  const referred = [...metadata.tables.files.range({ start: Buffer.from([0]), end: Buffer.alloc(17, 0xff) })];
  expect(new Set(referred.map(({ row }) => row.toString('hex')))).toEqual(fileIds);
});

function compare(model: Model): void {
  const { tables } = metadata;
  for (const key of keys) {
    const expected = model.of(key);
    const [latest] = expected;
    expect([...versionsOf(tables, bucket, key)].map(({ record }) => record)).toEqual(expected);
    expect(findVersion(tables, bucket, key)).toEqual(latest);
    expect(findObject(tables, bucket, key)).toEqual(latest && isDeleteMarker(latest) ? undefined : latest);
    for (const version of expected) {
      expect(findVersion(tables, bucket, key, version.versionId)).toEqual(version);
    }
  }
  expect(allPages(3)).toEqual(model.listing());
  expect(allPages(1000)).toEqual(model.listing());
}

function allPages(limit: number): { key: string; id: string | undefined; isLatest: boolean }[] {
  const rows: { key: string; id: string | undefined; isLatest: boolean }[] = [];
  let after: { key: string; id?: string } | undefined;
  for (;;) {
    const page = listPage<ListedVersion>(versionScan(metadata.tables, bucket), {
      prefix: '',
      delimiter: '',
      after,
      limit,
    });
    rows.push(...page.rows.map(({ key, id, value }) => ({ key, id, isLatest: value.isLatest })));
    if (!page.truncated) return rows;
    after = page.last;
  }
}
