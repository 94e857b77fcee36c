import { describe, expect, it } from 'vitest';
import {
  checkManageSignature,
  parseManageToken,
  type SignedCall,
  signManageCall,
} from './manage-signature.ts';

// The worked example of the protocol's description.
const secret = '0123456789abcdef0123456789abcdef';
const encoded = 'MjMzNTYwNDI6Mzc1ZGE2MTkxNTZmODMwY2M4OGU1YjhmYTgzMjhhYjI0OWQ0ZjE1ZQ';
const call: SignedCall = {
  path: '/3.0/files',
  rawQuery: 'namespace=demo&dir=/&currentPage=1&pageSize=10',
  body: '',
  date: 'Fri, 20 Nov 2026 00:00:00 GMT',
};
const time = Date.parse(call.date);
const minute = 60_000;

describe('a manage call', () => {
  it.each([
    ['TOP', encoded],
    ['CLOUD', encoded],
    ['TOP', `${encoded}=`],
    ['TOP', `${encoded}==`],
  ])('of the type %s is signed as in the worked example: %s', (type, text) => {
    const token = parseManageToken(`ACL_${type} ${text}`);
    expect(token).toEqual({ type, accessKeyId: '23356042', sign: signManageCall(call, secret) });
    expect(() => checkManageSignature(token, call, secret, time)).not.toThrow();
  });

  it.each<[string, Partial<SignedCall>]>([
    ['path', { path: '/3.0/folders' }],
    ['query', { rawQuery: '' }],
    ['order of the query', { rawQuery: 'dir=/&namespace=demo&currentPage=1&pageSize=10' }],
    ['body', { body: 'x' }],
    ['date', { date: 'Fri, 20 Nov 2026 00:00:01 GMT' }],
  ])('is not the same with another %s', (_, other) => {
    const token = parseManageToken(`ACL_TOP ${encoded}`);
    expect(() => checkManageSignature(token, { ...call, ...other }, secret, time)).toThrow(
      expect.objectContaining({ code: 'InvalidToken', status: 403 }),
    );
  });

  it('without a query signs no question mark', () => {
    const bare = { path: '/3.0/files/x', rawQuery: '', body: 'b', date: 'd' };
    expect(signManageCall(bare, 'k')).toBe('01e34c6c750411f56745f346c60f37d77ce24f2c');
  });

  it.each([
    [0, undefined],
    [15 * minute, undefined],
    [-15 * minute, undefined],
    [15 * minute + 1, 'TokenExpired'],
    [-15 * minute - 1, 'TokenExpired'],
  ])('%i ms off the store is %s', (skew, code) => {
    const token = parseManageToken(`ACL_TOP ${encoded}`);
    const check = () => checkManageSignature(token, call, secret, time + skew);
    if (code === undefined) expect(check).not.toThrow();
    else expect(check).toThrow(expect.objectContaining({ code, status: 403 }));
  });

  it.each(['', 'soon'])('with the date "%s" is refused however it is signed', (date) => {
    const dated = { ...call, date };
    const token = { type: 'TOP' as const, accessKeyId: 'a', sign: signManageCall(dated, secret) };
    expect(() => checkManageSignature(token, dated, secret, time)).toThrow(
      expect.objectContaining({ code: 'InvalidToken' }),
    );
  });

  it.each([
    undefined,
    '',
    `UPLOAD_AK_TOP ${encoded}`,
    `ACL_OTHER ${encoded}`,
    'ACL_TOP',
    'ACL_TOP OmFi',
    'ACL_TOP %',
  ])('is not %s', (authorization) => {
    expect(() => parseManageToken(authorization)).toThrow(expect.objectContaining({ code: 'InvalidToken' }));
  });
});
