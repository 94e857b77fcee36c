import { expect, test } from 'vitest';
import { isBucketAddress, nameFeedback } from './name-feedback.ts';

test.each([
  ['', 'later', 'too-short'],
  ['ab', 'later', 'too-short'],
  ['abc-', 'later', 'edge'],
  ['-abc', 'now', 'edge'],
  ['.a', 'now', 'too-short'],
  ['Abc', 'now', 'characters'],
  ['a_b', 'now', 'characters'],
  ['a..b', 'now', 'dots'],
  ['192.168.1.5', 'now', 'ip-address'],
  ['xn--abc', 'now', 'reserved-prefix'],
  ['abc--x-s3', 'now', 'reserved-suffix'],
  ['a'.repeat(64), 'now', 'too-long'],
])('%j is told %s: %s', (name, tone, problem) => {
  expect(nameFeedback(name)).toEqual({ tone, problem });
});

test('a good name is not commented', () => {
  expect(nameFeedback('my-bucket.2026')).toEqual({ tone: 'none' });
});

test.each([
  ['photos', true],
  ['Old_Bucket', true],
  ['', false],
  ['pho\u202etos', false],
  ['photos\u0007', false],
  ['a/b', false],
  ['a b', false],
  ['фото', false],
])('%j may be the name of a bucket: %s', (name, may) => {
  expect(isBucketAddress(name)).toBe(may);
});
