import { describe, expect, it } from 'vitest';
import { parseBucketPolicy, parsePolicy } from './parse-policy.ts';

const statement = {
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::pail/*',
} as const;

const withStatement = (more: object) => ({
  Version: '2012-10-17',
  Statement: [{ ...statement, ...more }],
});
const without = (...names: string[]) =>
  withStatement(Object.fromEntries(names.map((name) => [name, undefined])));
const withCondition = (condition: unknown, more: object = {}) =>
  withStatement({ Condition: condition, ...more });
const listing = { Action: 's3:ListBucket', Resource: 'arn:aws:s3:::pail' };

describe('a policy that is taken', () => {
  it.each<{ name: string; policy: object }>([
    { name: 'a plain one', policy: withStatement({}) },
    { name: 'without a version', policy: { Statement: [statement] } },
    { name: 'of the old version', policy: { Version: '2008-10-17', Id: 'mine', Statement: [statement] } },
    { name: 'with one statement that is no list', policy: { Statement: statement } },
    {
      name: 'with empty Sids',
      policy: {
        Statement: [
          { ...statement, Sid: '' },
          { ...statement, Sid: '' },
        ],
      },
    },
    { name: 'a principal in a list', policy: withStatement({ Principal: { AWS: ['*'] } }) },
    {
      name: 'the ARN of a user',
      policy: withStatement({ Principal: { AWS: 'arn:aws:iam::123456789012:user/a/ann' } }),
    },
    {
      name: 'an ARN without an account',
      policy: withStatement({ Principal: { AWS: 'arn:aws:iam:::user/ann' } }),
    },
    { name: 'a plain user name', policy: withStatement({ Principal: { AWS: ['ann', 'b.o+b=@-'] } }) },
    { name: 'an account', policy: withStatement({ Principal: { AWS: '123456789012' } }) },
    { name: 'a role', policy: withStatement({ Principal: { AWS: 'arn:aws:iam::123456789012:role/r' } }) },
    { name: 'a service', policy: withStatement({ Principal: { Service: 'logging.s3.amazonaws.com' } }) },
    { name: 'NotPrincipal', policy: withStatement({ Principal: undefined, NotPrincipal: { AWS: 'ann' } }) },
    { name: 'all actions', policy: withStatement({ Action: '*' }) },
    { name: 'actions by wildcard', policy: withStatement({ Action: ['s3:Get*', 'S3:putobject'] }) },
    { name: 'NotAction', policy: withStatement({ Action: undefined, NotAction: 's3:DeleteObject' }) },
    { name: 'all resources', policy: withStatement({ Resource: '*' }) },
    {
      name: 'bucket and objects',
      policy: withStatement({ Action: 's3:*', Resource: ['arn:aws:s3:::pail', 'arn:aws:s3:::pail/*'] }),
    },
    {
      name: 'a resource pattern that has this bucket',
      policy: withStatement({ Resource: 'arn:aws:s3:::pa*' }),
    },
    {
      name: 'a resource pattern that begins with a star',
      policy: withStatement({ Resource: 'arn:aws:s3:::*.jpg' }),
    },
    {
      name: 'a resource with a variable',
      policy: withStatement({ Resource: 'arn:aws:s3:::pail/${aws:username}/*' }),
    },
    {
      name: 'NotResource',
      policy: withStatement({ Resource: undefined, NotResource: 'arn:aws:s3:::pail/secret/*' }),
    },
    { name: 'a prefix', policy: withCondition({ StringEquals: { 's3:prefix': ['a/', 'b/'] } }, listing) },
    {
      name: 'a number without quotes',
      policy: withCondition({ NumericLessThanEquals: { 's3:max-keys': 10 } }, listing),
    },
    { name: 'a truth without quotes', policy: withCondition({ Bool: { 'aws:SecureTransport': true } }) },
    { name: 'a key in another case', policy: withCondition({ IpAddress: { 'AWS:SOURCEIP': '10.0.0.0/8' } }) },
    {
      name: 'a set and IfExists',
      policy: withCondition({ 'ForAnyValue:StringLikeIfExists': { 'aws:Referer': 'x*' } }),
    },
    { name: 'a tag', policy: withCondition({ StringEquals: { 's3:ExistingObjectTag/Team': 'a' } }) },
  ])('$name', ({ policy }) => {
    expect(parseBucketPolicy(JSON.stringify(policy), 'pail').statements).not.toEqual([]);
  });

  it('may be a user’s without a principal and with actions of other services', () => {
    const policy = without('Principal');
    const more = {
      ...policy,
      Statement: [...policy.Statement, { Effect: 'Allow', Action: 'sts:*', Resource: '*' }],
    };
    expect(parsePolicy(JSON.stringify(more), 'identity').statements).toHaveLength(2);
  });
});

describe('a policy that is malformed', () => {
  it.each(['', '{', 'null', '[]', '"text"', '7', '{}', '\ufeff{}'])('as a document: %j', (text) => {
    expect(() => parseBucketPolicy(text, 'pail')).toThrow(
      expect.objectContaining({ code: 'MalformedPolicy', status: 400 }),
    );
  });

  it.each<{ name: string; policy: unknown; says: string }>([
    { name: 'an empty version', policy: { ...withStatement({}), Version: '' }, says: 'Version' },
    {
      name: 'a version that never was',
      policy: { ...withStatement({}), Version: '2024-01-01' },
      says: 'Version',
    },
    { name: 'an element too many', policy: { ...withStatement({}), Statements: [] }, says: 'Statements' },
    { name: 'an Id that is no text', policy: { ...withStatement({}), Id: 1 }, says: 'Id' },
    { name: 'no statement', policy: { Version: '2012-10-17' }, says: 'Statement' },
    { name: 'an empty list', policy: { Statement: [] }, says: 'Statement' },
    { name: 'a statement that is no object', policy: { Statement: ['all'] }, says: 'object' },
    {
      name: 'the same Sid twice',
      policy: {
        Statement: [
          { ...statement, Sid: 'a' },
          { ...statement, Sid: 'a' },
        ],
      },
      says: 'Sid',
    },
    { name: 'no effect', policy: without('Effect'), says: 'Effect' },
    { name: 'an effect in another case', policy: withStatement({ Effect: 'allow' }), says: 'Effect' },
    { name: 'no principal', policy: without('Principal'), says: 'Principal' },
    { name: 'both principals', policy: withStatement({ NotPrincipal: '*' }), says: 'Principal' },
    { name: 'an empty principal', policy: withStatement({ Principal: {} }), says: 'nobody' },
    {
      name: 'an empty list of principals',
      policy: withStatement({ Principal: { AWS: [] } }),
      says: 'nobody',
    },
    { name: 'a principal that is a text', policy: withStatement({ Principal: 'ann' }), says: '"ann"' },
    { name: 'a principal of no known kind', policy: withStatement({ Principal: { aws: '*' } }), says: 'aws' },
    {
      name: 'a principal pattern',
      policy: withStatement({ Principal: { AWS: 'arn:aws:iam::123456789012:user/*' } }),
      says: 'user/*',
    },
    {
      name: 'an ARN of nothing',
      policy: withStatement({ Principal: { AWS: 'arn:aws:s3:::pail' } }),
      says: 'arn:aws:s3',
    },
    { name: 'no action', policy: without('Action'), says: 'Action' },
    { name: 'an empty list of actions', policy: withStatement({ Action: [] }), says: 'Action' },
    {
      name: 'an action of another service',
      policy: withStatement({ Action: 'ec2:RunInstances' }),
      says: 'ec2',
    },
    {
      name: 'an action without a service',
      policy: withStatement({ Action: 'GetObject' }),
      says: 'GetObject',
    },
    {
      name: 'an action that does not exist',
      policy: withStatement({ Action: 's3:GetObjekt' }),
      says: 'exist',
    },
    { name: 'an action that is no text', policy: withStatement({ Action: { a: 1 } }), says: 'Action' },
    { name: 'no resource', policy: without('Resource'), says: 'Resource' },
    { name: 'a resource that is no ARN', policy: withStatement({ Resource: 'pail/*' }), says: 'pail/*' },
    {
      name: 'another bucket',
      policy: withStatement({ Resource: 'arn:aws:s3:::other/*' }),
      says: 'not of this bucket',
    },
    {
      name: 'another bucket among its own',
      policy: withStatement({ Resource: ['arn:aws:s3:::pail/*', 'arn:aws:s3:::pail2/*'] }),
      says: 'not of this bucket',
    },
    {
      name: 'a bucket that begins the same',
      policy: withStatement({ Resource: 'arn:aws:s3:::pai/*' }),
      says: 'not of this bucket',
    },
    {
      name: 'an object action on a bucket',
      policy: withStatement({ Resource: 'arn:aws:s3:::pail' }),
      says: 'does not apply',
    },
    {
      name: 'a bucket action on objects',
      policy: withStatement({ Action: 's3:ListBucket' }),
      says: 'does not apply',
    },
    {
      name: 'an unknown operator',
      policy: withCondition({ StringMatches: { 'aws:Referer': 'a' } }),
      says: 'StringMatches',
    },
    {
      name: 'an unknown key',
      policy: withCondition({ StringEquals: { 's3:colour': 'red' } }),
      says: 's3:colour',
    },
    {
      name: 'a tag without a name',
      policy: withCondition({ StringEquals: { 's3:ExistingObjectTag/': 'a' } }),
      says: 'ExistingObjectTag',
    },
    {
      name: 'a range that is none',
      policy: withCondition({ IpAddress: { 'aws:SourceIp': '10.0.0.0/99' } }),
      says: '10.0.0.0/99',
    },
    {
      name: 'a number that is none',
      policy: withCondition({ NumericEquals: { 's3:max-keys': 'ten' } }, listing),
      says: 'ten',
    },
    {
      name: 'a date that is none',
      policy: withCondition({ DateLessThan: { 'aws:CurrentTime': 'tomorrow' } }),
      says: 'tomorrow',
    },
    {
      name: 'a truth that is none',
      policy: withCondition({ Bool: { 'aws:SecureTransport': 'yes' } }),
      says: 'yes',
    },
    { name: 'a Null that is none', policy: withCondition({ Null: { 'aws:Referer': 'x' } }), says: 'Null' },
    {
      name: 'a condition without values',
      policy: withCondition({ StringEquals: { 'aws:Referer': [] } }),
      says: 'empty',
    },
    { name: 'a condition that is no object', policy: withCondition([]), says: 'Condition' },
    {
      name: 'a prefix for what lists nothing',
      policy: withCondition({ StringEquals: { 's3:prefix': 'a' } }),
      says: 'condition',
    },
  ])('$name', ({ policy, says }) => {
    expect(() => parseBucketPolicy(JSON.stringify(policy), 'pail')).toThrow(
      expect.objectContaining({ code: 'MalformedPolicy', message: expect.stringContaining(says) }),
    );
  });

  it('as a user’s that names a principal', () => {
    expect(() => parsePolicy(JSON.stringify(withStatement({})), 'identity')).toThrow('Principal');
  });
});
