import { expect, test } from 'vitest';
import { leadsInto, linkedBucket } from './linked-bucket.ts';

test.each([
  [undefined, undefined],
  ['/c/abc/buckets', undefined],
  ['/c/abc/b/photos', 'photos'],
  ['/c/abc/b/a%20b/upload-policy', 'a b'],
  ['/c/abc/b/photos?prefix=a%2Fb', 'photos'],
  ['/c/abc/b/%', undefined],
])('the bucket of %s is %s', (to, bucket) => {
  expect(linkedBucket(to)).toBe(bucket);
});

test.each([
  ['/c/abc/b/photos?prefix=a/', 'abc', 'photos', true],
  ['/c/abc/b/photos?prefix=a/', 'abc', 'logs', false],
  ['/c/abc/b/photos?prefix=a/', 'ab', 'photos', false],
  ['/c/abc/buckets', 'abc', 'photos', false],
  [undefined, 'abc', 'photos', false],
])('%s of %s leads into %s: %s', (to, id, bucket, leads) => {
  expect(leadsInto(to, id, bucket)).toBe(leads);
});
