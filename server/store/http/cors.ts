import type { RequestHeaders } from './request-headers.ts';
import { S3Error } from './s3-error.ts';

/** Two hours is the longest that Chromium keeps a preflight's answer. */
const preflightSeconds = 7200;

/** Written by Node itself, so not among the headers that are there when this is asked. */
const nodeHeaders = ['Connection', 'Keep-Alive', 'Transfer-Encoding'];

/**
 * Every page may call the store, as its keys are the guard, and may read every header by name. The `*` beside
 * the names covers what a proxy on the way adds; browsers honour it for requests without cookies alone.
 */
export function corsHeaders(responseHeaders: Iterable<string>): Record<string, string> {
  const exposed = [...responseHeaders, ...nodeHeaders].map(canonicalName);
  return {
    'access-control-allow-origin': '*',
    'access-control-expose-headers': [...new Set(exposed), '*'].join(', '),
  };
}

/** Answers `OPTIONS` for any path: whatever is asked for is allowed. https://fetch.spec.whatwg.org/#cors-preflight-fetch */
export function preflightHeaders(headers: RequestHeaders): Record<string, string> {
  if (!headers.has('origin') || !headers.has('access-control-request-method')) {
    throw new S3Error('BadRequest', 'Not a preflight: it takes Origin and Access-Control-Request-Method.');
  }
  const requested = headers.get('access-control-request-headers');
  return {
    'access-control-allow-methods': 'GET, HEAD, PUT, POST, DELETE',
    ...(requested === undefined ? {} : { 'access-control-allow-headers': requested }),
    ...(headers.get('access-control-request-private-network') === 'true'
      ? { 'access-control-allow-private-network': 'true' }
      : {}),
    'access-control-max-age': String(preflightSeconds),
    vary: 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers',
  };
}

const canonicalName = (name: string) =>
  name.toLowerCase() === 'etag' ? 'ETag' : name.replace(/(?<=^|-)[a-z]/g, (letter) => letter.toUpperCase());
