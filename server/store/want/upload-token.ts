import { createHmac, timingSafeEqual } from 'node:crypto';
import { decodeBase64 } from './base64.ts';
import { WantError } from './want-error.ts';

/** Who issued the keys. It changes nothing here: both types are signed alike. */
export type KeyType = 'TOP' | 'CLOUD';

/** What an upload's Authorization header says, before anything of it is believed. */
export interface UploadToken {
  type: KeyType;
  accessKeyId: string;
  /** As it was signed. */
  encodedPolicy: string;
  /** In hex. */
  sign: string;
}

/** `UPLOAD_AK_TOP base64url(AK:encodedPolicy:sign)`, padded or not. */
export function parseUploadToken(authorization: string | undefined): UploadToken {
  const match = /^UPLOAD_AK_(TOP|CLOUD) +(\S+)$/.exec(authorization?.trim() ?? '');
  const parts = decodeBase64(match?.[2] ?? '')
    ?.toString('utf8')
    .split(':');
  const [sign, encodedPolicy, ...rest] = parts?.reverse() ?? [];
  // Access key ids may hold colons; neither base64url nor hex does.
  const accessKeyId = rest.reverse().join(':');
  if (match === null || sign === undefined || encodedPolicy === undefined || accessKeyId === '') {
    throw new WantError('InvalidToken', 'The Authorization header is no upload token.');
  }
  return { type: match[1] as KeyType, accessKeyId, encodedPolicy, sign };
}

export function checkUploadSignature({ encodedPolicy, sign }: UploadToken, secretAccessKey: string): void {
  if (sameHex(signPolicy(encodedPolicy, secretAccessKey), sign)) return;
  throw wrongSignature();
}

/** Also the answer to an unknown key: which of the two was wrong is not told. */
export const wrongSignature = () =>
  new WantError('InvalidToken', 'The access key is unknown, or the signature is not its own.');

/** Hex HMAC-SHA1 of the encoded policy. */
export const signPolicy = (encodedPolicy: string, secretAccessKey: string) =>
  hmacSha1(secretAccessKey, encodedPolicy);

export const hmacSha1 = (key: string, message: string) =>
  createHmac('sha1', key).update(message, 'utf8').digest('hex');

/** Takes the same time wherever the two differ. Some SDKs write their hex in capitals. */
export function sameHex(expected: string, actual: string): boolean {
  const [a, b] = [Buffer.from(expected, 'latin1'), Buffer.from(actual.toLowerCase(), 'latin1')];
  return a.length === b.length && timingSafeEqual(a, b);
}
