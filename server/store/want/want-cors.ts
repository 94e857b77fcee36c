import type { RequestHeaders } from '../http/request-headers.ts';

/** Two hours is the longest that Chromium keeps a preflight's answer. */
const preflightSeconds = 7200;

/** What the SDKs set: `UserAgent` and `x-acl-date` stand for headers that a page may not set. */
const usualHeaders = 'Authorization, Content-Type, UserAgent, x-acl-date';

/** Keys are the guard, not origins, so that every page may read the answers. */
export const wantCorsHeaders = { 'access-control-allow-origin': '*' };

/** https://fetch.spec.whatwg.org/#cors-preflight-fetch */
export function wantPreflightHeaders(headers: RequestHeaders): Record<string, string> {
  return {
    'access-control-allow-methods': 'GET, POST, DELETE',
    'access-control-allow-headers': headers.get('access-control-request-headers') ?? usualHeaders,
    ...(headers.get('access-control-request-private-network') === 'true'
      ? { 'access-control-allow-private-network': 'true' }
      : {}),
    'access-control-max-age': String(preflightSeconds),
    vary: 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers',
  };
}
