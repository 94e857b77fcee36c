import { describe, expect, test } from 'vitest';
import {
  destinationAfterConnect,
  parseSearch,
  stringifySearch,
  validateBucketSearch,
  validateBucketsSearch,
  validateConnectSearch,
} from './paths.ts';

describe('the search of an address', () => {
  test.each([
    [{ prefix: '2026/a b&c=d#e?f+g%h/', sort: 'size', desc: true }],
    [{ prefix: '中文/🪣/', q: '1e3' }],
    [{ prefix: 'true', flat: true }],
    [{}],
  ])('comes back as it was written: %j', (search) => {
    const written = stringifySearch(search);
    const read = validateBucketSearch(parseSearch(written));
    expect(JSON.parse(JSON.stringify(read))).toEqual(search);
  });

  test('what is not set is not written', () => {
    expect(stringifySearch({ prefix: '', q: undefined, flat: false })).toBe('');
  });

  test('what nobody may mean is dropped', () => {
    expect(validateBucketSearch({ sort: 'owner', desc: 'yes', prefix: 3 })).toEqual({});
    expect(validateBucketsSearch({ sort: 'size', q: '' })).toEqual({});
  });

  test('leads to addresses of a connection alone', () => {
    expect(validateConnectSearch({ to: '/c/abc/buckets' })).toEqual({ to: '/c/abc/buckets' });
    expect(validateConnectSearch({ to: 'https://example.com/' })).toEqual({});
    expect(validateConnectSearch({ to: '//example.com' })).toEqual({});
  });
});

test.each([
  [undefined, '/c/abc/buckets'],
  ['/c/abc/b/photos?prefix=x%2F', '/c/abc/b/photos?prefix=x%2F'],
  ['/c/other/b/photos', '/c/abc/buckets'],
  ['/c/abcd/b/photos', '/c/abc/buckets'],
])('after connecting as abc, %j leads to %s', (to, destination) => {
  expect(destinationAfterConnect(to, 'abc')).toBe(destination);
});
