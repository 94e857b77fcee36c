import { expect, test } from 'vitest';
import { visibleRange } from './visible-range.ts';

test.each([
  [{ startIndex: 0, endIndex: 3, overscan: 2, count: 100 }, 0, [0, 1, 2, 3, 4, 5]],
  [{ startIndex: 50, endIndex: 51, overscan: 1, count: 100 }, 3, [3, 49, 50, 51, 52]],
  [{ startIndex: 50, endIndex: 51, overscan: 1, count: 100 }, 99, [49, 50, 51, 52, 99]],
  [{ startIndex: 98, endIndex: 99, overscan: 4, count: 100 }, 97, [94, 95, 96, 97, 98, 99]],
  [{ startIndex: 0, endIndex: 0, overscan: 1, count: 1 }, 7, [0]],
  [{ startIndex: 0, endIndex: 0, overscan: 5, count: 0 }, 0, []],
])('%j with active row %i', (range, active, rows) => {
  expect(visibleRange(range, active)).toEqual(rows);
});
