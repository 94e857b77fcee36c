import { expect, test } from 'vitest';
import type { ObjectEntry } from '../../../storage/index.ts';
import { destinationOf, firstDraft, folderProblem, goneFrom } from './destination.ts';

const entry = (key: string): ObjectEntry => ({ key, size: 1, lastModified: new Date(0), etag: 'e' });
const several = { entries: [entry('p/a'), entry('p/b')], folders: ['p/c/'] };

test.each([
  ['one object', { entries: [entry('p/a.txt')], folders: [] }, 'q', { strip: 'p/a.txt', prepend: 'q/a.txt' }],
  ['one folder', { entries: [], folders: ['p/c/'] }, 'q/', { strip: 'p/c/', prepend: 'q/c/' }],
  ['to the top', { entries: [], folders: ['p/c/'] }, '', { strip: 'p/c/', prepend: 'c/' }],
  ['several', several, 'q', { strip: 'p/', prepend: 'q/' }],
  ['several to the top', several, '', { strip: 'p/', prepend: '' }],
])('%s', (_name, targets, folder, expected) => {
  const draft = firstDraft(targets, 'b', folder);
  expect(destinationOf(draft, targets, 'p/')).toEqual({ bucket: 'b', ...expected });
});

test('the one object takes its new name along', () => {
  const targets = { entries: [entry('p/a.txt')], folders: [] };
  const draft = { ...firstDraft(targets, 'b', 'q'), name: 'b.txt' };
  expect(destinationOf(draft, targets, 'p/')).toEqual({ bucket: 'b', strip: 'p/a.txt', prepend: 'q/b.txt' });
});

test.each([
  ['', undefined],
  ['a/b', undefined],
  ['/a', 'leading-slash'],
])('folder %j: %s', (folder, problem) => {
  expect(folderProblem(folder)).toBe(problem);
});

test('a folder goes only with all that was in it', () => {
  expect(goneFrom(['a/1', 'b/1', 'c'], ['a/', 'b/'], ['b/2'])).toEqual({
    keys: new Set(['a/1', 'b/1', 'c']),
    folders: new Set(['a/']),
  });
});
