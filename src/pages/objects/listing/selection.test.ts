import { describe, expect, test } from 'vitest';
import {
  clear,
  keepOnly,
  moveTo,
  noSelection,
  type RowOrder,
  type Selection,
  select,
  selectionMode,
  toggleAll,
} from './selection.ts';

const loaded = ['f/', 'a', 'b', 'c', 'd'];
const order: RowOrder = {
  indexOf: (key) => loaded.indexOf(key),
  keysBetween: (from, to) => loaded.slice(from, to + 1),
};

function chosen(keys: string[], anchor?: string, active = anchor): Selection {
  return { keys: new Set(keys), anchor, active };
}

describe('select', () => {
  test.each<[string, Selection, string, 'replace' | 'toggle' | 'range', string[], string]>([
    ['a click chooses one', chosen(['a', 'b'], 'a'), 'c', 'replace', ['c'], 'c'],
    ['ctrl adds', chosen(['a'], 'a'), 'c', 'toggle', ['a', 'c'], 'c'],
    ['ctrl takes away', chosen(['a', 'c'], 'a'), 'c', 'toggle', ['a'], 'c'],
    ['shift goes down', chosen(['a'], 'a'), 'c', 'range', ['a', 'b', 'c'], 'a'],
    ['shift goes up, folders too', chosen(['b'], 'b'), 'f/', 'range', ['f/', 'a', 'b'], 'b'],
    [
      'a second shift begins at the same anchor',
      chosen(['a', 'b', 'c', 'd'], 'a', 'd'),
      'b',
      'range',
      ['a', 'b'],
      'a',
    ],
    [
      'shift without an anchor begins at the active row',
      chosen([], undefined, 'b'),
      'c',
      'range',
      ['b', 'c'],
      'b',
    ],
    ['shift with nothing before chooses one', noSelection, 'c', 'range', ['c'], 'c'],
    ['an anchor that has gone', chosen(['gone'], 'gone'), 'c', 'range', ['c'], 'c'],
  ])('%s', (_name, before, key, mode, keys, anchor) => {
    const after = select(before, key, mode, order);
    expect([...after.keys]).toEqual(keys);
    expect(after.anchor).toBe(anchor);
    expect(after.active).toBe(key);
  });

  test('never changes the selection it was given', () => {
    const before = chosen(['a'], 'a');
    select(before, 'b', 'toggle', order);
    expect([...before.keys]).toEqual(['a']);
  });
});

test.each([
  [{ shiftKey: false, ctrlKey: false, metaKey: false }, 'replace'],
  [{ shiftKey: true, ctrlKey: false, metaKey: false }, 'range'],
  [{ shiftKey: false, ctrlKey: true, metaKey: false }, 'toggle'],
  [{ shiftKey: false, ctrlKey: false, metaKey: true }, 'toggle'],
  [{ shiftKey: true, ctrlKey: true, metaKey: false }, 'range'],
])('%j means %s', (event, mode) => {
  expect(selectionMode(event)).toBe(mode);
});

test.each([
  ['none', [], loaded],
  ['some', ['a'], loaded],
  ['all', loaded, []],
])('all loaded, from %s', (_name, before, after) => {
  expect([...toggleAll(chosen(before), loaded).keys]).toEqual(after);
});

test('all of nothing is nothing', () => {
  expect(toggleAll(noSelection, []).keys.size).toBe(0);
});

test('moving the keyboard chooses nothing', () => {
  const before = chosen(['a'], 'a');
  expect(moveTo(before, 'c')).toEqual({ ...before, active: 'c' });
  expect(moveTo(before, 'a')).toBe(before);
});

test('what has gone is no longer chosen', () => {
  const before = chosen(['a', 'b', 'c'], 'a');
  expect([...keepOnly(before, (key) => key !== 'b').keys]).toEqual(['a', 'c']);
  expect(keepOnly(before, () => true)).toBe(before);
  expect(clear(before).keys.size).toBe(0);
  expect(clear(noSelection)).toBe(noSelection);
});
