import {
  checkInput,
  decodeBase64,
  encodeBase64,
  parseSealed,
  passphraseBytes,
  type SealedSecrets,
  vaultIterations,
} from './vault-format.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** What the vault needs of cryptography. `decrypt` rejects where the tag does not fit. */
export interface VaultCipher {
  /** PBKDF2-HMAC-SHA-256, 32 bytes. */
  deriveKey(passphrase: Bytes, salt: Bytes, iterations: number): Promise<Bytes>;
  sha256(bytes: Bytes): Promise<Bytes>;
  /** AES-256-GCM; the tag of 16 bytes stands at the end. */
  encrypt(key: Bytes, iv: Bytes, additionalData: Bytes, plain: Bytes): Promise<Bytes>;
  decrypt(key: Bytes, iv: Bytes, additionalData: Bytes, sealed: Bytes): Promise<Bytes>;
}

/** The half of a connection that is locked away. */
export interface Secrets {
  secretAccessKey: string;
  sessionToken?: string;
}

export type Opened = { secrets: Secrets } | { problem: 'wrong-passphrase' | 'damaged' };

interface SealOptions {
  cipher: VaultCipher;
  /** Fills with random bytes; injected by tests. */
  random?: (bytes: Bytes) => Bytes;
  iterations?: number;
}

async function checkOf(cipher: VaultCipher, key: Bytes): Promise<string> {
  return encodeBase64((await cipher.sha256(checkInput(key))).slice(0, 8));
}

/** `owner` (the id of the connection) is bound in: a record that is moved to another connection does not open. */
function ownerBytes(owner: string): Bytes {
  return new TextEncoder().encode(`pail:${owner}`);
}

export async function sealSecrets(
  secrets: Secrets,
  passphrase: string,
  owner: string,
  { cipher, random = (bytes) => crypto.getRandomValues(bytes), iterations = vaultIterations }: SealOptions,
): Promise<SealedSecrets> {
  const salt = random(new Uint8Array(16));
  const iv = random(new Uint8Array(12));
  const key = await cipher.deriveKey(passphraseBytes(passphrase), salt, iterations);
  const { secretAccessKey, sessionToken } = secrets;
  const plain = new TextEncoder().encode(JSON.stringify({ secretAccessKey, sessionToken }));
  return {
    version: 1,
    iterations,
    salt: encodeBase64(salt),
    iv: encodeBase64(iv),
    check: await checkOf(cipher, key),
    data: encodeBase64(await cipher.encrypt(key, iv, ownerBytes(owner), plain)),
  };
}

function parseSecrets(plain: Bytes): Secrets | undefined {
  const value: unknown = JSON.parse(new TextDecoder().decode(plain));
  const { secretAccessKey, sessionToken } = value as Partial<Record<keyof Secrets, unknown>>;
  if (typeof secretAccessKey !== 'string') return undefined;
  return { secretAccessKey, ...(typeof sessionToken === 'string' ? { sessionToken } : {}) };
}

/** Never rejects for what it reads: `record` is whatever lay in the browser's storage. */
export async function openSecrets(
  record: unknown,
  passphrase: string,
  owner: string,
  { cipher }: Pick<SealOptions, 'cipher'>,
): Promise<Opened> {
  const sealed = parseSealed(record);
  const [salt, iv, data] = [sealed?.salt, sealed?.iv, sealed?.data].map((text) => decodeBase64(text ?? ''));
  if (!sealed || !salt || !iv || !data) return { problem: 'damaged' };
  const key = await cipher.deriveKey(passphraseBytes(passphrase), salt, sealed.iterations);
  if ((await checkOf(cipher, key)) !== sealed.check) return { problem: 'wrong-passphrase' };
  try {
    const secrets = parseSecrets(await cipher.decrypt(key, iv, ownerBytes(owner), data));
    return secrets ? { secrets } : { problem: 'damaged' };
  } catch {
    // The key is the right one, so the data are not what was written.
    return { problem: 'damaged' };
  }
}

/** WebCrypto where the page has it, else the same in JavaScript. */
export async function vaultCipher(): Promise<VaultCipher> {
  // The type says that it is always there; on plain http hosts it is not.
  const subtle = globalThis.crypto.subtle as SubtleCrypto | undefined;
  if (subtle) return (await import('./web-cipher.ts')).createWebCipher(subtle);
  return (await import('./script-cipher.ts')).scriptCipher;
}
