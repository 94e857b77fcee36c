import { expect, test } from 'vitest';
import type { ObjectEntry } from '../../storage/index.ts';
import { chosenOf, linkReason } from './actions.ts';

function entry(key: string, size: number): ObjectEntry {
  return { key, size, lastModified: new Date(0), etag: 'e' };
}

const rows = { folders: ['raw/', 'web/'], entries: [entry('a', 1), entry('b', 20), entry('c', 300)] };

test.each<[string[], string[], string[], number]>([
  [[], [], [], 0],
  [['b'], ['b'], [], 20],
  [['raw/', 'a', 'c'], ['a', 'c'], ['raw/'], 301],
  [['raw/', 'web/', 'a', 'b', 'c'], ['a', 'b', 'c'], ['raw/', 'web/'], 321],
])('%j chosen', (keys, objects, folders, bytes) => {
  const chosen = chosenOf(rows, new Set(keys));
  expect(chosen.entries.map(({ key }) => key)).toEqual(objects);
  expect(chosen.folders).toEqual(folders);
  expect(chosen.bytes).toBe(bytes);
});

test.each([
  [1, 0, true, undefined],
  [2, 0, true, 'one-object-only'],
  [0, 0, true, 'one-object-only'],
  [0, 1, true, 'no-folders'],
  [1, 1, true, 'no-folders'],
  [1, 0, false, 'no-links'],
] as const)('%i objects, %i folders, links %s: %s', (objects, folders, canPresign, reason) => {
  const chosen = { entries: rows.entries.slice(0, objects), folders: rows.folders.slice(0, folders) };
  expect(linkReason(chosen, canPresign)).toBe(reason);
});
