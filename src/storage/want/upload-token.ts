import { base64url, fromBase64url } from './base64url.ts';
import { hmacSha1 } from './hmac-sha1.ts';

/** Who issued the keys. */
const keyTypes = ['TOP', 'CLOUD'] as const;
type KeyType = (typeof keyTypes)[number];

export interface WantKeys {
  type: KeyType;
  accessKeyId: string;
  secretAccessKey: string;
}

/** What a token says of itself. Whether its signature is right, only the service can tell. */
export interface ReadToken {
  type: KeyType;
  accessKeyId: string;
  /** The policy's text, as it was signed. */
  policy: string;
}

/**
 * The Authorization header of every upload call: `policy` is the JSON text, signed as it is. Whoever has the token
 * may upload by it until it expires; the secret key cannot be told from it.
 */
export function signUploadToken(keys: WantKeys, policy: string): string {
  const encoded = base64url(policy);
  const sign = hmacSha1(keys.secretAccessKey, encoded);
  return `UPLOAD_AK_${keys.type} ${base64url(`${keys.accessKeyId}:${encoded}:${sign}`)}`;
}

/** Undefined for what is no token. White space around it, and a pasted `Authorization:`, do no harm. */
export function readUploadToken(text: string): ReadToken | undefined {
  const match = /^(?:authorization:\s*)?UPLOAD_AK_(TOP|CLOUD)\s+(\S+)$/i.exec(text.trim());
  const parts = fromBase64url(match?.[2] ?? '')?.split(':') ?? [];
  const sign = parts.pop();
  const policy = fromBase64url(parts.pop() ?? '');
  // An access key may hold colons; neither base64url nor hex does.
  const accessKeyId = parts.join(':');
  const type = keyTypes.find((each) => each === match?.[1]?.toUpperCase());
  if (!type || !policy || accessKeyId === '' || !/^[\da-f]{40}$/i.test(sign ?? '')) return undefined;
  return { type, accessKeyId, policy };
}

/** The token as it is sent: without what a person pasted around it. */
export const normalToken = (text: string) =>
  text
    .trim()
    .replace(/^authorization:\s*/i, '')
    .replace(/\s+/, ' ');
