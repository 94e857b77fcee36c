import { describe, expect, it } from 'vitest';
import { checkWriteConditions, evaluateConditions, writeConditions } from './conditions.ts';
import { noSuchKey } from './s3-error.ts';

const object = { etag: 'abc', modified: Date.parse('2024-01-01T00:00:00.500Z') };
const [before, then, after] = ['31 Dec 2023 23:59:59', '01 Jan 2024 00:00:00', '01 Jan 2024 00:00:01'].map(
  (time) => `Sun, ${time} GMT`,
);

describe('reading', () => {
  it.each([
    { conditions: {}, verdict: 'holds' },
    { conditions: { ifMatch: '"abc"' }, verdict: 'holds' },
    { conditions: { ifMatch: 'abc' }, verdict: 'holds' },
    { conditions: { ifMatch: '"x", "abc"' }, verdict: 'holds' },
    { conditions: { ifMatch: '*' }, verdict: 'holds' },
    { conditions: { ifMatch: '"x"' }, verdict: 'precondition-failed' },
    { conditions: { ifNoneMatch: '"x"' }, verdict: 'holds' },
    { conditions: { ifNoneMatch: 'W/"abc"' }, verdict: 'not-modified' },
    { conditions: { ifNoneMatch: '*' }, verdict: 'not-modified' },
    { conditions: { ifModifiedSince: before }, verdict: 'holds' },
    { conditions: { ifModifiedSince: then }, verdict: 'not-modified' },
    { conditions: { ifModifiedSince: after }, verdict: 'not-modified' },
    { conditions: { ifModifiedSince: 'yesterday' }, verdict: 'holds' },
    { conditions: { ifUnmodifiedSince: before }, verdict: 'precondition-failed' },
    { conditions: { ifUnmodifiedSince: then }, verdict: 'holds' },
    { conditions: { ifMatch: '"abc"', ifUnmodifiedSince: before }, verdict: 'holds' },
    { conditions: { ifNoneMatch: '"x"', ifModifiedSince: after }, verdict: 'holds' },
    { conditions: { ifMatch: '"x"', ifNoneMatch: '"abc"' }, verdict: 'precondition-failed' },
  ])('$conditions: $verdict', ({ conditions, verdict }) => {
    expect(evaluateConditions(conditions, object)).toBe(verdict);
  });
});

describe('writing', () => {
  const check = (headers: Record<string, string>, current: typeof object | undefined) => () =>
    checkWriteConditions(writeConditions(new Map(Object.entries(headers))), current, () => noSuchKey('k'));

  it.each<{ headers: Record<string, string>; current: typeof object | undefined }>([
    { headers: {}, current: object },
    { headers: { 'if-none-match': '*' }, current: undefined },
    { headers: { 'if-match': '"abc"' }, current: object },
  ])('$headers lets $current be replaced', ({ headers, current }) => {
    expect(check(headers, current)).not.toThrow();
  });

  it.each<{ headers: Record<string, string>; current: typeof object | undefined; code: string }>([
    { headers: { 'if-none-match': '*' }, current: object, code: 'PreconditionFailed' },
    { headers: { 'if-match': '"x"' }, current: object, code: 'PreconditionFailed' },
    { headers: { 'if-match': '"x"' }, current: undefined, code: 'NoSuchKey' },
    { headers: { 'if-none-match': '"abc"' }, current: object, code: 'NotImplemented' },
  ])('$headers over $current is $code', ({ headers, current, code }) => {
    expect(check(headers, current)).toThrow(expect.objectContaining({ code }));
  });
});
