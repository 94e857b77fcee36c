import { BlockList, isIP } from 'node:net';

/** Addresses that share their first bits. */
interface IpRange {
  contains(address: string): boolean;
  /** How many bits are fixed, and of how many. */
  prefixLength: number;
  addressLength: 32 | 128;
}

/** `203.0.113.0/24`, `2001:db8::/32` or one address; undefined for anything else. */
export function parseIpRange(text: string): IpRange | undefined {
  const [address = '', length, ...rest] = text.split('/');
  const family = isIP(address);
  const addressLength = family === 4 ? 32 : 128;
  const prefixLength = length === undefined ? addressLength : Number(length);
  const isLength = length === undefined || (/^\d{1,3}$/.test(length) && prefixLength <= addressLength);
  if (family === 0 || rest.length > 0 || !isLength || address.includes('%')) return undefined;
  const range = new BlockList();
  range.addSubnet(address, prefixLength, familyName(family));
  return {
    contains: (candidate) => {
      const plain = plainAddress(candidate);
      const candidateFamily = isIP(plain);
      // An IPv4 address is in no IPv6 range, though BlockList would find it in ::ffff:0:0/96.
      return candidateFamily === family && range.check(plain, familyName(candidateFamily));
    },
    prefixLength,
    addressLength,
  };
}

/** An IPv4 client of a socket that takes both families is `::ffff:a.b.c.d`; and a zone says nothing to others. */
export const plainAddress = (address: string) =>
  address.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');

const familyName = (family: number) => (family === 4 ? 'ipv4' : 'ipv6');
