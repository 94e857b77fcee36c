import { decodeBase64 } from './base64.ts';
import { hmacSha1, type KeyType, sameHex, wrongSignature } from './upload-token.ts';
import { WantError } from './want-error.ts';

/** How far a manage call's date may be from the store's time, in ms: as far as S3's. */
const maxSkewMs = 15 * 60 * 1000;

export interface ManageToken {
  type: KeyType;
  accessKeyId: string;
  /** In hex. */
  sign: string;
}

/** What a manage call's signature covers. */
export interface SignedCall {
  /** As sent: percent-encoding and all. */
  path: string;
  /** As sent, without `?`; empty where there is none. */
  rawQuery: string;
  body: string;
  /** The RFC 1123 date of `Date`, or of `x-acl-date` from a browser, which may not set the other. */
  date: string;
}

/** `ACL_TOP base64url(AK:sign)`, padded or not. */
export function parseManageToken(authorization: string | undefined): ManageToken {
  const match = /^ACL_(TOP|CLOUD) +(\S+)$/.exec(authorization?.trim() ?? '');
  const text = decodeBase64(match?.[2] ?? '')?.toString('utf8') ?? '';
  const colon = text.lastIndexOf(':');
  if (match === null || colon < 1) {
    throw new WantError('InvalidToken', 'The Authorization header is no signature of a manage call.');
  }
  return {
    type: match[1] as KeyType,
    accessKeyId: text.slice(0, colon),
    sign: text.slice(colon + 1),
  };
}

/** `now` is Unix ms. */
export function checkManageSignature(
  { sign }: ManageToken,
  call: SignedCall,
  secretAccessKey: string,
  now: number,
): void {
  if (!sameHex(signManageCall(call, secretAccessKey), sign)) throw wrongSignature();
  const time = Date.parse(call.date);
  if (Number.isNaN(time)) throw new WantError('InvalidToken', 'The call was signed without a date.');
  if (Math.abs(now - time) > maxSkewMs) {
    throw new WantError('TokenExpired', 'The date that was signed is too far from the time of the store.');
  }
}

/** Hex HMAC-SHA1. */
export const signManageCall = ({ path, rawQuery, body, date }: SignedCall, secretAccessKey: string) =>
  hmacSha1(secretAccessKey, `${path}${rawQuery === '' ? '' : `?${rawQuery}`}\n${body}\n${date}`);
