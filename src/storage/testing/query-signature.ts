import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';

/** SigV4 written down once more, from the documents alone, to check what the SDK signs. */
const bytes = (text: string) => new TextEncoder().encode(text);
const hex = (raw: Uint8Array) => Array.from(raw, (byte) => byte.toString(16).padStart(2, '0')).join('');
const mac = (key: Uint8Array, text: string) => hmac(sha256, key, bytes(text));

const signingKey = (secret: string, [date = '', region = '', service = '']: string[]) =>
  mac(mac(mac(mac(bytes(`AWS4${secret}`), date), region), service), 'aws4_request');

/**
 * What `X-Amz-Signature` of a link must be. `headers`: those that are signed beside the host.
 * User guide: "Authenticating Requests: Using Query Parameters (AWS Signature Version 4)".
 */
export function querySignature(
  method: string,
  url: string,
  secret: string,
  headers: Record<string, string> = {},
): string {
  const { host, pathname, search } = new URL(url);
  const pairs = search.slice(1).split('&');
  const query = pairs.filter((pair) => !pair.startsWith('X-Amz-Signature=')).sort();
  const parameter = (name: string) =>
    decodeURIComponent(query.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? '');
  const signed = Object.entries({ host, ...headers }).sort(([left], [right]) => (left < right ? -1 : 1));
  const canonical = [
    method,
    pathname,
    query.join('&'),
    ...signed.map(([name, value]) => `${name}:${value}`),
    '',
    signed.map(([name]) => name).join(';'),
    'UNSIGNED-PAYLOAD',
  ].join('\n');
  const scope = parameter('X-Amz-Credential').split('/').slice(1);
  const text = ['AWS4-HMAC-SHA256', parameter('X-Amz-Date'), scope.join('/'), hex(sha256(bytes(canonical)))];
  return hex(mac(signingKey(secret, scope), text.join('\n')));
}

/** What the signature of a form must be: of the base64 of its policy. API: "POST Policy". */
export function policySignature(policy: string, secret: string, credential: string): string {
  return hex(mac(signingKey(secret, credential.split('/').slice(1)), policy));
}
