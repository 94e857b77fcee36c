import { describe, expect, it } from 'vitest';
import { parseResourceId } from './resource-id.ts';
import { keyOf, parseDir, parseName, parseNamespace, pathOfKey } from './want-path.ts';

const refused = expect.objectContaining({ code: 'InvalidArgument', status: 400 });
const outside = [
  '..',
  '.',
  'a/../b',
  '/../b',
  'a/./b',
  'a//b',
  '//',
  '//a',
  'a\\b',
  '..\\b',
  'a\0b',
  'a\nb',
  'a\x7fb',
  '%2e%2e',
  '%2E.',
  '.%2e',
  '%252e%252e',
  '%25252E%2e/b',
  'a%2fb',
  'a%252Fb',
  'a%5cb',
  'a%00b',
  '\ud800',
];

describe('a path', () => {
  it.each([
    ['', '/'],
    ['/', '/'],
    ['/a', '/a'],
    ['a/b', '/a/b'],
    ['/a/b/', '/a/b'],
    ['/图 片/a b', '/图 片/a b'],
    ['/...', '/...'],
    ['/.hidden/a..b', '/.hidden/a..b'],
    ['/100%/a%20b', '/100%/a%20b'],
  ])('with the dir "%s" is in %s', (dir, written) => expect(parseDir(dir)).toBe(written));

  it.each(outside)('has no dir %j', (dir) => expect(() => parseDir(dir)).toThrow(refused));
  it.each([...outside, '', 'a/b', '/a'])('has no name %j', (name) =>
    expect(() => parseName(name)).toThrow(refused),
  );
  it.each([...outside, '', 'a/b', 'n'.repeat(64)])('is in no namespace %j', (namespace) =>
    expect(() => parseNamespace(namespace)).toThrow(refused),
  );

  it.each([
    ['/', 'a.jpg', 'a.jpg'],
    ['/test', 'a.jpg', 'test/a.jpg'],
    ['/a/b', 'c', 'a/b/c'],
  ])('%s and %s is the key %s, and back', (dir, name, key) => {
    expect(keyOf(dir, name)).toBe(key);
    expect(pathOfKey(key)).toEqual({ dir, name });
  });

  it('has 1,024 bytes at most', () => {
    expect(keyOf('/', 'ü'.repeat(512))).toHaveLength(512);
    expect(() => keyOf('/', 'ü'.repeat(513))).toThrow(refused);
    expect(() => keyOf(`/${'d'.repeat(1000)}`, 'n'.repeat(24))).toThrow(refused);
  });
});

describe('a resource id', () => {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');

  it('is read as in the worked example', () => {
    expect(parseResourceId('WyJkZW1vIiwiL3Rlc3QiLCJhLmpwZyJd', 'file')).toEqual({
      bucket: 'demo',
      dir: '/test',
      key: 'test/a.jpg',
    });
  });

  it.each([
    [['demo', '/'], '/', ''],
    [['demo', '/a'], '/a', 'a/'],
    [['demo', '/a/b/'], '/a/b', 'a/b/'],
  ])('of the folder %j', (parts, dir, key) => {
    expect(parseResourceId(encode(parts), 'folder')).toEqual({ bucket: 'demo', dir, key });
  });

  it('may be padded and percent-encoded', () => {
    const padded = Buffer.from(JSON.stringify(['demo', '/?>', 'ÿ>'])).toString('base64');
    expect(parseResourceId(encodeURIComponent(padded), 'file').key).toBe('?>/ÿ>');
  });

  it.each([
    ['%', 'file'],
    ['!', 'file'],
    [encode('demo'), 'file'],
    [encode(['demo', '/']), 'file'],
    [encode(['demo', '/', 'a', 'b']), 'file'],
    [encode(['demo', '/', 5]), 'file'],
    [encode(['demo', '/', '']), 'file'],
    [encode(['demo', '/..', 'a']), 'file'],
    [encode(['demo', '/', 'a']), 'folder'],
    [encode(['', '/']), 'folder'],
  ] as const)('is not %s of a %s', (id, kind) => expect(() => parseResourceId(id, kind)).toThrow(refused));
});
