import { describe, expect, test } from 'vitest';
import { conditionHolds } from './conditions.ts';
import { explainPolicy } from './explain-policy.ts';
import { parseIpRange } from './ip-range.ts';
import { parsePolicy } from './parse-policy.ts';
import { isPublic } from './public-policy.ts';
import { emptyPolicy, setGrant } from './set-grant.ts';
import { type Question, simulate } from './simulate.ts';
import { matchesPattern } from './wildcard.ts';

const B = 'arn:aws:s3:::b';

function policyOf(...statements: object[]) {
  const { policy } = parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }), 'b');
  if (policy === undefined) throw new Error('The policy of this test is none.');
  return policy;
}

const allow = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `${B}/*` };

test.each([
  ['a*', 'a', true],
  ['*b*d', 'abcbd', true],
  ['*b*d', 'abcde', false],
  ['a?c', 'abc', true],
  ['a?c', 'ac', false],
  ['?', '😀', true],
  ['**', '', true],
  ['a', 'ab', false],
  [`${'*a'.repeat(30)}b`, 'a'.repeat(5000), false],
])('%s on %s: %s', (pattern, text, matches) => {
  expect(matchesPattern(pattern, text)).toBe(matches);
});

test.each([
  ['$' + '{aws:username}/*', 'ann/x', true],
  ['$' + '{aws:username}/*', 'a*n/x', false],
  ['$' + '{*}', '*', true],
  ['$' + '{*}', 'x', false],
  ['$' + '{none}', '', false],
  ['$' + "{none, 'guest'}", 'guest', true],
])('the variables of %s on %s: %s', (pattern, text, matches) => {
  const lookUp = (name: string) => (name === 'aws:username' ? 'ann' : undefined);
  expect(matchesPattern(pattern, text, { variables: true, lookUp })).toBe(matches);
});

describe('simulate', () => {
  const policy = policyOf(
    { ...allow, Resource: [`${B}/pub/*`] },
    {
      Effect: 'Allow',
      Principal: { AWS: ['arn:aws:iam::123456789012:user/team/ann', 'bob'] },
      Action: 's3:*',
      Resource: [B, `${B}/*`],
    },
    {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:DeleteObject',
      Resource: `${B}/*`,
      Condition: { StringNotEquals: { 'aws:username': 'bob' } },
    },
    {
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:ListBucket',
      Resource: B,
      Condition: { StringEquals: { 's3:prefix': ['pub/', ''] } },
    },
    {
      Effect: 'Allow',
      Principal: { AWS: '999999999999' },
      NotAction: 's3:Delete*',
      NotResource: `${B}/secret/*`,
    },
    {
      Effect: 'Allow',
      NotPrincipal: { AWS: 'eve' },
      Action: 's3:GetObjectTagging',
      Resource: `${B}/\${aws:username}/*`,
    },
  );
  test.each<[string, Partial<Question>, string, number[]]>([
    ['anyone reads what is public', { action: 's3:GetObject', key: 'pub/a' }, 'allowed', [0]],
    ['in any case', { action: 'S3:getobject', key: 'pub/a' }, 'allowed', [0]],
    ['and nothing else', { action: 's3:GetObject', key: 'a' }, 'not-mentioned', []],
    [
      'a user by ARN',
      { principal: 'arn:aws:iam::123456789012:user/team/ann', action: 's3:PutObject', key: 'a' },
      'allowed',
      [1],
    ],
    ['a user by name', { principal: 'ann', action: 's3:GetBucketPolicy' }, 'allowed', [1]],
    ['another user', { principal: 'eve', action: 's3:PutObject', key: 'a' }, 'not-mentioned', []],
    ['a Deny wins', { principal: 'ann', action: 's3:DeleteObject', key: 'a' }, 'denied', [2]],
    ['a Deny with an exception', { principal: 'bob', action: 's3:DeleteObject', key: 'a' }, 'allowed', [1]],
    ['a Deny for want of a name', { action: 's3:DeleteObject', key: 'a' }, 'denied', [2]],
    ['listing a prefix', { action: 's3:ListBucket', conditions: { 's3:prefix': 'pub/' } }, 'allowed', [3]],
    ['the key in any case', { action: 's3:ListBucket', conditions: { 'S3:Prefix': '' } }, 'allowed', [3]],
    [
      'listing under it',
      { action: 's3:ListBucket', conditions: { 's3:prefix': 'pub/a/' } },
      'not-mentioned',
      [],
    ],
    ['listing without saying what', { action: 's3:ListBucket' }, 'not-mentioned', []],
    [
      'an account',
      { principal: 'arn:aws:iam::999999999999:user/zoe', action: 's3:PutObject', key: 'x' },
      'allowed',
      [4],
    ],
    [
      'but for what is excepted',
      { principal: '999999999999', action: 's3:DeleteObjectVersion', key: 'x' },
      'not-mentioned',
      [],
    ],
    [
      'nor where',
      { principal: '999999999999', action: 's3:GetObject', key: 'secret/x' },
      'not-mentioned',
      [],
    ],
    [
      'a folder of one’s own',
      { principal: 'zoe', action: 's3:GetObjectTagging', key: 'zoe/x' },
      'allowed',
      [5],
    ],
    ['another’s', { principal: 'zoe', action: 's3:GetObjectTagging', key: 'ann/x' }, 'not-mentioned', []],
    [
      'who is excepted',
      { principal: 'eve', action: 's3:GetObjectTagging', key: 'eve/x' },
      'not-mentioned',
      [],
    ],
  ])('%s', (_name, question, outcome, by) => {
    const answer = simulate(policy, { principal: undefined, action: '', bucket: 'b', ...question });
    expect([answer.outcome, answer.by]).toEqual([outcome, by]);
  });

  test('tells what is missing', () => {
    const answer = simulate(policy, { principal: undefined, action: 's3:ListBucket', bucket: 'b' });
    expect(answer.unmet).toEqual([
      { statement: 3, conditions: [{ operator: 'StringEquals', key: 's3:prefix', values: ['pub/', ''] }] },
    ]);
  });

  test('another bucket is not mentioned', () => {
    expect(
      simulate(policy, { principal: 'ann', action: 's3:GetObject', bucket: 'bb', key: 'a' }).outcome,
    ).toBe('not-mentioned');
  });
});

test.each<[string, string, string | undefined, boolean]>([
  ['StringEquals', 'a*', 'ab', false],
  ['StringEquals', 'a*', 'a*', true],
  ['StringEquals', 'a', undefined, false],
  ['StringNotEquals', 'a', undefined, true],
  ['StringNotEquals', 'a', 'b', true],
  ['StringEqualsIgnoreCase', 'Ab', 'aB', true],
  ['StringLike', 'a*', 'ab', true],
  ['StringNotLike', 'a*', 'ab', false],
  ['StringLikeIfExists', 'a*', undefined, true],
  ['StringLikeIfExists', 'a*', 'b', false],
  ['ForAllValues:StringEquals', 'a', undefined, true],
  ['ForAnyValue:StringNotEquals', 'a', undefined, false],
  ['NumericLessThan', '10', '9', true],
  ['NumericLessThanEquals', '10', 'ten', false],
  ['NumericNotEquals', '10', '10.0', false],
  ['DateGreaterThan', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', true],
  ['DateLessThan', '1767225600', '2025-12-31T23:59:59Z', true],
  ['Bool', 'true', 'TRUE', true],
  ['Bool', 'true', 'false', false],
  ['Null', 'true', undefined, true],
  ['Null', 'false', undefined, false],
  ['IpAddress', '203.0.113.0/24', '203.0.113.77', true],
  ['NotIpAddress', '203.0.113.0/24', '203.0.113.77', false],
  ['IpAddress', '2001:db8::/32', '2001:db8:1::5', true],
  ['IpAddress', 'nonsense', '1.2.3.4', false],
  ['ArnLike', 'arn:aws:iam::*:user/*', 'arn:aws:iam::1:user/a/b', true],
  ['ArnLike', 'arn:*', 'arn:aws:iam::1:user/a', false],
  ['StringSame', 'a', 'a', false],
])('%s %s on %s: %s', (operator, wanted, actual, holds) => {
  const request = { lookUp: () => actual, variables: true };
  expect(conditionHolds({ operator, key: 'k', values: [wanted] }, request)).toBe(holds);
});

test.each([
  ['10.0.0.0/33'],
  ['256.0.0.1'],
  ['1.2.3'],
  ['1::2::3'],
  ['12345::'],
  ['1:2:3:4:5:6:7:8:9'],
  [''],
  ['::1/129'],
  ['1:2:3:4:5:6:7::8:9'],
])('%j is no range', (text) => {
  expect(parseIpRange(text)).toBeUndefined();
});

test('an IPv4 address within IPv6', () => {
  expect(parseIpRange('::ffff:10.0.0.0/104')?.contains('::ffff:10.9.9.9')).toBe(true);
  expect(parseIpRange('10.0.0.0/8')?.contains('::ffff:10.9.9.9')).toBe(false);
});

test.each<[string, object[], number[]]>([
  ['nothing', [], []],
  ['everyone reads', [allow], [0]],
  ['somebody reads', [{ ...allow, Principal: { AWS: 'ann' } }], []],
  ['everyone but one reads', [{ ...allow, Principal: undefined, NotPrincipal: { AWS: 'ann' } }], [0]],
  ['a Deny alone', [{ ...allow, Effect: 'Deny' }], []],
  [
    'a Referer is anybody’s to send',
    [{ ...allow, Condition: { StringLike: { 'aws:Referer': 'https://x/*' } } }],
    [0],
  ],
  [
    'an organisation is known',
    [{ ...allow, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }],
    [],
  ],
  ['unless any will do', [{ ...allow, Condition: { StringLike: { 'aws:PrincipalOrgID': 'o-*' } } }], [0]],
  ['or none', [{ ...allow, Condition: { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' } } }], [0]],
  ['a narrow range', [{ ...allow, Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }], []],
  [
    'a wide range',
    [{ ...allow, Condition: { IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '0.0.0.0/0'] } } }],
    [0],
  ],
  ['taken back for all', [allow, { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' }], []],
  [
    'taken back for a part',
    [allow, { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: `${B}/a/*` }],
    [0],
  ],
  [
    'a ? takes nothing like all back',
    [allow, { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: `${B}/?` }],
    [0],
  ],
  [
    'a ban of the same pattern',
    [
      { ...allow, Resource: `${B}/?*` },
      { Effect: 'Deny', Principal: '*', Action: 's3:Get?bject', Resource: `${B}/?*` },
    ],
    [],
  ],
  [
    'taken back from one',
    [allow, { Effect: 'Deny', Principal: { AWS: 'ann' }, Action: 's3:*', Resource: '*' }],
    [0],
  ],
])('public? %s', (_name, statements, indices) => {
  expect(isPublic(policyOf(...statements))).toEqual({ isPublic: indices.length > 0, statements: indices });
});

describe('sentences', () => {
  const told = (policy: ReturnType<typeof policyOf>) =>
    explainPolicy(policy, 'b').map(({ effect, who, rights, allRightsBut, place, conditions, statements }) => {
      const names = who.listed.map((one) => (one.kind === 'everyone' ? '*' : one.id)).join('+');
      const what = rights.map(({ kind, action }) => action ?? kind).join('+');
      return [
        `${effect} ${who.isExcept ? '!' : ''}${names}: ${allRightsBut ? '!' : ''}${what}`,
        Object.values(place).flat().join(' '),
        conditions.map(({ key }) => key).join(' '),
        statements.join(' '),
      ].join(' | ');
    });

  test('of a grant', () => {
    expect(told(setGrant(emptyPolicy, 'b', 'photos/2026/', 'readonly'))).toEqual([
      'Allow *: list+read | prefix photos/2026/ |  | 1 2',
      'Allow *: location | bucket |  | 0',
    ]);
    expect(told(setGrant(emptyPolicy, 'b', '', 'readwrite'))).toEqual([
      'Allow *: list+read+write+delete+uploads | everywhere |  | 1 3',
      'Allow *: list-uploads+location | bucket |  | 0 2',
    ]);
  });

  test('Deny first, then everyone, then the others', () => {
    expect(
      told(
        policyOf(
          { Effect: 'Allow', Principal: { AWS: ['ann', 'bob'] }, Action: 's3:*', Resource: [B, `${B}/*`] },
          { ...allow, Resource: [`${B}/a.txt`, `${B}/x*/y`, `${B}/b/*`] },
          {
            Effect: 'Deny',
            NotPrincipal: { AWS: 'ann' },
            NotAction: 's3:GetObject',
            NotResource: `${B}/open/*`,
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
          { Effect: 'Allow', Principal: '*', Action: 's3:GetBucketTagging', Resource: B },
        ),
      ),
    ).toEqual([
      'Deny !ann: !read | except arn:aws:s3:::b/open/* | aws:SecureTransport | 2',
      'Allow *: read | object a.txt |  | 1',
      'Allow *: read | pattern x*/y |  | 1',
      'Allow *: read | prefix b/ |  | 1',
      'Allow *: s3:GetBucketTagging | bucket |  | 3',
      'Allow ann+bob: everything | everywhere |  | 0',
    ]);
  });

  test('what could never apply is told all the same', () => {
    expect(told(policyOf({ ...allow, Action: 's3:ListBucket', Resource: `${B}/a/*` }))).toEqual([
      'Allow *: list | prefix a/ |  | 0',
    ]);
  });
});
