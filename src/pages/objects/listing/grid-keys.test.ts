import { expect, test } from 'vitest';
import { gridAction } from './grid-keys.ts';

const plain = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };

test.each([
  ['ArrowDown', {}, 4, 10, { kind: 'move', to: 5, extend: false }],
  ['ArrowDown', {}, 9, 10, { kind: 'move', to: 9, extend: false }],
  ['ArrowUp', {}, 0, 10, { kind: 'move', to: 0, extend: false }],
  ['ArrowUp', { shiftKey: true }, 4, 10, { kind: 'move', to: 3, extend: true }],
  ['PageDown', {}, 4, 100, { kind: 'move', to: 24, extend: false }],
  ['PageUp', {}, 4, 100, { kind: 'move', to: 0, extend: false }],
  ['Home', {}, 4, 10, { kind: 'move', to: 0, extend: false }],
  ['End', { shiftKey: true }, 4, 10, { kind: 'move', to: 9, extend: true }],
  [' ', {}, 4, 10, { kind: 'toggle' }],
  ['Enter', {}, 4, 10, { kind: 'open' }],
  ['Escape', {}, 4, 10, { kind: 'clear' }],
  ['a', { ctrlKey: true }, 4, 10, { kind: 'all' }],
  ['A', { metaKey: true }, 4, 10, { kind: 'all' }],
  ['a', {}, 4, 10, undefined],
  ['a', { ctrlKey: true, shiftKey: true }, 4, 10, undefined],
  ['ArrowDown', { altKey: true }, 4, 10, undefined],
  ['ArrowDown', { ctrlKey: true }, 4, 10, undefined],
  ['Backspace', {}, 4, 10, undefined],
  ['ArrowDown', {}, 0, 0, undefined],
])('%s %j at %i of %i', (key, held, index, count, action) => {
  expect(gridAction({ ...plain, key, ...held }, index, count, 20)).toEqual(action);
});
