import { describe, expect, test } from 'vitest';
import { dirOfPrefix, isRefusedKey, keyOfPath, pathOfKey } from './want-path.ts';

describe('a key as a path', () => {
  test.each([
    ['a', '/', 'a'],
    ['a/b/c.txt', '/a/b', 'c.txt'],
    [' blank / too ', '/ blank ', ' too '],
    ['中文/😀.png', '/中文', '😀.png'],
    ['.hidden/..almost', '/.hidden', '..almost'],
    ['100%/a+b&c', '/100%', 'a+b&c'],
    ['%20/%2E.txt', '/%20', '%2E.txt'],
  ])('%j is the folder %j and the name %j, and back', (key, dir, name) => {
    expect(pathOfKey(key)).toEqual({ dir, name });
    expect(keyOfPath({ dir, name })).toBe(key);
    expect(isRefusedKey(key)).toBe(false);
    expect(isRefusedKey(`${key}/`)).toBe(false);
    expect(dirOfPrefix(`${key}/`)).toBe(`/${key}`);
  });

  test.each([
    '',
    '/',
    '//',
    '/a',
    'a//b',
    'a//',
    '.',
    '..',
    'a/./b',
    'a/../b',
    '../',
    'a\\b',
    'a\tb',
    'a\u0000',
    '\ud800',
    'a/\udc00/b',
    'a%2Fb',
    '%252e%2E/a',
    'a%5cb',
    'a%00',
  ])('%j has no words', (key) => {
    expect(isRefusedKey(key)).toBe(true);
    expect(() => pathOfKey(key)).toThrow('key-refused');
    if (key !== '') expect(() => dirOfPrefix(key)).toThrow('key-refused');
  });

  test('a folder is no file, and the root has no name', () => {
    expect(() => pathOfKey('a/')).toThrow('key-refused');
    expect(dirOfPrefix('')).toBe('/');
  });
});
