import { expect, test } from 'vitest';
import { railBuckets } from './rail-buckets.ts';

const many = Array.from({ length: 450 }, (_, index) => `bucket-${String(index).padStart(3, '0')}`);

test.each([
  ['all', ['a', 'b'], { filter: '' }, ['a', 'b'], 0],
  ['those that match, in any case', ['alpha', 'beta'], { filter: ' ALP ' }, ['alpha'], 0],
  ['the current one that is not in the list', ['a'], { filter: '', current: 'hidden' }, ['hidden', 'a'], 0],
  ['not the current one that the filter leaves out', ['a', 'b'], { filter: 'a', current: 'b' }, ['a'], 0],
] as const)('shows %s', (_, names, options, shown, more) => {
  expect(railBuckets(names, options)).toEqual({ shown, more });
});

test('shows two hundred and counts the rest', () => {
  expect(railBuckets(many, { filter: '' })).toMatchObject({ more: 250 });
  const withCurrent = railBuckets(many, { filter: '', current: 'bucket-449' });
  expect(withCurrent.shown[0]).toBe('bucket-449');
  expect(withCurrent.shown.length + withCurrent.more).toBe(450);
});
