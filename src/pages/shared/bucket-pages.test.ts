import { expect, test } from 'vitest';
import type { StorageDriver } from '../../storage/index.ts';
import { hasPage } from './bucket-pages.ts';
import { knownBuckets } from './buckets-query.ts';
import { bucketPages } from './paths.ts';

const s3 = { settings: {}, events: {}, multipart: {}, select: {} } as unknown as StorageDriver;
const want = { uploadPolicies: {} } as unknown as StorageDriver;

test.each([
  ['an object store', s3, ['settings', 'policy', 'notifications', 'events', 'uploads', 'forms', 'query']],
  ['files by upload policies', want, ['uploadPolicy']],
] as const)('the pages of %s', (_name, storage, pages) => {
  expect([...bucketPages, 'query' as const].filter((page) => hasPage(storage, page))).toEqual(pages);
});

test('known without a list: what was opened by name, or what a token is for', () => {
  const pasted = (policy?: object) =>
    ({ uploadPolicies: { pasted: { text: '', token: '', policy } } }) as unknown as StorageDriver;
  const bucketNames = ['a', 'b'];
  expect(knownBuckets({ storage: want, bucketNames })).toEqual(['a', 'b']);
  expect(knownBuckets({ storage: pasted({ namespace: 'photos' }), bucketNames })).toEqual(['photos']);
  expect(knownBuckets({ storage: pasted(), bucketNames })).toEqual(['a', 'b']);
});
