import { expect, test } from 'vitest';
import type { Collected } from './collect-files.ts';
import { chosenUploads, needsReview, planUpload } from './upload-plan.ts';

function collected(paths: string[], more: Partial<Collected> = {}): Collected {
  return {
    files: paths.map((path) => ({ path, file: new File(['x'], path.split('/').at(-1) ?? '') })),
    emptyFolders: [],
    unreadable: [],
    ...more,
  };
}

test.each<[string, string, string[], string[], [string, string][]]>([
  ['the root', '', ['a.txt', 'tree/b.txt'], ['a.txt', 'tree/b.txt'], []],
  ['a folder', 'p/q/', ['a b+c%.txt', '中/😀.txt'], ['p/q/a b+c%.txt', 'p/q/中/😀.txt'], []],
  [
    'a key that is too long with its prefix',
    `${'p'.repeat(1020)}/`,
    ['abc', 'abcd'],
    [`${'p'.repeat(1020)}/abc`],
    [['abcd', 'too-long']],
  ],
  ['a segment that servers resolve away', '', ['a/../b', 'c'], ['c'], [['a/../b', 'dot-segment']]],
  ['the same path twice', '', ['t/a', 't/a', 't/b'], ['t/a', 't/b'], [['t/a', 'twice']]],
  ['a nameless file', 'p/', [''], [], [['', 'empty']]],
])('%s', (_name, prefix, paths, keys, refused) => {
  const plan = planUpload(prefix, collected(paths));
  expect(plan.uploads.map(({ key }) => key)).toEqual(keys);
  expect(plan.refused.map(({ path, refusal }) => [path, refusal])).toEqual(refused);
  expect(plan.uploads.length + plan.refused.length).toBe(paths.length);
});

test('what could not be read is among the refused', () => {
  const plan = planUpload('', collected(['a'], { unreadable: [{ path: 'b', reason: 'NotReadableError' }] }));
  expect(plan.refused).toEqual([{ path: 'b', refusal: 'unreadable' }]);
  expect(needsReview(plan)).toBe(true);
});

test('nothing to ask where all is new and well', () => {
  expect(needsReview(planUpload('', collected(['a'], { emptyFolders: ['e/'] })))).toBe(false);
});

test('existing objects are replaced or left, by the answer', () => {
  const plan = { ...planUpload('p/', collected(['a', 'b', 'c'])), existing: new Set(['p/b']) };
  expect(needsReview(plan)).toBe(true);
  expect(chosenUploads(plan, 'replace').map(({ key }) => key)).toEqual(['p/a', 'p/b', 'p/c']);
  expect(chosenUploads(plan, 'skip').map(({ key }) => key)).toEqual(['p/a', 'p/c']);
});

test('what the service has no words for is refused before anything is sent', () => {
  const refusesKey = (key: string) => key.includes('//') || key.includes('\\');
  const plan = planUpload('a//', collected(['b']), { refusesKey });
  expect(plan.uploads).toEqual([]);
  expect(plan.refused).toEqual([{ path: 'b', refusal: 'refused-here' }]);
  expect(planUpload('a/', collected(['b', 'c\\d']), { refusesKey }).refused).toEqual([
    { path: 'c\\d', refusal: 'refused-here' },
  ]);
  expect(planUpload('a//', collected(['b'])).refused).toEqual([]);
});
