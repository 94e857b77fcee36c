/**
 * Secrets as they lie in the browser's storage: PBKDF2-HMAC-SHA-256 makes a key of the passphrase, AES-256-GCM locks
 * them with it. Bytes are base64.
 */
export interface SealedSecrets {
  version: 1;
  iterations: number;
  /** 16 random bytes. */
  salt: string;
  /** 12 random bytes. */
  iv: string;
  /** The first 8 bytes of SHA-256 over `checkLabel` and the key: tells a wrong passphrase from damaged data. */
  check: string;
  /** Ciphertext and tag. */
  data: string;
}

/** OWASP's least number for PBKDF2-HMAC-SHA-256. */
export const vaultIterations = 600_000;
/** Beyond this somebody has tampered, and a page would hang. */
const mostIterations = 10_000_000;

const checkLabel = 'pail vault check';

export function encodeBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** Undefined where the text is no base64. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** What `check` is the beginning of the hash of. */
export function checkInput(key: Uint8Array): Uint8Array<ArrayBuffer> {
  const label = new TextEncoder().encode(checkLabel);
  const input = new Uint8Array(label.length + key.length);
  input.set(label);
  input.set(key, label.length);
  return input;
}

/** A passphrase as bytes; composed, so that an accent typed on another keyboard is the same one. */
export function passphraseBytes(passphrase: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(passphrase.normalize('NFC'));
}

function hasBytes(text: unknown, least: number, most = least): text is string {
  if (typeof text !== 'string') return false;
  const { length } = decodeBase64(text) ?? { length: -1 };
  return length >= least && length <= most;
}

/** Undefined where it is no such record, or one that no page of ours wrote. */
export function parseSealed(value: unknown): SealedSecrets | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { version, iterations, salt, iv, check, data } = value as Partial<
    Record<keyof SealedSecrets, unknown>
  >;
  if (version !== 1 || typeof iterations !== 'number' || !Number.isInteger(iterations)) return undefined;
  if (iterations < vaultIterations || iterations > mostIterations) return undefined;
  if (!hasBytes(salt, 16) || !hasBytes(iv, 12) || !hasBytes(check, 8) || !hasBytes(data, 16, 65_536)) {
    return undefined;
  }
  return { version, iterations, salt, iv, check, data };
}
