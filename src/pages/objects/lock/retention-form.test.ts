import { describe, expect, test } from 'vitest';
import type { Retention } from '../../../storage/index.ts';
import {
  daysFrom,
  isImpossible,
  localText,
  problemOf,
  type RetentionForm,
  toForm,
  wantedOf,
} from './retention-form.ts';

const now = new Date(2026, 10, 21, 12, 0).getTime();
const at = (year: number, month = 1, day = 1, seconds = 0) => new Date(year, month - 1, day, 9, 30, seconds);
const governed = (until: Date): Retention => ({ mode: 'GOVERNANCE', until });
const bound = (until: Date): Retention => ({ mode: 'COMPLIANCE', until });
const form = (mode: RetentionForm['mode'], until: string): RetentionForm => ({ mode, until });

test.each<[string, RetentionForm, Retention | undefined, string | undefined]>([
  ['a first one', form('GOVERNANCE', '2027-01-01T09:30'), undefined, undefined],
  ['no date', form('GOVERNANCE', ''), undefined, 'missing'],
  ['no date that is one', form('GOVERNANCE', '2027-13-01T09:30'), undefined, 'missing'],
  ['the past', form('GOVERNANCE', '2026-11-21T11:59'), undefined, 'past'],
  ['now', form('COMPLIANCE', '2026-11-21T12:00'), undefined, 'past'],
  ['after our time', form('GOVERNANCE', '2127-01-01T09:30'), undefined, 'too-far'],
  ['what it is', form('GOVERNANCE', '2027-01-01T09:30'), governed(at(2027)), 'same'],
  [
    'shorter governance, which bypass allows',
    form('GOVERNANCE', '2027-01-01T09:30'),
    governed(at(2028)),
    undefined,
  ],
  ['shorter compliance', form('COMPLIANCE', '2027-01-01T09:30'), bound(at(2028)), 'shorter'],
  ['longer compliance', form('COMPLIANCE', '2028-01-01T09:30'), bound(at(2027)), undefined],
  ['none', form('none', ''), governed(at(2027)), undefined],
  ['one that is over', form('COMPLIANCE', '2027-01-01T09:30'), bound(at(2025)), undefined],
])('%s', (_what, given, current, problem) => expect(problemOf(given, current, now)).toBe(problem));

describe('the form', () => {
  test('keeps the seconds of what was not touched', () => {
    const current = bound(at(2027, 1, 1, 42));
    const given = toForm(current, now);
    expect(given).toEqual({ mode: 'COMPLIANCE', until: '2027-01-01T09:30' });
    expect(wantedOf(given, current)).toEqual(current);
    expect(problemOf(given, current, now)).toBe('same');
  });

  test.each([undefined, governed(at(2025))])('begins with thirty days where none runs: %j', (current) => {
    expect(toForm(current, now)).toEqual({ mode: 'GOVERNANCE', until: daysFrom(now, 30) });
  });

  test('means local time, and none where none is wanted', () => {
    expect(wantedOf(form('GOVERNANCE', '2027-01-01T09:30'), undefined)).toEqual(governed(at(2027)));
    expect(wantedOf(form('none', '2027-01-01T09:30'), governed(at(2027)))).toBeUndefined();
    expect(localText(at(2027))).toBe('2027-01-01T09:30');
  });
});

test.each<[RetentionForm['mode'], Retention | undefined, boolean]>([
  ['none', bound(at(2027)), true],
  ['GOVERNANCE', bound(at(2027)), true],
  ['COMPLIANCE', bound(at(2027)), false],
  ['none', bound(at(2025)), false],
  ['none', governed(at(2027)), false],
  ['none', undefined, false],
])('%s of %j is impossible: %s', (mode, current, impossible) =>
  expect(isImpossible(mode, current, now)).toBe(impossible),
);
