import { describe, expect, it, test } from 'vitest';
import { scriptCipher } from './script-cipher.ts';
import { openSecrets, sealSecrets, type VaultCipher, vaultCipher } from './vault.ts';
import { decodeBase64, encodeBase64, parseSealed, vaultIterations } from './vault-format.ts';
import { createWebCipher } from './web-cipher.ts';

const webCipher = createWebCipher(globalThis.crypto.subtle);
const both: [string, VaultCipher, VaultCipher][] = [
  ['WebCrypto', webCipher, scriptCipher],
  ['JavaScript', scriptCipher, webCipher],
];
const secrets = { secretAccessKey: 'hush-hush', sessionToken: 'tok' };
const owner = '00abc';
const counting = (bytes: Uint8Array<ArrayBuffer>) => bytes.map((_byte, index) => index);

/** Not a secret of anybody: how long the key derivation takes is not what most tests are about. */
function quick(cipher: VaultCipher): VaultCipher {
  return { ...cipher, deriveKey: (passphrase, salt) => cipher.deriveKey(passphrase, salt, 10) };
}

test('both implementations make the same bytes, with the full number of rounds', async () => {
  const [web, script] = await Promise.all(
    [webCipher, scriptCipher].map((cipher) =>
      sealSecrets(secrets, 'correct horse', owner, { cipher, random: counting }),
    ),
  );
  expect(script).toEqual(web);
  expect(web?.iterations).toBe(vaultIterations);
  expect(vaultIterations).toBeGreaterThanOrEqual(600_000);
  expect(JSON.stringify(web)).not.toContain('hush');
});

test('the key is the one of the published vector of PBKDF2-HMAC-SHA-256', async () => {
  // RFC 7914, section 11: P = "Password", S = "NaCl", c = 80000; its first 32 bytes.
  const bytes = (text: string) => new Uint8Array(new TextEncoder().encode(text));
  for (const cipher of [webCipher, scriptCipher]) {
    const key = await cipher.deriveKey(bytes('Password'), bytes('NaCl'), 80_000);
    const hex = Array.from(key, (byte) => byte.toString(16).padStart(2, '0')).join('');
    expect(hex).toBe('4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56');
  }
});

describe.each(both)('sealed by %s', (_name, sealing, opening) => {
  const seal = () => sealSecrets(secrets, 'correct horse', owner, { cipher: quick(sealing) });

  it('opens with the same passphrase, by either implementation', async () => {
    const sealed = await seal();
    for (const cipher of [quick(sealing), quick(opening)]) {
      expect(await openSecrets(sealed, 'correct horse', owner, { cipher })).toEqual({ secrets });
    }
  });

  it('never twice the same', async () => {
    const [one, other] = [await seal(), await seal()];
    expect(one.salt).not.toBe(other.salt);
    expect(one.iv).not.toBe(other.iv);
    expect(one.data).not.toBe(other.data);
  });

  it('tells a wrong passphrase from damaged data', async () => {
    const sealed = await seal();
    const cipher = quick(opening);
    expect(await openSecrets(sealed, 'wrong horse', owner, { cipher })).toEqual({
      problem: 'wrong-passphrase',
    });
    const flipped = decodeBase64(sealed.data)?.map((byte, index) => (index === 3 ? byte ^ 1 : byte));
    const damaged = { ...sealed, data: encodeBase64(flipped ?? new Uint8Array()) };
    expect(await openSecrets(damaged, 'correct horse', owner, { cipher })).toEqual({ problem: 'damaged' });
  });

  it('does not open for another connection', async () => {
    const cipher = quick(opening);
    expect(await openSecrets(await seal(), 'correct horse', 'another', { cipher })).toEqual({
      problem: 'damaged',
    });
  });
});

test('an accent is the same one, however it was typed', async () => {
  const cipher = quick(webCipher);
  const sealed = await sealSecrets(secrets, 'caf\u00e9', owner, { cipher });
  expect(await openSecrets(sealed, 'cafe\u0301', owner, { cipher })).toEqual({ secrets });
});

test.each<[string, (sealed: Record<string, unknown>) => unknown]>([
  ['nothing', () => undefined],
  ['text', () => 'sealed'],
  ['another version', (sealed) => ({ ...sealed, version: 2 })],
  ['too few rounds', (sealed) => ({ ...sealed, iterations: 1000 })],
  ['rounds without end', (sealed) => ({ ...sealed, iterations: 1e9 })],
  ['a short salt', (sealed) => ({ ...sealed, salt: encodeBase64(new Uint8Array(8)) })],
  ['no base64', (sealed) => ({ ...sealed, iv: '***' })],
  ['a check cut off', (sealed) => ({ ...sealed, check: '' })],
  ['data of any size', (sealed) => ({ ...sealed, data: 'A'.repeat(200_000) })],
])('a record that no page of ours wrote is damaged, and takes no time: %s', async (_name, change) => {
  const cipher = quick(webCipher);
  const sealed = await sealSecrets(secrets, 'correct horse', owner, { cipher });
  const record = change({ ...sealed });
  expect(parseSealed(record)).toBeUndefined();
  expect(await openSecrets(record, 'correct horse', owner, { cipher })).toEqual({ problem: 'damaged' });
});

test('a page that is no secure context has the script', async () => {
  const own = Object.getOwnPropertyDescriptor(globalThis, 'crypto');
  Object.defineProperty(globalThis, 'crypto', {
    configurable: true,
    value: { getRandomValues: (bytes: Uint8Array) => bytes },
  });
  try {
    expect(await vaultCipher()).toBe(scriptCipher);
  } finally {
    if (own) Object.defineProperty(globalThis, 'crypto', own);
  }
  expect(await vaultCipher()).not.toBe(scriptCipher);
});
