import type { VaultCipher } from './vault.ts';

/** By the browser's own WebCrypto, which pages of plain http hosts do not have. */
export function createWebCipher(subtle: SubtleCrypto): VaultCipher {
  const aes = (key: Uint8Array<ArrayBuffer>, usage: 'encrypt' | 'decrypt') =>
    subtle.importKey('raw', key, 'AES-GCM', false, [usage]);
  return {
    async deriveKey(passphrase, salt, iterations) {
      const secret = await subtle.importKey('raw', passphrase, 'PBKDF2', false, ['deriveBits']);
      const bits = await subtle.deriveBits(
        { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
        secret,
        256,
      );
      return new Uint8Array(bits);
    },
    async sha256(bytes) {
      return new Uint8Array(await subtle.digest('SHA-256', bytes));
    },
    async encrypt(key, iv, additionalData, plain) {
      const algorithm = { name: 'AES-GCM', iv, additionalData };
      return new Uint8Array(await subtle.encrypt(algorithm, await aes(key, 'encrypt'), plain));
    },
    async decrypt(key, iv, additionalData, sealed) {
      const algorithm = { name: 'AES-GCM', iv, additionalData };
      return new Uint8Array(await subtle.decrypt(algorithm, await aes(key, 'decrypt'), sealed));
    },
  };
}
