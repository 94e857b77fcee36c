import { describe, expect, test } from 'vitest';
import type { WantPolicy } from '../../storage/index.ts';
import { fillPolicy, normalDir, placeOf, prefixOf } from './place.ts';

const v = (name: string) => `$\{${name}}`;
const least: WantPolicy = { namespace: 'demo', expiration: -1, insertOnly: 0 };
const asked = { dir: 'in/', name: 'a "b".tar.gz', size: 7, type: 'image/png', width: 3, height: 4 };
const around = { vars: { who: 'a&b"' }, now: new Date(Date.UTC(2026, 0, 2)), uuid: 'U' };

test.each([
  ['', '/', ''],
  ['/', '/', ''],
  ['a', '/a', 'a/'],
  ['/a/b/', '/a/b', 'a/b/'],
])('the folder %j', (dir, normal, prefix) => {
  expect(normalDir(dir)).toBe(normal);
  expect(prefixOf(dir)).toBe(prefix);
});

describe('where a file comes to lie', () => {
  test.each<[Partial<WantPolicy>, string]>([
    [{}, 'in/a "b".tar.gz'],
    [{ dir: '/' }, 'a "b".tar.gz'],
    [
      { dir: `/p/${v('year')}/${v('month')}/${v('day')}`, name: `${v('uuid')}.${v('ext')}` },
      'p/2026/01/02/U.gz',
    ],
    [{ dir: `${v('dir')}/${v('size')}` }, 'in/7/a "b".tar.gz'],
    [{ name: `${v('var-who')}-${v('var-none')}-${v('other')}` }, `in/a&b"--${v('other')}`],
  ])('%j', (policy, key) => {
    expect(placeOf({ ...least, ...policy }, asked, around).key).toBe(key);
  });
});

test('bodies speak of the file as it is stored, each value written for its place', () => {
  const filled = fillPolicy(
    {
      ...least,
      name: `x ${v('name')}`,
      callbackUrl: 'http://host/',
      callbackBody: `n=${v('name')}&e=${v('ext')}&d=${v('dir')}&w=${v('width')}&u=${v('uuid')}`,
      returnBody: `{"n":"${v('name')}","who":"${v('var-who')}","t":"${v('mimeType')}"}`,
    },
    asked,
    around,
  );
  expect(filled.callbackBody).toBe('n=x%20a%20%22b%22.tar.gz&e=gz&d=%2Fin&w=3&u=U');
  expect(JSON.parse(filled.returnBody ?? '')).toEqual({ n: 'x a "b".tar.gz', who: 'a&b"', t: 'image/png' });
});

test('a callback of another type is written in that type', () => {
  const body = (callbackBodyType: string) =>
    fillPolicy(
      { ...least, callbackUrl: 'http://h/', callbackBody: v('var-who'), callbackBodyType },
      asked,
      around,
    ).callbackBody;
  expect(body('application/json')).toBe('a&b\\"');
  expect(body('text/plain')).toBe('a&b"');
  expect(body('application/x-www-form-urlencoded')).toBe('a%26b%22');
});

test('nobody is called where the policy names nobody', () => {
  expect(fillPolicy({ ...least, callbackBody: 'x' }, asked, around).callbackBody).toBeUndefined();
});
