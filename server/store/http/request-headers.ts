import { type Query, queryValue } from './target.ts';

/**
 * Header values by lower-case name. A header sent more than once has its values joined by a comma, which is what
 * SigV4 signs. Values are bytes as Latin-1 characters, as Node gives them: UTF-8 in metadata passes unharmed.
 */
export type RequestHeaders = ReadonlyMap<string, string>;

/** `rawHeaders` as of `IncomingMessage`: names and values in turn. */
export function requestHeaders(rawHeaders: readonly string[]): Map<string, string> {
  const headers = new Map<string, string>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = String(rawHeaders[index]).toLowerCase();
    const value = String(rawHeaders[index + 1]);
    const earlier = headers.get(name);
    headers.set(name, earlier === undefined ? value : `${earlier},${value}`);
  }
  return headers;
}

/**
 * A presigned URL carries in its query what its signer would have sent as `x-amz-*` headers. A checksum there is
 * one of the empty body that the signer had (SDKs put it there by default), so it says nothing about this one.
 */
export function withHoistedHeaders(headers: RequestHeaders, query: Query): RequestHeaders {
  if (queryValue(query, 'X-Amz-Signature') === undefined) return headers;
  const all = new Map(headers);
  for (const [name, value] of query) {
    if (!/^x-amz-[a-z0-9._-]+$/.test(name) || all.has(name)) continue;
    if (/^x-amz-(?:sdk-)?checksum-(?!mode$)/.test(name)) continue;
    all.set(name, Buffer.from(value, 'utf8').toString('latin1'));
  }
  return all;
}
