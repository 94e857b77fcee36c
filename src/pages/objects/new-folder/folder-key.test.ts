import { expect, test } from 'vitest';
import { folderKey } from './folder-key.ts';

test.each([
  ['', 'raw', 'raw/'],
  ['p/', 'raw', 'p/raw/'],
  ['p/', 'raw/', 'p/raw/'],
  ['p/', 'a/b', 'p/a/b/'],
  ['p/', '中 文 😀', 'p/中 文 😀/'],
])('in %j, %j is %j', (prefix, name, key) => {
  expect(folderKey(prefix, name)).toEqual({ key });
});

test.each([
  ['', 'empty'],
  ['   ', 'empty'],
  ['/', 'empty'],
  ['/a', 'empty-segment'],
  ['a//b', 'empty-segment'],
  ['a//', 'empty-segment'],
  ['..', 'dot-segment'],
  ['a/./b', 'dot-segment'],
  ['x'.repeat(1024), 'too-long'],
])('%j is refused: %s', (name, problem) => {
  expect(folderKey('', name)).toEqual({ problem });
});

test('what the service has no words for is refused', () => {
  expect(folderKey('', 'a\\b', { refusesKey: (key) => key.includes('\\') })).toEqual({
    problem: 'refused-here',
  });
  expect(folderKey('', 'a', { refusesKey: () => false })).toEqual({ key: 'a/' });
});
