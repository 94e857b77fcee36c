import { expect, test } from 'vitest';
import { lifeOf, policyRows } from './policy-rows.ts';

test('what was given is shown in the order of the protocol', () => {
  const rows = policyRows({
    returnBody: 'url=${url}',
    name: '${uuid}.${ext}',
    sizeLimit: 0,
    insertOnly: 1,
    detectMime: 0,
    expiration: -1,
    namespace: 'demo',
  });
  expect(rows.map(({ key, meaning, hasVariables }) => [key, meaning, hasVariables])).toEqual([
    ['namespace', 'namespace', false],
    ['expiration', 'expiration', false],
    ['insertOnly', 'insertOnly_1', false],
    ['name', 'name', true],
    ['sizeLimit', 'sizeLimit', false],
    ['detectMime', 'detectMime_0', false],
    ['returnBody', 'returnBody', true],
  ]);
});

test.each([
  [-1, { state: 'never' }],
  [1_000_000, { state: 'over', seconds: 0 }],
  [1_090_000, { state: 'left', seconds: 90 }],
  [940_000, { state: 'over', seconds: 60 }],
])('an expiration of %d is %o', (expiration, life) => {
  expect(lifeOf(expiration, 1_000_000)).toEqual(life);
});
