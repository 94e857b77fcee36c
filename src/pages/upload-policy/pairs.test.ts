import { describe, expect, test } from 'vitest';
import type { Pair } from '../../components/pairs-field.tsx';
import { namesWithout, type PairKind, pairProblems, pairRecord } from './pairs.ts';

const rows = (...pairs: [string, string][]): Pair[] => pairs.map(([key, value]) => ({ key, value }));

describe('what is wrong with a pair', () => {
  test.each<[PairKind, [string, string][], Record<number, string>]>([
    ['meta', [['', '']], {}],
    ['meta', [['', 'x']], { 0: 'needed' }],
    ['meta', [['a b', '']], { 0: 'name' }],
    ['meta', [['a', 'x\ny']], { 0: 'value' }],
    [
      'meta',
      [
        ['Desk', '1'],
        ['desk', '2'],
      ],
      { 1: 'twice' },
    ],
    ['meta', [['a'.repeat(101), '1']], { 0: 'too-long' }],
    ['var', [['a}', '1']], { 0: 'name' }],
    ['var', [['色', '红\n']], {}],
    [
      'var',
      [
        ['A', '1'],
        ['a', '2'],
      ],
      {},
    ],
    [
      'var',
      [
        ['a', '1'],
        [' a', '2'],
      ],
      { 1: 'twice' },
    ],
  ])('%s %j', (kind, pairs, problems) => {
    expect(pairProblems(kind, rows(...pairs))).toEqual(problems);
  });
});

test('what goes with the upload', () => {
  expect(pairRecord('meta', rows(['Desk', '七'], ['', '']))).toEqual({ desk: '七' });
  expect(pairRecord('var', rows([' Color ', '']))).toEqual({ Color: '' });
});

test('names that have no pair', () => {
  expect(namesWithout(rows([' a', '1']), ['a', 'b', 'c'])).toEqual(['b', 'c']);
});
