import { expect, test } from 'vitest';
import { StorageError } from '../../../storage/index.ts';
import { type BucketKnowledge, copyNotes, knowledgeOf } from './copy-notes.ts';

const plain: BucketKnowledge = { isVersioned: false, hasLock: false };
const locking: BucketKnowledge = { isVersioned: true, hasLock: true };
const unknown: BucketKnowledge = { isVersioned: undefined, hasLock: undefined };

test.each([
  ['copy', plain, plain, 'AmazonS3', false, ['verified']],
  ['copy', locking, locking, undefined, false, ['verified']],
  ['copy', locking, plain, undefined, false, ['verified', 'noLock']],
  ['copy', locking, unknown, undefined, false, ['verified']],
  ['move', plain, plain, 'MinIO', false, ['verified', 'move', 'race']],
  ['move', plain, plain, 'MinIO', true, ['verified', 'move']],
  ['move', locking, plain, undefined, false, ['verified', 'move', 'moveVersioned', 'noLockMove']],
  ['rename', locking, locking, undefined, false, ['verified', 'move', 'moveVersioned']],
  ['rename', unknown, unknown, undefined, false, ['verified', 'move']],
] as const)('%s from %j to %j on %s, replacing: %s', (mode, here, there, software, replaces, notes) => {
  const server = { software };
  expect(copyNotes({ mode, here, there, server, replaces, byParts: false })).toEqual(notes);
});

const value = <Value>(of: Value | undefined) => ({
  data: { value: of, revision: 'r', xml: '' },
  error: null,
});
const failed = (code: 'not-supported' | 'access-denied') => ({
  data: undefined,
  error: new StorageError(code),
});
const versioning = (status: 'Enabled' | 'Suspended') =>
  value({ status, excludedPrefixes: [], excludeFolders: false, kept: [] });

test.each([
  [versioning('Enabled'), value({ kept: [] }), { isVersioned: true, hasLock: true }],
  [versioning('Suspended'), value(undefined), { isVersioned: false, hasLock: false }],
  [value(undefined), failed('not-supported'), { isVersioned: false, hasLock: false }],
  [failed('access-denied'), failed('access-denied'), { isVersioned: undefined, hasLock: undefined }],
])('case %#', (first, second, known) => {
  // biome-ignore lint/suspicious/noExplicitAny: only `value` of the documents is read
  expect(knowledgeOf(first as any, second as any)).toEqual(known);
});

test.each([
  [undefined, true, true],
  [{}, true, true],
  [{}, false, false],
  [{ seesAllHeaders: true }, true, false],
])('seen by %j, by parts: %s', (server, byParts, hides) => {
  const about = { mode: 'copy', here: plain, there: plain, replaces: false } as const;
  expect(copyNotes({ ...about, server, byParts }).includes('hidden')).toBe(hides);
});
