import { describe, expect, it } from 'vitest';
import { parseBucketPolicy } from './parse-policy.ts';
import { isPublic, isPublicInMinio } from './public-policy.ts';
import { type CannedPolicy, cannedPolicy } from './testing/canned-policies.ts';
import { requestContext } from './testing/request-context.ts';

const parse = (text: string) => parseBucketPolicy(text, 'pail');
const policyOf = (...statements: object[]) =>
  parse(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: statements.map((more) => ({
        Effect: 'Allow',
        Principal: '*',
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::pail/*',
        ...more,
      })),
    }),
  );

describe('a policy is public', () => {
  const given = (Condition: object) => ({ Condition });

  it.each<{ name: string; more: object; is: boolean }>([
    { name: 'for everybody', more: {}, is: true },
    { name: 'for everybody of AWS', more: { Principal: { AWS: ['ann', '*'] } }, is: true },
    { name: 'for all but one', more: { Principal: undefined, NotPrincipal: { AWS: 'ann' } }, is: true },
    { name: 'for one', more: { Principal: { AWS: 'ann' } }, is: false },
    { name: 'for a service', more: { Principal: { Service: 'a.example' } }, is: false },
    { name: 'as a Deny', more: { Effect: 'Deny' }, is: false },
    {
      name: 'with a Referer',
      more: given({ StringLike: { 'aws:Referer': 'https://pail.example/*' } }),
      is: true,
    },
    { name: 'with TLS', more: given({ Bool: { 'aws:SecureTransport': 'true' } }), is: true },
    { name: 'from a network', more: given({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }), is: false },
    {
      name: 'from a network as large as it may be',
      more: given({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }),
      is: false,
    },
    {
      name: 'from half of the world',
      more: given({ IpAddress: { 'aws:SourceIp': '128.0.0.0/1' } }),
      is: true,
    },
    {
      name: 'from one network or anywhere',
      more: given({ IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '0.0.0.0/0'] } }),
      is: true,
    },
    {
      name: 'from a large network of IPv6',
      more: given({ IpAddress: { 'aws:SourceIp': '2000::/3' } }),
      is: true,
    },
    {
      name: 'from anywhere but a network',
      more: given({ NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }),
      is: true,
    },
    { name: 'with a user name', more: given({ StringEquals: { 'aws:username': 'ann' } }), is: false },
    { name: 'with a pattern of user names', more: given({ StringLike: { 'aws:username': 'a*' } }), is: true },
    {
      name: 'with a user name that is a variable',
      more: given({ StringEquals: { 'aws:username': '${aws:username}' } }),
      is: true,
    },
    {
      name: 'with a user name if there is one',
      more: given({ StringEqualsIfExists: { 'aws:username': 'ann' } }),
      is: true,
    },
    { name: 'with another user name', more: given({ StringNotEquals: { 'aws:username': 'ann' } }), is: true },
    {
      name: 'with conditions of which one is about who asks',
      more: given({ StringEquals: { 'aws:SourceVpc': 'vpc-1', 'aws:Referer': 'x' } }),
      is: false,
    },
  ])('$name: $is', ({ more, is }) => {
    expect(isPublic(policyOf(more))).toBe(is);
  });

  it('when one statement is', () => {
    expect(isPublic(policyOf({ Principal: { AWS: 'ann' } }, {}))).toBe(true);
  });

  it.each<CannedPolicy>(['readonly', 'writeonly', 'readwrite'])('as the canned %s is', (kind) => {
    expect(isPublic(parse(cannedPolicy(kind, 'pail', 'up/') ?? ''))).toBe(true);
  });
});

describe('a policy is public for MinIO', () => {
  const bucket = 'arn:aws:s3:::pail';

  it.each<{ Action: string | string[]; Resource: string | string[]; is: boolean }>([
    { Action: 's3:*', Resource: [bucket, `${bucket}/*`], is: true },
    { Action: ['s3:ListBucket', 's3:PutObject'], Resource: [bucket, `${bucket}/*`], is: true },
    { Action: 's3:GetObject', Resource: `${bucket}/*`, is: false },
    { Action: 's3:ListBucket', Resource: bucket, is: false },
    { Action: 's3:PutObject', Resource: `${bucket}/*`, is: false },
  ])('$Action on $Resource: $is', ({ is, ...more }) => {
    expect(isPublicInMinio(policyOf(more), 'pail', requestContext())).toBe(is);
  });
});
