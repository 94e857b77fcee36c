import { expect, test } from 'vitest';
import { signManageCall } from './manage-signature.ts';
import { dirOfPrefix, keyOfPath, pathOfKey, resourceId } from './want-path.ts';

const keys = {
  type: 'TOP',
  accessKeyId: '23356042',
  secretAccessKey: '0123456789abcdef0123456789abcdef',
} as const;

test('a manage call is signed as in the protocol’s worked example', () => {
  const date = new Date('2026-11-20T00:00:00Z');
  const query = 'namespace=demo&dir=/&currentPage=1&pageSize=10';
  expect(signManageCall(keys, { path: '/3.0/files', query, body: '', date })).toEqual({
    authorization: 'ACL_TOP MjMzNTYwNDI6Mzc1ZGE2MTkxNTZmODMwY2M4OGU1YjhmYTgzMjhhYjI0OWQ0ZjE1ZQ',
    'x-acl-date': 'Fri, 20 Nov 2026 00:00:00 GMT',
  });
});

test('a resource is named as in the worked example', () => {
  expect(resourceId('demo', { dir: '/test', name: 'a.jpg' })).toBe('WyJkZW1vIiwiL3Rlc3QiLCJhLmpwZyJd');
  expect(resourceId('demo', { dir: '/' })).toBe('WyJkZW1vIiwiLyJd');
});

test.each([
  ['a.jpg', { dir: '/', name: 'a.jpg' }],
  ['test/a.jpg', { dir: '/test', name: 'a.jpg' }],
  ['a/b c/100%.txt', { dir: '/a/b c', name: '100%.txt' }],
])('the key %j is a path, and a key again', (key, path) => {
  expect(pathOfKey(key)).toEqual(path);
  expect(keyOfPath(path)).toBe(key);
});

test.each(['', '/a', 'a/', 'a//b', './a', 'a/../b', '..'])('the key %j has no words in Want', (key) => {
  expect(() => pathOfKey(key)).toThrow('key-refused');
});

test.each([
  ['', '/'],
  ['a/', '/a'],
  ['a/b/', '/a/b'],
])('the prefix %j is the folder %j', (prefix, dir) => {
  expect(dirOfPrefix(prefix)).toBe(dir);
});
