import { describe, expect, it } from 'vitest';
import type { Tag } from '../tagging/tags.ts';
import { abortingRule, decide, type JudgedVersion } from './decide.ts';
import type { Expiration, LifecycleRule } from './lifecycle-setting.ts';
import type { RuleFilter } from './rule-filter.ts';

/** A day of January 2026 at noon, or at the given time; days beyond the 31st go on into February. */
const on = (day: number, time = '12:00') => Date.parse(`2026-01-01T${time}Z`) + (day - 1) * 86_400_000;
const midnight = (day: number) => on(day, '00:00');

const days = (count: number): Expiration => ({ kind: 'days', days: count });
const date = (day: number): Expiration => ({ kind: 'date', date: midnight(day) });
const markers: Expiration = { kind: 'expired-delete-marker', remove: true };
const all = (expiration: Expiration) => ({ ...expiration, allVersions: true }) as Expiration;

function rule(actions: Partial<LifecycleRule>, filter: Partial<RuleFilter> = {}): LifecycleRule {
  return { id: 'r', status: 'Enabled', ...actions, filter: { form: 'Filter', tags: [], ...filter } };
}

const object = (versionId: string, modified: number, traits: Partial<JudgedVersion> = {}): JudgedVersion => ({
  versionId,
  modified,
  deleteMarker: false,
  size: 100,
  tags: [],
  locked: false,
  ...traits,
});
const marker = (versionId: string, modified: number) =>
  object(versionId, modified, { deleteMarker: true, size: 0 });
const locked = { locked: true };
const red: Tag = { key: 'colour', value: 'red' };

interface Row {
  title: string;
  rules: LifecycleRule[];
  versions: JudgedVersion[];
  now: number;
  /** As `action id`, oldest first. */
  decided: string[];
}

const judge = ({ rules, versions, now }: Omit<Row, 'title' | 'decided'>, key = 'logs/a') =>
  decide(rules, key, versions, now).map(({ action, versionId }) => `${action} ${versionId}`);

const one = [object('v1', on(1))];
const history = [object('v3', on(9)), object('v2', on(5)), object('v1', on(1))];
const deleted = [marker('m', on(9)), object('v2', on(5)), object('v1', on(1))];
const longHistory = [6, 5, 4, 3, 2, 1].map((day) => object(`v${day}`, on(day)));

const current: Row[] = [
  {
    title: 'is left by a filter that it does not meet',
    rules: [rule({ expiration: days(1) }, { prefix: 'data/' })],
    versions: one,
    now: on(9),
    decided: [],
  },
  {
    title: 'expires by a filter that it meets',
    rules: [rule({ expiration: days(1) }, { prefix: 'logs/', sizeLessThan: 101 })],
    versions: one,
    now: on(9),
    decided: ['expire v1'],
  },
  {
    title: 'is left before its day',
    rules: [rule({ expiration: days(3) })],
    versions: one,
    now: on(4),
    decided: [],
  },
  {
    title: 'is left until the last moment',
    rules: [rule({ expiration: days(3) })],
    versions: one,
    now: midnight(5) - 1,
    decided: [],
  },
  {
    title: 'expires at midnight',
    rules: [rule({ expiration: days(3) })],
    versions: one,
    now: midnight(5),
    decided: ['expire v1'],
  },
  {
    title: 'expires long after',
    rules: [rule({ expiration: days(3) })],
    versions: one,
    now: on(400),
    decided: ['expire v1'],
  },
  {
    title: 'made at midnight has that day and its days',
    rules: [rule({ expiration: days(1) })],
    versions: [object('v1', midnight(1))],
    now: midnight(3) - 1,
    decided: [],
  },
  {
    title: 'made at midnight then expires',
    rules: [rule({ expiration: days(1) })],
    versions: [object('v1', midnight(1))],
    now: midnight(3),
    decided: ['expire v1'],
  },
  {
    title: 'is left by a rule that is disabled',
    rules: [rule({ expiration: days(1), status: 'Disabled' })],
    versions: one,
    now: on(99),
    decided: [],
  },
  { title: 'is left without rules', rules: [], versions: one, now: on(99), decided: [] },
  {
    title: 'is left before a date',
    rules: [rule({ expiration: date(10) })],
    versions: one,
    now: midnight(10) - 1,
    decided: [],
  },
  {
    title: 'expires on a date',
    rules: [rule({ expiration: date(10) })],
    versions: one,
    now: midnight(10),
    decided: ['expire v1'],
  },
  {
    title: 'made after the date expires too',
    rules: [rule({ expiration: date(10) })],
    versions: [object('v1', on(20))],
    now: on(20),
    decided: ['expire v1'],
  },
  {
    title: 'expires by the first rule that is due',
    rules: [rule({ expiration: days(50) }), rule({ expiration: days(2) })],
    versions: one,
    now: on(9),
    decided: ['expire v1'],
  },
  {
    title: 'expires though it is locked, as the version stays',
    rules: [rule({ expiration: days(1) })],
    versions: [object('v1', on(1), locked)],
    now: on(9),
    decided: ['expire v1'],
  },
  {
    title: 'expires alone: those before it stay',
    rules: [rule({ expiration: days(1) })],
    versions: history,
    now: on(20),
    decided: ['expire v3'],
  },
  {
    title: 'is judged by its own age',
    rules: [rule({ expiration: days(5) })],
    versions: history,
    now: on(12),
    decided: [],
  },
  {
    title: 'that is a delete marker does not expire',
    rules: [rule({ expiration: days(1) })],
    versions: deleted,
    now: on(99),
    decided: [],
  },
  {
    title: 'is left by rules for other versions',
    rules: [rule({ noncurrentExpiration: { days: 1 } })],
    versions: one,
    now: on(99),
    decided: [],
  },
  {
    title: 'is left by a rule for delete markers',
    rules: [rule({ expiration: markers })],
    versions: one,
    now: on(99),
    decided: [],
  },
  {
    title: 'is left by a rule for uploads',
    rules: [rule({ abortUploadsAfterDays: 1 })],
    versions: one,
    now: on(99),
    decided: [],
  },
  {
    title: 'is left by a date that says nothing of all others',
    rules: [rule({ expiration: date(100) }), rule({ expiration: days(100) })],
    versions: one,
    now: on(99),
    decided: [],
  },
  { title: 'does not exist', rules: [rule({ expiration: days(1) })], versions: [], now: on(99), decided: [] },
];

const noncurrent = (actions: LifecycleRule['noncurrentExpiration']) => [
  rule({ noncurrentExpiration: actions }),
];
const before: Row[] = [
  {
    title: 'go each by its own tags',
    rules: [rule({ noncurrentExpiration: { days: 1 } }, { tags: [red] })],
    versions: [object('v3', on(3)), object('v2', on(2), { tags: [red] }), object('v1', on(1))],
    now: on(9),
    decided: ['remove v2'],
  },
  {
    title: 'go each by its own size',
    rules: [rule({ noncurrentExpiration: { days: 1 } }, { sizeGreaterThan: 100 })],
    versions: [object('v3', on(3)), object('v2', on(2)), object('v1', on(1), { size: 101 })],
    now: on(9),
    decided: ['remove v1'],
  },
  {
    title: 'stay until their days are over',
    rules: noncurrent({ days: 3 }),
    versions: history,
    now: midnight(9) - 1,
    decided: [],
  },
  {
    title: 'go by when their successor came',
    rules: noncurrent({ days: 3 }),
    versions: history,
    now: midnight(9),
    decided: ['remove v1'],
  },
  {
    title: 'go oldest first',
    rules: noncurrent({ days: 3 }),
    versions: history,
    now: midnight(13),
    decided: ['remove v1', 'remove v2'],
  },
  {
    title: 'go behind a delete marker as well',
    rules: noncurrent({ days: 3 }),
    versions: deleted,
    now: midnight(13),
    decided: ['remove v1', 'remove v2'],
  },
  {
    title: 'go if they are delete markers',
    rules: noncurrent({ days: 1 }),
    versions: [object('v2', on(5)), marker('m', on(3)), object('v1', on(1))],
    now: on(9),
    decided: ['remove v1', 'remove m'],
  },
  {
    title: 'stay while they are locked',
    rules: noncurrent({ days: 1 }),
    versions: [object('v3', on(9)), object('v2', on(5), locked), object('v1', on(1))],
    now: on(20),
    decided: ['remove v1'],
  },
  {
    title: 'stay by a rule for the current one',
    rules: [rule({ expiration: days(1) })],
    versions: deleted,
    now: on(99),
    decided: [],
  },
  {
    title: 'stay if they are few',
    rules: noncurrent({ days: 1, newerVersions: 5 }),
    versions: longHistory,
    now: on(99),
    decided: [],
  },
  {
    title: 'go beyond the newest few',
    rules: noncurrent({ days: 1, newerVersions: 3 }),
    versions: longHistory,
    now: on(99),
    decided: ['remove v1', 'remove v2'],
  },
  {
    title: 'go beyond the newest few only when their days are over',
    rules: noncurrent({ days: 3, newerVersions: 2 }),
    versions: longHistory,
    now: midnight(6),
    decided: ['remove v1'],
  },
  {
    title: 'go beyond the newest few at once without days',
    rules: noncurrent({ newerVersions: 2 }),
    versions: longHistory,
    now: on(6),
    decided: ['remove v1', 'remove v2', 'remove v3'],
  },
  {
    title: 'count as newer while they are locked',
    rules: noncurrent({ days: 1, newerVersions: 1 }),
    versions: [object('v4', on(4)), object('v3', on(3), locked), object('v2', on(2)), object('v1', on(1))],
    now: on(99),
    decided: ['remove v1', 'remove v2'],
  },
  {
    title: 'do not count as newer when they go by another rule',
    rules: [
      ...noncurrent({ days: 1, newerVersions: 1 }),
      rule({ noncurrentExpiration: { days: 1 } }, { tags: [red] }),
    ],
    versions: [
      object('v4', on(4)),
      object('v3', on(3), { tags: [red] }),
      object('v2', on(2)),
      object('v1', on(1)),
    ],
    now: on(99),
    decided: ['remove v1', 'remove v3'],
  },
  {
    title: 'go with the current one that expires, and before it',
    rules: [rule({ expiration: days(3), noncurrentExpiration: { days: 3 } })],
    versions: history,
    now: on(20),
    decided: ['remove v1', 'remove v2', 'expire v3'],
  },
  {
    title: 'go by the quicker of two rules',
    rules: [...noncurrent({ days: 30 }), ...noncurrent({ days: 2 })],
    versions: history,
    now: midnight(8),
    decided: ['remove v1'],
  },
  {
    title: 'stay by a rule that is disabled',
    rules: [rule({ noncurrentExpiration: { days: 1 }, status: 'Disabled' })],
    versions: history,
    now: on(99),
    decided: [],
  },
  {
    title: 'go where the clock was set back between them',
    rules: noncurrent({ days: 1 }),
    versions: [object('v2', on(1)), object('v1', on(5))],
    now: midnight(3),
    decided: ['remove v1'],
  },
];

const lonely = [marker('m', on(5))];
const deleteMarkers: Row[] = [
  {
    title: 'goes at once when nothing is behind it',
    rules: [rule({ expiration: markers })],
    versions: lonely,
    now: on(5),
    decided: ['remove m'],
  },
  {
    title: 'stays while something is behind it',
    rules: [rule({ expiration: markers })],
    versions: deleted,
    now: on(99),
    decided: [],
  },
  {
    title: 'stays while another marker is behind it',
    rules: [rule({ expiration: markers })],
    versions: [marker('m2', on(6)), marker('m1', on(5))],
    now: on(99),
    decided: [],
  },
  {
    title: 'stays where the rule says false',
    rules: [rule({ expiration: { kind: 'expired-delete-marker', remove: false } })],
    versions: lonely,
    now: on(99),
    decided: [],
  },
  {
    title: 'stays until the days of an expiration are over',
    rules: [rule({ expiration: days(3) })],
    versions: lonely,
    now: midnight(9) - 1,
    decided: [],
  },
  {
    title: 'goes after the days of an expiration',
    rules: [rule({ expiration: days(3) })],
    versions: lonely,
    now: midnight(9),
    decided: ['remove m'],
  },
  {
    title: 'goes after the date of an expiration',
    rules: [rule({ expiration: date(9) })],
    versions: lonely,
    now: midnight(9),
    decided: ['remove m'],
  },
  {
    title: 'stays where a rule asks for tags',
    rules: [rule({ expiration: days(3) }, { tags: [red] })],
    versions: lonely,
    now: on(99),
    decided: [],
  },
  {
    title: 'stays where a rule asks for bytes',
    rules: [rule({ expiration: days(3) }, { sizeGreaterThan: 0 })],
    versions: lonely,
    now: on(99),
    decided: [],
  },
  {
    title: 'stays under another prefix',
    rules: [rule({ expiration: markers }, { prefix: 'data/' })],
    versions: lonely,
    now: on(99),
    decided: [],
  },
  {
    title: 'stays in the run that clears what is behind it',
    rules: [rule({ expiration: markers }), ...noncurrent({ days: 1 })],
    versions: deleted,
    now: on(99),
    decided: ['remove v1', 'remove v2'],
  },
  {
    title: 'in MinIO stays until its own days are over',
    rules: [rule({ deleteMarkerDays: 2 })],
    versions: deleted,
    now: midnight(12) - 1,
    decided: [],
  },
  {
    title: 'in MinIO takes all versions with it',
    rules: [rule({ deleteMarkerDays: 2 })],
    versions: deleted,
    now: midnight(12),
    decided: ['remove v1', 'remove v2', 'remove m'],
  },
  {
    title: 'in MinIO takes no locked version with it',
    rules: [rule({ deleteMarkerDays: 2 })],
    versions: [marker('m', on(9)), object('v1', on(1), locked)],
    now: on(99),
    decided: ['remove m'],
  },
  {
    title: 'in MinIO is not meant by its days when it is not current',
    rules: [rule({ deleteMarkerDays: 2 })],
    versions: [object('v2', on(9)), marker('m', on(5))],
    now: on(99),
    decided: [],
  },
];

const allVersions: Row[] = [
  {
    title: 'stay until the current one is due',
    rules: [rule({ expiration: all(days(3)) })],
    versions: history,
    now: midnight(13) - 1,
    decided: [],
  },
  {
    title: 'go with the current one',
    rules: [rule({ expiration: all(days(3)) })],
    versions: history,
    now: midnight(13),
    decided: ['remove v1', 'remove v2', 'remove v3'],
  },
  {
    title: 'go on a date',
    rules: [rule({ expiration: all(date(13)) })],
    versions: history,
    now: midnight(13),
    decided: ['remove v1', 'remove v2', 'remove v3'],
  },
  {
    title: 'go although another rule would leave a marker',
    rules: [rule({ expiration: days(1) }), rule({ expiration: all(days(1)) })],
    versions: history,
    now: on(99),
    decided: ['remove v1', 'remove v2', 'remove v3'],
  },
  {
    title: 'stay where they are locked',
    rules: [rule({ expiration: all(days(3)) })],
    versions: [object('v2', on(9), locked), object('v1', on(1))],
    now: on(99),
    decided: ['remove v1'],
  },
  {
    title: 'stay behind a delete marker',
    rules: [rule({ expiration: all(days(3)) })],
    versions: deleted,
    now: on(99),
    decided: [],
  },
];

describe('the current version', () => {
  it.each(current)('$title', ({ decided, ...row }) => expect(judge(row)).toEqual(decided));
});
describe('the versions before', () => {
  it.each(before)('$title', ({ decided, ...row }) => expect(judge(row)).toEqual(decided));
});
describe('a delete marker', () => {
  it.each(deleteMarkers)('$title', ({ decided, ...row }) => expect(judge(row)).toEqual(decided));
});
describe('all versions', () => {
  it.each(allVersions)('$title', ({ decided, ...row }) => expect(judge(row)).toEqual(decided));
});

it('decides the same of what is left when a commit had no room for all of it', () => {
  const rows = [...current, ...before, ...deleteMarkers, ...allVersions];
  for (const { rules, versions, now } of rows) {
    const decisions = decide(rules, 'logs/a', versions, now);
    decisions.forEach((_, done) => {
      const gone = new Set(decisions.slice(0, done).map(({ versionId }) => versionId));
      const left = versions.filter(({ versionId }) => !gone.has(versionId));
      expect(decide(rules, 'logs/a', left, now)).toEqual(expect.arrayContaining(decisions.slice(done)));
    });
  }
});

it('never removes a locked version, whatever the rules', () => {
  const expirations = [undefined, days(1), date(1), markers, all(days(1))];
  const versions = history.map((version) => ({ ...version, locked: true }));
  for (const expiration of expirations) {
    const everything = rule({ expiration, noncurrentExpiration: { days: 1 }, deleteMarkerDays: 1 });
    const decisions = decide([everything], 'logs/a', versions, on(999));
    expect(decisions.filter(({ action }) => action === 'remove')).toEqual([]);
  }
});

it('tells by which rule and why', () => {
  const rules = [
    { ...rule({ expiration: days(1) }), id: 'first' },
    { ...rule({ noncurrentExpiration: { days: 1 } }), id: 'second' },
  ];
  expect(decide(rules, 'k', history.slice(0, 2), on(99))).toEqual([
    { versionId: 'v2', action: 'remove', cause: 'noncurrent', ruleId: 'second' },
    { versionId: 'v3', action: 'expire', cause: 'current', ruleId: 'first' },
  ]);
});

describe('an upload', () => {
  const abort = rule({ abortUploadsAfterDays: 2 }, { prefix: 'up/' });
  it.each([
    { title: 'goes on before its day', rules: [abort], key: 'up/a', now: midnight(4) - 1, aborted: false },
    { title: 'is aborted at midnight', rules: [abort], key: 'up/a', now: midnight(4), aborted: true },
    { title: 'of another prefix goes on', rules: [abort], key: 'down/a', now: on(99), aborted: false },
    {
      title: 'goes on by other rules',
      rules: [rule({ expiration: days(1) })],
      key: 'up/a',
      now: on(99),
      aborted: false,
    },
    {
      title: 'goes on by a disabled rule',
      rules: [{ ...abort, status: 'Disabled' as const }],
      key: 'up/a',
      now: on(99),
      aborted: false,
    },
    {
      title: 'is aborted by the second rule',
      rules: [rule({ expiration: days(1) }), abort],
      key: 'up/a',
      now: on(9),
      aborted: true,
    },
  ])('$title', ({ rules, key, now, aborted }) => {
    expect(abortingRule(rules, key, on(1), now) !== undefined).toBe(aborted);
  });
});
