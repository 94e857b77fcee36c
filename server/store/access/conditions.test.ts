import { describe, expect, it } from 'vitest';
import { conditionValue } from './condition-keys.ts';
import { parseCondition } from './conditions.ts';
import { type Asked, account, requestContext } from './testing/request-context.ts';

function holds(operator: string, key: string, values: string | string[], asked: Asked = {}): boolean {
  const condition = parseCondition(operator, key, [values].flat(), true);
  if ('reason' in condition) throw new Error(condition.reason);
  const context = requestContext(asked);
  return condition.holds(conditionValue(condition.key, context), (name) => conditionValue(name, context));
}

const prefix = (value: string): Asked => ({ query: [['prefix', value]] });
const maxKeys = (value: string): Asked => ({ query: [['max-keys', value]] });
const referer = (value: string): Asked => ({ headers: { referer: value } });
const anyReferer = referer('https://pail.example/');

describe('operators', () => {
  it.each<[string, string, string | string[], Asked, boolean]>([
    ['StringEquals', 's3:prefix', 'a/', prefix('a/'), true],
    ['StringEquals', 's3:prefix', 'a/', prefix('a/b'), false],
    ['StringEquals', 's3:prefix', 'a/', prefix('A/'), false],
    ['StringEquals', 's3:prefix', 'a*', prefix('ab'), false],
    ['StringEquals', 's3:prefix', ['x', 'a/'], prefix('a/'), true],
    ['StringEquals', 's3:prefix', '', prefix(''), true],
    ['StringEquals', 's3:prefix', '', {}, false],
    ['StringEquals', 's3:prefix', '${aws:username}/', { user: 'ann', ...prefix('ann/') }, true],
    ['StringEquals', 's3:prefix', '${aws:username}/', { user: 'ann', ...prefix('bob/') }, false],
    ['StringEquals', 's3:prefix', '${aws:username}/', prefix('/'), false],
    ['StringNotEquals', 's3:prefix', 'a/', prefix('b/'), true],
    ['StringNotEquals', 's3:prefix', 'a/', prefix('a/'), false],
    ['StringNotEquals', 's3:prefix', ['a/', 'b/'], prefix('b/'), false],
    ['StringNotEquals', 's3:prefix', 'a/', {}, true],
    ['StringEqualsIgnoreCase', 'aws:UserAgent', 'MINIO', { headers: { 'user-agent': 'MinIO' } }, true],
    ['StringEqualsIgnoreCase', 'aws:UserAgent', 'MinIO', { headers: { 'user-agent': 'minio x' } }, false],
    ['StringEqualsIgnoreCase', 's3:prefix', 'X${aws:username}', { user: 'Ann', ...prefix('xANN') }, true],
    ['StringNotEqualsIgnoreCase', 'aws:UserAgent', 'curl', { headers: { 'user-agent': 'CURL' } }, false],
    ['StringLike', 'aws:Referer', 'https://pail.example/*', referer('https://pail.example/a'), true],
    ['StringLike', 'aws:Referer', 'https://pail.example/*', referer('http://pail.example/a'), false],
    ['StringLike', 'aws:Referer', 'https://pail.example/*', {}, false],
    ['StringLike', 's3:prefix', 'home/${aws:username}/?', { user: 'ann', ...prefix('home/ann/x') }, true],
    ['StringNotLike', 'aws:Referer', '*.example/*', anyReferer, false],
    ['StringNotLike', 'aws:Referer', '*.example/*', {}, true],
    ['IpAddress', 'aws:SourceIp', '203.0.113.0/24', {}, true],
    ['IpAddress', 'aws:SourceIp', '10.0.0.0/8', {}, false],
    ['IpAddress', 'aws:SourceIp', ['10.0.0.0/8', '203.0.113.9'], {}, true],
    ['IpAddress', 'aws:SourceIp', '203.0.113.9', { address: '::ffff:203.0.113.9' }, true],
    ['IpAddress', 'aws:SourceIp', '2001:db8::/32', { address: '2001:db8::5' }, true],
    ['IpAddress', 'aws:SourceIp', '0.0.0.0/0', { address: '2001:db8::5' }, false],
    ['NotIpAddress', 'aws:SourceIp', '10.0.0.0/8', {}, true],
    ['NotIpAddress', 'aws:SourceIp', ['10.0.0.0/8', '203.0.0.0/16'], {}, false],
    ['NumericEquals', 's3:max-keys', '10', maxKeys('10'), true],
    ['NumericEquals', 's3:max-keys', '10', maxKeys('010'), true],
    ['NumericEquals', 's3:max-keys', '10', maxKeys('ten'), false],
    ['NumericNotEquals', 's3:max-keys', '10', maxKeys('10'), false],
    ['NumericNotEquals', 's3:max-keys', '10', maxKeys('11'), true],
    ['NumericLessThan', 's3:max-keys', '10', maxKeys('10'), false],
    ['NumericLessThan', 's3:max-keys', '10', maxKeys('9'), true],
    ['NumericLessThanEquals', 's3:max-keys', '10', maxKeys('10'), true],
    ['NumericLessThanEquals', 's3:max-keys', '10', maxKeys('100'), false],
    ['NumericLessThanEquals', 's3:max-keys', '10', {}, false],
    ['NumericLessThanEqualsIfExists', 's3:max-keys', '10', {}, true],
    ['NumericLessThanEqualsIfExists', 's3:max-keys', '10', maxKeys('11'), false],
    ['NumericGreaterThan', 's3:max-keys', '10', maxKeys('11'), true],
    ['NumericGreaterThan', 's3:max-keys', '10', maxKeys('10'), false],
    ['NumericGreaterThanEquals', 's3:max-keys', '10', maxKeys('10'), true],
    ['DateLessThan', 'aws:CurrentTime', '2024-06-01T12:00:01Z', {}, true],
    ['DateLessThan', 'aws:CurrentTime', '2024-06-01T12:00:00Z', {}, false],
    ['DateLessThanEquals', 'aws:CurrentTime', '2024-06-01T12:00:00Z', {}, true],
    ['DateGreaterThan', 'aws:CurrentTime', '2024-06-01', {}, true],
    ['DateGreaterThan', 'aws:CurrentTime', '2024-06-02', {}, false],
    ['DateGreaterThanEquals', 'aws:CurrentTime', '2024-06-01T14:00:00+02:00', {}, true],
    ['DateEquals', 'aws:CurrentTime', '2024-06-01T12:00:00.000Z', {}, true],
    ['DateEquals', 'aws:EpochTime', '1717243200', {}, true],
    ['DateNotEquals', 'aws:CurrentTime', '2024-06-01T12:00:00', {}, false],
    ['NumericLessThan', 'aws:EpochTime', '1717243201', {}, true],
    ['Bool', 'aws:SecureTransport', 'true', { isSecure: true }, true],
    ['Bool', 'aws:SecureTransport', 'true', {}, false],
    ['Bool', 'aws:SecureTransport', 'FALSE', {}, true],
    ['Bool', 'aws:MultiFactorAuthPresent', 'false', {}, false],
    ['BoolIfExists', 'aws:MultiFactorAuthPresent', 'false', {}, true],
    ['Null', 'aws:Referer', 'true', {}, true],
    ['Null', 'aws:Referer', 'true', anyReferer, false],
    ['Null', 'aws:Referer', 'false', anyReferer, true],
    ['Null', 'aws:Referer', 'False', {}, false],
    ['ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:user/a*', { user: 'ann' }, true],
    ['ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:user/a*', { user: 'bob' }, false],
    ['ArnNotEquals', 'aws:PrincipalArn', 'arn:aws:iam::*:user/ann', {}, true],
    ['StringLikeIfExists', 'aws:Referer', 'x*', {}, true],
    ['StringLikeIfExists', 'aws:Referer', 'x*', anyReferer, false],
    ['ForAllValues:StringEquals', 'aws:Referer', 'x', {}, true],
    ['ForAnyValue:StringEquals', 'aws:Referer', 'x', {}, false],
    ['ForAnyValue:StringNotEquals', 'aws:Referer', 'x', {}, false],
    ['ForAnyValue:StringEquals', 'aws:Referer', ['x', 'y'], referer('y'), true],
  ])('%s of %s with %j and %j: %s', (operator, key, values, asked, is) => {
    expect(holds(operator, key, values, asked)).toBe(is);
  });
});

describe('keys', () => {
  const presigned: Asked = {
    user: 'ann',
    query: [
      ['X-Amz-Signature', '0'],
      ['X-Amz-Date', '20240601T115950Z'],
    ],
  };

  it.each<[string, Asked, string | undefined]>([
    ['s3:delimiter', { query: [['delimiter', '/']] }, '/'],
    ['s3:x-amz-acl', { headers: { 'x-amz-acl': 'public-read' } }, 'public-read'],
    ['s3:x-amz-storage-class', {}, undefined],
    ['s3:x-amz-copy-source', { headers: { 'x-amz-copy-source': '/b/k' } }, '/b/k'],
    ['s3:signatureversion', { user: 'ann' }, 'AWS4-HMAC-SHA256'],
    ['s3:signatureversion', {}, undefined],
    ['s3:authType', presigned, 'REST-QUERY-STRING'],
    ['s3:authType', { user: 'ann', headers: { authorization: 'x' } }, 'REST-HEADER'],
    ['s3:authType', { user: 'ann' }, 'POST'],
    ['s3:authType', {}, undefined],
    ['s3:signatureAge', presigned, '10000'],
    ['s3:signatureAge', {}, undefined],
    ['s3:versionid', { versionId: 'v' }, 'v'],
    ['s3:VersionId', {}, undefined],
    ['aws:username', { user: 'ann' }, 'ann'],
    ['aws:username', {}, undefined],
    ['aws:userid', { user: 'ann' }, 'ann'],
    ['aws:PrincipalType', {}, 'Anonymous'],
    ['aws:PrincipalType', { user: 'ann' }, 'User'],
    ['aws:SourceVpc', {}, undefined],
    ['s3:ExistingObjectTag/Team', { tags: [{ key: 'Team', value: 'red' }] }, 'red'],
    ['s3:existingobjecttag/Team', { tags: [{ key: 'team', value: 'red' }] }, undefined],
    ['s3:ExistingObjectTag/a/b', { tags: [{ key: 'a/b', value: '1' }] }, '1'],
    ['s3:ExistingObjectTag/Team', {}, undefined],
    ['s3:RequestObjectTag/a', { headers: { 'x-amz-tagging': 'b=1&a=x%20y' } }, 'x y'],
    ['s3:RequestObjectTag/a', {}, undefined],
  ])('%s of %j is %s', (name, asked, value) => {
    const condition = parseCondition('StringEquals', name, ['x'], true);
    if ('reason' in condition) throw new Error(condition.reason);
    expect(conditionValue(condition.key, requestContext(asked))).toBe(value);
  });

  it("of a session are its user's", () => {
    const session = account('ann', { accessKeyId: 'ASIA', sessionToken: 't' });
    expect(conditionValue('aws:username', { ...requestContext(), account: session })).toBe('ann');
  });
});
