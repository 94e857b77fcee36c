import { describe, expect, it } from 'vitest';
import { lifecycleEventName } from './lifecycle-event.ts';
import { abortHeaders, expirationHeader } from './lifecycle-headers.ts';
import type { LifecycleRule } from './lifecycle-setting.ts';

const rule = (id: string, traits: Partial<LifecycleRule>): LifecycleRule => ({
  id,
  status: 'Enabled',
  filter: { form: 'Filter', tags: [] },
  ...traits,
});
const object = { key: 'logs/a', size: 1, tags: [], modified: Date.parse('2012-12-20T08:00:00Z') };
const headerOf = (...rules: LifecycleRule[]) =>
  expirationHeader({ rules, updated: 0 }, object)['x-amz-expiration'];

const days = (count: number) => ({ expiration: { kind: 'days', days: count } as const });
const date = (text: string) => ({ expiration: { kind: 'date', date: Date.parse(text) } as const });
const other: Partial<LifecycleRule> = { filter: { form: 'Filter', prefix: 'data/', tags: [] } };

describe('x-amz-expiration', () => {
  it.each<[string, LifecycleRule[], string | undefined]>([
    ['days', [rule('a', days(1))], 'expiry-date="Sat, 22 Dec 2012 00:00:00 GMT", rule-id="a"'],
    ['a date', [rule('a', date('2030-06-01'))], 'expiry-date="Sat, 01 Jun 2030 00:00:00 GMT", rule-id="a"'],
    [
      'a date long ago',
      [rule('a', date('2001-01-01'))],
      'expiry-date="Mon, 01 Jan 2001 00:00:00 GMT", rule-id="a"',
    ],
    [
      'the sooner of two',
      [rule('a', days(9)), rule('b', days(1))],
      'expiry-date="Sat, 22 Dec 2012 00:00:00 GMT", rule-id="b"',
    ],
    [
      'an ID in need of escaping',
      [rule('a b/"ü"', days(1))],
      'expiry-date="Sat, 22 Dec 2012 00:00:00 GMT", rule-id="a%20b%2F%22%C3%BC%22"',
    ],
    ['a rule for others', [rule('a', { ...days(1), ...other })], undefined],
    ['a rule that is disabled', [rule('a', { ...days(1), status: 'Disabled' })], undefined],
    ['a rule for other versions', [rule('a', { noncurrentExpiration: { days: 1 } })], undefined],
    [
      'a rule for delete markers',
      [rule('a', { expiration: { kind: 'expired-delete-marker', remove: true } })],
      undefined,
    ],
    ['no rule', [], undefined],
  ])('by %s', (_, rules, header) => {
    expect(headerOf(...rules)).toBe(header);
  });

  it('is not there in a bucket without a lifecycle', () => {
    expect(expirationHeader(undefined, object)).toEqual({});
  });
});

describe('the headers of an upload', () => {
  it('say when it will be aborted, and by which rule', () => {
    const rules = [rule('a', { abortUploadsAfterDays: 9 }), rule('b c', { abortUploadsAfterDays: 1 })];
    expect(abortHeaders({ rules, updated: 0 }, 'k', object.modified)).toEqual({
      'x-amz-abort-date': 'Sat, 22 Dec 2012 00:00:00 GMT',
      'x-amz-abort-rule-id': 'b%20c',
    });
  });

  it('say nothing where no rule is about it', () => {
    const rules = [rule('a', days(1)), rule('b', { abortUploadsAfterDays: 1, ...other })];
    expect(abortHeaders({ rules, updated: 0 }, 'k', object.modified)).toEqual({});
  });
});

describe('an event', () => {
  it.each([
    ['aws', 'expire', 'current', true, 's3:LifecycleExpiration:DeleteMarkerCreated'],
    ['aws', 'expire', 'current', false, 's3:LifecycleExpiration:Delete'],
    ['aws', 'remove', 'noncurrent', false, 's3:LifecycleExpiration:Delete'],
    ['aws', 'remove', 'expired-delete-marker', false, 's3:LifecycleExpiration:Delete'],
    ['minio', 'expire', 'current', true, 's3:ObjectRemoved:DeleteMarkerCreated'],
    ['minio', 'expire', 'current', false, 's3:ObjectRemoved:Delete'],
    ['minio', 'remove', 'noncurrent', false, 's3:ObjectRemoved:Delete'],
    ['minio', 'remove', 'all-versions', false, 's3:ObjectRemoved:DeleteAllVersions'],
    ['minio', 'remove', 'delete-marker-days', false, 's3:LifecycleDelMarkerExpiration:Delete'],
  ] as const)('in %s of %s %s (%s) is called %s', (profile, action, cause, madeMarker, name) => {
    expect(lifecycleEventName({ action, cause }, profile, madeMarker)).toBe(name);
  });
});
