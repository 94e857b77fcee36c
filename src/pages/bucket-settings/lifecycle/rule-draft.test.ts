import { describe, expect, it } from 'vitest';
import type { LifecycleRule } from '../../../storage/index.ts';
import { newRule, newTransition, type RuleDraft, ruleDraft, ruleOf, ruleProblems } from './rule-draft.ts';

const bare: LifecycleRule = {
  enabled: true,
  filter: { tags: [], kept: [] },
  transitions: [],
  noncurrentTransitions: [],
  kept: [],
};

describe('a rule comes back from its form as it was', () => {
  it.each<[string, Partial<LifecycleRule>]>([
    ['days', { id: 'a', expiration: { days: 30 } }],
    ['a date', { expiration: { date: '2030-01-31T00:00:00Z' } }],
    ['all versions', { enabled: false, expiration: { days: 1, allVersions: true } }],
    ['delete markers', { expiration: { expiredDeleteMarker: true } }],
    ['old versions', { noncurrentExpiration: { days: 7, keepNewest: 3 } }],
    ['old versions by number alone', { noncurrentExpiration: { days: undefined, keepNewest: 3 } }],
    ['uploads', { abortUploadsAfter: 2 }],
    ['what was deleted', { deleteMarkerDays: 4 }],
    [
      'moves',
      {
        transitions: [
          { after: { days: 0 }, storageClass: 'A' },
          { after: { date: '2030-01-01T00:00:00Z' }, storageClass: 'B' },
        ],
        noncurrentTransitions: [{ days: 3, keepNewest: 2, storageClass: 'C' }],
      },
    ],
    ['what is not understood', { kept: ['<Future></Future>'], filter: { tags: [], kept: ['<X></X>'] } }],
  ])('%s', (_, part) => {
    const rule = { ...bare, ...part };
    expect(JSON.parse(JSON.stringify(ruleOf(ruleDraft(rule))))).toEqual(JSON.parse(JSON.stringify(rule)));
    expect(ruleProblems(ruleDraft(rule), [])).toEqual({});
  });
});

describe('what is wrong', () => {
  const marker = { ...newRule.expiration, kind: 'marker' as const };
  const tagged = { ...newRule.filter, tags: [{ key: 'k', value: '' }] };
  it.each<[string, Partial<RuleDraft>, Record<string, string>]>([
    ['nothing is done', {}, { action: 'noAction' }],
    ['something unknown is done', { kept: ['<Future></Future>'] }, {}],
    ['no days', { expiration: { ...marker, kind: 'days', days: '' } }, { expiration: 'noDays' }],
    ['0 days', { expiration: { ...marker, kind: 'days', days: '0' } }, { expiration: 'noDays' }],
    ['no date', { expiration: { ...marker, kind: 'date', date: '' } }, { expiration: 'noDate' }],
    [
      'no such day',
      { expiration: { ...marker, kind: 'date', date: '2030-02-31T' } },
      { expiration: 'noDate' },
    ],
    ['markers with tags', { expiration: marker, filter: tagged }, { expiration: 'markersHaveNoTags' }],
    [
      'an expiration beside one that is kept',
      { expiration: marker, kept: ['<Expiration><Days>soon</Days></Expiration>'] },
      { expiration: 'twice' },
    ],
    [
      'old versions without days',
      { noncurrent: { on: true, days: '', keepNewest: '' } },
      { noncurrent: 'noDays' },
    ],
    ['by number alone', { noncurrent: { on: true, days: '', keepNewest: '2' } }, {}],
    ['keep none', { noncurrent: { on: true, days: '1', keepNewest: '0' } }, { noncurrentKeep: 'noCount' }],
    ['uploads with tags', { abort: { on: true, days: '1' }, filter: tagged }, { abort: 'uploadsHaveNoTags' }],
    ['uploads without days', { abort: { on: true, days: 'x' } }, { abort: 'noDays' }],
    [
      'a move to nowhere',
      { transitions: [newTransition] },
      { transition0: 'noDaysOrZero', transition0Class: 'noClass' },
    ],
    [
      'a class that cannot be written',
      { transitions: [{ ...newTransition, days: '1', storageClass: 'A\u0001' }] },
      { transition0Class: 'characters' },
    ],
    ['a taken id', { id: 'a', abort: { on: true, days: '1' } }, { id: 'idTaken' }],
  ])('%s', (_, part, problems) => expect(ruleProblems({ ...newRule, ...part }, ['a'])).toEqual(problems));
});
