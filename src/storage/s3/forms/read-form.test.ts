import { describe, expect, it } from 'vitest';
import type { SignedForm } from '../../upload-form-types.ts';
import { readForm } from './read-form.ts';

const needed = [
  { bucket: 'b' },
  ['starts-with', '$key', 'in/'],
  { 'x-amz-algorithm': 'AWS4-HMAC-SHA256' },
  { 'x-amz-credential': 'AK/20261121/us-east-1/s3/aws4_request' },
  { 'x-amz-date': '20261121T120000Z' },
];

function form(change: Partial<SignedForm> = {}, conditions: unknown[] = needed): SignedForm {
  const policy = { expiration: '2026-11-21T13:00:00.000Z', conditions };
  return {
    url: 'https://host/b',
    policy: btoa(JSON.stringify(policy)),
    signature: 'a'.repeat(64),
    ...change,
  };
}

it('reads either form of a condition, of any client', () => {
  const read = readForm(
    form({}, [
      ['eq', '$bucket', 'b'],
      ['Starts-With', '$KEY', 'in/'],
      ['eq', '$key', 'in/one'],
      ...needed.slice(2),
      ['eq', '$x-amz-meta-desk', '=?UTF-8?B?5p2O?='],
      ['content-length-range', 1, 100],
      ['content-length-range', '0', '50'],
      ['starts-with', '$Content-Type', 'image/'],
    ]),
  );
  expect(read).toMatchObject({
    bucket: 'b',
    key: { exact: 'in/one' },
    contentType: { prefix: 'image/' },
    size: { min: 1, max: 50 },
    expiresAt: new Date('2026-11-21T13:00:00Z'),
    fixed: { bucket: 'b', 'x-amz-meta-desk': '=?UTF-8?B?5p2O?=' },
    metadata: { desk: '李' },
  });
});

describe('refused', () => {
  it.each([
    'javascript:alert(1)',
    'ftp://host/b',
    'file:///etc/passwd',
    'https://user:pass@host/b',
    'https://host/b?delete',
    'https://host/b#x',
    '//host/b',
    '',
  ])('as address: %j', (url) => {
    expect(readForm(form({ url }))).toEqual({ problem: 'address' });
  });

  it.each(['', 'abc', 'g'.repeat(64), 'a'.repeat(65)])('as signature: %j', (signature) => {
    expect(readForm(form({ signature }))).toEqual({ problem: 'signature' });
  });

  it.each([
    '',
    '!!',
    btoa('{'),
    btoa('null'),
    btoa('[]'),
    btoa('\xff'),
    btoa(JSON.stringify({ expiration: 'soon', conditions: needed })),
    btoa(JSON.stringify({ expiration: '2026-11-21T13:00:00Z', conditions: {} })),
  ])('as policy: %j', (policy) => {
    expect(readForm(form({ policy }))).toEqual({ problem: 'policy' });
  });

  it.each(needed.map((_, index) => index))('without the needed condition %i', (missing) => {
    const rest = needed.filter((_, index) => index !== missing);
    expect(readForm(form({}, rest))).toEqual({ problem: 'policy' });
  });

  it.each([
    [['starts-with', '$x-amz-meta-a', 'b']],
    [['eq', '$success_action_redirect', 'https://other/']],
    [{ redirect: 'https://other/' }],
    [['in', '$key', 'a']],
    [['eq', 'key', 'a']],
    [['eq', '$key', 7]],
    [['content-length-range', 'x', 1]],
    [{ a: 'b', c: 'd' }],
    ['text'],
    [null],
  ])('for a condition that the page cannot keep: %j', (condition) => {
    expect(readForm(form({}, [...needed, condition]))).toEqual({ problem: 'condition' });
  });
});
