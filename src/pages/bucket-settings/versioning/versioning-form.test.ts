import { describe, expect, it } from 'vitest';
import type { SettingValues } from '../../../storage/index.ts';
import { noticeFor, prefixProblem, toForm, toValue } from './versioning-form.ts';

const value = (change: Partial<SettingValues['versioning']> = {}): SettingValues['versioning'] => ({
  status: 'Enabled',
  excludedPrefixes: [],
  excludeFolders: false,
  kept: [],
  ...change,
});

describe('the form of versioning', () => {
  it.each([
    value(),
    value({ status: 'Suspended' }),
    value({
      excludedPrefixes: ['tmp/', ' a b'],
      excludeFolders: true,
      kept: ['<MfaDelete>Disabled</MfaDelete>'],
    }),
  ])('gives back what it was given: %j', (given) => {
    expect(toValue(toForm(given), given)).toEqual(given);
  });

  it('cannot be saved as never set', () => {
    expect(toValue(toForm(undefined), undefined)).toBe('invalid');
  });

  it('leaves nothing out while versioning is suspended', () => {
    const before = value({ excludedPrefixes: ['tmp/'], excludeFolders: true });
    expect(toValue({ ...toForm(before), status: 'Suspended' }, before)).toEqual(
      value({ status: 'Suspended' }),
    );
  });

  it.each([
    ['a\nb\n\n', undefined],
    [Array(10).fill('a').join('\n'), undefined],
    [Array(11).fill('a').join('\n'), 'tooManyPrefixes'],
    ['a\u0001', 'unwritable'],
  ])('judges prefixes %j: %s', (excludedPrefixes, problem) => {
    const form = { ...toForm(value()), excludedPrefixes };
    expect(prefixProblem(form)).toBe(problem);
    expect(toValue(form, undefined) === 'invalid').toBe(problem !== undefined);
  });

  it.each([
    ['firstEnabled', value(), undefined],
    ['excluding', value({ excludeFolders: true }), undefined],
    ['excluding', value({ excludedPrefixes: ['a', 'b'] }), value({ excludedPrefixes: ['a'] })],
    [undefined, value({ excludedPrefixes: ['a'] }), value({ excludedPrefixes: ['a', 'b'] })],
    ['suspending', value({ status: 'Suspended' }), value()],
    ['suspending', value({ status: 'Suspended' }), undefined],
    [undefined, value(), value({ status: 'Suspended' })],
  ])('warns of %s', (notice, after, before) => {
    expect(noticeFor(after, before)).toBe(notice);
  });
});
