import { expect, test } from 'vitest';
import type { IncompleteUpload } from '../../storage/index.ts';
import { idOf, olderThan, oldestOf, repeatedKeys, sumSizes, uploadRows } from './upload-rows.ts';

const at = (key: string, time?: string): IncompleteUpload => ({
  key,
  uploadId: `id-${key}`,
  initiated: time === undefined ? undefined : new Date(time),
});

const uploads = [
  at('c', '2026-03-02'),
  at('unknown'),
  at('a', '2026-03-02'),
  at('b', '2026-03-01'),
  at('d', '2026-03-09T12:00:00Z'),
];

test.each([
  [false, 'b a c d unknown'],
  [true, 'd a c b unknown'],
])('newest first: %s', (newest, keys) => {
  expect(
    uploadRows(uploads, { newest })
      .map(({ key }) => key)
      .join(' '),
  ).toBe(keys);
});

test.each([
  [0, 'c a b d'],
  [1, 'c a b'],
  [8, 'b'],
  [8.5, 'b'],
  [9, ''],
])('older than %d days', (days, keys) => {
  const now = Date.parse('2026-03-10T00:00:00Z');
  expect(
    olderThan(uploads, days, now)
      .map(({ key }) => key)
      .join(' '),
  ).toBe(keys);
});

test('two uploads of a key are two', () => {
  const twice = [...uploads, { key: 'a', uploadId: 'other' }];
  expect(new Set(twice.map(idOf)).size).toBe(6);
  expect([...repeatedKeys(twice)]).toEqual(['a']);
});

test('what is known of their sizes', () => {
  expect(sumSizes([])).toEqual({ known: 0, bytes: 0, atLeast: false });
  expect(sumSizes([{ parts: 1, bytes: 5, more: false }, undefined])).toEqual({
    known: 1,
    bytes: 5,
    atLeast: true,
  });
  expect(sumSizes([{ parts: 1000, bytes: 7, more: true }])).toEqual({ known: 1, bytes: 7, atLeast: true });
});

test('the oldest of those whose age is known', () => {
  expect(oldestOf(uploads)).toEqual(new Date('2026-03-01'));
  expect(oldestOf([at('x')])).toBeUndefined();
});
