import type { RequestHeaders } from '../http/request-headers.ts';
import type { Query } from '../http/target.ts';
import { encodeUriComponent } from '../http/uri-encoding.ts';

export interface CanonicalRequestParts {
  method: string;
  /** As sent: S3 signs the path encoded once and never normalised. */
  rawPath: string;
  /** Decoded, without `X-Amz-Signature`. */
  query: Query;
  headers: RequestHeaders;
  /** Lower-case and sorted, as the signer listed them. */
  signedHeaders: readonly string[];
  payloadHash: string;
}

/**
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html#canonical-request. The text holds
 * header values as Latin-1 characters, one a byte: hash it as `latin1`.
 */
export function canonicalRequest(parts: CanonicalRequestParts): string {
  return [
    parts.method,
    parts.rawPath,
    canonicalQuery(parts.query),
    ...parts.signedHeaders.map((name) => `${name}:${canonicalValue(parts.headers.get(name) ?? '')}`),
    '',
    parts.signedHeaders.join(';'),
    parts.payloadHash,
  ].join('\n');
}

/** Sorted by encoded name, then by encoded value: as pairs, because `select-type=2` sorts before `select=`. */
function canonicalQuery(query: Query): string {
  return query
    .map(([name, value]) => [encodeUriComponent(name), encodeUriComponent(value)] as const)
    .sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

const canonicalValue = (value: string) => value.trim().replace(/ +/g, ' ');

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
