import { describe, expect, it } from 'vitest';
import { type CalendarSubject, lifecycleCalendar } from './lifecycle-calendar.ts';
import { afterDays, dueTime, isMidnight } from './lifecycle-due.ts';
import type { LifecycleRule } from './setting-types.ts';

const at = (text: string) => Date.parse(`${text}Z`);
const now = at('2026-06-10T12:00:00');

function rule(over: Partial<LifecycleRule>): LifecycleRule {
  return {
    id: 'r',
    enabled: true,
    filter: { tags: [], kept: [] },
    transitions: [],
    noncurrentTransitions: [],
    kept: [],
    ...over,
  };
}

const current = (over: Partial<CalendarSubject> = {}): CalendarSubject => ({
  key: 'logs/a.txt',
  size: 1000,
  tags: [],
  state: { kind: 'current', modified: at('2026-06-01T10:00:00') },
  ...over,
});

const noncurrent = (newer: number): CalendarSubject =>
  current({ state: { kind: 'noncurrent', since: at('2026-06-05T23:59:59'), newer } });

function days(rules: LifecycleRule[], subject = current(), isVersioned = true): string[] {
  return lifecycleCalendar(rules, subject, { isVersioned, now }).entries.map(
    ({ at: time, event, storageClass }) =>
      [new Date(time).toISOString().replace('T00:00:00.000Z', ''), event, storageClass]
        .filter(Boolean)
        .join(' '),
  );
}

describe('days', () => {
  it.each([
    ['2026-01-15T10:30:00', 3, '2026-01-19T00:00:00'],
    ['2026-01-15T00:00:00', 1, '2026-01-17T00:00:00'],
    ['2026-01-15T23:59:59', 1, '2026-01-17T00:00:00'],
    ['2024-02-28T12:00:00', 1, '2024-03-01T00:00:00'],
    ['2026-03-28T12:00:00', 0, '2026-03-29T00:00:00'],
  ])('%s and %i days are %s: rounded up to the next midnight UTC', (since, count, due) => {
    expect(afterDays(at(since), count)).toBe(at(due));
  });

  it('a date is due from then on, and for what came later at once', () => {
    const date = '2026-01-01T00:00:00Z';
    expect(dueTime({ date }, at('2025-01-01T09:00:00'))).toBe(at('2026-01-01T00:00:00'));
    expect(dueTime({ date }, at('2026-02-01T09:00:00'))).toBe(at('2026-02-01T09:00:00'));
  });

  it.each([
    ['2030-01-01T00:00:00Z', true],
    ['2030-01-01T00:00:00.000Z', true],
    ['2030-01-01T02:00:00+02:00', true],
    ['2030-01-01T00:00:01Z', false],
    ['2030-01-01', false],
    ['2030-02-32T00:00:00Z', false],
    ['', false],
  ])('%s is a midnight: %s', (date, isOne) => expect(isMidnight(date)).toBe(isOne));
});

describe('the calendar of a current version', () => {
  it.each([
    ['without rules', [], []],
    ['a rule that is off', [rule({ enabled: false, expiration: { days: 1 } })], []],
    ['expires in a versioned bucket', [rule({ expiration: { days: 30 } })], ['2026-07-02 delete-marker']],
    [
      'expires by date',
      [rule({ expiration: { date: '2027-01-01T00:00:00Z' } })],
      ['2027-01-01 delete-marker'],
    ],
    [
      'of two rules the earlier counts',
      [rule({ expiration: { days: 90 } }), rule({ expiration: { days: 30 } })],
      ['2026-07-02 delete-marker'],
    ],
    ['markers only', [rule({ expiration: { expiredDeleteMarker: true } })], []],
    ['all versions', [rule({ expiration: { days: 30, allVersions: true } })], ['2026-07-02 all-deleted']],
    ['uploads only', [rule({ abortUploadsAfter: 1 })], []],
    [
      'goes on as noncurrent, and its marker goes too',
      [rule({ expiration: { days: 30 }, noncurrentExpiration: { days: 7 } })],
      ['2026-07-02 delete-marker', '2026-07-10 deleted', '2026-08-02 marker-removed'],
    ],
    [
      'its marker goes at once by the rule for markers',
      [
        rule({ expiration: { days: 30 }, filter: { tags: [], sizeGreaterThan: 1, kept: [] } }),
        rule({ noncurrentExpiration: { days: 7 } }),
        rule({ expiration: { expiredDeleteMarker: true } }),
      ],
      ['2026-07-02 delete-marker', '2026-07-10 deleted', '2026-07-10 marker-removed'],
    ],
    [
      'MinIO: a marker that stood so long takes everything along',
      [rule({ expiration: { days: 30 }, deleteMarkerDays: 3, noncurrentExpiration: { days: 60 } })],
      ['2026-07-02 delete-marker', '2026-07-06 all-deleted'],
    ],
    [
      'what is overdue: what follows counts from now',
      [rule({ expiration: { days: 1 }, noncurrentExpiration: { days: 7 } })],
      ['2026-06-03 delete-marker', '2026-06-18 deleted', '2026-06-18 marker-removed'],
    ],
  ])('%s', (_, rules, expected) => expect(days(rules)).toEqual(expected));

  it('without versions expiration is the end', () => {
    const rules = [rule({ expiration: { days: 30 }, noncurrentExpiration: { days: 7 } })];
    expect(days(rules, current(), false)).toEqual(['2026-07-02 deleted']);
  });

  it('moves from class to class until its end, and never back to a warmer one', () => {
    const move = (count: number, storageClass: string) => ({ after: { days: count }, storageClass });
    const rules = [
      rule({
        transitions: [
          move(60, 'GLACIER'),
          move(30, 'STANDARD_IA'),
          move(90, 'STANDARD_IA'),
          move(400, 'DEEP_ARCHIVE'),
        ],
        expiration: { days: 365 },
      }),
    ];
    expect(days(rules, current(), false)).toEqual([
      '2026-07-02 transition STANDARD_IA',
      '2026-08-01 transition GLACIER',
      '2027-06-02 deleted',
    ]);
  });

  it.each([
    [false, ['2026-07-02 deleted']],
    [true, ['2026-07-02 transition GLACIER', '2026-07-02 delete-marker']],
  ])('a move on the day of the end, versioned: %s', (isVersioned, expected) => {
    const transitions = ['STANDARD_IA', 'GLACIER'].map((storageClass) => ({
      after: { days: 30 },
      storageClass,
    }));
    expect(days([rule({ transitions, expiration: { days: 30 } })], current(), isVersioned)).toEqual(expected);
  });
});

describe('filters', () => {
  const expiring = (filter: Partial<LifecycleRule['filter']>) =>
    rule({ expiration: { days: 30 }, filter: { tags: [], kept: [], ...filter } });

  it.each([
    [{ prefix: 'logs/' }, true],
    [{ prefix: 'Logs/' }, false],
    [{ sizeGreaterThan: 999 }, true],
    [{ sizeGreaterThan: 1000 }, false],
    [{ sizeLessThan: 1001 }, true],
    [{ sizeLessThan: 1000 }, false],
    [{ tags: [{ key: 'k', value: 'v' }] }, true],
    [{ tags: [{ key: 'k', value: 'w' }] }, false],
    [{ prefix: 'logs/', tags: [{ key: 'x', value: 'v' }] }, false],
  ])('%j meets the object: %s', (filter, meets) => {
    const subject = current({ tags: [{ key: 'k', value: 'v' }] });
    expect(days([expiring(filter)], subject)).toHaveLength(meets ? 1 : 0);
  });

  it('a rule with a condition or an action that is not understood is named, not guessed', () => {
    const odd = expiring({ kept: ['<Colour>red</Colour>'] });
    const more = rule({ kept: ['<Future></Future>'], expiration: { days: 60 } });
    const elsewhere = expiring({ prefix: 'x/', kept: ['<Colour>red</Colour>'] });
    const { entries, unclear } = lifecycleCalendar([odd, more, elsewhere], current(), {
      isVersioned: true,
      now,
    });
    expect(entries.map((entry) => entry.rule)).toEqual([more]);
    expect(unclear).toEqual([odd, more]);
  });
});

describe('the calendar of a noncurrent version', () => {
  it('counts from when its successor came', () => {
    const rules = [
      rule({
        expiration: { days: 1 },
        noncurrentExpiration: { days: 30 },
        noncurrentTransitions: [{ days: 10, storageClass: 'GLACIER' }],
      }),
    ];
    expect(days(rules, noncurrent(0))).toEqual(['2026-06-16 transition GLACIER', '2026-07-06 deleted']);
  });

  it.each([
    [2, [], 3],
    [3, ['2026-07-06 deleted'], undefined],
  ])('with %i newer ones and three that stay', (newer, expected, keepNewest) => {
    const rules = [rule({ noncurrentExpiration: { days: 30, keepNewest: 3 } })];
    expect(days(rules, noncurrent(newer))).toEqual(expected);
    const { stays } = lifecycleCalendar(rules, noncurrent(newer), { isVersioned: true, now });
    expect(stays?.keepNewest).toBe(keepNewest);
  });

  it('MinIO: by number alone, at once', () => {
    const rules = [rule({ noncurrentExpiration: { keepNewest: 1 } })];
    expect(days(rules, noncurrent(1))).toEqual(['2026-06-05T23:59:59.000Z deleted']);
  });
});

describe('an upload that was begun', () => {
  it('is aborted by the first rule that says so', () => {
    const upload = current({ size: 0, state: { kind: 'upload', initiated: at('2026-06-09T10:00:00') } });
    const rules = [
      rule({ abortUploadsAfter: 7 }),
      rule({ abortUploadsAfter: 3 }),
      rule({ expiration: { days: 1 } }),
    ];
    expect(days(rules, upload)).toEqual(['2026-06-13 aborted']);
  });
});
