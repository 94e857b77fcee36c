import { expect, test } from 'vitest';
import { type DeleteMode, isTypedCount, mustBeTyped, undoPromise } from './delete-plan.ts';

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
