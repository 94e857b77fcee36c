import { expect, it } from 'vitest';
import { draggedRows } from './use-row-drag.ts';

it.each([
  ['a', ['a', 'b'], ['a', 'b']],
  ['c', ['a', 'b'], ['c']],
  ['c', [], ['c']],
])('%s with %j chosen takes %j along', (id, chosen, dragged) => {
  expect([...draggedRows(id, new Set(chosen))]).toEqual(dragged);
});
