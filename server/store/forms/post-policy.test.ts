import { describe, expect, it } from 'vitest';
import type { Profile } from '../http/call.ts';
import { checkFileLength, checkPostPolicy, parsePostPolicy } from './post-policy.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
const expiration = '2030-01-01T00:00:00.000Z';
const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');
const encode = (document: unknown) => base64(JSON.stringify(document));
const policyOf = (...conditions: unknown[]) => parsePostPolicy(encode({ expiration, conditions }));

function check(conditions: unknown[], fields: Record<string, string>, profile: Profile = 'aws') {
  checkPostPolicy(policyOf(...conditions), new Map(Object.entries(fields)), { now, profile });
}

describe('a policy document', () => {
  it.each<{ what: string; text: string }>([
    { what: 'that is no JSON', text: '{"expiration"' },
    { what: 'that is empty', text: '' },
    { what: 'that is a list', text: '[]' },
    { what: 'that is null', text: 'null' },
    { what: 'without an expiration', text: '{"conditions":[]}' },
    { what: 'with EXPIRATION', text: `{"EXPIRATION":"${expiration}","conditions":[]}` },
    { what: 'with an expiration that is a number', text: '{"expiration":1,"conditions":[]}' },
    {
      what: 'with an expiration of another form',
      text: '{"expiration":"2030-01-01 00:00:00","conditions":[]}',
    },
    {
      what: 'with an expiration that is no day',
      text: '{"expiration":"2030-13-01T00:00:00Z","conditions":[]}',
    },
    { what: 'without conditions', text: `{"expiration":"${expiration}"}` },
    { what: 'with CONDITIONS', text: `{"expiration":"${expiration}","CONDITIONS":[]}` },
    { what: 'with conditions that are an object', text: `{"expiration":"${expiration}","conditions":{}}` },
    { what: 'with more than it may have', text: `{"expiration":"${expiration}","conditions":[],"more":1}` },
    ...[
      {},
      { a: '1', b: '2' },
      { a: {} },
      'eq',
      null,
      [],
      ['eq'],
      ['eq', '$key'],
      ['eq', '$key', 'a', 'b'],
      ['eq', 'key', 'a'],
      ['eq', '$', 'a'],
      ['eq', '$key', ['a']],
      ['ends-with', '$key', 'a'],
      ['content-length-range'],
      ['content-length-range', 1],
      ['content-length-range', 1, 2, 3],
      ['content-length-range', -1, 2],
      ['content-length-range', 1, 2.5],
      ['content-length-range', '1', 'x'],
    ].map((condition) => ({
      what: `with the condition ${JSON.stringify(condition)}`,
      text: JSON.stringify({ expiration, conditions: [condition] }),
    })),
  ])('$what is invalid', ({ text }) => {
    expect(() => parsePostPolicy(base64(text))).toThrow(
      expect.objectContaining({
        code: 'InvalidPolicyDocument',
        status: 400,
        inMinio: expect.objectContaining({ code: 'PostPolicyInvalidKeyName', status: 403 }),
      }),
    );
  });

  it('may escape a dollar and a vertical tab', () => {
    const text = String.raw`{"expiration":"${expiration}","conditions":[{"key":"\$a\v\\$b\n"}]}`;
    expect(parsePostPolicy(base64(text)).conditions).toEqual([
      { operator: 'eq', field: 'key', value: '$a\v\\$b\n' },
    ]);
  });

  it('takes lengths as text too, and the narrowest of several ranges', () => {
    const policy = policyOf(['Content-Length-Range', '5', '100'], ['content-length-range', 0, 50]);
    expect(policy.length).toEqual({ min: 5, max: 50 });
  });
});

describe('a form that its policy allows', () => {
  it.each<{ conditions: unknown[]; fields: Record<string, string>; profile?: Profile }>([
    { conditions: [], fields: {} },
    { conditions: [{ key: 'a' }], fields: { key: 'a' } },
    { conditions: [{ Key: 'a' }, ['EQ', '$BUCKET', 'b']], fields: { key: 'a', bucket: 'b' } },
    { conditions: [['Starts-With', '$key', 'my/']], fields: { key: 'my/a' } },
    { conditions: [['starts-with', '$key', '']], fields: { key: '' } },
    { conditions: [['starts-with', '$acl', '']], fields: {} },
    { conditions: [{ success_action_status: 201 }], fields: { success_action_status: '201' } },
    {
      conditions: [['starts-with', '$Content-Type', 'image/']],
      fields: { 'content-type': 'image/png,image/gif' },
    },
    { conditions: [['starts-with', '$key', 'a'], { key: 'ab' }], fields: { key: 'ab' } },
    { conditions: [], fields: { policy: 'p', file: 'f', 'x-amz-signature': 's', 'x-ignore-a': '1' } },
    {
      conditions: [],
      fields: {
        'x-amz-server-side-encryption-customer-key': 'k',
        'x-amz-checksum-crc32': 'NhCmhg==',
        'content-encoding': 'gzip',
      },
      profile: 'minio',
    },
  ])('$conditions $fields', ({ conditions, fields, profile }) => {
    expect(() => check(conditions, fields, profile)).not.toThrow();
  });
});

describe('a form that its policy refuses', () => {
  it.each<{ conditions: unknown[]; fields: Record<string, string>; message: string }>([
    { conditions: [{ key: 'a' }], fields: { key: 'A' }, message: 'failed: ["eq","$key","a"]' },
    { conditions: [{ key: 'a' }], fields: {}, message: 'failed: ["eq","$key","a"]' },
    {
      conditions: [['starts-with', '$key', 'my/']],
      fields: { key: 'your/a' },
      message: 'failed: ["starts-with","$key","my/"]',
    },
    { conditions: [['starts-with', '$acl', 'p']], fields: {}, message: 'failed' },
    {
      conditions: [['starts-with', '$Content-Type', 'image/']],
      fields: { 'content-type': 'image/png,text/html' },
      message: 'failed',
    },
    { conditions: [['starts-with', '$key', 'a'], { key: 'ab' }], fields: { key: 'ac' }, message: 'failed' },
    {
      conditions: [{ key: 'a' }],
      fields: { key: 'a', bucket: 'b', tagging: '<T/>' },
      message: 'Extra input fields: bucket, tagging',
    },
    {
      conditions: [],
      fields: { 'x-amz-checksum-crc32': 'NhCmhg==' },
      message: 'Extra input fields: x-amz-checksum-crc32',
    },
    { conditions: [], fields: { 'x-amz-signature-2': 's' }, message: 'Extra input fields' },
  ])('$conditions $fields', ({ conditions, fields, message }) => {
    expect(() => check(conditions, fields)).toThrow(
      expect.objectContaining({ code: 'AccessDenied', message: expect.stringContaining(message) }),
    );
  });

  it('from the moment that it expires', () => {
    const policy = parsePostPolicy(encode({ expiration: '2026-11-21T12:00:00Z', conditions: [] }));
    const at = (time: number) => () => checkPostPolicy(policy, new Map(), { now: time, profile: 'aws' });
    expect(at(now - 1)).not.toThrow();
    expect(at(now)).toThrow('Invalid according to Policy: Policy expired.');
  });
});

describe('the length of a file', () => {
  it.each([
    { bytes: 0, isWhole: false, code: undefined },
    { bytes: 0, isWhole: true, code: 'EntityTooSmall' },
    { bytes: 1, isWhole: true, code: undefined },
    { bytes: 10, isWhole: true, code: undefined },
    { bytes: 11, isWhole: false, code: 'EntityTooLarge' },
    { bytes: 11, isWhole: true, code: 'EntityTooLarge' },
  ])('of 1 to 10 may be $bytes (whole: $isWhole): $code', ({ bytes, isWhole, code }) => {
    const check = () => checkFileLength(policyOf(['content-length-range', 1, 10]), bytes, isWhole);
    if (code === undefined) expect(check).not.toThrow();
    else expect(check).toThrow(expect.objectContaining({ code }));
  });

  it.each([0, 1e15])('of no range may be %i', (bytes) => {
    expect(() => checkFileLength(policyOf(), bytes, true)).not.toThrow();
  });

  it('of a range without room has no size that is right', () => {
    const policy = policyOf(['content-length-range', 10, 1]);
    for (const bytes of [1, 5, 10]) {
      expect(() => checkFileLength(policy, bytes, true)).toThrow(/larger|smaller/);
    }
  });
});
