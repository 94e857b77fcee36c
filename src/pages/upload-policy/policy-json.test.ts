import { expect, test } from 'vitest';
import { readDraft } from './policy-draft.ts';
import { draftOfJson } from './policy-json.ts';

const now = Date.UTC(2026, 10, 21, 12);

test('a policy comes out of the form as it came in', () => {
  const policy = {
    namespace: 'demo',
    expiration: now + 5000,
    insertOnly: 1,
    dir: '/a',
    sizeLimit: 3 * 1024 ** 2,
    detectMime: 0,
    callbackUrl: 'http://h/',
    returnBody: '{}',
  };
  const read = draftOfJson(JSON.stringify(policy), now);
  if (!('draft' in read)) throw new Error('unread');
  expect(read.draft).toMatchObject({ sizeLimit: '3', sizeUnit: 'MiB', detectMime: '0', expiry: 'exact' });
  expect(readDraft(read.draft, read.namespace, now).policy).toEqual(policy);
});

test('one that is over can be put right in the form', () => {
  expect(draftOfJson('{"bucket":"demo","expiration":1000}', now)).toMatchObject({
    namespace: 'demo',
    draft: { expiry: 'exact' },
  });
});

test('what is no policy is not taken', () => {
  expect(draftOfJson('{', now)).toEqual({ problems: 'not-json' });
  expect(draftOfJson('[1]', now)).toEqual({ problems: 'not-json' });
  expect(draftOfJson('{"namespace":"a","expiration":-1,"fileLimit":3}', now)).toEqual({
    problems: [{ key: 'fileLimit', problem: 'unknown', message: 'invalid policy key : fileLimit' }],
  });
});
