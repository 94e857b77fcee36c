import { expect, it } from 'vitest';
import { gridMove } from './grid-move.ts';

const size = { rows: 100, columns: 5, page: 10 };

it.each([
  ['ArrowDown', false, 51, 2],
  ['ArrowUp', false, 49, 2],
  ['ArrowRight', false, 50, 3],
  ['ArrowLeft', false, 50, 1],
  ['PageDown', false, 60, 2],
  ['PageUp', false, 40, 2],
  ['Home', false, 50, 0],
  ['End', false, 50, 4],
  ['Home', true, 0, 0],
  ['End', true, 99, 4],
  ['ArrowDown', true, 99, 2],
  ['ArrowUp', true, 0, 2],
  ['ArrowRight', true, 50, 4],
])('%s, with Ctrl %s, leads to %i, %i', (key, ctrlKey, row, column) => {
  const event = { key, ctrlKey, metaKey: false, altKey: false };
  expect(gridMove(event, { row: 50, column: 2 }, size)).toEqual({ row, column });
});

it('stays within the table, and leaves other keys alone', () => {
  const event = { key: 'ArrowDown', ctrlKey: false, metaKey: false, altKey: false };
  expect(gridMove(event, { row: 99, column: 4 }, size)).toEqual({ row: 99, column: 4 });
  expect(gridMove({ ...event, key: 'x' }, { row: 0, column: 0 }, size)).toBeUndefined();
  expect(gridMove({ ...event, altKey: true }, { row: 0, column: 0 }, size)).toBeUndefined();
  expect(gridMove(event, { row: 0, column: 0 }, { ...size, rows: 0 })).toBeUndefined();
});
