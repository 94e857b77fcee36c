import { expect, it } from 'vitest';
import { copySource, fitsInXml, refuseUnsendableBucket, refuseUnsendableKey } from './keys.ts';

it.each(['', '.', '..', './a', 'a/.', 'a/../b', '../', 'a/./b', '\ud800', 'a\udc00b'])(
  'refuses the key %j',
  (key) => {
    expect(() => refuseUnsendableKey(key)).toThrow(expect.objectContaining({ code: 'key-refused' }));
  },
);

it.each(['a', 'a.', '...', '.a', 'a/..b', '/a', 'a//b', 'a/', '%2e%2e', '%2e', '\\..\\', '😀'])(
  'sends the key %j',
  (key) => {
    expect(() => refuseUnsendableKey(key)).not.toThrow();
    // What the browser would make of it keeps the path as it is.
    const path = copySource('b', key);
    expect(new URL(`http://host${path}`).pathname).toBe(path);
  },
);

it.each(['', '.', '..', 'a/b', '\ud800'])('refuses the bucket %j', (bucket) => {
  expect(() => refuseUnsendableBucket(bucket)).toThrow(
    expect.objectContaining({ code: 'invalid-bucket-name' }),
  );
});

it.each([
  ['a b+c', '/b/a%20b%2Bc'],
  ["a/中~'()*!", '/b/a/%E4%B8%AD~%27%28%29%2A%21'],
  ['100%?#&', '/b/100%25%3F%23%26'],
])('encodes %j as %s', (key, path) => {
  expect(copySource('b', key)).toBe(path);
});

it.each([
  ['a\tb\nc\r', true],
  ['中😀\u0085', true],
  ['\u0000', false],
  ['a\u001f', false],
  ['\u000b', false],
  ['\uffff', false],
  ['\ud800', false],
])('fitsInXml(%j) is %s', (key, fits) => {
  expect(fitsInXml(key)).toBe(fits);
});
