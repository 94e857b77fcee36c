/** An address as bits, most significant first: 32 or 128 of them. */
function addressBits(text: string): string | undefined {
  const groups = text.includes(':') ? groupsOf6(text) : groupsOf4(text);
  return groups?.map((group) => group.toString(2).padStart(groups.length === 4 ? 8 : 16, '0')).join('');
}

function groupsOf4(text: string): number[] | undefined {
  const groups = /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) ? text.split('.').map(Number) : undefined;
  return groups?.every((group) => group < 256) ? groups : undefined;
}

/** https://www.rfc-editor.org/rfc/rfc4291#section-2.2 */
function groupsOf6(text: string): number[] | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const sides = halves.map((half) => (half === '' ? [] : half.split(':').flatMap(groupsOfPart)));
  const [head = [], tail] = sides;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array.from({ length: tail ? missing : 0 }, () => 0), ...(tail ?? [])];
  return groups.every((group) => group >= 0 && group <= 0xffff) ? groups : undefined;
}

/** The last part may be an IPv4 address; -1 for what is no part. */
function groupsOfPart(part: string): number[] {
  const [a, b, c, d] = part.includes('.') ? (groupsOf4(part) ?? []) : [];
  if (a !== undefined && b !== undefined && c !== undefined && d !== undefined) {
    return [a * 256 + b, c * 256 + d];
  }
  return [/^[\da-f]{1,4}$/i.test(part) ? Number.parseInt(part, 16) : -1];
}

/** `203.0.113.0/24`, `2001:db8::/32`, or one address alone; undefined for what is none of it. */
export function parseIpRange(
  text: string,
): { contains(address: string): boolean; bits: number; length: number } | undefined {
  const [, start = '', size] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const network = addressBits(start);
  if (network === undefined) return undefined;
  const bits = size === undefined ? network.length : Number(size);
  if (bits > network.length) return undefined;
  return {
    bits,
    length: network.length,
    contains(address) {
      const asked = addressBits(address);
      return asked?.length === network.length && asked.slice(0, bits) === network.slice(0, bits);
    },
  };
}
