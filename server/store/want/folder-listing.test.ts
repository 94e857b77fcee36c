import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Metadata, openMetadata } from '../metadata/database.ts';
import type { ObjectRecord } from '../metadata/records.ts';
import { objectRow } from '../metadata/row-keys.ts';
import { filesOf, firstObject, foldersOf, listFolder } from './folder-listing.ts';

const record: ObjectRecord = {
  headers: {},
  metadata: {},
  storageClass: 'STANDARD',
  versionId: 'null',
  order: '0',
  modified: 1,
  size: 0,
  etag: '',
  content: { kind: 'empty' },
  checksum: undefined,
  uploadId: undefined,
};
// More than are read in one turn.
const count = 2503;
const number = (index: number) => String(index).padStart(4, '0');

let folder: string;
let metadata: Metadata;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pail-listing-'));
  metadata = openMetadata(join(folder, 'metadata'));
  const keys = Array.from({ length: count }, (_, index) => [
    `d/f${number(index)}`,
    `d/s${number(index)}/x`,
  ]).flat();
  await metadata.commit((tables) => {
    for (const key of ['c', 'd/', 'd//x', 'e', ...keys]) tables.objects.put(objectRow('demo', key), record);
    tables.objects.put(objectRow('demo2', 'd/other'), record);
  });
});

afterAll(async () => {
  await metadata.close();
  await rm(folder, { recursive: true });
});

const target = { bucket: 'demo', prefix: 'd/' };
const files = (currentPage: number, pageSize: number) =>
  listFolder(metadata.tables, target, { currentPage, pageSize }, filesOf('d/'));

describe('a page of a folder', () => {
  it.each([
    [1, 100, 0, 100],
    [10, 100, 900, 1000],
    [11, 100, 1000, 1100],
    [15, 70, 980, 1050],
    [26, 100, 2500, 2503],
    [27, 100, 2503, 2503],
    [999_999_999, 100, 2503, 2503],
    [2503, 1, 2502, 2503],
  ])('%i of %i files each has those from %i to %i', async (currentPage, pageSize, from, to) => {
    const page = await files(currentPage, pageSize);
    expect(page).toMatchObject({ totalCount: count, totalPage: Math.ceil(count / pageSize) });
    expect(page.result.map(({ key }) => key)).toEqual(
      Array.from({ length: to - from }, (_, index) => `d/f${number(from + index)}`),
    );
  });

  it('has each folder once, and none without a name', async () => {
    const page = await listFolder(
      metadata.tables,
      target,
      { currentPage: 25, pageSize: 100 },
      foldersOf('d/'),
    );
    expect(page).toMatchObject({ totalCount: count, totalPage: 26 });
    expect(page.result).toEqual(Array.from({ length: 100 }, (_, index) => `d/s${number(2400 + index)}/`));
  });
});

it.each([
  ['d/', 'd/'],
  ['d/s', 'd/s0000/x'],
  ['c/', undefined],
  ['f', undefined],
])('the first object under %s is %s', (prefix, key) => {
  expect(firstObject(metadata.tables, 'demo', prefix)?.key).toBe(key);
});
