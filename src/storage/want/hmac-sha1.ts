import { hmac } from '@noble/hashes/hmac.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** In hex. In JavaScript, because crypto.subtle is missing on pages of plain http hosts. */
export function hmacSha1(key: string, message: string): string {
  return bytesToHex(hmac(sha1, utf8ToBytes(key), utf8ToBytes(message)));
}
