import { describe, expect, it } from 'vitest';
import { diffLines, foldSame } from './line-diff.ts';

const signs = { same: ' ', added: '+', removed: '-' } as const;

const diff = (before: string, after: string) =>
  diffLines([...before], [...after])
    .map(({ kind, text }) => signs[kind] + text)
    .join('');

describe('the difference of two lists of lines', () => {
  it.each([
    ['', '', ''],
    ['abc', 'abc', ' a b c'],
    ['', 'ab', '+a+b'],
    ['ab', '', '-a-b'],
    ['abc', 'axc', ' a-b+x c'],
    ['abc', 'abxc', ' a b+x c'],
    ['aab', 'ab', ' a-a b'],
    ['abcabba', 'cbabac', '-a-b c-a b+a b a+c'],
  ])('%j → %j', (before, after, expected) => {
    expect(diff(before, after)).toBe(expected);
  });

  it('leads from the one to the other, whatever they are', () => {
    let seed = 1;
    const random = (below: number) => {
      seed = (seed * 48271) % 2147483647;
      return seed % below;
    };
    const lines = () => Array.from({ length: random(12) }, () => 'abc'[random(3)] ?? '');
    for (let round = 0; round < 300; round += 1) {
      const [before, after] = [lines(), lines()];
      const found = diffLines(before, after);
      const without = (kind: string) => found.filter((line) => line.kind !== kind).map(({ text }) => text);
      expect([without('added'), without('removed')]).toEqual([before, after]);
    }
  });

  it('of two long ones takes no seconds', () => {
    const lines = (name: string) => Array.from({ length: 10_000 }, (_, index) => `${name} ${index}`);
    const started = performance.now();
    expect(diffLines(lines('a'), lines('b'))).toHaveLength(20_000);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('folding', () => {
  const parts = (before: string, after: string) =>
    foldSame(diffLines([...before], [...after]), 1).map((part) =>
      part.kind === 'folded' ? part.count : signs[part.kind] + part.text,
    );

  it.each([
    ['abcdefg', 'abcXefg', [2, ' c', '-d', '+X', ' e', 2]],
    ['abc', 'abcX', [2, ' c', '+X']],
    ['abcd', 'Xabcd', ['+X', ' a', 3]],
    // One line takes as much room as its fold.
    ['abX', 'abY', [' a', ' b', '-X', '+Y']],
    ['abc', 'abc', [3]],
  ])('%j → %j', (before, after, expected) => {
    expect(parts(before, after)).toEqual(expected);
  });
});
