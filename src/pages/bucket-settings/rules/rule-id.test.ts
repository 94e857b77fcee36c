import { expect, it } from 'vitest';
import { copiedId, idProblem } from './rule-id.ts';

it.each([
  ['', ['', 'a'], undefined],
  ['b', ['a'], undefined],
  ['a', ['a'], 'idTaken'],
  ['i'.repeat(255), [], undefined],
  ['i'.repeat(256), [], 'idTooLong'],
  ['a\u0000', [], 'characters'],
  ['a\u202e', [], undefined],
])('%j beside %j: %s', (id, taken, problem) => expect(idProblem(id, taken)).toBe(problem));

it.each([
  [undefined, [], undefined],
  ['', [], undefined],
  ['a', ['a'], 'a-2'],
  ['a', ['a', 'a-2', 'a-3'], 'a-4'],
])('the copy of %j beside %j is %j', (id, taken, copy) => expect(copiedId(id, taken)).toBe(copy));

it('the copy of the longest is not too long', () => {
  const id = 'i'.repeat(255);
  expect(idProblem(copiedId(id, [id]) ?? '', [id])).toBeUndefined();
});
