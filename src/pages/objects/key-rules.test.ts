import { expect, test } from 'vitest';
import { keyProblem } from './key-rules.ts';

test.each([
  ['', 'empty'],
  ['a', undefined],
  ['a/b.txt', undefined],
  ['.hidden', undefined],
  ['...', undefined],
  ['a./b', undefined],
  ['.', 'dot-segment'],
  ['../etc/passwd', 'dot-segment'],
  ['a/./b', 'dot-segment'],
  ['a/..', 'dot-segment'],
  ['a'.repeat(1024), undefined],
  ['a'.repeat(1025), 'too-long'],
  ['中'.repeat(341), undefined],
  ['中'.repeat(342), 'too-long'],
  ['😀', undefined],
  ['\ud83d', 'not-unicode'],
])('%j: %s', (key, problem) => {
  expect(keyProblem(key)).toBe(problem);
});
