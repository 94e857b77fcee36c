import { expect, test } from 'vitest';
import { type ExpiryUnit, expiryOf, linkEnd } from './expiry.ts';

test.each<[string, ExpiryUnit, number | string]>([
  ['1', 'seconds', 1],
  ['1', 'hours', 3600],
  [' 90 ', 'minutes', 5400],
  ['1.5', 'hours', 5400],
  ['7', 'days', 604_800],
  ['604800', 'seconds', 604_800],
  ['604801', 'seconds', 'too-long'],
  ['8', 'days', 'too-long'],
  ['0', 'days', 'too-short'],
  ['0.4', 'seconds', 'too-short'],
  ['-3', 'hours', 'too-short'],
  ['', 'hours', 'not-a-number'],
  ['soon', 'hours', 'not-a-number'],
  ['Infinity', 'hours', 'not-a-number'],
])('%j %s: %s', (amount, unit, outcome) => {
  expect(expiryOf(amount, unit)).toEqual(
    typeof outcome === 'number' ? { seconds: outcome } : { problem: outcome },
  );
});

const noon = new Date('2026-05-01T12:00:00Z');
const one = new Date('2026-05-01T13:00:00Z');

test.each([
  ['permanent keys', one, undefined, 'expiry', one],
  ['a session that outlives the link', noon, one, 'expiry', noon],
  ['a session that ends before the link', one, noon, 'credentials', noon],
  ['both at once', noon, noon, 'expiry', noon],
])('%s', (_name, expiresAt, credentials, by, at) => {
  expect(linkEnd(expiresAt, credentials)).toEqual({ by, at });
});
