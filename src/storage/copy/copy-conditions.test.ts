import { expect, test } from 'vitest';
import { failedCondition } from './copy-conditions.ts';

const at = (text: string) => new Date(`2026-11-21T12:00:${text}Z`);
const head = { etag: 'e', lastModified: at('30') };

test.each([
  [{}, undefined],
  [{ sourceIfMatch: 'e' }, undefined],
  [{ sourceIfMatch: 'f' }, 'sourceIfMatch'],
  [{ sourceIfNoneMatch: 'f' }, undefined],
  [{ sourceIfNoneMatch: 'e' }, 'sourceIfNoneMatch'],
  [{ sourceIfModifiedSince: at('29') }, undefined],
  [{ sourceIfModifiedSince: at('30') }, 'sourceIfModifiedSince'],
  [{ sourceIfModifiedSince: at('30.900') }, 'sourceIfModifiedSince'],
  [{ sourceIfUnmodifiedSince: at('30') }, undefined],
  [{ sourceIfUnmodifiedSince: at('29.999') }, 'sourceIfUnmodifiedSince'],
  [{ sourceIfMatch: 'f', sourceIfUnmodifiedSince: at('29') }, 'sourceIfMatch'],
  [{ sourceIfMatch: 'e', sourceIfUnmodifiedSince: at('29') }, 'sourceIfUnmodifiedSince'],
])('%j: %s', (conditions, failed) => {
  expect(failedCondition(conditions, head)).toBe(failed);
});

test('a time that is hidden meets no condition on it', () => {
  const hidden = { etag: 'e', lastModified: undefined };
  expect(failedCondition({ sourceIfModifiedSince: at('00') }, hidden)).toBe('sourceIfModifiedSince');
  expect(failedCondition({ sourceIfUnmodifiedSince: at('59') }, hidden)).toBe('sourceIfUnmodifiedSince');
});
