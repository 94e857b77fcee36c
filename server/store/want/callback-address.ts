import { BlockList, isIPv4, isIPv6 } from 'node:net';

/**
 * Addresses that no callback goes to: those of the link, where machines in a cloud read their own keys, and others that
 * are nobody's or everybody's. Loopback and private networks are allowed: there a store like this one and its callers
 * live. https://www.iana.org/assignments/iana-ipv4-special-registry
 */
const refused = new BlockList();
refused.addSubnet('0.0.0.0', 8, 'ipv4');
refused.addSubnet('169.254.0.0', 16, 'ipv4');
refused.addAddress('100.100.100.200', 'ipv4');
refused.addAddress('168.63.129.16', 'ipv4');
refused.addSubnet('192.0.0.0', 24, 'ipv4');
refused.addSubnet('224.0.0.0', 3, 'ipv4');
refused.addAddress('::', 'ipv6');
refused.addSubnet('fe80::', 10, 'ipv6');
refused.addSubnet('ff00::', 8, 'ipv6');
refused.addAddress('fd00:ec2::254', 'ipv6');
refused.addAddress('fd20:ce::254', 'ipv6');
// What leads to IPv4 by another door: translation, 6to4, Teredo.
refused.addSubnet('64:ff9b::', 32, 'ipv6');
refused.addSubnet('2002::', 16, 'ipv6');
refused.addSubnet('2001::', 32, 'ipv6');

/** Of an address as DNS or a URL gives it, without brackets. What is no address is refused, too. */
export function isCallbackAddress(address: string): boolean {
  const bare = address.replace(/%.*$/, '');
  if (isIPv4(bare)) return !refused.check(bare, 'ipv4');
  if (!isIPv6(bare)) return false;
  const mapped = embeddedIPv4(bare);
  return mapped === undefined ? !refused.check(bare, 'ipv6') : !refused.check(mapped, 'ipv4');
}

/** The IPv4 address in `::ffff:a.b.c.d` and `::a.b.c.d`, however it is written. Loopback `::1` is none. */
function embeddedIPv4(address: string): string | undefined {
  const compact = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const match = /^::(?:ffff:)?([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(compact);
  if (match === null) return undefined;
  const [high, low] = [Number.parseInt(match[1] ?? '', 16), Number.parseInt(match[2] ?? '', 16)];
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.');
}
