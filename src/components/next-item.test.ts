import { expect, test } from 'vitest';
import { nextItem } from './next-item.ts';

const items = ['Light', 'Dark', 'As the system', 'Dim'];

test.each([
  ['ArrowDown', 0, 1],
  ['ArrowDown', 3, 0],
  ['ArrowDown', -1, 0],
  ['ArrowUp', 0, 3],
  ['ArrowUp', -1, 3],
  ['ArrowUp', 2, 1],
  ['Home', 2, 0],
  ['End', 0, 3],
  ['d', 0, 1],
  ['d', 1, 3],
  ['D', 3, 1],
  ['x', 0, undefined],
  [' ', 0, undefined],
  ['Enter', 0, undefined],
])('%s from %j leads to %j', (key, current, next) => {
  expect(nextItem(key, current, items)).toBe(next);
});

test('an empty menu has no next', () => {
  expect(nextItem('ArrowDown', -1, [])).toBeUndefined();
});
