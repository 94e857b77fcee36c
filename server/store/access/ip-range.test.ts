import { describe, expect, it } from 'vitest';
import { parseIpRange, plainAddress } from './ip-range.ts';

describe('an address range', () => {
  it.each([
    { range: '203.0.113.0/24', address: '203.0.113.255', is: true },
    { range: '203.0.113.0/24', address: '203.0.114.0', is: false },
    { range: '203.0.113.7', address: '203.0.113.7', is: true },
    { range: '203.0.113.7', address: '203.0.113.8', is: false },
    { range: '203.0.113.77/24', address: '203.0.113.1', is: true },
    { range: '0.0.0.0/0', address: '8.8.8.8', is: true },
    { range: '10.0.0.0/8', address: '::ffff:10.1.2.3', is: true },
    { range: '10.0.0.0/8', address: '::FFFF:11.1.2.3', is: false },
    { range: '2001:db8::/32', address: '2001:db8:1::1', is: true },
    { range: '2001:db8::/32', address: '2001:db9::1', is: false },
    { range: '::/0', address: '::1', is: true },
    { range: '::/0', address: '127.0.0.1', is: false },
    { range: '::/0', address: '::ffff:127.0.0.1', is: false },
    { range: '0.0.0.0/0', address: '::1', is: false },
    { range: 'fe80::/10', address: 'fe80::1%eth0', is: true },
    { range: '127.0.0.1/32', address: '', is: false },
  ])('$range has $address: $is', ({ range, address, is }) => {
    expect(parseIpRange(range)?.contains(address)).toBe(is);
  });

  it.each([
    '',
    'localhost',
    '1.2.3',
    '1.2.3.4/33',
    '1.2.3.4/',
    '1.2.3.4/-1',
    '1.2.3.4/8/8',
    '::/129',
    'fe80::1%eth0',
    '*',
  ])('is not "%s"', (text) => {
    expect(parseIpRange(text)).toBeUndefined();
  });

  it('takes an IPv4 client of an IPv6 socket for what it is', () => {
    expect(['::ffff:127.0.0.1', '::1', '::ffff:0:1', '10.0.0.1'].map(plainAddress)).toEqual([
      '127.0.0.1',
      '::1',
      '::ffff:0:1',
      '10.0.0.1',
    ]);
  });
});
