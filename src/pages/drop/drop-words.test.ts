import { expect, test } from 'vitest';
import { StorageError } from '../../storage/index.ts';
import { failureOf } from './drop-words.ts';

const end = new Date(1000);

test.each([
  ['access-denied', 999, 'access-denied'],
  ['access-denied', 1000, 'expired'],
  ['too-large', 1000, 'too-large'],
  ['network', 0, 'network'],
  ['precondition-failed', 0, 'refused'],
  ['unknown', 0, 'refused'],
] as const)('%s at %i ms: %s', (code, now, failure) => {
  expect(failureOf(new StorageError(code), end, now)).toBe(failure);
});
