import { base64url } from './base64url.ts';
import { hmacSha1 } from './hmac-sha1.ts';
import type { WantKeys } from './upload-token.ts';

/** What a manage call's signature covers: everything as it is sent. */
interface SignedCall {
  path: string;
  /** Without `?`; empty where there is none. */
  query: string;
  body: string;
  date: Date;
}

/** Its headers. A page may not set `Date`, so what is signed goes as `x-acl-date`. */
export function signManageCall(
  keys: WantKeys,
  { path, query, body, date }: SignedCall,
): Record<string, string> {
  const moment = date.toUTCString();
  const sign = hmacSha1(
    keys.secretAccessKey,
    `${path}${query === '' ? '' : `?${query}`}\n${body}\n${moment}`,
  );
  return {
    authorization: `ACL_${keys.type} ${base64url(`${keys.accessKeyId}:${sign}`)}`,
    'x-acl-date': moment,
  };
}
