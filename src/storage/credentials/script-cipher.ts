import { gcm } from '@noble/ciphers/aes.js';
import { pbkdf2Async } from '@noble/hashes/pbkdf2.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { VaultCipher } from './vault.ts';

/** The same in JavaScript, for pages without WebCrypto: slower, and loaded only there. It lets the page breathe. */
export const scriptCipher: VaultCipher = {
  async deriveKey(passphrase, salt, iterations) {
    return new Uint8Array(await pbkdf2Async(sha256, passphrase, salt, { c: iterations, dkLen: 32 }));
  },
  async sha256(bytes) {
    return new Uint8Array(sha256(bytes));
  },
  async encrypt(key, iv, additionalData, plain) {
    return new Uint8Array(gcm(key, iv, additionalData).encrypt(plain));
  },
  async decrypt(key, iv, additionalData, sealed) {
    return new Uint8Array(gcm(key, iv, additionalData).decrypt(sealed));
  },
};
