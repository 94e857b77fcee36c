import { expect, test } from 'vitest';
import { conditionsOf, noConditions } from './source-conditions.ts';

test('nothing typed is no condition', () => {
  expect(Object.values(conditionsOf(noConditions))).toEqual([undefined, undefined, undefined, undefined]);
});

test.each([
  ['abc', 'abc'],
  [' "abc-2" ', 'abc-2'],
  ['W/"abc"', 'abc'],
  ['""', undefined],
])('%j is the ETag %s', (typed, etag) => {
  expect(conditionsOf({ ...noConditions, match: typed }).sourceIfMatch).toBe(etag);
  expect(conditionsOf({ ...noConditions, noneMatch: typed }).sourceIfNoneMatch).toBe(etag);
});

test('times are local', () => {
  const { sourceIfModifiedSince, sourceIfUnmodifiedSince } = conditionsOf({
    ...noConditions,
    modifiedSince: '2026-11-21T12:30:15',
    unmodifiedSince: 'nonsense',
  });
  expect(sourceIfModifiedSince).toEqual(new Date(2026, 10, 21, 12, 30, 15));
  expect(sourceIfUnmodifiedSince).toBeUndefined();
});
