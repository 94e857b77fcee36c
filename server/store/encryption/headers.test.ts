import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Profile } from '../http/call.ts';
import { S3Error } from '../http/s3-error.ts';
import { customerKey, type KeyPrefix } from './customer-key.ts';
import { encryptionHeaders } from './encryption-headers.ts';
import { etagOf, etagOfParts } from './etag.ts';
import { describeEncryption, isSameKey } from './object-encryption.ts';
import { readingKey } from './reading-key.ts';
import { redactCustomerKeys } from './redact.ts';
import { requestedEncryption } from './requested-encryption.ts';
import { uploadKey } from './upload-key.ts';

const key = Buffer.from('32byteslongsecretkeymustprovided');
const keyHeaders = {
  algorithm: 'AES256',
  key: 'MzJieXRlc2xvbmdzZWNyZXRrZXltdXN0cHJvdmlkZWQ=',
  'key-md5': '7PpPLAK26ONlVUGOWlusfg==',
};

type Parts = { [Part in keyof typeof keyHeaders]?: string };

/** The customer's headers; a part that is '' is left out. */
const customer = (changes: Parts = {}, prefix: KeyPrefix = '') =>
  new Map(
    Object.entries({ ...keyHeaders, ...changes })
      .filter(([, value]) => value !== '')
      .map(([part, value]) => [`x-amz-${prefix}server-side-encryption-customer-${part}`, value]),
  );

const withKey = (other: Buffer) =>
  customer({ key: other.toString('base64'), 'key-md5': createHash('md5').update(other).digest('base64') });

function codeOf(act: () => unknown, profile: Profile = 'aws'): string {
  try {
    act();
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    expect(JSON.stringify([error.message, error.extras, error.headers])).not.toContain(keyHeaders.key);
    const { code, status } = (profile === 'minio' && error.inMinio) || error;
    return `${status} ${code}`;
  }
  return 'fine';
}

describe("a customer's key", () => {
  it('is read and checked', () => {
    expect(customerKey(customer(), true)?.equals(key)).toBe(true);
    expect(customerKey(new Map([['x-amz-meta-a', 'b']]), false)).toBeUndefined();
  });

  it('of a copy source has headers of its own', () => {
    expect(customerKey(customer({}, 'copy-source-'), true)).toBeUndefined();
    expect(customerKey(customer({}, 'copy-source-'), true, 'copy-source-')?.equals(key)).toBe(true);
    expect(customerKey(customer(), true, 'copy-source-')).toBeUndefined();
  });

  const short = Buffer.alloc(16, 7);
  it.each<{ what: string; changes: Parts; code: string }>([
    { what: 'without its algorithm', changes: { algorithm: '' }, code: '400 InvalidArgument' },
    { what: 'without the key', changes: { key: '' }, code: '400 InvalidArgument' },
    { what: 'without its MD5', changes: { 'key-md5': '' }, code: '400 InvalidArgument' },
    { what: 'with the MD5 alone', changes: { algorithm: '', key: '' }, code: '400 InvalidArgument' },
    {
      what: 'of another algorithm',
      changes: { algorithm: 'AES128' },
      code: '400 InvalidEncryptionAlgorithmError',
    },
    { what: 'that is too short', changes: { key: short.toString('base64') }, code: '400 InvalidArgument' },
    {
      what: 'that is no base64',
      changes: { key: `${keyHeaders.key.slice(0, -2)}!=` },
      code: '400 InvalidArgument',
    },
    {
      what: 'sent twice',
      changes: { key: `${keyHeaders.key},${keyHeaders.key}` },
      code: '400 InvalidArgument',
    },
    {
      what: 'with another MD5',
      changes: { 'key-md5': 'AAAAAAAAAAAAAAAAAAAAAA==' },
      code: '400 InvalidArgument',
    },
  ])('$what is $code', ({ changes, code }) => {
    expect(codeOf(() => customerKey(customer(changes), true))).toBe(code);
  });

  it('of another algorithm is what MinIO calls an invalid argument', () => {
    expect(codeOf(() => customerKey(customer({ algorithm: 'AES128' }), true), 'minio')).toBe(
      '400 InvalidArgument',
    );
  });

  it('is refused where others may have read it on the way', () => {
    expect(codeOf(() => customerKey(customer(), false))).toBe('400 InvalidRequest');
    expect(codeOf(() => customerKey(customer({ key: '' }), false))).toBe('400 InvalidRequest');
  });
});

describe('what a new object is encrypted with', () => {
  const header = (value: string) => new Map([['x-amz-server-side-encryption', value]]);
  const setting = { algorithm: 'AES256' } as const;

  it.each([
    { asked: 'nothing', headers: new Map<string, string>(), setting: undefined, key: undefined },
    {
      asked: 'nothing, with a default',
      headers: new Map<string, string>(),
      setting,
      key: { kind: 'SSE-S3' },
    },
    { asked: 'AES256', headers: header('AES256'), setting: undefined, key: { kind: 'SSE-S3' } },
    { asked: 'AES256, with a default', headers: header('AES256'), setting, key: { kind: 'SSE-S3' } },
    { asked: 'a key', headers: customer(), setting: undefined, key: { kind: 'SSE-C', key } },
    { asked: 'a key, with a default', headers: customer(), setting, key: { kind: 'SSE-C', key } },
  ])('for $asked', ({ headers, setting: bucketSetting, key: expected }) => {
    expect(requestedEncryption(headers, bucketSetting, true)).toEqual(expected);
  });

  it.each<{ value: string; aws: string; minio: string }>([
    { value: 'aws:kms', aws: '501 NotImplemented', minio: '501 NotImplemented' },
    { value: 'aws:kms:dsse', aws: '501 NotImplemented', minio: '400 InvalidArgument' },
    { value: 'aes256', aws: '400 InvalidArgument', minio: '400 InvalidArgument' },
    { value: '', aws: '400 InvalidArgument', minio: '400 InvalidArgument' },
  ])('is not “$value”: $aws', ({ value, aws, minio }) => {
    const act = () => requestedEncryption(header(value), undefined, true);
    expect([codeOf(act, 'aws'), codeOf(act, 'minio')]).toEqual([aws, minio]);
  });

  it('is not both', () => {
    const both = new Map([...header('AES256'), ...customer()]);
    expect(codeOf(() => requestedEncryption(both, undefined, true))).toBe('400 InvalidArgument');
  });
});

describe('the key that reads an object', () => {
  const none = new Map<string, string>();
  const ofCustomer = describeEncryption({ kind: 'SSE-C', key });
  const ofStore = { kind: 'SSE-S3' } as const;

  it.each([
    { object: 'a plain object', encryption: undefined, headers: none, key: undefined },
    { object: 'one of SSE-S3', encryption: ofStore, headers: none, key: ofStore },
    { object: 'one of SSE-C', encryption: ofCustomer, headers: customer(), key: { kind: 'SSE-C', key } },
  ])('of $object', ({ encryption, headers, key: expected }) => {
    expect(readingKey(encryption, headers, true, '')).toEqual(expected);
  });

  it.each([
    { what: 'missing', encryption: ofCustomer, headers: none, code: '400 InvalidRequest' },
    { what: 'another', encryption: ofCustomer, headers: withKey(randomBytes(32)), code: '403 AccessDenied' },
    {
      what: 'too much for a plain object',
      encryption: undefined,
      headers: customer(),
      code: '400 InvalidRequest',
    },
    { what: 'too much for SSE-S3', encryption: ofStore, headers: customer(), code: '400 InvalidRequest' },
    {
      what: 'that of a copy source',
      encryption: ofCustomer,
      headers: customer({}, 'copy-source-'),
      code: '400 InvalidRequest',
    },
  ])('is refused when it is $what: $code', ({ encryption, headers, code }) => {
    expect(codeOf(() => readingKey(encryption, headers, true, ''))).toBe(code);
  });

  it.each<{ prefix: KeyPrefix; profile: Profile; code: string }>([
    { prefix: '', profile: 'aws', code: '400 InvalidArgument' },
    { prefix: '', profile: 'minio', code: '400 BadRequest' },
    { prefix: 'copy-source-', profile: 'aws', code: 'fine' },
  ])('beside a header that asks to encrypt ($prefix, $profile): $code', ({ prefix, profile, code }) => {
    const headers = new Map([['x-amz-server-side-encryption', 'AES256']]);
    expect(codeOf(() => readingKey(ofStore, headers, true, prefix), profile)).toBe(code);
  });

  it.each<{ profile: Profile; code: string }>([
    { profile: 'aws', code: '400 InvalidRequest' },
    { profile: 'minio', code: '403 AccessDenied' },
  ])('of a part is that of its upload, or else $code ($profile)', ({ profile, code }) => {
    expect(uploadKey(ofCustomer, customer(), true)).toEqual({ kind: 'SSE-C', key });
    expect(codeOf(() => uploadKey(ofCustomer, withKey(randomBytes(32)), true), profile)).toBe(code);
    expect(codeOf(() => uploadKey(ofCustomer, none, true), profile)).toBe('400 InvalidRequest');
  });
});

describe('a record', () => {
  it('has nothing of the key but what tells it from others', () => {
    const [one, other] = [key, key].map((bytes) => describeEncryption({ kind: 'SSE-C', key: bytes }));
    expect(one).not.toEqual(other);
    expect(JSON.stringify(one)).not.toContain(key.toString('hex'));
    expect(JSON.stringify(one)).not.toContain(createHash('md5').update(key).digest('hex'));
    expect(describeEncryption({ kind: 'SSE-S3' })).toEqual({ kind: 'SSE-S3' });
    expect(describeEncryption(undefined)).toBeUndefined();
  });

  it.each([
    { of: 'plain', encryption: undefined, expected: {} },
    {
      of: 'SSE-S3',
      encryption: { kind: 'SSE-S3' } as const,
      expected: { 'x-amz-server-side-encryption': 'AES256' },
    },
    {
      of: 'SSE-C',
      encryption: describeEncryption({ kind: 'SSE-C', key }),
      expected: {
        'x-amz-server-side-encryption-customer-algorithm': 'AES256',
        'x-amz-server-side-encryption-customer-key-md5': keyHeaders['key-md5'],
      },
    },
  ])('of $of is told in headers, and never with the key', ({ encryption, expected }) => {
    expect(encryptionHeaders(encryption, customer())).toEqual(expected);
  });
});

describe('keys', () => {
  const s3 = { kind: 'SSE-S3' } as const;
  const one = { kind: 'SSE-C', key } as const;
  const two = { kind: 'SSE-C', key: Buffer.alloc(32, 2) } as const;
  it.each([
    { from: undefined, to: undefined, same: true },
    { from: s3, to: s3, same: true },
    { from: one, to: { kind: 'SSE-C', key: Buffer.from(key) } as const, same: true },
    { from: one, to: two, same: false },
    { from: undefined, to: s3, same: false },
    { from: s3, to: one, same: false },
    { from: one, to: undefined, same: false },
  ])('$from.kind and $to.kind are the same: $same', ({ from, to, same }) => {
    expect(isSameKey(from, to)).toBe(same);
  });
});

describe('an ETag', () => {
  const md5 = createHash('md5').update('hello').digest();

  it('is the MD5, and with a customer key something else of the same shape', () => {
    expect(etagOf(md5, undefined)).toBe(md5.toString('hex'));
    expect(etagOf(md5, { kind: 'SSE-S3' })).toBe(md5.toString('hex'));
    const etag = etagOf(md5, { kind: 'SSE-C', key });
    expect(etag).toMatch(/^[0-9a-f]{32}$/);
    expect(etag).not.toBe(md5.toString('hex'));
    expect(etagOf(md5, { kind: 'SSE-C', key })).toBe(etag);
    expect(etagOf(md5, { kind: 'SSE-C', key: Buffer.alloc(32) })).not.toBe(etag);
  });

  it('of parts is made of theirs', () => {
    expect(etagOfParts(['79b281060d337b9b2b84ccf390adcf74', '92eb5ffee6ae2fec3ad71c777531578f'])).toBe(
      'e5a8c5272b26fc10581a21089559b006-2',
    );
  });
});

describe('a text that errors show', () => {
  it.each([
    ...(['', 'copy-source-'] as const).map((prefix) => ({
      text: `host:a\nx-amz-${prefix}server-side-encryption-customer-key:SECRET=\nx-amz-date:b`,
      shown: `host:a\nx-amz-${prefix}server-side-encryption-customer-key:hidden\nx-amz-date:b`,
    })),
    {
      text: 'PUT\n/b/k\na=1&x-amz-server-side-encryption-customer-key=SECRET%3D&x-id=GetObject\nhost:a',
      shown: 'PUT\n/b/k\na=1&x-amz-server-side-encryption-customer-key=hidden&x-id=GetObject\nhost:a',
    },
    {
      text: 'x-amz-server-side-encryption-customer-key-md5:MD5\nx-amz-server-side-encryption-customer-algorithm:AES256',
      shown:
        'x-amz-server-side-encryption-customer-key-md5:MD5\nx-amz-server-side-encryption-customer-algorithm:AES256',
    },
    {
      text: 'X-Amz-Server-Side-Encryption-Customer-Key: SECRET',
      shown: 'X-Amz-Server-Side-Encryption-Customer-Key: hidden',
    },
  ])('has no customer keys in it: $shown', ({ text, shown }) => {
    expect(redactCustomerKeys(text)).toBe(shown);
  });
});
