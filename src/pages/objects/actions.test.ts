import { describe, expect, it, test } from 'vitest';
import type { ObjectEntry } from '../../storage/index.ts';
import {
  chosenOf,
  downloadReason,
  readVersionReason,
  restoreReason,
  shareReason,
  undeletable,
} from './actions.ts';

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
  [1, 0, false, undefined],
  [2, 0, true, undefined],
  [2, 1, true, undefined],
  [2, 0, false, 'no-folder-access'],
  [0, 1, false, 'no-folder-access'],
] as const)('%i objects, %i folders to disk, folder access %s: %s', (objects, folders, canPick, reason) => {
  const chosen = { entries: rows.entries.slice(0, objects), folders: rows.folders.slice(0, folders) };
  expect(downloadReason(chosen, canPick)).toBe(reason);
});

test.each([
  [1, 0, true, undefined],
  [500, 0, true, undefined],
  [501, 0, true, 'too-many-links'],
  [0, 1, true, 'no-folders'],
  [1, 1, true, 'no-folders'],
  [1, 0, false, 'no-links'],
] as const)('links to %i objects and %i folders, signing %s: %s', (objects, folders, canPresign, reason) => {
  const entries = Array.from({ length: objects }, (_, index) => entry(`k${index}`, 1));
  expect(shareReason({ entries, folders: rows.folders.slice(0, folders) }, canPresign)).toBe(reason);
});

test('a delete marker has no link', () => {
  const marker = { ...entry('a', 0), versionId: 'v', isDeleteMarker: true };
  expect(shareReason({ entries: [marker], folders: [] }, true)).toBe('is-marker');
});

describe('versions', () => {
  const version = (more: object = {}) => ({
    key: 'k',
    size: 1,
    lastModified: new Date(0),
    etag: 'e',
    versionId: 'v',
    isLatest: false,
    isDeleteMarker: false,
    ...more,
  });
  const latest = version({ isLatest: true });
  const marker = version({ versionId: 'm', isDeleteMarker: true, isLatest: true });
  const oldMarker = version({ versionId: 'n', isDeleteMarker: true });

  it.each([
    ['an older one', [version()], [], undefined, undefined, 0],
    ['the latest', [latest], [], undefined, 'is-latest', 0],
    ['a marker', [marker], [], 'is-marker', 'is-marker', 1],
    ['a marker that hides nothing', [oldMarker], [], 'is-marker', 'is-marker', 0],
    ['two', [version(), marker], [], 'one-version', 'one-version', 1],
    ['a folder', [], ['f/'], 'one-version', 'one-version', 0],
    ['one and a folder', [version()], ['f/'], 'one-version', 'one-version', 0],
  ])('%s', (_name, entries, folders, read, restored, hidden) => {
    expect(readVersionReason({ entries, folders })).toBe(read);
    expect(restoreReason({ entries, folders })).toBe(restored);
    expect(undeletable({ entries, folders })).toHaveLength(hidden);
  });

  it('are chosen one by one', () => {
    const rows = { folders: [], entries: [version(), latest, version({ key: 'l' })] };
    expect(chosenOf(rows, new Set(['k\u0000v'])).entries).toHaveLength(2);
    expect(chosenOf(rows, new Set(['l\u0000v'])).entries).toEqual([rows.entries[2]]);
  });
});
