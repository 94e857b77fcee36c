import { expect, test } from 'vitest';
import { handsOver, memoryLimit, savePlan } from './save-plan.ts';

test.each([
  [0, true, 'file'],
  [memoryLimit * 100, true, 'file'],
  [memoryLimit, false, 'memory'],
  [memoryLimit + 1, false, 'too-large'],
])('%d bytes, files can be written: %s: %s', (size, canPickFile, plan) => {
  expect(savePlan({ size, canPickFile })).toBe(plan);
});

test.each([
  [1, 0, true, false, true],
  [1, 0, false, false, false],
  [1, 0, true, true, false],
  [2, 0, true, false, false],
  [0, 1, true, false, false],
  [1, 1, true, false, false],
])(
  '%d objects, %d folders, links %s, a key of one’s own %s: %s',
  (objects, folders, canPresign, isKeyed, is) => {
    const targets = { entries: Array(objects).fill(0), folders: Array(folders).fill(0) };
    expect(handsOver(targets, { canPresign, isKeyed })).toBe(is);
  },
);
