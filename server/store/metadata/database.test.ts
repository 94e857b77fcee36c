import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Metadata, openMetadata } from './database.ts';

let folder: string;
let metadata: Metadata;
const row = (name: string) => Buffer.from(name);
const bucket = (created: number) => ({ created, location: undefined });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pail-metadata-'));
  metadata = openMetadata(join(folder, 'metadata'));
});

afterEach(async () => {
  await metadata.close();
  await rm(folder, { recursive: true });
});

it('lets changes that come together see one another, and each fail alone', async () => {
  const results = await Promise.allSettled([
    metadata.commit(({ buckets }) => buckets.put(row('a'), bucket(1))),
    metadata.commit(({ buckets }) => {
      if (buckets.has(row('a'))) throw new Error('taken');
      buckets.put(row('a'), bucket(2));
    }),
    metadata.commit(({ buckets }) => buckets.get(row('a'))?.created),
  ]);
  expect(results).toEqual([
    { status: 'fulfilled', value: undefined },
    { status: 'rejected', reason: new Error('taken') },
    { status: 'fulfilled', value: 1 },
  ]);
  expect(metadata.tables.buckets.get(row('a'))?.created).toBe(1);
});

it('commits nothing of a group in which a change broke off half-way', async () => {
  const results = await Promise.allSettled([
    metadata.commit(({ buckets }) => buckets.put(row('a'), bucket(1))),
    metadata.commit(({ buckets }) => {
      buckets.put(row('b'), bucket(2));
      throw new Error('a defect');
    }),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(metadata.tables.buckets.has(row('a'))).toBe(false);
  expect(metadata.tables.buckets.has(row('b'))).toBe(false);
});

it('has every row again after it was closed', async () => {
  const long = Buffer.alloc(2200, 1);
  await metadata.commit(({ buckets }) => {
    buckets.put(row('a'), bucket(1));
    buckets.put(long, bucket(2));
    buckets.put(row('c'), bucket(3));
    buckets.remove(row('c'));
  });
  await metadata.close();
  metadata = openMetadata(join(folder, 'metadata'));
  const rows = [...metadata.tables.buckets.range({ start: Buffer.from([0]), end: Buffer.from([255]) })];
  expect(rows).toEqual([
    { row: long, value: { created: 2 } },
    { row: row('a'), value: { created: 1 } },
  ]);
});
