import { describe, expect, test } from 'vitest';
import { evenParts, expectedHash, pieceAt, planDownload } from './download-plan.ts';

const md5 = 'd41d8cd98f00b204e9800998ecf8427e';

describe('pieces', () => {
  test.each([
    [0, undefined, { start: 0, size: 0, pieceCount: 0 }],
    [1, undefined, { start: 0, size: 1, pieceCount: 1 }],
    [10, undefined, { start: 0, size: 10, pieceCount: 3 }],
    [10, { start: 3, end: 5 }, { start: 3, size: 3, pieceCount: 1 }],
    [10, { start: 8, end: 99 }, { start: 8, size: 2, pieceCount: 1 }],
    [10, { start: 0, end: 9 }, { start: 0, size: 10, pieceCount: 3 }],
  ])('%d bytes, range %j', (size, range, plan) => {
    expect(planDownload(size, range, 4)).toMatchObject(plan);
  });

  test.each([
    [10, { start: 10, end: 12 }],
    [0, { start: 0, end: 0 }],
    [10, { start: 5, end: 4 }],
  ])('of %d bytes there is no %j', (size, range) => {
    expect(planDownload(size, range)).toBeUndefined();
  });

  test('follow each other to the end', () => {
    const plan = planDownload(10, { start: 1, end: 9 }, 4);
    expect([0, 1, 2].map((piece) => plan && pieceAt(plan, piece))).toEqual([
      { position: 0, size: 4 },
      { position: 4, size: 4 },
      { position: 8, size: 1 },
    ]);
  });

  test('of a huge object are larger, not more', () => {
    expect(planDownload(5 * 1024 ** 4)?.pieceCount).toBeLessThanOrEqual(10_000);
  });
});

test.each([
  [{ etag: md5 }, { kind: 'md5', md5 }],
  [{ etag: md5.toUpperCase() }, { kind: 'md5', md5 }],
  [{ etag: `${md5}-3` }, { kind: 'parts', md5, count: 3 }],
  [
    { etag: md5, encryption: { kind: 'sse-s3' } },
    { kind: 'md5', md5 },
  ],
  [{ etag: md5, encryption: { kind: 'sse-c' } }, { kind: 'none' }],
  [{ etag: md5, encryption: { kind: 'sse-kms' } }, { kind: 'none' }],
  [{ etag: '' }, { kind: 'none' }],
  [{ etag: 'W/abc' }, { kind: 'none' }],
] as const)('%j says %j', (head, expected) => {
  expect(expectedHash(head)).toEqual(expected);
});

test.each([
  [5, 3, 12, [5, 5, 2]],
  [5, 3, 15, [5, 5, 5]],
  [5, 1, 5, [5]],
  [5, 3, 16, undefined],
  [5, 3, 10, undefined],
  [0, 3, 10, undefined],
])('parts of %d, %d of them, in %d bytes: %j', (first, count, size, parts) => {
  expect(evenParts(first, count, size)).toEqual(parts);
});
