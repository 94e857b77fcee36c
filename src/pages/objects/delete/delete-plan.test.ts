import { expect, test } from 'vitest';
import { type DeleteMode, isTypedCount, mustBeTyped, undoPromise, wordsOf } from './delete-plan.ts';

const planOf = (mode: DeleteMode, count: number) => ({
  mode,
  doomed: Array.from({ length: count }, (_, index) => ({ key: `${index}` })),
});

test.each<[DeleteMode, number, string, boolean, boolean]>([
  ['current', 1000, '', false, false],
  ['current', 1001, '1001', true, true],
  ['current', 1001, '1,001', true, true],
  ['current', 1001, ' 1 001 ', true, true],
  ['current', 1001, '1.001', true, true],
  ['current', 1001, '1000', true, false],
  ['current', 1001, '', true, false],
  ['versions', 1, '', true, false],
  ['versions', 1, '1', true, true],
])('%s, %i of them, typed %j', (mode, count, typed, must, typedRight) => {
  expect(mustBeTyped(planOf(mode, count))).toBe(must);
  expect(isTypedCount(typed, planOf(mode, count))).toBe(typedRight);
});

test.each([
  ['enabled', 'deleteKeeps'],
  ['suspended', 'deleteSuspended'],
  ['off', 'deleteNoVersions'],
  ['unknown', 'deleteForGood'],
] as const)('versioning %s: %s', (versioning, promise) => {
  expect(undoPromise({ versioning, hasExceptions: false, locks: false })).toBe(promise);
});

test.each([
  ['current', undefined, 'current'],
  ['current', 0, 'current'],
  ['current', 2, 'items'],
  ['versions', undefined, 'versions'],
] as const)('%s with %s folders is told as %s', (mode, folders, words) => {
  expect(wordsOf({ mode, folders })).toBe(words);
});
