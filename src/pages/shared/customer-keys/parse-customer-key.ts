/** 256 bits: the only length that SSE-C knows. API: "Using server-side encryption with customer-provided keys". */
const keyLength = 32;

export type CustomerKeyProblem = 'empty' | 'neither' | 'length';
type ParsedCustomerKey = { kind: 'key'; key: Uint8Array } | { kind: 'problem'; problem: CustomerKeyProblem };

/**
 * A key as people keep it: 32 bytes, in base64 (of either alphabet, its padding left out or not) or as 64 hex digits.
 * White space is none of it. 64 hex digits are never read as base64, which would be 48 bytes.
 */
export function parseCustomerKey(text: string): ParsedCustomerKey {
  const written = text.replace(/\s+/g, '');
  if (written === '') return { kind: 'problem', problem: 'empty' };
  const bytes = /^[\da-f]{64}$/i.test(written) ? fromHex(written) : fromBase64(written);
  if (!bytes) return { kind: 'problem', problem: 'neither' };
  if (bytes.length !== keyLength) return { kind: 'problem', problem: 'length' };
  return { kind: 'key', key: bytes };
}

/** The key as it is shown once, to be kept: base64. */
export const printCustomerKey = (key: Uint8Array) => btoa(String.fromCharCode(...key));

export const generateCustomerKey = () => crypto.getRandomValues(new Uint8Array(keyLength));

const fromHex = (digits: string) =>
  Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

function fromBase64(written: string): Uint8Array | undefined {
  const plain = written.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  if (!/^[A-Za-z\d+/]+$/.test(plain)) return undefined;
  try {
    return Uint8Array.from(atob(plain), (sign) => sign.charCodeAt(0));
  } catch {
    return undefined;
  }
}
