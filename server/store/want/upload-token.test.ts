import { describe, expect, it } from 'vitest';
import { checkUploadSignature, parseUploadToken, sameHex, signPolicy } from './upload-token.ts';

// The worked example of the protocol's description.
const accessKeyId = '23356042';
const secret = '0123456789abcdef0123456789abcdef';
const encodedPolicy = 'eyJuYW1lc3BhY2UiOiJkZW1vIiwiZXhwaXJhdGlvbiI6LTEsImluc2VydE9ubHkiOjB9';
const sign = '4ccb3b07c5480f90a250ffc68ceee35440651311';
const encoded =
  'MjMzNTYwNDI6ZXlKdVlXMWxjM0JoWTJVaU9pSmtaVzF2SWl3aVpYaHdhWEpoZEdsdmJpSTZMVEVzSW1sdWMyVnlkRTl1YkhraU9qQjk6NGNjYjNiMDdjNTQ4MGY5MGEyNTBmZmM2OGNlZWUzNTQ0MDY1MTMxMQ';

const encode = (text: string) => Buffer.from(text, 'utf8').toString('base64url');

describe('an upload token', () => {
  it('is signed as in the worked example', () => {
    expect(encode('{"namespace":"demo","expiration":-1,"insertOnly":0}')).toBe(encodedPolicy);
    expect(signPolicy(encodedPolicy, secret)).toBe(sign);
    expect(encode(`${accessKeyId}:${encodedPolicy}:${sign}`)).toBe(encoded);
  });

  it.each([
    ['TOP', encoded],
    ['CLOUD', encoded],
    ['TOP', `${encoded}==`],
    ['TOP', `  ${encoded} `],
    ['TOP', encode(`${accessKeyId}:${encodedPolicy}:${sign.toUpperCase()}`)],
  ])('of the type %s reads from %s', (type, text) => {
    const token = parseUploadToken(`UPLOAD_AK_${type} ${text}`);
    expect(token).toMatchObject({ type, accessKeyId, encodedPolicy });
    expect(() => checkUploadSignature(token, secret)).not.toThrow();
  });

  it('may be of a key with colons and another alphabet', () => {
    expect(parseUploadToken(`UPLOAD_AK_TOP ${encode(`a:?~ü:${encodedPolicy}:${sign}`)}`)).toMatchObject({
      accessKeyId: 'a:?~ü',
      sign,
    });
    const standard = Buffer.from(`a?~>:${encodedPolicy}:${sign}`).toString('base64');
    expect(parseUploadToken(`UPLOAD_AK_TOP ${standard}`).accessKeyId).toBe('a?~>');
  });

  it.each([
    undefined,
    '',
    encoded,
    'UPLOAD_AK_TOP',
    `UPLOAD_AK_TOP${encoded}`,
    `UPLOAD_AK_OTHER ${encoded}`,
    `upload_ak_top ${encoded}`,
    `ACL_TOP ${encoded}`,
    'UPLOAD_AK_TOP not%base64',
    `UPLOAD_AK_TOP ${encode('a:b')}`,
    `UPLOAD_AK_TOP ${encode(`:${encodedPolicy}:${sign}`)}`,
    `UPLOAD_AK_TOP ${encoded} ${encoded}`,
  ])('is not %s', (authorization) => {
    expect(() => parseUploadToken(authorization)).toThrow(
      expect.objectContaining({ code: 'InvalidToken', status: 403 }),
    );
  });

  it.each([
    [encodedPolicy, 'another secret', sign],
    [`${encodedPolicy}A`, secret, sign],
    [encodedPolicy, secret, sign.slice(0, -1)],
    [encodedPolicy, secret, ''],
    [encodedPolicy, secret, `${sign}0`],
  ])('is not signed with %s under %s as %s', (policy, key, signed) => {
    const token = { type: 'TOP' as const, accessKeyId, encodedPolicy: policy, sign: signed };
    expect(() => checkUploadSignature(token, key)).toThrow(expect.objectContaining({ code: 'InvalidToken' }));
  });
});

it.each([
  ['ab', 'ab', true],
  ['ab', 'AB', true],
  ['ab', 'ac', false],
  ['ab', 'abc', false],
  ['ab', '', false],
])('the hex %s and %s: %s', (expected, actual, same) => expect(sameHex(expected, actual)).toBe(same));
