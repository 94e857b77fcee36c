import { describe, expect, test } from 'vitest';
import { type Grant, grantOf, listGrants, statementsBesideGrants } from './grants.ts';
import { parsePolicy } from './parse-policy.ts';
import type { Policy } from './policy-types.ts';
import { anonymousReach } from './reach.ts';
import { canonicalPolicy, printPolicy } from './same-policy.ts';
import { emptyPolicy, setGrant } from './set-grant.ts';

const grants: Grant[] = ['none', 'readonly', 'writeonly', 'readwrite'];
const B = 'arn:aws:s3:::b';

function policyOf(...statements: object[]): Policy {
  const { policy } = parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }), 'b');
  if (policy === undefined) throw new Error('The policy of this test is none.');
  return policy;
}

const given = (...pairs: [string, Grant][]): Policy =>
  pairs.reduce((policy, [prefix, grant]) => setGrant(policy, 'b', prefix, grant), emptyPolicy);

const samePolicy = (a: Policy, b: Policy) =>
  canonicalPolicy(printPolicy(a)) === canonicalPolicy(printPolicy(b));

const anyone = { Effect: 'Allow', Principal: { AWS: '*' }, Sid: '' };
const location = { ...anyone, Action: ['s3:GetBucketLocation'], Resource: [B] };
const uploads = { ...anyone, Action: ['s3:ListBucketMultipartUploads'], Resource: [B] };
const list = (...prefixes: string[]) => ({
  ...anyone,
  Action: ['s3:ListBucket'],
  Resource: [B],
  ...(prefixes.length > 0 && {
    Condition: { StringEquals: { 's3:prefix': prefixes.length === 1 ? prefixes[0] : prefixes } },
  }),
});
const write = ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:ListMultipartUploadParts', 's3:PutObject'];
const objects = (prefix: string, ...actions: string[]) => ({
  ...anyone,
  Action: actions,
  Resource: [`${B}/${prefix}*`],
});
const foreign = [
  {
    Sid: 'Ann',
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::123456789012:user/ann' },
    Action: 's3:*',
    Resource: [B, `${B}/*`],
    Note: 'kept',
  },
  { Effect: 'Deny', Principal: '*', Action: 's3:DeleteObject', Resource: `${B}/legal/*` },
  {
    Effect: 'Allow',
    Principal: '*',
    Action: ['s3:ListBucket'],
    Resource: B,
    Condition: { StringEquals: { 's3:prefix': 'a/' }, IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
  },
];

describe('the documents of the four grants', () => {
  test.each<[Grant, string, object[]]>([
    ['readonly', '', [location, list(), objects('', 's3:GetObject')]],
    ['readonly', 'a/', [location, list('a/'), objects('a/', 's3:GetObject')]],
    ['writeonly', 'a/', [location, uploads, objects('a/', ...write)]],
    [
      'readwrite',
      'a/',
      [
        location,
        list('a/'),
        uploads,
        objects(
          'a/',
          's3:AbortMultipartUpload',
          's3:DeleteObject',
          's3:GetObject',
          's3:ListMultipartUploadParts',
          's3:PutObject',
        ),
      ],
    ],
  ])('%s on %j', (grant, prefix, statements) => {
    expect(JSON.parse(printPolicy(given([prefix, grant])))).toEqual({
      Version: '2012-10-17',
      Statement: statements,
    });
  });

  test('none on a bucket without a policy changes nothing', () => {
    expect(given(['a/', 'none'])).toBe(emptyPolicy);
  });
});

/** Every pair of grants, on prefixes that stand apart, within each other, and of which one is the bucket. */
describe.each([
  ['apart', 'a/', 'b/'],
  ['nested', 'a/', 'a/b/'],
  ['of one beginning', 'a', 'ab/'],
  ['the bucket and a folder', '', 'a/'],
])('two prefixes, %s', (name, first, second) => {
  const cases = grants.flatMap((one) => grants.map((other): [Grant, Grant] => [one, other]));

  test.each(cases)('%s and %s', (one, other) => {
    const policy = given([first, one], [second, other]);
    expect(grantOf(policy, 'b', first)).toBe(one);
    // Where the second has no statement of its own, what reaches over it is its grant.
    const reachesOver = name !== 'apart' && other === 'none';
    expect(grantOf(policy, 'b', second)).toBe(reachesOver ? one : other);
    expect(statementsBesideGrants(policy, 'b')).toEqual([]);
  });

  test.each(cases)('%s and %s: again is no change, in any order and form', (one, other) => {
    const policy = given([first, one], [second, other]);
    expect(setGrant(policy, 'b', first, one)).toBe(policy);
    if (other !== 'none') expect(setGrant(policy, 'b', second, other)).toBe(policy);
    expect(samePolicy(given([second, other], [first, one]), policy)).toBe(true);
    const reversed = policyOf(...policy.statements.map(({ source }) => source).reverse());
    expect(setGrant(reversed, 'b', first, one)).toBe(reversed);
  });

  test.each(cases)('%s and %s: taken away one after the other, nothing is left', (one, other) => {
    const policy = given([first, one], [second, other]);
    const without = setGrant(policy, 'b', first, 'none');
    expect(samePolicy(without, given([second, other]))).toBe(true);
    expect(setGrant(without, 'b', second, 'none').statements).toEqual([]);
  });

  test.each(cases)('%s and %s beside statements of others, which stay as they are', (one, other) => {
    const before = policyOf(...foreign);
    const policy = setGrant(setGrant(before, 'b', first, one), 'b', second, other);
    expect(policy.statements.slice(0, 3).map(({ source }) => source)).toEqual(foreign);
    const after = setGrant(setGrant(policy, 'b', first, 'none'), 'b', second, 'none');
    expect(after.statements.map(({ source }) => source)).toEqual(foreign);
  });
});

describe('what is there already', () => {
  test('from one grant to every other', () => {
    for (const from of grants) {
      for (const to of grants) {
        expect(samePolicy(given(['a/', from], ['a/', to]), given(['a/', to]))).toBe(true);
      }
    }
  });

  test('as MinIO rewrites it: lists everywhere, no names, another order', () => {
    const everyone = { Effect: 'Allow', Principal: { AWS: ['*'] } };
    const policy = policyOf(
      { ...everyone, Action: ['s3:GetObject'], Resource: [`${B}/a/*`] },
      {
        ...everyone,
        Action: ['s3:ListBucket'],
        Resource: [B],
        Condition: { StringEquals: { 's3:prefix': ['b/', 'a/'] } },
      },
      { ...everyone, Action: ['s3:GetObject'], Resource: [`${B}/b/*`] },
      { ...everyone, Action: ['s3:GetBucketLocation'], Resource: [B] },
    );
    expect(samePolicy(policy, given(['a/', 'readonly'], ['b/', 'readonly']))).toBe(true);
    expect(listGrants(policy, 'b').map(({ prefix, grant }) => [prefix, grant])).toEqual([
      ['a/', 'readonly'],
      ['b/', 'readonly'],
    ]);
    expect(setGrant(policy, 'b', 'a/', 'readonly')).toBe(policy);
    expect(samePolicy(setGrant(policy, 'b', 'a/', 'none'), given(['b/', 'readonly']))).toBe(true);
  });

  test('as one statement for the bucket, the way newer clients write it', () => {
    const policy = policyOf(
      { ...anyone, Action: ['s3:GetBucketLocation', 's3:ListBucket'], Resource: [B] },
      objects('', 's3:GetObject'),
    );
    expect(grantOf(policy, 'b', '')).toBe('readonly');
    expect(setGrant(policy, 'b', '', 'none').statements).toEqual([]);
    expect(grantOf(setGrant(policy, 'b', '', 'writeonly'), 'b', '')).toBe('writeonly');
  });

  /** What `mc anonymous set` wrote for a download, an upload and two public prefixes, read back. */
  const everyone = { Effect: 'Allow', Principal: { AWS: ['*'] }, Sid: '' };
  const byMc = [
    { ...everyone, Action: ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads'], Resource: [B] },
    {
      ...everyone,
      Action: ['s3:ListBucket'],
      Condition: { StringEquals: { 's3:prefix': ['a/', 'c', 'dir/'] } },
      Resource: [B],
    },
    { ...everyone, Action: [...write, 's3:GetObject'].sort(), Resource: [`${B}/c*`, `${B}/dir/*`] },
    { ...everyone, Action: ['s3:GetObject'], Resource: [`${B}/a/*`] },
    { ...everyone, Action: write, Resource: [`${B}/b/*`] },
  ];
  const mcGrants = { 'a/': 'readonly', 'b/': 'writeonly', c: 'readwrite', 'dir/': 'readwrite' } as const;
  const read = (policy: Policy) =>
    Object.fromEntries(listGrants(policy, 'b').map(({ prefix, grant }) => [prefix, grant]));

  test('as mc writes it: prefixes of one grant share a statement', () => {
    const policy = policyOf(...byMc);
    expect(read(policy)).toEqual(mcGrants);
    expect(statementsBesideGrants(policy, 'b')).toEqual([]);
    for (const [prefix, grant] of Object.entries(mcGrants)) {
      expect(setGrant(policy, 'b', prefix, grant)).toBe(policy);
    }
  });

  test.each(Object.keys(mcGrants))('as mc writes it: %s changes alone', (prefix) => {
    for (const grant of grants) {
      const changed = setGrant(policyOf(...byMc), 'b', prefix, grant);
      const { [prefix]: _, ...others } = mcGrants as Record<string, Grant>;
      expect(read(changed)).toEqual({ ...others, ...(grant !== 'none' && { [prefix]: grant }) });
      expect(statementsBesideGrants(changed, 'b')).toEqual([]);
    }
  });

  test('as mc writes it: taken away one after the other, nothing is left', () => {
    const empty = Object.keys(mcGrants).reduce(
      (policy, prefix) => setGrant(policy, 'b', prefix, 'none'),
      policyOf(...byMc),
    );
    expect(empty.statements).toEqual([]);
  });

  test('as one statement for the bucket and its objects', () => {
    const mixed = {
      ...everyone,
      Sid: 'All',
      Action: ['s3:GetBucketLocation', 's3:ListBucket', 's3:GetObject', 's3:GetObjectTagging'],
      Resource: [B, `${B}/*`, `${B}/x/*`],
    };
    const policy = policyOf(mixed);
    expect(grantOf(policy, 'b', '')).toBe('readonly');
    // Nothing else goes, and no action is left on what it cannot be done to: MinIO refuses that.
    expect(setGrant(policy, 'b', '', 'none').statements.map(({ source }) => source)).toEqual([
      {
        ...mixed,
        Action: ['s3:GetBucketLocation', 's3:ListBucket', 's3:GetObject', 's3:GetObjectTagging'],
        Resource: [B, `${B}/x/*`],
      },
      { Effect: 'Allow', Principal: { AWS: ['*'] }, Action: ['s3:GetObjectTagging'], Resource: [`${B}/*`] },
    ]);
    const whole = policyOf({ ...mixed, Action: mixed.Action.slice(0, 3), Resource: [B, `${B}/*`] });
    expect(statementsBesideGrants(whole, 'b')).toEqual([]);
    expect(setGrant(whole, 'b', '', 'none').statements).toEqual([]);
  });

  test('a folder that is listed by the listing of all: that goes with it, when nobody else needs it', () => {
    const policy = policyOf(location, list(), objects('a/', 's3:GetObject'), objects('b/', 's3:GetObject'));
    expect(grantOf(policy, 'b', 'a/')).toBe('readonly');
    const left = setGrant(policy, 'b', 'a/', 'none');
    expect(grantOf(left, 'b', 'b/')).toBe('readonly');
    expect(setGrant(left, 'b', 'b/', 'none').statements).toEqual([]);
  });

  test('the condition stays on what else a statement gives', () => {
    const versions = { ...list('a/'), Action: ['s3:ListBucket', 's3:ListBucketVersions'] };
    const policy = policyOf(location, versions, objects('a/', 's3:GetObject'));
    expect(setGrant(policy, 'b', 'a/', 'none').statements.map(({ source }) => source)).toEqual([
      { ...versions, Action: ['s3:ListBucketVersions'] },
    ]);
  });
});

describe('grantOf', () => {
  const notIn = (...prefixes: string[]) => ({
    ...list(),
    Condition: { StringNotEquals: { 's3:prefix': prefixes } },
  });
  test.each<[string, object[], string, Grant]>([
    ['without the location', [list(), objects('', 's3:GetObject')], '', 'none'],
    ['without the listing', [location, objects('', 's3:GetObject')], '', 'none'],
    ['without the objects', [location, list()], '', 'none'],
    ['any one of the write actions', [location, uploads, objects('', 's3:PutObject')], '', 'writeonly'],
    ['under a granted prefix', [location, list('a/'), objects('a/', 's3:GetObject')], 'a/x/', 'readonly'],
    ['above a granted prefix', [location, list('a/'), objects('a/', 's3:GetObject')], '', 'none'],
    ['beside a granted prefix', [location, list('a/'), objects('a/', 's3:GetObject')], 'ab/', 'none'],
    ['the bucket, listed by prefix', [location, list('a/'), objects('', 's3:GetObject')], '', 'none'],
    ['not that prefix', [location, notIn('b/'), objects('', 's3:GetObject')], 'a/', 'readonly'],
    ['that prefix', [location, notIn('b/'), objects('', 's3:GetObject')], 'b/x', 'none'],
    ['the bucket, but for a prefix', [location, notIn('b/'), objects('', 's3:GetObject')], '', 'none'],
    [
      'equals leads where both are',
      [
        location,
        {
          ...list(),
          Condition: { StringEquals: { 's3:prefix': 'a/' }, StringNotEquals: { 's3:prefix': 'a/x' } },
        },
        objects('', 's3:GetObject'),
      ],
      'a/x',
      'readonly',
    ],
    ['a wildcard in the middle', [location, list(), objects('*/pub/', 's3:GetObject')], 'x/pub/', 'readonly'],
    [
      'the longest resource',
      [location, list(), uploads, objects('', 's3:GetObject'), objects('in/', ...write)],
      'in/',
      'writeonly',
    ],
    [
      'ties are joined',
      [location, list(), uploads, objects('', 's3:GetObject'), objects('', ...write)],
      '',
      'readwrite',
    ],
    [
      'one statement for two prefixes',
      [location, list('a/', 'b/'), { ...objects('a/', 's3:GetObject'), Resource: [`${B}/a/*`, `${B}/b/*`] }],
      'a/',
      'readonly',
    ],
    [
      'everyone as a plain star',
      [location, list(), { ...objects('', 's3:GetObject'), Principal: '*' }].map((s) => ({
        ...s,
        Principal: '*',
      })),
      '',
      'readonly',
    ],
    [
      'a condition on the objects',
      [
        location,
        list(),
        { ...objects('', 's3:GetObject'), Condition: { Bool: { 'aws:SecureTransport': 'true' } } },
      ],
      '',
      'none',
    ],
    [
      'somebody alone',
      [location, list(), { ...objects('', 's3:GetObject'), Principal: { AWS: 'ann' } }],
      '',
      'none',
    ],
    ['a Deny', [location, list(), { ...objects('', 's3:GetObject'), Effect: 'Deny' }], '', 'none'],
    [
      'every action but one',
      [location, list(), { Effect: 'Allow', Principal: '*', NotAction: 's3:PutObject', Resource: `${B}/*` }],
      '',
      'none',
    ],
    [
      'everything but a resource',
      [
        location,
        list(),
        { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', NotResource: `${B}/a/*` },
      ],
      '',
      'none',
    ],
    [
      'another bucket',
      [location, list(), { ...objects('', 's3:GetObject'), Resource: ['arn:aws:s3:::bb/*'] }],
      '',
      'none',
    ],
  ])('%s', (_name, statements, prefix, grant) => {
    expect(grantOf(policyOf(...statements), 'b', prefix)).toBe(grant);
  });
});

describe('what a grant is not', () => {
  test.each(['a*/', 'a?', '$' + '{aws:username}/', '*'])('%s is not granted by its letters', (prefix) => {
    for (const grant of ['readonly', 'writeonly', 'readwrite'] as const) {
      expect(() => setGrant(emptyPolicy, 'b', prefix, grant)).toThrow(RangeError);
    }
  });

  test('one that is there as a pattern is shown as such and can be taken away', () => {
    const policy = policyOf(location, list(), objects('a*/', 's3:GetObject'));
    expect(listGrants(policy, 'b')).toEqual([{ prefix: 'a*/', grant: 'readonly', isPattern: true }]);
    expect(setGrant(policy, 'b', 'a*/', 'none').statements).toEqual([]);
  });

  test('statements beside the grants', () => {
    const policy = policyOf(location, list('a/'), ...foreign, objects('a/', 's3:GetObject'));
    expect(statementsBesideGrants(policy, 'b')).toEqual([2, 3, 4]);
  });

  test('the reach of everyone, whatever the statements are', () => {
    const policy = setGrant(given(['a/', 'readwrite']), 'b', 'a/b/', 'readonly');
    expect(grantOf(policy, 'b', 'a/b/')).toBe('readonly');
    expect(anonymousReach(policy, 'b', 'a/b/')).toEqual({ reads: true, writes: true });
    const denied = policyOf(location, list(), objects('', 's3:GetObject'), {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:Get*',
      Resource: `${B}/a/*`,
    });
    expect(grantOf(denied, 'b', 'a/')).toBe('none');
    expect(anonymousReach(denied, 'b', 'a/')).toEqual({ reads: false, writes: false });
  });
});
