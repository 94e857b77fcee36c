import { describe, expect, it } from 'vitest';
import { evaluate, type Verdict } from './evaluate.ts';
import { parseBucketPolicy } from './parse-policy.ts';
import { type CannedPolicy, cannedPolicy } from './testing/canned-policies.ts';
import { type Asked, requestContext } from './testing/request-context.ts';

interface Question extends Asked {
  action?: string;
  key?: string;
}

/** What a bucket policy of these statements says; GetObject of `a/b` where nothing else is asked. */
function verdict(text: string, { action = 's3:GetObject', key = 'a/b', ...asked }: Question): Verdict {
  const resource = `arn:aws:s3:::pail${key === '' ? '' : `/${key}`}`;
  const policy = parseBucketPolicy(text, 'pail');
  return evaluate(policy, { action, resource, context: requestContext(asked) });
}

const allow = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::pail/*' };
const deny = { ...allow, Effect: 'Deny' };
const policyOf = (...statements: object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements.map((more) => ({ ...allow, ...more })) });

describe('who', () => {
  const user = (name: string) => ({ Principal: { AWS: `arn:aws:iam::123456789012:user/${name}` } });

  it.each<{ principal: object; user?: string; is: Verdict }>([
    { principal: { Principal: '*' }, is: 'Allow' },
    { principal: { Principal: '*' }, user: 'ann', is: 'Allow' },
    { principal: { Principal: { AWS: '*' } }, is: 'Allow' },
    { principal: { Principal: { AWS: ['bob', '*'] } }, is: 'Allow' },
    { principal: user('ann'), user: 'ann', is: 'Allow' },
    { principal: user('team/x/ann'), user: 'ann', is: 'Allow' },
    { principal: user('ann'), user: 'anna', is: 'none' },
    { principal: user('ann'), user: 'Ann', is: 'none' },
    { principal: user('ann'), is: 'none' },
    { principal: { Principal: { AWS: ['bob', 'ann'] } }, user: 'ann', is: 'Allow' },
    { principal: { Principal: { AWS: 'arn:aws:iam::123456789012:root' } }, user: 'ann', is: 'none' },
    { principal: { Principal: { AWS: 'arn:aws:iam::123456789012:role/ann' } }, user: 'ann', is: 'none' },
    { principal: { Principal: { Service: 'ann' } }, user: 'ann', is: 'none' },
    { principal: { Principal: { Federated: '*' } }, is: 'none' },
    { principal: { Principal: { CanonicalUser: 'ann' } }, user: 'ann', is: 'none' },
    { principal: { Principal: undefined, NotPrincipal: { AWS: 'ann' } }, user: 'ann', is: 'none' },
    { principal: { Principal: undefined, NotPrincipal: { AWS: 'ann' } }, user: 'bob', is: 'Allow' },
    { principal: { Principal: undefined, NotPrincipal: { AWS: 'ann' } }, is: 'Allow' },
  ])('$principal for $user: $is', ({ principal, user: asking, is }) => {
    expect(verdict(policyOf(principal), asking === undefined ? {} : { user: asking })).toBe(is);
  });
});

describe('what and where', () => {
  it.each<{ more: object; action?: string; key?: string; is: Verdict }>([
    { more: {}, is: 'Allow' },
    { more: {}, action: 's3:getobject', is: 'Allow' },
    { more: {}, action: 's3:GetObjectVersion', is: 'none' },
    { more: {}, action: 's3:PutObject', is: 'none' },
    { more: {}, key: '', is: 'none' },
    { more: { Action: 's3:GetObject*' }, action: 's3:GetObjectTagging', is: 'Allow' },
    { more: { Action: 's3:?etObject' }, action: 's3:GetObject', is: 'Allow' },
    { more: { Action: '*' }, action: 's3:DeleteObject', is: 'Allow' },
    { more: { Action: ['s3:PutObject', 's3:DeleteObject'] }, action: 's3:DeleteObject', is: 'Allow' },
    { more: { Action: undefined, NotAction: 's3:DeleteObject' }, action: 's3:PutObject', is: 'Allow' },
    { more: { Action: undefined, NotAction: 's3:Delete*' }, action: 's3:DeleteObject', is: 'none' },
    { more: { Resource: 'arn:aws:s3:::pail/a/*' }, is: 'Allow' },
    { more: { Resource: 'arn:aws:s3:::pail/a/*' }, key: 'a', is: 'none' },
    { more: { Resource: 'arn:aws:s3:::pail/a/*' }, key: 'ab/c', is: 'none' },
    { more: { Resource: 'arn:aws:s3:::pail/a/b' }, key: 'a/b/c', is: 'none' },
    { more: { Resource: 'arn:aws:s3:::pail/*.jpg' }, key: 'x/y.jpg', is: 'Allow' },
    { more: { Resource: 'arn:aws:s3:::pail/?/b' }, is: 'Allow' },
    { more: { Resource: 'arn:aws:s3:::pail/A/B' }, is: 'none' },
    { more: { Resource: '*' }, is: 'Allow' },
    { more: { Resource: 'arn:aws:s3:::p*' }, is: 'Allow' },
    {
      more: { Resource: 'arn:aws:s3:::pail*', Action: 's3:*' },
      action: 's3:ListBucket',
      key: '',
      is: 'Allow',
    },
    {
      more: { Resource: 'arn:aws:s3:::pail', Action: 's3:*' },
      action: 's3:ListBucket',
      key: '',
      is: 'Allow',
    },
    { more: { Resource: 'arn:aws:s3:::pail', Action: 's3:*' }, is: 'none' },
    { more: { Resource: undefined, NotResource: 'arn:aws:s3:::pail/secret/*' }, is: 'Allow' },
    { more: { Resource: undefined, NotResource: 'arn:aws:s3:::pail/a/*' }, is: 'none' },
    { more: { Resource: 'arn:aws:s3:::pail/${aws:username}/*' }, is: 'none' },
  ])('$more for $action of "$key": $is', ({ more, is, ...question }) => {
    expect(verdict(policyOf(more), question)).toBe(is);
  });

  it('a variable is the user who asks, and a star in its name is a star', () => {
    const own = policyOf({ Resource: 'arn:aws:s3:::pail/${aws:username}/*' });
    expect(verdict(own, { user: 'ann', key: 'ann/x' })).toBe('Allow');
    expect(verdict(own, { user: 'ann', key: 'bob/x' })).toBe('none');
    expect(verdict(own, { user: '*', key: 'bob/x' })).toBe('none');
  });
});

describe('Allow and Deny', () => {
  const denyB = { ...deny, Resource: 'arn:aws:s3:::pail/a/b' };

  it.each<{ name: string; statements: object[]; key?: string; is: Verdict }>([
    { name: 'a Deny behind an Allow', statements: [allow, denyB], is: 'Deny' },
    { name: 'a Deny before an Allow', statements: [denyB, allow], is: 'Deny' },
    { name: 'a Deny of something else', statements: [allow, denyB], key: 'a/c', is: 'Allow' },
    { name: 'a Deny alone', statements: [denyB], is: 'Deny' },
    { name: 'a Deny alone of something else', statements: [denyB], key: 'a/c', is: 'none' },
    { name: 'a Deny for another', statements: [allow, { ...denyB, Principal: { AWS: 'ann' } }], is: 'Allow' },
    {
      name: 'a Deny to all but one',
      statements: [allow, { ...deny, Principal: undefined, NotPrincipal: { AWS: 'ann' } }],
      is: 'Deny',
    },
    {
      name: 'a Deny whose condition does not hold',
      statements: [allow, { ...deny, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
      is: 'Allow',
    },
    {
      name: 'a Deny whose condition holds',
      statements: [allow, { ...deny, Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
      is: 'Deny',
    },
    {
      name: 'an Allow whose conditions hold but one',
      statements: [
        {
          Condition: {
            Bool: { 'aws:SecureTransport': 'false' },
            StringLike: { 'aws:Referer': 'x', 'aws:UserAgent': '*' },
          },
        },
      ],
      is: 'none',
    },
  ])('$name: $is', ({ statements, is, ...question }) => {
    expect(verdict(policyOf(...statements), question)).toBe(is);
  });
});

describe('canned policies for a prefix', () => {
  const prefix: Question = { query: [['prefix', 'up/']] };
  const questions: Record<string, Question> = {
    get: { action: 's3:GetObject', key: 'up/a' },
    getOther: { action: 's3:GetObject', key: 'a' },
    put: { action: 's3:PutObject', key: 'up/a' },
    putOther: { action: 's3:PutObject', key: 'upper' },
    delete: { action: 's3:DeleteObject', key: 'up/a' },
    parts: { action: 's3:ListMultipartUploadParts', key: 'up/a' },
    abort: { action: 's3:AbortMultipartUpload', key: 'up/a' },
    uploads: { action: 's3:ListBucketMultipartUploads', key: '' },
    location: { action: 's3:GetBucketLocation', key: '' },
    list: { action: 's3:ListBucket', key: '', ...prefix },
    listAll: { action: 's3:ListBucket', key: '' },
    listDeeper: { action: 's3:ListBucket', key: '', query: [['prefix', 'up/x']] },
    listAround: { action: 's3:ListBucket', key: '', query: [['prefix', 'up']] },
    policy: { action: 's3:PutBucketPolicy', key: '' },
  };
  const read = ['get', 'location', 'list'];
  const write = ['put', 'delete', 'parts', 'abort', 'uploads', 'location'];

  it.each<{ kind: CannedPolicy; allowed: string[] }>([
    { kind: 'readonly', allowed: read },
    { kind: 'writeonly', allowed: write },
    { kind: 'readwrite', allowed: [...read, ...write] },
  ])('$kind allows $allowed and nothing else', ({ kind, allowed }) => {
    const text = cannedPolicy(kind, 'pail', 'up/') ?? '';
    const granted = Object.keys(questions).filter((name) => verdict(text, questions[name] ?? {}) === 'Allow');
    expect(granted.sort()).toEqual([...new Set(allowed)].sort());
  });

  it('for the whole bucket let it be listed with any prefix', () => {
    const text = cannedPolicy('readonly', 'pail', '') ?? '';
    for (const name of ['list', 'listAll', 'listDeeper', 'getOther']) {
      expect(verdict(text, questions[name] ?? {})).toBe('Allow');
    }
  });
});
