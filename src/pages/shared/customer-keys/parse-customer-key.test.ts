import { describe, expect, it } from 'vitest';
import { generateCustomerKey, parseCustomerKey, printCustomerKey } from './parse-customer-key.ts';

const bytes = Uint8Array.from({ length: 32 }, (_, index) => index * 8 + 7);
const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const base64 = btoa(String.fromCharCode(...bytes));

describe('parseCustomerKey', () => {
  it.each([
    ['base64', base64],
    ['base64 without padding', base64.replace('=', '')],
    ['base64 for addresses', base64.replaceAll('+', '-').replaceAll('/', '_')],
    ['hex', hex],
    ['hex in capitals', hex.toUpperCase()],
    ['what was pasted with a line end and blanks', ` ${base64.slice(0, 20)}\n${base64.slice(20)}\r\n`],
  ])('reads %s', (_, text) => {
    expect(parseCustomerKey(text)).toEqual({ kind: 'key', key: bytes });
  });

  it.each([
    ['', 'empty'],
    [' \n', 'empty'],
    ['my secret key!', 'neither'],
    [`${base64}=x`, 'neither'],
    ['A', 'neither'],
    ['ключ', 'neither'],
    [btoa('sixteen bytes ..'), 'length'],
    [hex.slice(2), 'length'],
    [`${hex}00`, 'length'],
  ])('refuses %j: %s', (text, problem) => {
    expect(parseCustomerKey(text)).toEqual({ kind: 'problem', problem });
  });
});

it('a generated key is read back as it is printed, and is another one each time', () => {
  const key = generateCustomerKey();
  expect(parseCustomerKey(printCustomerKey(key))).toEqual({ kind: 'key', key });
  expect(generateCustomerKey()).not.toEqual(key);
});
