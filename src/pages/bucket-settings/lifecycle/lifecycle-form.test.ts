import { describe, expect, it } from 'vitest';
import type { LifecycleRule } from '../../../storage/index.ts';
import { exampleObject, subjectOf } from './calendar-draft.ts';
import { deletionNotice, toForm, toValue } from './lifecycle-form.ts';
import { refusalHint } from './refusal-hint.ts';

const rule = (part: Partial<LifecycleRule> = {}): LifecycleRule => ({
  id: 'r',
  enabled: true,
  filter: { prefix: 'a/', tags: [], kept: [] },
  transitions: [],
  noncurrentTransitions: [],
  kept: [],
  ...part,
});
const everything = { tags: [], kept: [] };

describe('the form', () => {
  it('keeps order and what is not understood; with the last rule all of it goes', () => {
    const value = { rules: [rule({ id: '2' }), rule({ id: '1' })], kept: ['<X></X>'] };
    expect(toValue(toForm(value), value)).toEqual(value);
    expect(toValue({ rules: [] }, value)).toBeUndefined();
    expect(toForm(undefined)).toEqual({ rules: [] });
  });

  const expiring = rule({ expiration: { days: 30 } });
  it.each<[string, LifecycleRule[], LifecycleRule[], ReturnType<typeof deletionNotice>]>([
    ['the same as before', [expiring], [expiring], undefined],
    ['in another order', [rule(), expiring], [expiring, rule()], undefined],
    ['a new rule', [expiring], [], { count: 1, isAboutAll: false }],
    ['more days', [rule({ expiration: { days: 31 } })], [expiring], { count: 1, isAboutAll: false }],
    ['one that is off', [rule({ ...expiring, enabled: false })], [], undefined],
    [
      'one that is on again',
      [expiring],
      [rule({ ...expiring, enabled: false })],
      { count: 1, isAboutAll: false },
    ],
    ['a move', [rule({ transitions: [{ after: { days: 1 }, storageClass: 'A' }] })], [], undefined],
    ['uploads', [rule({ filter: everything, abortUploadsAfter: 1 })], [], { count: 1, isAboutAll: false }],
    ['all objects', [rule({ ...expiring, filter: everything })], [], { count: 1, isAboutAll: true }],
    [
      'all markers',
      [rule({ filter: everything, expiration: { expiredDeleteMarker: true } })],
      [],
      { count: 1, isAboutAll: false },
    ],
    [
      'all but what an unknown condition spares',
      [rule({ ...expiring, filter: { tags: [], kept: ['<X></X>'] } })],
      [],
      { count: 1, isAboutAll: false },
    ],
  ])('tells what will be deleted: %s', (_, rules, before, notice) => {
    expect(deletionNotice({ rules, kept: [] }, { rules: before, kept: [] })).toEqual(notice);
  });

  it('says nothing of a removal', () => expect(deletionNotice(undefined, undefined)).toBeUndefined());
});

describe('the hint at a refusal', () => {
  const moving = rule({ transitions: [{ after: { days: 1 }, storageClass: 'GLACIER' }] });
  const aborting = rule({ abortUploadsAfter: 1 });
  it.each([
    ['InvalidStorageClass', [moving], 'tier'],
    ['InvalidStorageClass', [rule()], undefined],
    ['InvalidArgument', [aborting], 'abortAlone'],
    ['InvalidArgument', [rule({ abortUploadsAfter: 1, expiration: { days: 1 } })], undefined],
    [undefined, [aborting, moving], undefined],
  ])('%s', (code, rules, hint) => expect(refusalHint(code, rules)).toBe(hint));
});

describe('the object that is asked about', () => {
  const now = Date.parse('2026-06-10T12:00:00Z');
  const draft = exampleObject({ prefix: 'logs/', tags: [], kept: [] });
  it('is under the prefix of a rule, and new', () => {
    expect(subjectOf(draft, now)).toEqual({
      key: 'logs/example.txt',
      size: 1_048_576,
      tags: [],
      state: { kind: 'current', modified: now },
    });
  });

  it.each([
    [{}, 1_048_576],
    [{ sizeGreaterThan: 1_048_576 }, 1_048_577],
    [{ sizeLessThan: 10 }, 0],
    [{ sizeGreaterThan: 5, sizeLessThan: 7 }, 6],
  ])('meets %j with %i bytes, and has the tags', (sizes, size) => {
    const tags = [{ key: 'k', value: 'v' }];
    expect(subjectOf(exampleObject({ tags, kept: [], ...sizes }), now)).toMatchObject({ size, tags });
  });

  it.each([
    [{ age: '' }, undefined],
    [{ size: { text: 'x', unit: 'B' as const } }, undefined],
    [{ age: '2' }, { kind: 'current', modified: now - 172_800_000 }],
    [
      { what: 'noncurrent' as const, newer: '3' },
      { kind: 'noncurrent', since: now, newer: 3 },
    ],
    [{ what: 'noncurrent' as const, newer: '' }, undefined],
    [
      { what: 'upload' as const, newer: '' },
      { kind: 'upload', initiated: now },
    ],
  ])('%j', (part, state) => expect(subjectOf({ ...draft, ...part }, now)?.state).toEqual(state));
});
