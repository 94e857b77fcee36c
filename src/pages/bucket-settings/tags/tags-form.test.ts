import { describe, expect, it } from 'vitest';
import { rowProblems, toForm, toValue } from './tags-form.ts';

const row = (key: string, value = '') => ({ key, value });

describe('the form of tags', () => {
  it('gives back what it was given', () => {
    const tags = [row('a', '1'), row('团队', ' x ')];
    expect(toValue(toForm(tags), tags)).toEqual(tags);
  });

  it('without tags is no setting, and neither are rows that nobody filled in', () => {
    expect(toValue(toForm(undefined), undefined)).toBeUndefined();
    expect(toValue({ rows: [row(''), row('')] }, undefined)).toBeUndefined();
    expect(toValue({ rows: [row(''), row('a')] }, undefined)).toEqual([row('a')]);
  });

  it.each([
    [row('a'), {}],
    [row('k'.repeat(128), 'v'.repeat(256)), {}],
    [row('😀'.repeat(128)), {}],
    [row('', 'v'), { key: 'tagKeyMissing' }],
    [row('k'.repeat(129)), { key: 'tagKeyTooLong' }],
    [row('aws:mine'), { key: 'tagKeyReserved' }],
    [row('a\u0001'), { key: 'unwritable' }],
    [row('a', '\ud800'), { value: 'unwritable' }],
    [row('a', 'v'.repeat(257)), { value: 'tagValueTooLong' }],
  ])('judges %j', (tag, problems) => {
    expect(rowProblems({ rows: [tag] }, undefined)).toEqual([problems]);
    expect(toValue({ rows: [tag] }, undefined) === 'invalid').toBe(Object.keys(problems).length > 0);
  });

  it('finds a key that comes again', () => {
    expect(rowProblems({ rows: [row('a'), row('b'), row('a')] }, undefined)).toEqual([
      {},
      {},
      { key: 'tagKeyTwice' },
    ]);
  });

  it('keeps a reserved key that the server has itself', () => {
    const rows = [row('aws:stack', '1')];
    expect(rowProblems({ rows }, rows)).toEqual([{}]);
  });

  it('takes fifty', () => {
    const rows = Array.from({ length: 51 }, (_, index) => row(`k${index}`));
    expect(toValue({ rows: rows.slice(1) }, undefined)).toHaveLength(50);
    expect(toValue({ rows }, undefined)).toBe('invalid');
  });
});
