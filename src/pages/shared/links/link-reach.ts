/** From where a link can be opened, told by its host alone. */
export type LinkReach = 'this-machine' | 'this-network' | 'anywhere';

/** Loopback and private addresses (RFC 1918, RFC 3927, RFC 4193). */
export function linkReach(url: string): LinkReach {
  const host = new URL(url).hostname.replace(/\.$/, '');
  if (host === 'localhost' || host.endsWith('.localhost') || host === '[::1]') return 'this-machine';
  if (/^\[(?:fe[89ab][0-9a-f]|f[cd][0-9a-f]{2}):/.test(host)) return 'this-network';
  const octets = /^(\d+)\.(\d+)\.\d+\.\d+$/.exec(host);
  if (!octets) return host.endsWith('.local') || !/[.:]/.test(host) ? 'this-network' : 'anywhere';
  const first = Number(octets[1]);
  const second = Number(octets[2]);
  if (first === 127) return 'this-machine';
  const isPrivate =
    first === 10 ||
    (first === 172 && second >= 16 && second <= 31) ||
    (first === 192 && second === 168) ||
    (first === 169 && second === 254);
  return isPrivate ? 'this-network' : 'anywhere';
}
