import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** How an object's bytes are encrypted at rest, as far as its record knows: no key is in it. */
export type ObjectEncryption =
  | { kind: 'SSE-S3' }
  /** `keyCheck` tells the right customer key from a wrong one: an HMAC under the random `salt`, both in hex. */
  | { kind: 'SSE-C'; salt: string; keyCheck: string };

/** The key that bytes are written or read with: the store's own, or the customer's 32 bytes. */
export type EncryptionKey = { kind: 'SSE-S3' } | { kind: 'SSE-C'; key: Buffer };

/** What a record keeps of a key. */
export function describeEncryption(key: EncryptionKey | undefined): ObjectEncryption | undefined {
  if (key === undefined || key.kind === 'SSE-S3') return key;
  const salt = randomBytes(16).toString('hex');
  return { kind: 'SSE-C', salt, keyCheck: keyCheckOf(key.key, salt).toString('hex') };
}

/** Whether a customer's key is the one that the object was written with. */
export function isKeyOf(
  { salt, keyCheck }: Extract<ObjectEncryption, { kind: 'SSE-C' }>,
  key: Buffer,
): boolean {
  return timingSafeEqual(keyCheckOf(key, salt), Buffer.from(keyCheck, 'hex'));
}

const keyCheckOf = (key: Buffer, salt: string) =>
  createHmac('sha256', key).update('pail key check\0').update(salt, 'hex').digest();

/** Whether what was written with one of them is read with the other. */
export function isSameKey(one: EncryptionKey | undefined, other: EncryptionKey | undefined): boolean {
  if (one?.kind === 'SSE-C' && other?.kind === 'SSE-C') return timingSafeEqual(one.key, other.key);
  return one?.kind === other?.kind;
}
