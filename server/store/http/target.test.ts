import { describe, expect, it } from 'vitest';
import { levelOf, parseTarget } from './target.ts';
import { encodeListed } from './uri-encoding.ts';

describe('a target', () => {
  it.each([
    { url: '/', level: 'service', bucket: '', key: '' },
    { url: '//', level: 'service', bucket: '', key: '' },
    { url: '/b', level: 'bucket', bucket: 'b', key: '' },
    { url: '/b/', level: 'bucket', bucket: 'b', key: '' },
    { url: '/b?x', level: 'bucket', bucket: 'b', key: '' },
    { url: '/b/k', level: 'object', bucket: 'b', key: 'k' },
    { url: '/b//k', level: 'object', bucket: 'b', key: '/k' },
    { url: '/b/a/../b/./', level: 'object', bucket: 'b', key: 'a/../b/./' },
    { url: '/b/%2e%2E/%2F', level: 'object', bucket: 'b', key: '..//' },
    { url: '/b/a+b%20c%2B', level: 'object', bucket: 'b', key: 'a+b c+' },
    { url: '/b/%E4%B8%AD%F0%9F%AA%A3', level: 'object', bucket: 'b', key: '中🪣' },
    { url: '/b/%EF%BB%BFx', level: 'object', bucket: 'b', key: '\ufeffx' },
    { url: '/b/%00', level: 'object', bucket: 'b', key: '\0' },
  ])('$url is the $level $bucket $key', ({ url, level, bucket, key }) => {
    const target = parseTarget(url);
    expect(target).toMatchObject({ bucket, key });
    expect(levelOf(target)).toBe(level);
  });

  it.each([
    '/b/%',
    '/b/%4',
    '/b/%zz',
    '/b/%C3',
    '/b/%C0%80',
    '/b/%ED%A0%80',
    '/b/ü',
    '/b?a=%zz',
    'http://h/b',
    '*',
  ])('is not %s', (url) => {
    expect(() => parseTarget(url)).toThrow(expect.objectContaining({ code: 'InvalidURI', status: 400 }));
  });

  it('has its query in the order sent', () => {
    expect(parseTarget('/b?b=2&a=%3D%26+x&c&=v&b=1&').query).toEqual([
      ['b', '2'],
      ['a', '=& x'],
      ['c', ''],
      ['', 'v'],
      ['b', '1'],
    ]);
  });
});

it.each([
  { key: 'a b/c*~', encoded: 'a+b/c*%7E' },
  { key: 'ü\u0001+%', encoded: '%C3%BC%01%2B%25' },
  { key: "!'()", encoded: '%21%27%28%29' },
])('a listing writes $key as $encoded', ({ key, encoded }) => {
  expect(encodeListed(key)).toBe(encoded);
  expect(decodeURIComponent(encoded.replaceAll('+', ' '))).toBe(key);
});
