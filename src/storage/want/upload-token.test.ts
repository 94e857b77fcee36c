import { describe, expect, test } from 'vitest';
import { base64url, fromBase64url } from './base64url.ts';
import { normalToken, readUploadToken, signUploadToken, type WantKeys } from './upload-token.ts';

const keys: WantKeys = {
  type: 'TOP',
  accessKeyId: '23356042',
  secretAccessKey: '0123456789abcdef0123456789abcdef',
};
const policy = '{"namespace":"demo","expiration":-1,"insertOnly":0}';
const token =
  'UPLOAD_AK_TOP MjMzNTYwNDI6ZXlKdVlXMWxjM0JoWTJVaU9pSmtaVzF2SWl3aVpYaHdhWEpoZEdsdmJpSTZMVEVzSW1sdWMyVnlkRTl1YkhraU9qQjk6NGNjYjNiMDdjNTQ4MGY5MGEyNTBmZmM2OGNlZWUzNTQ0MDY1MTMxMQ';

describe('an upload token', () => {
  test('is the one of the protocol’s worked example', () => {
    expect(signUploadToken(keys, policy)).toBe(token);
  });

  test.each(['TOP', 'CLOUD'] as const)('of type %s is read again', (type) => {
    const signed = signUploadToken({ ...keys, type, accessKeyId: 'a:b' }, '{"namespace":"报告"}');
    expect(readUploadToken(signed)).toEqual({ type, accessKeyId: 'a:b', policy: '{"namespace":"报告"}' });
  });

  test.each([
    ['with what a person pasted around it', `\n Authorization: ${token}  \n`],
    ['with another white space inside', token.replace(' ', '\t  ')],
    ['with padding', `${token}==`],
  ])('is read %s', (_, pasted) => {
    expect(readUploadToken(pasted)).toEqual({ type: 'TOP', accessKeyId: '23356042', policy });
    expect(normalToken(pasted)).toMatch(/^UPLOAD_AK_TOP \S+$/);
  });

  test.each([
    ['nothing', ''],
    ['another scheme', token.replace('UPLOAD_AK_TOP', 'ACL_TOP')],
    ['an unknown type', token.replace('TOP', 'FREE')],
    ['no base64', 'UPLOAD_AK_TOP %%%'],
    ['too few parts', `UPLOAD_AK_TOP ${base64url('a:b')}`],
    ['no access key', `UPLOAD_AK_TOP ${base64url(`:${base64url('{}')}:${'0'.repeat(40)}`)}`],
    ['no signature', `UPLOAD_AK_TOP ${base64url(`a:${base64url('{}')}:zz`)}`],
    ['a secret that was pasted by mistake', '0123456789abcdef0123456789abcdef'],
  ])('is not read from %s', (_, text) => {
    expect(readUploadToken(text)).toBeUndefined();
  });
});

describe('base64url', () => {
  test.each(['', 'a', 'ab', 'abc', '报告 🎉', '??>>~~'])('gives %j back', (text) => {
    expect(base64url(text)).toMatch(/^[\w-]*$/);
    expect(fromBase64url(base64url(text))).toBe(text);
    expect(fromBase64url(btoa(String.fromCharCode(...new TextEncoder().encode(text))))).toBe(text);
  });

  test('refuses what is no text', () => {
    expect(fromBase64url('_w')).toBeUndefined();
    expect(fromBase64url('*')).toBeUndefined();
  });
});
